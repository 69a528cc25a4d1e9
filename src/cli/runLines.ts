import { closeSync, openSync, readSync } from 'node:fs';
import { isTorn, isTornLine, type RunRecord, recordFrom } from './runRecord.js';

/** Line of a run log: its record, its bytes without the line break, and where it is. */
interface RecordLine {
  record: RunRecord;
  bytes: Buffer;
  /** Index of its first byte in the file. */
  at: number;
}

/** What was found of a file beside its records. */
export interface FileEnds {
  /** Number of bytes up to the end of the last record. */
  whole: number;
  /** Number of bytes after it: what a crash left of a line, zeros, blank lines. */
  torn: number;
  /** Numbers of such lines, counted from 1: those among the records, and those after them. */
  skipped: number[];
  rest: number[];
}

/** Lines of a run log, one at a time: together they may exceed the length of a string. */
export function* recordLines(who: string, path: string): Generator<RecordLine, FileEnds> {
  const file = openToRead(who, path);
  try {
    return yield* recordLinesIn(who, path, file);
  } finally {
    closeSync(file);
  }
}

/** Lines of an open run log, from its position on. */
export function* recordLinesIn(who: string, path: string, file: number): Generator<RecordLine, FileEnds> {
  const skipped: number[] = [];
  let [number, whole, end] = [0, 0, 0];
  let rest: number[] = [];
  for (const { bytes, isWhole } of splitLines(who, path, file)) {
    number++;
    end += bytes.length + (isWhole ? 1 : 0);
    const record = isWhole ? recordIn(who, path, number, bytes) : null;
    if (record) {
      skipped.push(...rest);
      [rest, whole] = [[], end];
      yield { record, bytes, at: end - bytes.length - 1 };
    } else {
      // A line in two pieces is broken where it begins.
      if (!isRest(bytes, isWhole)) throw brokenLineError(who, path, rest[0] ?? number);
      rest.push(number);
    }
  }
  return { whole, torn: end - whole, skipped, rest };
}

function recordIn(who: string, path: string, number: number, bytes: Buffer): RunRecord | null {
  try {
    return recordFrom(bytes.toString());
  } catch (error) {
    throw brokenLineError(who, path, number, ` (${(error as Error).message})`);
  }
}

/** Whether a line that is no record is what a crash can leave: part of one, and zeros. */
function isRest(bytes: Buffer, isWhole: boolean): boolean {
  let end = bytes.length;
  while (end > 0 && BLANK.includes(bytes[end - 1])) end--;
  if (end === 0) return true;
  if (!isWhole) return isTorn(bytes.toString('utf8', 0, Math.min(end, 64)));
  return isTornLine(bytes.toString());
}

const CHUNK = 2 ** 20;
/** Most bytes of a line, within the length of a string. */
const LONGEST = 2 ** 29 - 2 * CHUNK;
const NEWLINE = 10;
/** A zero, a tab, a carriage return, a space. */
const BLANK = [0, 9, 13, 32];

/** Bytes between line breaks; those after the last line break are not whole. */
function* splitLines(
  who: string,
  path: string,
  file: number,
): Generator<{ bytes: Buffer; isWhole: boolean }> {
  let parts: Buffer[] = [];
  let number = 1;
  for (;;) {
    const chunk = readChunk(who, path, file);
    if (chunk.length === 0) break;
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      yield { bytes: Buffer.concat([...parts, chunk.subarray(from, to)]), isWhole: true };
      [parts, from] = [[], to + 1];
      number++;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
    if (parts.length * CHUNK > LONGEST) throw brokenLineError(who, path, number);
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), isWhole: false };
}

function readChunk(who: string, path: string, file: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK);
  try {
    return chunk.subarray(0, readSync(file, chunk, 0, CHUNK, null));
  } catch (error) {
    throw unreadableError(who, path, error);
  }
}

function openToRead(who: string, path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadableError(who, path, error);
  }
}

function unreadableError(who: string, path: string, error: unknown): RangeError {
  const { code } = error as NodeJS.ErrnoException;
  return new RangeError(`${who}: a file that can be read is needed, got ${JSON.stringify(path)} (${code})`);
}

const brokenLineError = (who: string, path: string, line: number, because = '') =>
  new RangeError(
    `${who}: ${JSON.stringify(path)} needs a record of a run in every line, got another in line ${line}${because}`,
  );
