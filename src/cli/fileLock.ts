import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { unwritableError } from './output.js';

/** Locks that this process holds. */
const heldLocks = new Set<string>();

/**
 * Lock on a file, `path.lock`, which names the process that holds it; returns what releases it. One left by a process
 * that no longer exists is taken over; of a process on another machine that cannot be known.
 * Throws RangeError where another process holds it.
 */
export function acquireLock(who: string, path: string): () => void {
  const lock = `${path}.lock`;
  const own = `${process.pid} ${hostname()}`;
  const draft = `${lock}.${process.pid}`;
  try {
    writeFileSync(draft, own);
  } catch (error) {
    throw unwritableError(who, path, error);
  }
  try {
    // A link appears with its content, or not at all.
    while (!tryLink(draft, lock)) {
      const holder = readLock(lock);
      if (holder === null) continue;
      if (heldLocks.has(lock) || isHolderAlive(holder)) throw lockTakenError(who, path, lock, holder);
      removeStaleLock(lock, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  heldLocks.add(lock);
  return () => {
    heldLocks.delete(lock);
    if (readLock(lock) === own) rmSync(lock, { force: true });
  };
}

const lockTakenError = (who: string, path: string, lock: string, holder: string) =>
  new RangeError(
    `${who}: --out needs a file that no other process writes to, got ${JSON.stringify(path)}, which process ${holder} has; if that is none of nabla's, delete ${lock}`,
  );

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function readLock(lock: string): string | null {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Removes a lock left behind. Two processes may find the same one: what the later moves away may be the new lock of the
 * other, and is put back.
 */
function removeStaleLock(lock: string, holder: string): void {
  const aside = `${lock}.${process.pid}.left`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readLock(aside) !== holder) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function isHolderAlive(holder: string): boolean {
  const [, pid, host] = /^(\d+) (.*)$/s.exec(holder) ?? [];
  if (host !== hostname()) return true;
  // Locks of this process are in `heldLocks`: this one is of an earlier process with the same id.
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
