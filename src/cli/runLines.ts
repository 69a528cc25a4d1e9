import { closeSync, openSync, readSync } from 'node:fs';
import { isTorn, type RunRecord, recordFrom } from './runRecord.js';

/** Line of a run log: its record, and its bytes without the line break. */
interface RecordLine {
  record: RunRecord;
  bytes: Buffer;
}

/** Numbers of bytes: of the whole lines of a file, and of the torn line that a crash left after them. */
interface FileEnds {
  whole: number;
  torn: number;
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
  let [line, whole] = [0, 0];
  for (const { bytes, isWhole } of splitLines(who, path, file)) {
    line++;
    if (!isWhole && isTorn(bytes.toString('utf8', 0, 64))) return { whole, torn: bytes.length };
    const record = isWhole ? recordFrom(bytes.toString()) : null;
    if (!record) throw brokenLineError(who, path, line);
    yield { record, bytes };
    whole += bytes.length + 1;
  }
  return { whole, torn: 0 };
}

const CHUNK = 2 ** 20;
/** Most bytes of a line, within the length of a string. */
const LONGEST = 2 ** 29 - 2 * CHUNK;
const NEWLINE = 10;

/** Bytes between line breaks; those after the last line break are not whole. */
function* splitLines(
  who: string,
  path: string,
  file: number,
): Generator<{ bytes: Buffer; isWhole: boolean }> {
  let parts: Buffer[] = [];
  for (;;) {
    const chunk = readChunk(who, path, file);
    if (chunk.length === 0) break;
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      yield { bytes: Buffer.concat([...parts, chunk.subarray(from, to)]), isWhole: true };
      [parts, from] = [[], to + 1];
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
    if (parts.length * CHUNK > LONGEST) yield { bytes: parts[0], isWhole: true };
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

const brokenLineError = (who: string, path: string, line: number) =>
  new RangeError(
    `${who}: ${JSON.stringify(path)} needs a record of a run in every line, got another in line ${line}`,
  );
