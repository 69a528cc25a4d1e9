import { type Matrix, matrix } from '../algebra/matrix.js';
import { type CsvOptions, checkedCsvOptions } from '../data/csvOptions.js';
import type { CsvReader } from '../data/csvReader.js';
import { FieldNumbers, numberFormatOf } from '../data/fieldNumbers.js';
import { nextRow, openTable, type Table } from '../data/table.js';
import { listNames, outOfRange, showValue } from '../need.js';
import type { ImportedModel } from './importModel.js';
import { type SourceColumn, sourceColumns } from './modelRows.js';

// New rows for a trained model, from a table as people have it.

const who = 'csv';

/** How a table is read, beside its columns, which the model knows. */
type ReadingOptions = Omit<Partial<CsvOptions>, 'columns' | 'without' | 'oneHot' | 'classes'>;

/** Rows of a table, and what a model is to know of them. */
export interface TableForModel {
  /** Names of all columns, and the fields of each row. */
  readonly names: readonly string[];
  readonly fields: readonly (readonly string[])[];
  /** Rows of numbers for the model, and which rows of the table they are: those that miss nothing. */
  readonly x: Matrix | null;
  readonly places: readonly number[];
  /** What is to be predicted in each of these rows, where the target is asked for: names of classes, or numbers. */
  readonly y: readonly (string | number)[];
}

/**
 * Table of a text or bytes with the columns that a model reads; other columns are kept as they are. Numbers, dates and
 * missing values are read as when the model was trained, unless the options say otherwise. With `target`, that column
 * is read too.
 * Throws TypeError for a column that is not there, RangeError with row and column for what cannot be read.
 */
export function readTableFor(
  model: ImportedModel,
  source: string | Uint8Array,
  options: ReadingOptions,
): TableForModel {
  const file = model.toJSON();
  const asked = checkedCsvOptions(who, { ...trainedReading(model), ...options });
  const sources = sourceColumns({ ...file, encodings: file.encodings ?? [] });
  const table = openTable(who, source, asked);
  const { target } = options;
  const at = columnsOf(table, [
    ...sources.map(({ name }) => name),
    ...(target === undefined ? [] : [target]),
  ]);
  const goal = target === undefined ? null : at[at.length - 1];
  const numbers = new FieldNumbers(numberFormatOf(table, at, asked), asked.na);
  const width = model.columns.length;
  const [rows, fields, y]: [number[][], string[][], (string | number)[]] = [[], [], []];
  const places: number[] = [];
  const reader = table.rows();
  while (nextRow(who, reader)) {
    fields.push(table.names.map((_, j) => reader.field(j)));
    const row = rowOf(reader, sources, at, width, numbers, asked.missing === 'drop');
    if (!row) continue;
    if (goal !== null) y.push(targetOf(reader, goal, model, numbers));
    places.push(fields.length - 1);
    rows.push(row);
  }
  if (fields.length === 0) throw new RangeError(`${who}: text needs a row below the names, got none`);
  const x = rows.length === 0 ? null : matrix(rows.length, width);
  for (const [i, row] of rows.entries()) x!.data.set(row, i * width);
  return { names: table.names, fields, x, places, y };
}

/** How the table was read that a model was trained on, as far as another may be written so too. */
function trainedReading({ spec }: ImportedModel): ReadingOptions {
  const { csv = {} } = spec && 'data' in spec.problem ? spec.problem.data : {};
  const { na, numbers, dates } = csv as Partial<CsvOptions>;
  return { ...(na && { na }), ...(numbers && { numbers }), ...(dates && { dates }) };
}

function columnsOf({ names }: Table, needed: readonly string[]): number[] {
  const lost = needed.filter((name) => !names.includes(name));
  if (lost.length > 0)
    throw new TypeError(
      `${who}: row 1 needs ${lost.length === 1 ? 'the column' : 'the columns'} ${listNames(lost.map((name) => showValue(name)))} that the model was trained on, got ${listNames(names.map((name) => showValue(name)))}`,
    );
  return needed.map((name) => names.indexOf(name));
}

/** Numbers of a row for a model; null where one is missing and such rows are left out. */
function rowOf(
  reader: CsvReader,
  sources: readonly SourceColumn[],
  at: readonly number[],
  width: number,
  numbers: FieldNumbers,
  drops: boolean,
): number[] | null {
  const row = new Array<number>(width).fill(0);
  for (const [k, source] of sources.entries()) {
    const field = reader.field(at[k]);
    const level = source.levels?.indexOf(field) ?? -1;
    if (level < 0 && numbers.isMissing(field)) {
      if (drops) return null;
      throw outOfRange(who, reader.place(at[k]), "a value, or missing: 'drop'", field);
    }
    if (source.levels) {
      if (level < 0)
        throw outOfRange(
          who,
          reader.place(at[k]),
          `one of ${listNames(source.levels.map((name) => showValue(name)))}`,
          field,
        );
      row[source.at + level] = 1;
    } else {
      const number = numbers.at(reader, at[k]);
      if (!Number.isFinite(number)) throw outOfRange(who, reader.place(at[k]), 'a number', field);
      row[source.at] = number;
    }
  }
  return row;
}

function targetOf(
  reader: CsvReader,
  at: number,
  { classes }: ImportedModel,
  numbers: FieldNumbers,
): string | number {
  const field = reader.field(at);
  if (classes) {
    if (classes.includes(field)) return field;
    throw outOfRange(
      who,
      reader.place(at),
      `one of ${listNames(classes.map((name) => showValue(name)))}`,
      field,
    );
  }
  const number = numbers.ofTarget(field);
  if (!Number.isFinite(number)) throw outOfRange(who, reader.place(at), 'a number', field);
  return number;
}
