// What the columns of a CSV file look like, from its first rows: what the reader chooses from. `csv` has the last word.
import { decimal, isMissing } from '../src/data/field.js';
import { Reader } from '../src/data/reader.js';

export interface Column {
  name: string;
  /** Why it cannot be measured by; null for a column of numbers. */
  reason: string | null;
  /** Different values, as far as they were counted. */
  values: number;
}

export interface Table {
  name: string;
  blob: Blob;
  key: number;
  columns: Column[];
  /** The names of the columns of numbers. */
  numeric: string[];
}

/** So much of a file is looked at. */
const share = 2 ** 16;
const most = 4096;
let last = 0;

export async function survey(name: string, blob: Blob): Promise<Table> {
  const head = await blob.slice(0, share).text();
  // The last line may be cut anywhere.
  const text = blob.size > share ? head.slice(0, head.lastIndexOf('\n') + 1) : head;
  const reader = new Reader('csv', text);
  const fields = Math.min(most, reader.next(most));
  if (fields === 0) throw new RangeError('csv: text needs a row of names, got none');
  const columns = Array.from({ length: fields }, (_, j) => new Look(reader.field(j)));
  try {
    while (reader.next(fields) > 0) for (const [j, column] of columns.entries()) column.take(reader.field(j));
  } catch (error) {
    // A quote that is open where the text was cut is closed further on.
    if (blob.size <= share) throw error;
  }
  const looked = columns.map((column) => column.told);
  const numeric = looked.filter(({ reason }) => reason === null).map((column) => column.name);
  return { name, blob, key: ++last, columns: looked, numeric };
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
    const example =
      this.#text !== null && this.#text.length > 20 ? `${this.#text.slice(0, 20)}…` : this.#text;
    const reason =
      this.#values.size === 0 ? 'no values' : example === null ? null : `text, like “${example}”`;
    return { name: this.#name, reason, values: this.#values.size };
  }
}

/** A column that looks like classes, the last of them; else the last column. */
export function likelyTarget({ columns }: Table): string {
  const classes = columns.filter(({ reason, values }) => reason !== null && values > 1 && values <= 20);
  return (classes.at(-1) ?? columns[columns.length - 1]).name;
}
