import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { FileLock, isSameFile, type LockOptions } from './fileLock.js';
import { failure, fileCall, isFailure, unwritableError } from './output.js';
import { type FileEnds, recordLinesIn } from './runLines.js';
import { breakAfter, type RunRecord, recordLine } from './runRecord.js';

/**
 * Run log that grows by a line at a time, each on the disk before the next run begins: whatever ends the process,
 * finished runs are kept. A lock keeps a second process out.
 */
export class RunLog {
  readonly records: RunRecord[] = [];
  /** Number of bytes of a torn line that were cut off, and are kept in `path.torn`. */
  readonly cut: number;
  /** Numbers of the torn lines that stay in the file, counted from 1. */
  readonly skipped: readonly number[];
  readonly #who: string;
  readonly #path: string;
  readonly #lock: FileLock;
  readonly #file: number;

  private constructor(who: string, path: string, lock: FileLock) {
    [this.#who, this.#path, this.#lock] = [who, path, lock];
    this.#file = fileCall(who, path, () => openRegularFile(lock.target));
    try {
      const ends = this.#read();
      this.cut = this.#mendEnd(ends);
      this.skipped = this.cut > 0 ? ends.skipped : [...ends.skipped, ...ends.rest];
    } catch (error) {
      this.#closeFile();
      throw error;
    }
  }

  /** Log in a file, which it makes where there is none. Throws RangeError where it cannot be had. */
  static async open(who: string, path: string, options: LockOptions = {}): Promise<RunLog> {
    const lock = await FileLock.acquire(who, path, options);
    try {
      return new RunLog(who, path, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Appends a record. Throws RangeError where the file, or the lock on it, has become another's. */
  append(record: RunRecord): void {
    this.#lock.needHeld();
    const line = Buffer.from(`${recordLine(record)}\n`);
    fileCall(this.#who, this.#path, () => {
      if (!isSameFile(statSync(this.#lock.target, { throwIfNoEntry: false }), fstatSync(this.#file)))
        throw failure('it was moved, removed or replaced');
      this.#write(line);
    });
    this.records.push(record);
  }

  close(): void {
    try {
      this.#closeFile();
    } finally {
      this.#lock.release();
    }
  }

  #closeFile(): void {
    fileCall(this.#who, this.#path, () => closeSync(this.#file));
  }

  #write(line: Buffer): void {
    const before = fstatSync(this.#file).size;
    let written = 0;
    try {
      // One write: between two the process could be killed.
      written = writeSync(this.#file, line);
      if (written < line.length) throw failure('ENOSPC');
      fsyncSync(this.#file);
    } catch (error) {
      this.#cutBack(before, written);
      throw error;
    }
  }

  /** Cuts off what was written of a line that failed; where that fails too, whoever reads next finds it torn. */
  #cutBack(before: number, written: number): void {
    try {
      this.#lock.needHeld();
      if (fstatSync(this.#file).size === before + written) ftruncateSync(this.#file, before);
    } catch {}
  }

  #read(): FileEnds {
    const lines = recordLinesIn(this.#who, this.#path, this.#file);
    let next = lines.next();
    for (; !next.done; next = lines.next()) this.records.push(next.value.record);
    return next.value;
  }

  /**
   * Cuts off what comes after the last record, and returns how much that was. Where it cannot be kept or cut, or the
   * process that wrote it may go on, a new line begins behind it.
   */
  #mendEnd({ whole, torn }: FileEnds): number {
    if (torn === 0) return 0;
    return fileCall(this.#who, this.#path, () => {
      const rest = Buffer.alloc(torn);
      readSync(this.#file, rest, 0, torn, whole);
      if (!this.#lock.isContested && this.#keepAndCut(rest, whole)) return torn;
      if (rest.at(-1) !== NEWLINE) this.#write(Buffer.from(breakAfter(rest.toString())));
      return 0;
    });
  }

  #keepAndCut(rest: Buffer, whole: number): boolean {
    try {
      const kept = openRegularFile(`${this.#lock.target}.torn`);
      try {
        writeAll(kept, Buffer.concat([rest, Buffer.of(NEWLINE)]));
        fsyncSync(kept);
      } finally {
        closeSync(kept);
      }
      ftruncateSync(this.#file, whole);
      return true;
    } catch (error) {
      if (isFailure(error)) return false;
      throw error;
    }
  }
}

const NEWLINE = 10;

/** Descriptor of a run log, a regular file: no device or pipe can be cut and read again. */
function openRegularFile(path: string): number {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw failure('no regular file');
  return openSync(path, 'a+');
}

/** Replaces a file by another as a whole, or not at all; others are kept from it by a lock that is held. */
export async function replaceFile(
  who: string,
  path: string,
  { target }: FileLock,
  lines: AsyncIterable<Buffer>,
): Promise<void> {
  const draft = `${target}.${process.pid}`;
  try {
    const file = openSync(draft, 'w');
    try {
      for await (const line of lines) writeAll(file, line);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, target);
  } catch (error) {
    removeDraft(draft);
    throw isFailure(error) ? unwritableError(who, path, error) : error;
  }
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {}
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}
