import { countNoun, outOfRange, showValue } from '../need.js';
import { parseDecimal } from '../numbers.js';
import { isPlaceName, namesOfAll, placeName } from './columnNames.js';
import type { CsvOptions } from './csvOptions.js';
import { CsvReader, detachedCopy } from './csvReader.js';
import { decodeText } from './decodeText.js';
import { isGarbled, isMissing } from './field.js';
import { decimalMarkOf } from './numberFormat.js';

/** Table in a text: how it is written, what its columns are called, and what is in its first rows. */
export interface Table {
  readonly who: string;
  readonly text: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly quote: string;
  readonly hasHeader: boolean;
  readonly names: readonly string[];
  /** Indices of the columns that have no name in the header, and names that several have. */
  readonly nameless: readonly number[];
  readonly repeated: readonly string[];
  /** Fields of the first rows below the header. */
  readonly sample: readonly (readonly string[])[];
  /** Reader of the rows below the header. */
  rows(): CsvReader;
}

const MOST_COLUMNS = 2 ** 20;
/** Characters and rows at the beginning by which a table is recognised. */
export const SAMPLE_CHARACTERS = 2 ** 16;
const SAMPLE_ROWS = 1000;
const DELIMITERS = [',', ';', '\t', '|'];

type TableOptions = Partial<Pick<CsvOptions, 'delimiter' | 'encoding' | 'header' | 'names' | 'target'>>;

/** Table of a text, or of bytes, recognised by its first rows as far as the options do not say. */
export function openTable(who: string, source: string | Uint8Array, options: TableOptions): Table {
  const { text, encoding } =
    typeof source === 'string'
      ? { text: source, encoding: 'UTF-8' }
      : decodeText(who, source, options.encoding);
  const [line, mark] = /^\ufeff?"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)/i.exec(text) ?? ['', undefined];
  const start = line.length;
  const quote = singleQuoted(text, start) ? "'" : '"';
  const delimiter = options.delimiter ?? mark ?? recognisedDelimiter(text, start, quote);
  const reader = () => new CsvReader(who, text, delimiter, quote, start);
  const first = firstRow(who, reader());
  const rows = sampleOf(text, delimiter, quote, start).rows;
  const hasHeader = options.header ?? (options.names ? false : isHeader(rows, options.target));
  const given = options.names ?? (hasHeader ? first : first.map((_, j) => placeName(j)));
  if (given.length !== first.length)
    throw outOfRange(who, 'names', countNoun(first.length, 'name'), given.length);
  if (hasHeader && !options.names) needReadable(who, reader(), first);
  const names = namesOfAll(given);
  return {
    ...{ who, text, encoding, delimiter, quote, hasHeader, names },
    nameless: given.flatMap((name, j) => (name === '' ? [j] : [])),
    repeated: [...new Set(given.filter((name, j) => name !== '' && name !== names[j]))],
    sample: hasHeader ? rows.slice(1) : rows,
    rows() {
      const below = reader();
      if (hasHeader) below.next(1);
      below.names = names;
      return below;
    },
  };
}

/** Fields of the first row. */
function firstRow(who: string, reader: CsvReader): string[] {
  const fields = reader.next(MOST_COLUMNS);
  if (fields === 0) throw new RangeError(`${who}: text needs a row of names, got none`);
  if (fields > MOST_COLUMNS) throw outOfRange(who, 'row 1', `at most ${MOST_COLUMNS} fields`, fields);
  return Array.from({ length: fields }, (_, j) => detachedCopy(reader.field(j)));
}

function needReadable(who: string, reader: CsvReader, names: readonly string[]): void {
  const garbled = names.findIndex(isGarbled);
  if (garbled < 0) return;
  reader.next(1);
  throw outOfRange(who, reader.place(garbled), 'a name that UTF-8 has', names[garbled]);
}

/** Whether there was a next row to read, with as many fields as there are names. */
export function nextRow(who: string, reader: CsvReader): boolean {
  const needed = reader.names.length;
  const fields = reader.next(needed);
  if (fields === 0 || fields === needed) return fields > 0;
  throw outOfRange(who, `row ${reader.row}`, countNoun(needed, 'field'), fields);
}

interface Sample {
  rows: string[][];
  /** Share of the rows with as many fields as the first. */
  alike: number;
  /** Whether quotes are where they belong. */
  isTidy: boolean;
}

