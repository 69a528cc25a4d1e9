import { showValue } from '../need.js';
import { parseDecimal } from '../numbers.js';
import { shortDecimal } from './field.js';

const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;

/** Whether a field ends before this character; NaN is the end of the text. */
const endsField = (c: number) => c === COMMA || c === NEWLINE || c === RETURN || Number.isNaN(c);

/**
 * Reader of comma-separated text (RFC 4180), row by row. It notes where fields are, and copies only those that are
 * read. Lines end in LF, CRLF or CR. Rows are counted as a spreadsheet shows them: the first is 1, empty lines count,
 * and a line break in quotes does not.
 */
export class CsvReader {
  /** Number of the row read last. */
  row = 0;
  /** Names of the columns for errors, once they are known. */
  names: readonly string[] = [];
  readonly #who: string;
  readonly #text: string;
  #at: number;
  #from: number[] = [];
  #to: number[] = [];

  constructor(who: string, text: string) {
    this.#who = who;
    this.#text = text;
    // A byte order mark is no part of the first name.
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Number of fields of the next row that is not empty, of which the first `most` can be read; 0 at the end. */
  next(most: number): number {
    while (this.#at < this.#text.length) {
      const start = this.#at;
      this.row++;
      const fields = this.#readRow(most);
      const empty = fields === 1 && this.#text.charCodeAt(start) !== QUOTE && this.field(0) === '';
      if (!empty) return fields;
    }
    return 0;
  }

  /** Field j of the row, without its quotes and the spaces around it. */
  field(j: number): string {
    const [from, to] = [this.#from[j], this.#to[j]];
    if (from < to && this.#text.charCodeAt(from) === QUOTE)
      return this.#text
        .slice(from + 1, to - 1)
        .replaceAll('""', '"')
        .trim();
    return this.#text.slice(from, to).trim();
  }

  /** Number in field j, or NaN. */
  number(j: number): number {
    const number = shortDecimal(this.#text, this.#from[j], this.#to[j]);
    return Number.isNaN(number) ? parseDecimal(this.field(j)) : number;
  }

  /** Row and column of field j, for an error. */
  place(j: number): string {
    const column = j < this.names.length ? `column ${showValue(this.names[j])}` : `column ${j + 1}`;
    return `row ${this.row}, ${column}`;
  }

  #readRow(most: number): number {
    const text = this.#text;
    for (let fields = 0; ; ) {
      const from = this.#at;
      const to =
        text.charCodeAt(from) === QUOTE ? this.#readQuoted(from, fields) : this.#readPlain(from, fields);
      if (fields < most) {
        this.#from[fields] = from;
        this.#to[fields] = to;
      }
      fields++;
      const end = text.charCodeAt(to);
      this.#at = to + (end === RETURN && text.charCodeAt(to + 1) === NEWLINE ? 2 : 1);
      if (end !== COMMA) return fields;
    }
  }

  #readPlain(from: number, j: number): number {
    const text = this.#text;
    for (let at = from; ; at++) {
      const c = text.charCodeAt(at);
      if (c > COMMA) continue;
      if (endsField(c)) return at;
      if (c === QUOTE) throw this.#unclosedError(j, 'quotes around all of it, or none', from);
    }
  }

  #readQuoted(from: number, j: number): number {
    const text = this.#text;
    for (let at = from + 1; ; at += 2) {
      at = text.indexOf('"', at);
      if (at < 0) throw this.#unclosedError(j, 'a closing quote', from);
      const c = text.charCodeAt(at + 1);
      if (c === QUOTE) continue;
      if (endsField(c)) return at + 1;
      throw this.#unclosedError(j, 'quotes around all of it, and those inside it twice', from);
    }
  }

  #unclosedError(j: number, needs: string, from: number): RangeError {
    const start = this.#text.slice(from, from + 41);
    const [line] = /^[^\r\n]*/.exec(start)!;
    return new RangeError(`${this.#who}: ${this.place(j)} needs ${needs}, got ${showValue(line)}`);
  }
}

/** Copy of a text that does not keep alive the long one it was cut from. */
export const detachedCopy = (text: string): string => JSON.parse(JSON.stringify(text));
