import { lstatSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readLock, removeOwn, renewLock, tryLock } from './lockFile.js';
import {
  type FoundLock,
  type Holder,
  heldTokens,
  holderWords,
  isHolderGone,
  isOfThisMachine,
  newHolder,
} from './lockHolder.js';
import { failure, fileCall } from './output.js';

export interface LockOptions {
  /** Seconds for which the lock of another machine must be seen unchanged before it is taken over. */
  takeOver?: number | undefined;
  /** Signal that ends the waiting, which rejects with its reason. */
  signal?: AbortSignal;
}

/** Seconds between heartbeats, and those without one after which a holder on another machine is taken for gone. */
const BEAT = 5;
const SILENCE = 60;
const LOOK_MS = 200;

/**
 * Lock on a file, `path.lock`, that names the process which holds it and changes every few seconds while that lives.
 * One whose process is gone from this machine is taken over; one from another machine once it was seen unchanged for
 * long enough by this machine's clock. A file with several names in its folder is locked under all of them.
 */
export class FileLock {
  /** Real path of the file. */
  readonly target: string;
  readonly #who: string;
  readonly #path: string;
  readonly #own = newHolder();
  readonly #files: string[] = [];
  readonly #timer: NodeJS.Timeout;
  #isContested = false;
  #beat = 0;

  private constructor(who: string, path: string, target: string) {
    [this.#who, this.#path, this.target] = [who, path, target];
    heldTokens.add(this.#own.token);
    this.#timer = setInterval(() => this.#renew(), BEAT * 1000).unref();
  }

  /**
   * Lock on a file, which need not be there yet; what it takes over is said on the standard error. Throws RangeError
   * where another process holds it, and where there can be none.
   */
  static async acquire(who: string, path: string, options: LockOptions = {}): Promise<FileLock> {
    const [target, names] = fileCall(who, path, () => {
      const target = realPath(path);
      return [target, namesInFolder(target)];
    });
    const lock = new FileLock(who, path, target);
    try {
      for (const name of names) await lock.#take(`${name}.lock`, options);
      return lock;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Whether a holder was taken for gone that may only have been stopped: it could still write. */
  get isContested(): boolean {
    return this.#isContested;
  }

  /** Throws RangeError where the lock has become another's. */
  needHeld(): void {
    for (const file of this.#files) {
      const found = lockCall(this.#who, this.#path, file, () => readLock(file));
      if (found?.token === this.#own.token) continue;
      const lost = found ? `which ${holderWords(found)} has taken over` : `whose lock was taken away`;
      throw unsharedError(this.#who, this.#path, lost);
    }
  }

  release(): void {
    clearInterval(this.#timer);
    for (const file of this.#files) removeOwn(file, this.#own);
    heldTokens.delete(this.#own.token);
  }

  async #take(file: string, options: LockOptions): Promise<void> {
    const taken = await takeLock(this.#who, this.#path, file, this.#own, options);
    this.#files.push(file);
    if (taken && !isHolderGone(taken)) this.#isContested = true;
  }

  #renew(): void {
    this.#beat++;
    for (const file of this.#files) {
      try {
        renewLock(file, this.#own, this.#beat);
      } catch {
        // Whoever is to write will see what has become of the lock.
      }
    }
  }
}

/** Takes a lock, waiting for those of other machines to show whether they live; returns the one that it took over. */
async function takeLock(
  who: string,
  path: string,
  file: string,
  own: Holder,
  { takeOver = SILENCE, signal }: LockOptions,
): Promise<FoundLock | null> {
  const silent = new Set<string>();
  const isGone = (found: FoundLock) => isHolderGone(found) || silent.has(found.text);
  const attempt = <T>(call: () => T) => lockCall(who, path, file, call);
  for (;;) {
    const { taken, inTheWay } = attempt(() => tryLock(file, own, isGone));
    if (taken) console.error(takenOverWords(path, taken));
    if (!inTheWay) return taken;
    if (inTheWay.holder && isOfThisMachine(inTheWay.holder)) throw lockedError(who, path, inTheWay);
    if (takeOver > 0) console.error(watchedWords(path, inTheWay, takeOver));
    const next = await watchLock(inTheWay, takeOver, signal, attempt);
    if (next?.text === inTheWay.text) silent.add(next.text);
    else if (next?.token === inTheWay.token) throw lockedError(who, path, next);
  }
}

/** Lock as it is after some seconds, or as soon as it is another. */
async function watchLock(
  { file, text }: FoundLock,
  seconds: number,
  signal: AbortSignal | undefined,
  attempt: <T>(call: () => T) => T,
): Promise<FoundLock | null> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const next = attempt(() => readLock(file));
    const left = end - performance.now();
    if (next?.text !== text || left <= 0) return next;
    await pause(Math.min(left, LOOK_MS), undefined, { signal });
  }
}

/** Path of a file without symbolic links, of a missing one too. */
function realPath(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  const isThere = found !== undefined && statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (isThere) return realpathSync.native(path);
  const folder = realpathSync.native(dirname(path));
  return found ? realPath(resolve(folder, readlinkSync(path))) : join(folder, basename(path));
}

/** Paths of a file in its folder: its own, and those of hard links to it. Throws for links elsewhere, and folders. */
function namesInFolder(path: string): string[] {
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isFile() === false) throw failure(file.isDirectory() ? 'EISDIR' : 'no regular file');
  if (!file || file.nlink <= 1) return [path];
  const names = readdirSync(dirname(path))
    .map((name) => join(dirname(path), name))
    .filter((name) => isSameFile(lstatSync(name, { throwIfNoEntry: false }), file));
  if (names.length < file.nlink) throw failure('a hard link to it is in another folder; copy it');
  return names.sort();
}

export const isSameFile = (a: Stats | undefined, b: Stats): boolean => a?.ino === b.ino && a.dev === b.dev;

/** Result of a call of the file system for a lock, whose failure is told in words. */
function lockCall<T>(who: string, path: string, file: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(
      `${who}: --out needs a file that can be locked, got ${shown(path)} (${basename(file)}: ${code})`,
    );
  }
}

const unsharedError = (who: string, path: string, got: string) =>
  new RangeError(`${who}: --out needs a file that no other process writes to, got ${shown(path)}, ${got}`);

const lockedError = (who: string, path: string, found: FoundLock) =>
  unsharedError(
    who,
    path,
    `which ${holderWords(found)} has; if that is none of nabla's, delete ${found.file}`,
  );

const watchedWords = (path: string, found: FoundLock, seconds: number) =>
  `${shown(path)} is locked by ${holderWords(found)}, which shows no life yet: taken over if it shows none for ${seconds} s, at once with --take-over`;

const takenOverWords = (path: string, found: FoundLock) =>
  `${shown(path)} is taken over from ${holderWords(found)}, which ${isHolderGone(found) ? 'is there no more' : 'showed no life'}`;

const shown = (path: string) => JSON.stringify(path);
