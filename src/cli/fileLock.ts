import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { unwritable } from './output.js';

/** Those that this process has. */
const held = new Set<string>();

/**
 * Takes `path.lock`, which tells the process that has it, and gives what lets go of it. One that a process left
 * behind which is there no more is taken over; of another machine's processes nobody here can tell.
 * Throws RangeError where another process has it.
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
    // A link is there all at once, with what it says, or not at all.
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

/** Two may find the same lock left behind: what the later of them moves away may be the other's own, and goes back. */
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
  // What this process has is in `held`: it is of one before that had the same number.
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
