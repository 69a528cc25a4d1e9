import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { acquireLock } from './fileLock.js';
import { unwritableError } from './output.js';
import { recordLinesIn } from './runLines.js';
import { type RunRecord, recordLine } from './runRecord.js';

/**
 * Run log that grows by a line at a time, each on the disk before the next run begins: whatever ends the process,
 * finished runs are kept. A lock beside the file keeps a second process out.
 */
export class RunLog {
  readonly records: RunRecord[] = [];
  /** Number of bytes of a torn line that were cut off. */
  readonly cut: number;
  readonly #who: string;
  readonly #path: string;
  readonly #file: number;
  readonly #unlock: () => void;

  constructor(who: string, path: string) {
    [this.#who, this.#path] = [who, path];
    this.#unlock = acquireLock(who, path);
    try {
      this.#file = openRegularFile(who, path);
      this.cut = this.#read();
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  append(record: RunRecord): void {
    const before = fstatSync(this.#file).size;
    const line = Buffer.from(`${recordLine(record)}\n`);
    try {
      // One write: between two the process could be killed.
      const written = writeSync(this.#file, line);
      if (written < line.length) throw Object.assign(new Error(), { code: 'ENOSPC' });
      fsyncSync(this.#file);
    } catch (error) {
      ftruncateSync(this.#file, before);
      throw unwritableError(this.#who, this.#path, error);
    }
    this.records.push(record);
  }

  close(): void {
    closeSync(this.#file);
    this.#unlock();
  }

  #read(): number {
    const lines = recordLinesIn(this.#who, this.#path, this.#file);
    let next = lines.next();
    for (; !next.done; next = lines.next()) this.records.push(next.value.record);
    const { whole, torn } = next.value;
    if (torn > 0) ftruncateSync(this.#file, whole);
    return torn;
  }
}

/** Descriptor of a run log, a regular file: no device or pipe can be cut and read again. */
function openRegularFile(who: string, path: string): number {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
      throw Object.assign(new Error(), { code: 'no regular file' });
    return openSync(path, 'a+');
  } catch (error) {
    throw unwritableError(who, path, error);
  }
}

/** Replaces a file by another as a whole, or not at all. */
export function replaceFile(who: string, path: string, lines: Iterable<Buffer>): void {
  const unlock = acquireLock(who, path);
  const draft = `${path}.${process.pid}`;
  try {
    const file = openSync(draft, 'w');
    try {
      for (const line of lines) writeAll(file, line);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw unwritableError(who, path, error);
  } finally {
    unlock();
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}
