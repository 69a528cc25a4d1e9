import { showValue } from '../need.js';

/** Text, and the name of the encoding that it had. */
interface DecodedText {
  text: string;
  encoding: string;
}

/** Most characters of a string: engines have limits near 2²⁹. */
export const LONGEST_TEXT = 2 ** 29 - 24;

const MARKS: readonly [mark: readonly number[], label: string, name: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8', 'UTF-8'],
  [[0xff, 0xfe], 'utf-16le', 'UTF-16'],
  [[0xfe, 0xff], 'utf-16be', 'UTF-16'],
];

/** Files that are known by their first bytes, and are no text. */
const OTHERS: readonly [mark: readonly number[], what: string][] = [
  [[0x50, 0x4b, 3, 4], 'an archive, as a workbook of Excel is: save its sheet as CSV'],
  [[0x1f, 0x8b], 'one that is packed with gzip: unpack it'],
  [[0x50, 0x41, 0x52, 0x31], 'one of Parquet: save it as CSV'],
];

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, i) => bytes[i] === byte);

/**
 * Text of a file: by its byte order mark, else UTF-8, else Windows-1252, which Latin-1 is part of; or in the encoding
 * that is given. `isPart` where the last character may be cut.
 * Throws RangeError for what is no text, is in an encoding that is not known, or is partly UTF-8.
 */
export function decodeText(who: string, bytes: Uint8Array, encoding?: string, isPart = false): DecodedText {
  const other = OTHERS.find(([mark]) => startsWith(bytes, mark));
  if (other) throw new RangeError(`${who}: data needs a file of text, got ${other[1]}`);
  if (bytes.length > LONGEST_TEXT)
    throw new RangeError(
      `${who}: data needs at most ${Math.floor(LONGEST_TEXT / 1e6)} MB of text, got ${Math.ceil(bytes.length / 1e6)} MB`,
    );
  const found =
    encoding === undefined ? recognised(who, bytes, isPart) : asGiven(who, bytes, encoding, isPart);
  if (found.text.includes('\0'))
    throw new RangeError(
      `${who}: data needs a file of text, or encoding: 'utf-16le', got bytes that are none in ${found.encoding}`,
    );
  return found;
}

function recognised(who: string, bytes: Uint8Array, isPart: boolean): DecodedText {
  const marked = MARKS.find(([mark]) => startsWith(bytes, mark));
  if (marked) return { text: decoded(who, bytes, marked[1], marked[2], isPart), encoding: marked[2] };
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isPart }),
      encoding: 'UTF-8',
    };
  } catch {
    return windows1252(who, bytes, isPart);
  }
}

function asGiven(who: string, bytes: Uint8Array, label: string, isPart: boolean): DecodedText {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label);
  } catch {
    throw new RangeError(
      `${who}: encoding needs one that there is, utf-8, utf-16le or windows-1252, got ${showValue(label)}`,
    );
  }
  const name = decoder.encoding === 'windows-1252' ? 'Windows-1252' : decoder.encoding.toUpperCase();
  return { text: decoded(who, bytes, decoder.encoding, name, isPart), encoding: name };
}

/** Text in an encoding; throws RangeError with the line where it is not so. */
function decoded(who: string, bytes: Uint8Array, label: string, name: string, isPart: boolean): string {
  if (label === 'windows-1252') return withWindowsQuotes(new TextDecoder(label).decode(bytes));
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: isPart });
  } catch {
    const text = new TextDecoder(label).decode(bytes);
    throw new RangeError(
      `${who}: data needs a file in ${name}, or another encoding: 'windows-1252', got one that is not so in line ${lineOf(text, /\ufffd/)}`,
    );
  }
}

/** Text that is no UTF-8: Windows-1252, unless part of it is UTF-8 or it has bytes that Windows-1252 has not. */
function windows1252(who: string, bytes: Uint8Array, isPart: boolean): DecodedText {
  const mixed = new TextDecoder().decode(bytes, { stream: isPart });
  if (/[\u0080-\ufffc]/.test(mixed))
    throw new RangeError(
      `${who}: data needs a file in one encoding, or encoding: 'windows-1252', got UTF-8 that is none in line ${lineOf(mixed, /\ufffd/)}`,
    );
  const text = withWindowsQuotes(new TextDecoder('windows-1252').decode(bytes));
  const line = lineOf(text, UNASSIGNED);
  if (line > 0)
    throw new RangeError(
      `${who}: data needs a file in UTF-8, or encoding: 'macintosh' or whatever it is in, got a byte in line ${line} that neither UTF-8 nor Windows-1252 has`,
    );
  return { text, encoding: 'Windows-1252' };
}

/** What bytes from 0x80 to 0x9f are in Windows-1252; some engines leave them control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const UNASSIGNED = /[\u0080-\u009f]/;

const withWindowsQuotes = (text: string) =>
  UNASSIGNED.test(text)
    ? text.replace(/[\u0080-\u009f]/g, (each) => WINDOWS[each.charCodeAt(0) - 0x80])
    : text;

/** Number of the line in which a character first is; 0 where it is not. */
function lineOf(text: string, character: RegExp): number {
  const at = text.search(character);
  return at < 0 ? 0 : text.slice(0, at).split(/\r\n|\r|\n/).length;
}
