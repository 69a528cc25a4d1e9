import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { unwritable } from './output.js';

/** Locks that this process holds. */
const held = new Set<string>();

/**
 * Lock on a file, `path.lock`, which names the process that holds it; returns what releases it. One left by a process
 * that no longer exists is taken over; of a process on another machine that cannot be known.
 * Throws RangeError where another process holds it.
 */
export function locked(who: string, path: string): () => void {
  const lock = `${path}.lock`;
  const own = `${process.pid} ${hostname()}`;
  const draft = `${lock}.${process.pid}`;
  try {
    writeFileSync(draft, own);
  } catch (error) {
    throw unwritable(who, path, error);
  }
  try {
    // A link appears with its content, or not at all.
    while (!linked(draft, lock)) {
      const holder = read(lock);
      if (holder === null) continue;
      if (held.has(lock) || isThere(holder)) throw taken(who, path, lock, holder);
      takeAway(lock, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    if (read(lock) === own) rmSync(lock, { force: true });
  };
}

const taken = (who: string, path: string, lock: string, holder: string) =>
  new RangeError(
    `${who}: --out needs a file that no other process writes to, got ${JSON.stringify(path)}, which process ${holder} has; if that is none of nabla's, delete ${lock}`,
  );

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function read(lock: string): string | null {
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
function takeAway(lock: string, holder: string): void {
  const aside = `${lock}.${process.pid}.left`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (read(aside) !== holder) linked(aside, lock);
  rmSync(aside, { force: true });
}

function isThere(holder: string): boolean {
  const [, pid, host] = /^(\d+) (.*)$/s.exec(holder) ?? [];
  if (host !== hostname()) return true;
  // Locks of this process are in `held`: this one is of an earlier process with the same id.
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
