// The columns of a CSV file as its first rows show them, for the form; `csv` decides in the end.
import { nextRow, readHeader } from '../../src/data/csv.js';
import { CsvReader } from '../../src/data/csvReader.js';
import { isMissing } from '../../src/data/field.js';
import { shortenText, showValue } from '../../src/need.js';
import { parseDecimal } from '../../src/numbers.js';
import { readBlobText } from '../worker/fileText.js';

interface CsvColumn {
  name: string;
  /** Why the column cannot be a feature, that it has no values or text like this; null for a column of numbers. */
  reason: { textLike: string | null } | null;
  /** The number of distinct values in the rows read. */
  values: number;
}

export interface CsvTable {
  name: string;
  blob: Blob;
  key: number;
  columns: CsvColumn[];
  /** The names of the numeric columns. */
  numeric: string[];
}

/** Bytes of a file to read, and the least number of rows to find in them; else more is read. */
const firstBytes = 2 ** 16;
const minRows = 8;
/** The most columns offered in the form. */
const maxColumns = 4096;
let lastKey = 0;

export async function inspectCsv(name: string, blob: Blob): Promise<CsvTable> {
  for (let size = firstBytes; ; size *= 8) {
    const whole = size >= blob.size;
    const text = await readBlobText(blob.slice(0, size));
    const columns = profileColumns(whole ? text : trimToRows(text), whole);
    if (!columns) continue;
    const numeric = columns.flatMap((column) => (column.reason === null ? [column.name] : []));
    return { name, blob, key: ++lastKey, columns, numeric };
  }
}

/** The columns of a text, checked as `csv` checks them; null where more of its file is needed. */
function profileColumns(text: string, whole: boolean): CsvColumn[] | null {
  if (text === '' && !whole) return null;
  const reader = new CsvReader('csv', text);
  const names = [...readHeader(reader).keys()];
  if (names.length < 2)
    throw new RangeError(`csv: row 1 needs names with commas between them, got ${showValue(names[0])}`);
  const columns = names.slice(0, maxColumns).map((each) => new ColumnProfile(each));
  let rows = 0;
  for (; nextRow(reader); rows++)
    for (const [j, column] of columns.entries()) column.addField(reader.field(j));
  if (rows < minRows && !whole) return null;
  if (rows === 0) throw new RangeError('csv: text needs a row below the names, got none');
  return columns.map((column) => column.description);
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

  addField(field: string): void {
    if (isMissing(field)) return;
    this.#values.add(field);
    if (this.#text === null && !Number.isFinite(parseDecimal(field))) this.#text = field;
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
