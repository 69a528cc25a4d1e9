import type { Matrix } from '../algebra/matrix.js';
import { listNames, outOfRange, showValue } from '../need.js';
import { needNotLost } from '../numbers.js';
import { columnsNamed } from './columnNames.js';
import type { CsvOptions } from './csvOptions.js';
import type { CsvReader } from './csvReader.js';
import type { FieldNumbers } from './fieldNumbers.js';
import { GrowableNumbers } from './growableNumbers.js';
import { Levels, type ReadColumn } from './levels.js';
import { censusOf, namesText, refusedText } from './refusedText.js';
import { nextRow, type Table } from './table.js';
import type { TargetColumn } from './targetColumn.js';

/** Rows of a table as numbers: of columns of text the index of the level, NaN for what is missing and stays. */
export interface ReadRows {
  readonly x: Matrix;
  readonly columns: readonly ReadColumn[];
  /** Number of rows left out. */
  readonly dropped: number;
}

const who = 'csv';

type RowOptions = Pick<CsvOptions, 'missing' | 'oneHot'>;

/** Reads all rows of a table, the target into `y`. */
export function readRows(
  table: Table,
  used: readonly number[],
  target: number,
  numbers: FieldNumbers,
  y: TargetColumn,
  { missing = 'refuse', oneHot }: RowOptions,
): ReadRows {
  const isText = textColumns(table, used, numbers, oneHot);
  const columns = used.map(
    (j): ReadColumn => ({ name: table.names[j], levels: isText.has(j) ? new Levels() : null }),
  );
  const plain = used.filter((j) => !isText.has(j));
  const x = new GrowableNumbers(who, 'text');
  const reader = table.rows();
  const fills = missing === 'mean' || missing === 'median';
  let [rows, dropped] = [0, 0];
  while (nextRow(who, reader)) {
    const empty = readNumbers(reader, used, isText, numbers, x, (j) =>
      refusedText(table, plain, numbers, reader.place(j), reader.field(j)),
    );
    const goal = reader.field(target);
    const lacking = fills || empty === null ? (y.has(goal) ? null : target) : empty;
    if (lacking === null) {
      y.take(goal, () => reader.place(target));
      if (isText.size > 0) readLevels(reader, used, columns, numbers, x, rows);
      rows++;
    } else if (missing === 'refuse')
      throw outOfRange(who, reader.place(lacking), "a value, or missing: 'drop'", reader.field(lacking));
    else dropped++;
    x.length = rows * used.length;
  }
  if (rows === 0) throw noRows(table, plain, numbers, dropped);
  return { x: { rows, columns: used.length, data: x.toArray() }, columns, dropped };
}

/** Appends a row of numbers, 0 for texts and NaN for what is missing; the index of the first such column, or null. */
function readNumbers(
  reader: CsvReader,
  used: readonly number[],
  isText: ReadonlySet<number>,
  numbers: FieldNumbers,
  x: GrowableNumbers,
  refused: (j: number) => RangeError,
): number | null {
  let empty: number | null = null;
  for (const j of used) {
    const number = isText.has(j) ? 0 : numbers.at(reader, j);
    if (Number.isFinite(number) && !(isText.has(j) && numbers.isMissing(reader.field(j)))) x.push(number);
    else if (isText.has(j) || (Number.isNaN(number) && numbers.isMissing(reader.field(j)))) {
      empty ??= j;
      x.push(NaN);
    } else throw notFinite(reader, j, number) ?? refused(j);
  }
  return empty;
}

/** RangeError for a number that a double cannot hold; null for what is none. */
function notFinite(reader: CsvReader, j: number, number: number): RangeError | null {
  if (!Number.isNaN(number))
    return outOfRange(who, reader.place(j), 'a number below 1.8e308', reader.field(j));
  needNotLost(who, reader.place(j), reader.field(j));
  return null;
}

/** Puts the indices of levels where there are texts, in a row that is kept. */
function readLevels(
  reader: CsvReader,
  used: readonly number[],
  columns: readonly ReadColumn[],
  numbers: FieldNumbers,
  x: GrowableNumbers,
  row: number,
): void {
  for (const [k, { levels }] of columns.entries()) {
    const text = levels ? reader.field(used[k]) : '';
    if (levels && !numbers.isMissing(text))
      x.set(
        row * used.length + k,
        levels.indexOf(who, () => reader.place(used[k]), text),
      );
  }
}

/** Columns to be read as levels: those named, or all without a number. */
function textColumns(
  table: Table,
  used: readonly number[],
  numbers: FieldNumbers,
  oneHot: CsvOptions['oneHot'],
): ReadonlySet<number> {
  if (oneHot === undefined) return new Set();
  if (oneHot === true) {
    const all = censusOf(table, used, numbers);
    return new Set(used.filter((_, k) => all[k].numbers === 0 && all[k].texts > 0));
  }
  const named = columnsNamed(who, table.names, oneHot);
  const other = named.find((j) => !used.includes(j));
  if (other !== undefined) throw outOfRange(who, 'oneHot', 'columns that are used', table.names[other]);
  return new Set(named);
}

/** RangeError for a table of which no row is left: for columns without a value, or without rows at all. */
function noRows(table: Table, plain: readonly number[], numbers: FieldNumbers, dropped: number): RangeError {
  const empty = censusOf(table, plain, numbers).filter((each) => each.numbers + each.texts === 0);
  if (dropped === 0 || empty.length === 0 || empty.length === plain.length) {
    const what = dropped > 0 ? 'a row without missing values' : 'a row below the names';
    return new RangeError(`${who}: text needs ${what}, got none`);
  }
  const names = empty.map(({ name }) => name);
  return new RangeError(
    `${who}: ${names.length === 1 ? 'column' : 'columns'} ${listNames(names.map(showValue))} ${names.length === 1 ? 'needs' : 'need'} values, got none; add without: ${namesText(names)}`,
  );
}
