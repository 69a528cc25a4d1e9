import { closeSync, lstatSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { type FoundLock, foundLock, type Holder, lockText } from './lockHolder.js';
import { failure } from './output.js';

/** Most attempts at a lock that comes and goes. */
const MOST_TRIES = 100;

/**
 * Makes a lock, or takes over one whose holder is gone; else tells which is in the way. Taking over is for the one
 * process that makes the lock on it, named after its token: whoever comes late finds another token.
 */
export function tryLock(
  file: string,
  own: Holder,
  isGone: (found: FoundLock) => boolean,
): { taken: FoundLock | null; inTheWay: FoundLock | null } {
  for (let k = 0; k < MOST_TRIES; k++) {
    if (makeLock(file, own)) return { taken: null, inTheWay: null };
    const found = readLock(file);
    if (!found) continue;
    if (!isGone(found)) return { taken: null, inTheWay: found };
    const claim = `${file}.${found.token}`;
    const { inTheWay } = tryLock(claim, own, isGone);
    if (inTheWay) return { taken: null, inTheWay };
    try {
      if (readLock(file)?.text !== found.text) continue;
      renameSync(claim, file);
      return { taken: found, inTheWay: null };
    } finally {
      removeOwn(claim, own);
    }
  }
  throw failure('a lock that comes and goes');
}

/** Makes a lock where there is none; whether there was none. */
function makeLock(file: string, own: Holder): boolean {
  let made: number;
  try {
    made = openSync(file, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    const text = lockText(own, 0);
    if (writeSync(made, text) < text.length) throw failure('ENOSPC');
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(made);
  }
  return true;
}

/** Lock in a file; null where there is none. */
export function readLock(file: string): FoundLock | null {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return null;
  if (!found.isFile()) throw failure('no regular file');
  try {
    return foundLock(file, readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes the next heartbeat into a lock if it is one's own: what replaces it meanwhile is another file. */
export function renewLock(file: string, own: Holder, beat: number): void {
  const open = openSync(file, 'r+');
  try {
    if (foundLock(file, readFileSync(open, 'utf8')).token === own.token)
      writeSync(open, lockText(own, beat), 0);
  } finally {
    closeSync(open);
  }
}

/** Removes a lock if it is one's own; one that cannot be removed is that of a process which is gone, soon. */
export function removeOwn(file: string, own: Holder): void {
  try {
    if (readLock(file)?.token === own.token) rmSync(file, { force: true });
  } catch {}
}