/** Fields of the first rows, as far as they can be read with this delimiter. */
function sampleOf(text: string, delimiter: string, quote: string, start: number): Sample {
  const reader = new CsvReader('csv', text, delimiter, quote, start);
  const rows: string[][] = [];
  let [all, alike, whole] = [0, 0, true];
  try {
    while (all < SAMPLE_ROWS && reader.position - start < SAMPLE_CHARACTERS) {
      const fields = reader.next(MOST_COLUMNS);
      if (fields === 0) break;
      all++;
      const isAlike = rows.length === 0 || fields === rows[0].length;
      if (isAlike) {
        alike++;
        rows.push(Array.from({ length: Math.min(fields, MOST_COLUMNS) }, (_, j) => reader.field(j)));
      }
    }
  } catch {
    [all, whole] = [all + 1, false];
  }
  return { rows, alike: all === 0 ? 1 : alike / all, isTidy: whole && reader.strayQuotes === 0 };
}

/**
 * Delimiter of a text: of those that cut its first row, the one that cuts all rows alike, with quotes where they belong,
 * and leaves most numbers.
 */
function recognisedDelimiter(text: string, start: number, quote: string): string {
  const found = DELIMITERS.map((delimiter) => ({ delimiter, ...sampleOf(text, delimiter, quote, start) }))
    .filter(({ rows }) => (rows[0]?.length ?? 0) > 1)
    .map((each) => ({
      delimiter: each.delimiter,
      rank: [each.alike === 1 && each.isTidy ? 1 : 0, each.alike, numberShare(each.rows)],
    }));
  const best = found.reduce<(typeof found)[number] | null>(
    (best, each) => (best && !isAbove(each.rank, best.rank) ? best : each),
    null,
  );
  return best?.delimiter ?? ',';
}

function isAbove(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((each, i) => each !== b[i]);
  return at >= 0 && a[at] > b[at];
}

const looksLikeNumber = (text: string) =>
  !Number.isNaN(parseDecimal(text)) || decimalMarkOf(text) !== null || /^\d{1,3}[.,]\d{3}$/.test(text);

/** Share of numbers among the fields below the first row. */
function numberShare(rows: readonly (readonly string[])[]): number {
  const fields = rows.slice(1).flat();
  return fields.filter((field) => looksLikeNumber(field)).length / Math.max(1, fields.length);
}

/** Whether every field of the first row is in single quotes. */
function singleQuoted(text: string, start: number): boolean {
  const [line] = /[^\r\n]*/.exec(text.slice(start, start + SAMPLE_CHARACTERS))!;
  return /^\ufeff?'[^']*'(?:([,;|\t])'[^']*'(?:\1'[^']*')*)$/.test(line);
}

/**
 * Whether the first row has names: it has the target; or texts, none of which is in its column again where there are
 * numbers beside them. A target like `column3` is one of a table without names.
 */
function isHeader(rows: readonly (readonly string[])[], target?: string): boolean {
  const [first, ...below] = rows;
  if (target !== undefined && (first.includes(target) || !isPlaceName(target))) return true;
  const numbers = first.filter(looksLikeNumber);
  if (numbers.length === 0) return true;
  // An index without a name, and columns that are counted, as pandas writes them.
  if (
    first[0] === '' &&
    numbers.every((text, k) => text === String(k)) &&
    numbers.length === first.length - 1
  )
    return true;
  const texts = first.flatMap((text, j) => (looksLikeNumber(text) || isMissing(text) ? [] : [j]));
  return texts.length > 0 && !texts.some((j) => below.some((row) => row[j] === first[j]));
}

/** Words for how a table was read, where that is not as commas, points, UTF-8 and names would have it; else null. */
export function describeTable(
  { delimiter, quote, hasHeader, encoding }: Table,
  decimal: string | null,
): string | null {
  const told = [
    ...(decimal === ',' ? ['with decimal commas'] : []),
    ...(quote === "'" ? ['with single quotes'] : []),
    ...(hasHeader ? [] : ['without names']),
    ...(encoding === 'UTF-8' ? [] : [encoding]),
  ];
  if (delimiter === ',' && told.length === 0) return null;
  const name = delimiter === '\t' ? 'tab' : /\s/.test(delimiter) ? showValue(delimiter) : delimiter;
  return `read as ${[[name, told[0]?.startsWith('with ') ? told.shift() : ''].filter(Boolean).join(' '), ...told].join(', ')}`;
}
