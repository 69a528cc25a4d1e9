// The columns of a CSV file as its first rows show them, for the form; `csv` decides in the end.
import { header, nextRow } from '../../src/data/csv.js';
import { isMissing } from '../../src/data/field.js';
import { Reader } from '../../src/data/reader.js';
import { shortened, shown } from '../../src/need.js';
import { decimal } from '../../src/numbers.js';
import { textOf } from '../worker/fileText.js';

interface Column {
  name: string;
  /** Why the column cannot be a feature; null for a column of numbers. */
  reason: string | null;
  /** The number of distinct values in the rows read. */
  values: number;
}

export interface Table {
  name: string;
  blob: Blob;
  key: number;
  columns: Column[];
  /** The names of the numeric columns. */
  numeric: string[];
}

/** Bytes of a file to read, and the least number of rows to find in them; else more is read. */
const share = 2 ** 16;
const enough = 8;
/** The most columns offered in the form. */
const most = 4096;
let last = 0;

export async function survey(name: string, blob: Blob): Promise<Table> {
  for (let size = share; ; size *= 8) {
    const whole = size >= blob.size;
    const text = await textOf(blob.slice(0, size));
    const columns = look(whole ? text : wholeRows(text), whole);
    if (!columns) continue;
    const numeric = columns.flatMap((column) => (column.reason === null ? [column.name] : []));
    return { name, blob, key: ++last, columns, numeric };
  }
}

/** The columns of a text, checked as `csv` checks them; null where more of its file is needed. */
function look(text: string, whole: boolean): Column[] | null {
  if (text === '' && !whole) return null;
  const reader = new Reader('csv', text);
  const names = [...header(reader).keys()];
  if (names.length < 2)
    throw new RangeError(`csv: row 1 needs names with commas between them, got ${shown(names[0])}`);
  const columns = names.slice(0, most).map((each) => new Look(each));
  let rows = 0;
  for (; nextRow(reader); rows++) for (const [j, column] of columns.entries()) column.take(reader.field(j));
  if (rows < enough && !whole) return null;
  if (rows === 0) throw new RangeError('csv: text needs a row below the names, got none');
  return columns.map((column) => column.told);
}

/** The whole rows at the beginning of a text: a line break within quotes has an odd number of them before it. */
function wholeRows(text: string): string {
  let end = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) quoted = !quoted;
    else if (!quoted && (c === 10 || c === 13)) end = i + 1;
  }
  return text.slice(0, end);
}

class Look {
  readonly #name: string;
  readonly #values = new Set<string>();
  #text: string | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  take(field: string): void {
    if (isMissing(field)) return;
    this.#values.add(field);
    if (this.#text === null && !Number.isFinite(decimal(field))) this.#text = field;
  }

  get told(): Column {
    const example = this.#text === null ? null : shortened(this.#text, 20);
    const reason =
      this.#values.size === 0 ? 'no values' : example === null ? null : `text, like “${example}”`;
    return { name: this.#name, reason, values: this.#values.size };
  }
}

/** The last column that looks like classes; else the last column. */
export function likelyTarget({ columns }: Table): string {
  const classes = columns.filter(({ reason, values }) => reason !== null && values > 1 && values <= 20);
  return (classes.at(-1) ?? columns[columns.length - 1]).name;
}
