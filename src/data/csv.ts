import type { Matrix } from '../algebra/matrix.js';
import { countNoun, needKeys, outOfRange, showValue, unknownName, wrongKind } from '../need.js';
import type { CsvOptions } from './csvOptions.js';
import { CsvReader, detachedCopy } from './csvReader.js';
import type { Data } from './data.js';
import { isGarbled, isMissing } from './field.js';
import { GrowableNumbers } from './growableNumbers.js';
import { withOrigin } from './origin.js';
import { needFinite, TargetColumn } from './targetColumn.js';

const who = 'csv';
const MOST_COLUMNS = 2 ** 20;
/** Most characters of a text that is kept as the origin of its data. */
const SHORT = 20_000;

/**
 * Data from comma-separated text with a row of names first; `dropped` is the number of rows left out. A target of texts
 * names classes, in the order in which they first appear; one of numbers is to be predicted, unless `classes` says
 * otherwise; a mixture is refused.
 *
 * Numbers are written `12`, `-.5`, `1e5`: no decimal commas, separators of thousands, hexadecimals or infinities.
 * Missing is what is empty, `NA`, `NaN`, `null` or `?`, in capitals or not, unless it is in a list of classes. Spaces
 * around a field do not count; fields with commas, quotes or line breaks are in quotes, the quotes inside them twice.
 * Rows are counted as in a spreadsheet: the names are row 1. Names with U+FFFD are refused: the text was not UTF-8, but
 * was decoded as such.
 *
 * Throws TypeError for unknown options and columns, RangeError with row and column for what cannot be read.
 */
export function csv(text: string, options: CsvOptions): Data & { readonly dropped: number } {
  const { target, classes, columns, drop } = needCsv(text, options);
  const reader = new CsvReader(who, text);
  const places = readHeader(reader);
  if (places.size === 1 && !places.has(target))
    throw outOfRange(who, 'row 1', 'names with commas between them', reader.field(0));
  const at = columnIndex(places, target);
  const used = columns ? chosenColumns(places, columns, at) : [...places.values()].filter((j) => j !== at);
  if (used.length === 0) throw new RangeError(`${who}: row 1 needs a column beside the target, got none`);
  const y = new TargetColumn(who, classes);
  const { x, dropped } = readRows(reader, used, at, y, drop);
  const names = used.map((j) => reader.names[j]);
  const made = <Made extends Data>(data: Made) =>
    text.length <= SHORT ? withOrigin(data, { text, options: { ...options } }) : data;
  if (!y.classes) return made({ x, y: y.values(), names, dropped });
  if (y.classes.length < 2)
    throw new RangeError(`${who}: column ${showValue(target)} needs at least two classes, got 1`);
  return made({ x, y: y.values(), classes: y.classes, names, dropped });
}

function needCsv(text: unknown, options: CsvOptions) {
  if (typeof text !== 'string') throw wrongKind(who, 'text', 'a text', text);
  needKeys(who, 'option', options, ['target', 'classes', 'columns', 'missing']);
  const { target, classes, columns, missing = 'refuse' } = options;
  if (typeof target !== 'string') throw wrongKind(who, 'target', 'the name of a column', target);
  if (missing !== 'refuse' && missing !== 'drop')
    throw unknownName(who, 'choice for missing:', missing, ['refuse', 'drop']);
  return {
    target,
    classes: classes === undefined || classes === true ? classes : needNames('classes', classes, 2),
    columns: columns && needNames('columns', columns, 1),
    drop: missing === 'drop',
  };
}

/** Copy of a list of different names, at least so many. */
function needNames(what: string, given: unknown, least: number): string[] {
  if (!Array.isArray(given)) throw wrongKind(who, what, 'an array of names', given);
  const names = Array.from(given);
  if (names.length < least) throw outOfRange(who, what, `at least ${countNoun(least, 'name')}`, names.length);
  const before = new Set();
  names.forEach((name, i) => {
    if (typeof name !== 'string') throw wrongKind(who, `${what}[${i}]`, 'a name', name);
    if (before.has(name)) throw outOfRange(who, `${what}[${i}]`, 'a name that is not there twice', name);
    before.add(name);
  });
  return names;
}

/** Indices of the columns by name, from the first row. */
export function readHeader(reader: CsvReader): Map<string, number> {
  const fields = reader.next(MOST_COLUMNS);
  if (fields === 0) throw new RangeError(`${who}: text needs a row of names, got none`);
  if (fields > MOST_COLUMNS) throw outOfRange(who, 'row 1', `at most ${MOST_COLUMNS} fields`, fields);
  const places = new Map<string, number>();
  for (let j = 0; j < fields; j++) {
    const name = detachedCopy(reader.field(j));
    if (name === '') throw outOfRange(who, reader.place(j), 'a name', name);
    if (isGarbled(name)) throw outOfRange(who, reader.place(j), 'a name that UTF-8 has', name);
    if (places.has(name)) throw outOfRange(who, reader.place(j), 'a name that is not there twice', name);
    places.set(name, j);
  }
  reader.names = [...places.keys()];
  return places;
}

/** Whether there was a next row to read, with as many fields as there are names. */
export function nextRow(reader: CsvReader): boolean {
  const needed = reader.names.length;
  const fields = reader.next(needed);
  if (fields === 0 || fields === needed) return fields > 0;
  throw outOfRange(who, `row ${reader.row}`, countNoun(needed, 'field'), fields);
}

function columnIndex(places: Map<string, number>, name: string): number {
  const at = places.get(name);
  if (at === undefined) throw unknownName(who, 'column', name, [...places.keys()]);
  return at;
}

function chosenColumns(places: Map<string, number>, columns: readonly string[], target: number): number[] {
  return columns.map((name, i) => {
    const at = columnIndex(places, name);
    if (at === target) throw outOfRange(who, `columns[${i}]`, 'a column beside the target', name);
    return at;
  });
}

function readRows(
  reader: CsvReader,
  used: readonly number[],
  target: number,
  y: TargetColumn,
  drop: boolean,
): { x: Matrix; dropped: number } {
  const x = new GrowableNumbers(who, 'text');
  let rows = 0;
  let dropped = 0;
  while (nextRow(reader)) {
    const missing = readRow(reader, used, target, x, y);
    if (missing === null) rows++;
    else if (drop) dropped++;
    else throw outOfRange(who, reader.place(missing), "a value, or missing: 'drop'", reader.field(missing));
    x.length = rows * used.length;
  }
  const what = dropped > 0 ? 'a row without missing values' : 'a row below the names';
  if (rows === 0) throw new RangeError(`${who}: text needs ${what}, got none`);
  return { x: { rows, columns: used.length, data: x.toArray() }, dropped };
}

/** Appends a row to x and y; the index of a column whose value is missing, or null. */
function readRow(
  reader: CsvReader,
  used: readonly number[],
  target: number,
  x: GrowableNumbers,
  y: TargetColumn,
): number | null {
  // While x is empty, a whole column may have no number.
  const needs = x.length === 0 ? 'a number, or columns that leave it out' : 'a number';
  let missing: number | null = null;
  for (const j of used) {
    const number = reader.number(j);
    if (Number.isFinite(number)) x.push(number);
    else if (isMissing(reader.field(j))) missing ??= j;
    else needFinite(who, () => reader.place(j), number, reader.field(j), needs);
  }
  if (missing !== null) return missing;
  return y.take(reader.field(target), () => reader.place(target)) ? null : target;
}
