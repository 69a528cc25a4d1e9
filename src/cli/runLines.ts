import { closeSync, openSync, readSync } from 'node:fs';
import { isTorn, type RunRecord, recordFrom } from './runRecord.js';

/** A line of a file of runs, without its line break, and what it says. */
interface Line {
  record: RunRecord;
  bytes: Buffer;
}

/** How many bytes of a file are whole lines, and how many come after them, which a crash has torn. */
interface Ends {
  whole: number;
  torn: number;
}

/** The lines of a file, one at a time: in all they may be longer than a text can be. */
export function* linesOf(who: string, path: string): Generator<Line, Ends> {
  const file = toRead(who, path);
  try {
    return yield* linesIn(who, path, file);
  } finally {
    closeSync(file);
  }
}

/** The same of a file that is open, from where it has been read to. */
export function* linesIn(who: string, path: string, file: number): Generator<Line, Ends> {
  let [line, whole] = [0, 0];
  for (const { bytes, isWhole } of piecesOf(who, path, file)) {
    line++;
    if (!isWhole && isTorn(bytes.toString('utf8', 0, 64))) return { whole, torn: bytes.length };
    const record = isWhole ? recordFrom(bytes.toString()) : null;
    if (!record) throw broken(who, path, line);
    yield { record, bytes };
    whole += bytes.length + 1;
  }
  return { whole, torn: 0 };
}

const CHUNK = 2 ** 20;
/** What is longer is no text. */
const LONGEST = 2 ** 29 - 2 * CHUNK;
const NEWLINE = 10;

/** What lies between line breaks; what no line break ends is not whole. */
function* piecesOf(who: string, path: string, file: number): Generator<{ bytes: Buffer; isWhole: boolean }> {
  let parts: Buffer[] = [];
  for (;;) {
    const chunk = chunkOf(who, path, file);
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

function chunkOf(who: string, path: string, file: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK);
  try {
    return chunk.subarray(0, readSync(file, chunk, 0, CHUNK, null));
  } catch (error) {
    throw unreadable(who, path, error);
  }
}

function toRead(who: string, path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadable(who, path, error);
  }
}

function unreadable(who: string, path: string, error: unknown): RangeError {
  const { code } = error as NodeJS.ErrnoException;
  return new RangeError(`${who}: a file that can be read is needed, got ${JSON.stringify(path)} (${code})`);
}

const broken = (who: string, path: string, line: number) =>
  new RangeError(
    `${who}: ${JSON.stringify(path)} needs a record of a run in every line, got another in line ${line}`,
  );
