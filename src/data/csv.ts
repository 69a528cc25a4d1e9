import { countNoun, listNames, outOfRange, showValue, unknownName, wrongKind } from '../need.js';
import { usedColumns } from './columnNames.js';
import { type CsvOptions, needCsvOptions } from './csvOptions.js';
import type { Data } from './data.js';
import { FieldNumbers, numberFormatOf } from './fieldNumbers.js';
import { fillMissing } from './fillMissing.js';
import { expandLevels } from './levels.js';
import { withOrigin } from './origin.js';
import { describeTable, openTable, type Table } from './table.js';
import { type ReadRows, readRows } from './tableRows.js';
import { TargetColumn, targetNotes } from './targetColumn.js';

const who = 'csv';
/** Most characters of a text that is kept as the origin of its data. */
const SHORT = 20_000;

/** Data of a table, how many rows were left out, and what there is to say of how it was read, a sentence each. */
export type CsvData = Data & { readonly dropped: number; readonly notes: readonly string[] };

/**
 * Data from text with a row of names first, or from the bytes of such a file; `dropped` is the number of rows left out,
 * `notes` says how it was read. A target of texts names classes, in the order in which they first appear; one of numbers
 * is to be predicted, unless `classes` says otherwise; a mixture is refused.
 *
 * Delimiter, decimal mark, encoding and whether there are names are recognised by the first rows, where the options do
 * not say. Numbers are written `12`, `-.5`, `1e5`: no separators of thousands, hexadecimals or infinities, unless
 * `numbers: 'loose'`; `true` and `false` are 1 and 0. Missing is what is empty, `NA`, `N/A`, `#N/A`, `NaN`, `null`,
 * `None`, `-` or `?`, in capitals or not, unless it is in a list of classes. Spaces around a field do not count; fields
 * with delimiters, quotes or line breaks are in quotes, the quotes inside them twice. Rows are counted as in a
 * spreadsheet: the names are row 1. A column without a name is used only by what it is called then, `column3`.
 *
 * Throws TypeError for unknown options and columns, RangeError with row and column for what cannot be read.
 */
export function csv(source: string | Uint8Array, options: CsvOptions): CsvData {
  if (typeof source !== 'string' && !(source instanceof Uint8Array))
    throw wrongKind(who, 'text', 'a text', source);
  const asked = needCsvOptions(who, options);
  const table = openTable(who, source, asked);
  const at = targetIndex(table, asked.target);
  const used = usedColumns(who, table, asked, at);
  if (used.length === 0) throw new RangeError(`${who}: row 1 needs a column beside the target, got none`);
  const format = numberFormatOf(table, [...used, at], asked);
  const numbers = new FieldNumbers(format, asked.na);
  const y = new TargetColumn(who, asked.classes, numbers);
  const read = readRows(table, used, at, numbers, y, asked);
  if (y.classes && y.classes.length < 2)
    throw new RangeError(`${who}: column ${showValue(asked.target)} needs at least two classes, got 1`);
  return dataOf(table, numbers, y, read, asked);
}

function dataOf(
  table: Table,
  numbers: FieldNumbers,
  target: TargetColumn,
  read: ReadRows,
  asked: CsvOptions,
): CsvData {
  const { missing } = asked;
  const { x, names } = expandLevels(read.x, read.columns);
  const fills = missing === 'mean' || missing === 'median' ? fillMissing(who, x, names, missing) : [];
  const [classes, y] = [target.classes, target.values()];
  const notes = [
    ...tableNotes(table, numbers),
    ...levelNotes(read),
    ...(fills.some((count) => count > 0) ? [fillNote(fills, names, missing as string)] : []),
    ...targetNotes(asked.target, y, classes),
  ];
  const data: CsvData = { x, y, ...(classes && { classes }), names, dropped: read.dropped, notes };
  const { encoding: _, ...options } = asked;
  const levels = Object.fromEntries(
    read.columns.flatMap(({ name, levels }) => (levels ? [[name, levels.names]] : [])),
  );
  return withOrigin(data, { text: table.text.length <= SHORT ? table.text : null, options, levels });
}

function targetIndex({ names, repeated }: Table, target: string): number {
  if (names.length === 1 && names[0] !== target)
    throw outOfRange(who, 'row 1', 'names with , ; tab or | between them', names[0]);
  if (repeated.includes(target)) throw outOfRange(who, 'row 1', 'the target once', target);
  const at = names.indexOf(target);
  if (at < 0) throw unknownName(who, 'column', target, names);
  return at;
}

/** What was recognised of a table, and how its columns are called that had no name of their own. */
function tableNotes(table: Table, numbers: FieldNumbers): string[] {
  const { nameless, repeated, names } = table;
  const { loose, looseExample, format } = numbers;
  const described = describeTable(table, format.decimal);
  const list = (some: readonly string[]) => listNames(some.map((name) => showValue(name)));
  return [
    ...(described ? [described] : []),
    ...(nameless.length > 0 && table.hasHeader
      ? [
          `${countNoun(nameless.length, 'column')} without a name left out: ${list(nameless.map((j) => names[j]))}`,
        ]
      : []),
    ...(repeated.length > 0 ? [`names that are there twice have a number behind: ${list(repeated)}`] : []),
    ...(looseExample
      ? [`${countNoun(loose, 'number')} read loosely, ${showValue(looseExample[0])} as ${looseExample[1]}`]
      : []),
  ];
}

const levelNotes = ({ columns }: ReadRows): string[] =>
  columns.flatMap(({ name, levels }) =>
    levels ? [`${showValue(name)} made ${countNoun(levels.names.length, 'column')}, one for each level`] : [],
  );

function fillNote(counts: readonly number[], names: readonly string[], by: string): string {
  const filled = counts.flatMap((count, j) => (count > 0 ? [`${count} in ${showValue(names[j])}`] : []));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return `${countNoun(all, 'missing value')} filled with the ${by} of the column: ${listNames(filled)}`;
}
