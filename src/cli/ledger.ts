import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { locked } from './lock.js';
import { unwritable } from './output.js';
import { isTorn, lineOf, type RunRecord, recordFrom } from './record.js';

/** The records of a file, a line each, and how many bytes of them are whole; what a crash has torn is left out. */
export function recordsIn(
  who: string,
  path: string,
  bytes: Buffer,
): { records: RunRecord[]; lines: string[]; whole: number } {
  const whole = bytes.lastIndexOf('\n') + 1;
  const text = bytes.toString('utf8', 0, whole);
  const lines = text.split('\n').slice(0, -1);
  const records = lines.map((line, i) => recordFrom(line) ?? broken(who, path, i + 1));
  if (!isTorn(bytes.toString('utf8', whole))) broken(who, path, lines.length + 1);
  return { records, lines, whole };
}

function broken(who: string, path: string, line: number): never {
  throw new RangeError(
    `${who}: ${JSON.stringify(path)} needs a record of a run in every line, got another in line ${line}`,
  );
}

/** Throws RangeError for a file that cannot be read. */
export function bytesOf(who: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(`${who}: a file that can be read is needed, got ${JSON.stringify(path)} (${code})`);
  }
}

/**
 * A file of runs that grows by a line at a time, each on the disk before the next run begins: whatever ends the
 * process, what it had finished is kept. A lock beside the file keeps a second process out.
 */
export class Ledger {
  readonly records: RunRecord[];
  /** Bytes of a torn line that were cut off. */
  readonly cut: number;
  readonly #who: string;
  readonly #path: string;
  readonly #file: number;
  readonly #unlock: () => void;

  constructor(who: string, path: string) {
    [this.#who, this.#path] = [who, path];
    this.#unlock = locked(who, path);
    try {
      this.#file = opened(who, path);
      const bytes = bytesOf(who, path);
      const { records, whole } = recordsIn(who, path, bytes);
      this.records = records;
      this.cut = bytes.length - whole;
      if (this.cut > 0) ftruncateSync(this.#file, whole);
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  append(record: RunRecord): void {
    const before = statSync(this.#path).size;
    const line = Buffer.from(`${lineOf(record)}\n`);
    try {
      // A second write would be a place to be killed at in between.
      const written = writeSync(this.#file, line);
      if (written < line.length) throw Object.assign(new Error(), { code: 'ENOSPC' });
      fsyncSync(this.#file);
    } catch (error) {
      ftruncateSync(this.#file, before);
      throw unwritable(this.#who, this.#path, error);
    }
    this.records.push(record);
  }

  close(): void {
    closeSync(this.#file);
    this.#unlock();
  }
}

function opened(who: string, path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw unwritable(who, path, error);
  }
}

/** A whole file in place of another, or nothing. */
export function replace(who: string, path: string, text: string): void {
  const unlock = locked(who, path);
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text, { flush: true });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw unwritable(who, path, error);
  } finally {
    unlock();
  }
}
