// The columns of a CSV file as its first rows show them, for the form; `csv` decides in the end.
import { type CsvOptions, checkedCsvOptions } from '../../src/data/csvOptions.js';
import type { CsvReader } from '../../src/data/csvReader.js';
import { decodeText } from '../../src/data/decodeText.js';
import { FieldNumbers, numberFormatOf } from '../../src/data/fieldNumbers.js';
import { nextRow, openTable, SAMPLE_CHARACTERS } from '../../src/data/table.js';
import { outOfRange, shortenText } from '../../src/need.js';
import { blobBytes, unpackedBlob } from '../worker/fileBytes.js';

interface CsvColumn {
  name: string;
  /** Why the column cannot be a feature, that it has no values or text like this; null for a column of numbers. */
  reason: { textLike: string | null } | null;
  /** The number of distinct values in the rows read. */
  values: number;
}

export interface CsvTable {
  name: string;
  /** The file, unpacked. */
  blob: Blob;
  key: number;
  columns: CsvColumn[];
  /** The names of all columns, and the places of those that have none in the file. */
  names: readonly string[];
  nameless: readonly number[];
  /** The names of the numeric columns. */
  numeric: string[];
}

/** How a file is read, as far as it is told. */
export type TableOptions = Partial<CsvOptions>;

/** Bytes of a file to read, enough to recognise how it is written, and the least number of rows to find in them. */
const firstBytes = 4 * SAMPLE_CHARACTERS;
const minRows = 8;
/** The most columns offered in the form. */
const maxColumns = 4096;
let lastKey = 0;

export async function inspectCsv(name: string, file: Blob, options: TableOptions = {}): Promise<CsvTable> {
  const blob = await unpackedBlob(file);
  for (let size = firstBytes; ; size *= 8) {
    const whole = size >= blob.size;
    const { text } = decodeText('csv', await blobBytes(blob.slice(0, size)), options.encoding, !whole);
    const found = profileColumns(whole ? text : trimToRows(text), whole, options);
    if (!found) continue;
    const numeric = found.columns.flatMap((column) => (column.reason === null ? [column.name] : []));
    return { name, blob, key: ++lastKey, ...found, numeric };
  }
}

/** The columns of a text, checked as `csv` checks them; null where more of its file is needed. */
function profileColumns(
  text: string,
  whole: boolean,
  options: TableOptions,
): Pick<CsvTable, 'columns' | 'names' | 'nameless'> | null {
  if (text === '' && !whole) return null;
  const table = openTable('csv', text, checkedCsvOptions('csv', options));
  const { names, nameless } = table;
  if (names.length < 2) throw outOfRange('csv', 'row 1', 'names with , ; tab or | between them', names[0]);
  const places = names.map((_, j) => j);
  const numbers = new FieldNumbers(numberFormatOf(table, places, options), options.na);
  const columns = names.slice(0, maxColumns).map((each) => new ColumnProfile(each));
  const reader = table.rows();
  let rows = 0;
  for (; nextRow('csv', reader); rows++)
    for (const [j, column] of columns.entries()) column.addField(reader, j, numbers);
  if (rows < minRows && !whole) return null;
  if (rows === 0) throw new RangeError('csv: text needs a row below the names, got none');
  return { columns: columns.map((column) => column.description), names, nameless };
}

/** The whole rows at the beginning of a text: a line break within quotes has an odd number of them before it. */
function trimToRows(text: string): string {
  let end = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) quoted = !quoted;
    else if (!quoted && (c === 10 || c === 13)) end = i + 1;
  }
  return text.slice(0, end);
}

class ColumnProfile {
  readonly #name: string;
  readonly #values = new Set<string>();
  #text: string | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  addField(reader: CsvReader, j: number, numbers: FieldNumbers): void {
    const field = reader.field(j);
    if (numbers.isMissing(field)) return;
    this.#values.add(field);
    if (this.#text === null && !Number.isFinite(numbers.at(reader, j))) this.#text = field;
  }

  get description(): CsvColumn {
    const example = this.#text === null ? null : shortenText(this.#text, 20);
    const reason =
      this.#values.size > 0 && example === null ? null : { textLike: this.#values.size > 0 ? example : null };
    return { name: this.#name, reason, values: this.#values.size };
  }
}

/** The last column that looks like classes; else the last column. */
export function guessTarget({ columns }: CsvTable): string {
  const classes = columns.filter(({ reason, values }) => reason !== null && values > 1 && values <= 20);
  return (classes.at(-1) ?? columns[columns.length - 1]).name;
}
