import { showValue } from '../need.js';
import { parseDecimal } from '../numbers.js';
import { shortDecimal } from './field.js';

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;

/**
 * Reader of text with a character between its fields (RFC 4180), row by row. It notes where fields are, and copies only
 * those that are read. Lines end in LF, CRLF or CR. Rows are counted as a spreadsheet shows them: the first is 1, empty
 * lines count, and a line break in quotes does not. Quotes within a field that does not begin with one are part of it.
 */
export class CsvReader {
  /** Number of the row read last. */
  row = 0;
  /** Names of the columns for errors, once they are known. */
  names: readonly string[] = [];
  /** Number of fields so far with quotes in their middle. */
  strayQuotes = 0;
  readonly #who: string;
  readonly #text: string;
  readonly #delimiter: number;
  readonly #quote: string;
  readonly #quoteCode: number;
  /** Largest code of the characters that are looked for. */
  readonly #most: number;
  #at: number;
  #from: number[] = [];
  #to: number[] = [];

  constructor(who: string, text: string, delimiter = ',', quote = '"', from = 0) {
    this.#who = who;
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quote;
    this.#quoteCode = quote.charCodeAt(0);
    this.#most = Math.max(this.#delimiter, this.#quoteCode);
    // A byte order mark is no part of the first name.
    this.#at = from === 0 && text.charCodeAt(0) === 0xfeff ? 1 : from;
  }

  /** Index in the text of the row after the one read last. */
  get position(): number {
    return this.#at;
  }

  /** Number of fields of the next row that is not empty, of which the first `most` can be read; 0 at the end. */
  next(most: number): number {
    while (this.#at < this.#text.length) {
      const start = this.#at;
      this.row++;
      const fields = this.#readRow(most);
      const empty = fields === 1 && this.#text.charCodeAt(start) !== this.#quoteCode && this.field(0) === '';
      if (!empty) return fields;
    }
    return 0;
  }

  /** Field j of the row, without its quotes and the spaces around it. */
  field(j: number): string {
    const [from, to] = [this.#from[j], this.#to[j]];
    if (from < to && this.#text.charCodeAt(from) === this.#quoteCode)
      return this.#text
        .slice(from + 1, to - 1)
        .replaceAll(this.#quote + this.#quote, this.#quote)
        .trim();
    return this.#text.slice(from, to).trim();
  }

  /** Number in field j, with this character before its decimals, or NaN. */
  number(j: number, decimal = '.'): number {
    const number = shortDecimal(this.#text, this.#from[j], this.#to[j], decimal.charCodeAt(0));
    if (!Number.isNaN(number)) return number;
    const field = this.field(j);
    if (decimal === '.') return parseDecimal(field);
    return field.includes('.') ? NaN : parseDecimal(field.replace(decimal, '.'));
  }

  /** Row and column of field j, for an error. */
  place(j: number): string {
    const column = j < this.names.length ? `column ${showValue(this.names[j])}` : `column ${j + 1}`;
    return `row ${this.row}, ${column}`;
  }

  #readRow(most: number): number {
    const text = this.#text;
    for (let fields = 0; ; ) {
      const from = this.#skipSpaces(this.#at);
      const isQuoted = text.charCodeAt(from) === this.#quoteCode;
      const to = isQuoted ? this.#readQuoted(from, fields) : this.#readPlain(from);
      if (fields < most) {
        this.#from[fields] = from;
        this.#to[fields] = to;
      }
      fields++;
      const at = isQuoted ? this.#skipSpaces(to) : to;
      const end = text.charCodeAt(at);
      this.#at = at + (end === RETURN && text.charCodeAt(at + 1) === NEWLINE ? 2 : 1);
      if (end !== this.#delimiter) return fields;
    }
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === SPACE && this.#delimiter !== SPACE) at++;
    return at;
  }

  /** Whether a field ends before this character; NaN is the end of the text. */
  #endsField(c: number): boolean {
    return c === this.#delimiter || c === NEWLINE || c === RETURN || Number.isNaN(c);
  }

  #readPlain(from: number): number {
    const text = this.#text;
    const most = this.#most;
    let hasQuotes = false;
    for (let at = from; ; at++) {
      const c = text.charCodeAt(at);
      if (c > most) continue;
      if (c === this.#quoteCode) hasQuotes = true;
      else if (this.#endsField(c)) {
        if (hasQuotes) this.strayQuotes++;
        return at;
      }
    }
  }

  #readQuoted(from: number, j: number): number {
    const text = this.#text;
    for (let at = from + 1; ; at += 2) {
      at = text.indexOf(this.#quote, at);
      if (at < 0) throw this.#unclosedError(j, 'a closing quote', from);
      if (text.charCodeAt(at + 1) === this.#quoteCode) continue;
      if (this.#endsField(text.charCodeAt(this.#skipSpaces(at + 1)))) return at + 1;
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
