import { listNames, outOfRange, showValue } from '../need.js';
import { parseDecimal } from '../numbers.js';
import { isDate } from './dates.js';
import type { FieldNumbers } from './fieldNumbers.js';
import { MOST_LEVELS } from './levels.js';
import { unusualNumber } from './numberFormat.js';
import { nextRow, type Table } from './table.js';

/** What a column holds, in all of its rows that can be read. */
interface ColumnCensus {
  readonly name: string;
  numbers: number;
  texts: number;
  /** First text, and its row. */
  example: string;
  row: number;
  levels: Set<string>;
  /** Whether all texts so far are numbers with another decimal mark, numbers in loose form, and dates. */
  areDecimals: boolean;
  areLoose: boolean;
  areDates: boolean;
}

/** Census of some columns, as far as the rows of the table can be read. */
export function censusOf(table: Table, columns: readonly number[], numbers: FieldNumbers): ColumnCensus[] {
  const all = columns.map(
    (j): ColumnCensus => ({
      ...{ name: table.names[j], numbers: 0, texts: 0, example: '', row: 0, levels: new Set() },
      ...{ areDecimals: true, areLoose: true, areDates: true },
    }),
  );
  const reader = table.rows();
  try {
    while (nextRow(table.who, reader))
      for (const [k, j] of columns.entries()) {
        if (!Number.isNaN(numbers.at(reader, j))) all[k].numbers++;
        else countText(all[k], reader.field(j), reader.row, numbers);
      }
  } catch {}
  return all;
}

function countText(census: ColumnCensus, text: string, row: number, numbers: FieldNumbers): void {
  if (numbers.isMissing(text)) return;
  if (census.texts++ === 0) [census.example, census.row] = [text, row];
  if (census.levels.size <= MOST_LEVELS) census.levels.add(text);
  census.areDecimals &&= isPlainOrLoose(text, ',', numbers.format.isLoose);
  census.areLoose &&= isLoose(text, numbers);
  census.areDates &&= isDate(text);
}

const isLoose = (text: string, { format }: FieldNumbers) =>
  !Number.isNaN(unusualNumber(text, { ...format, isLoose: true }));

/** Name in a call: `'a'`. */
export const quotedName = (name: string) => `'${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Names as a list in a call: `['a', 'b']`. */
export const namesText = (names: readonly string[]) => `[${names.map(quotedName).join(', ')}]`;

/**
 * RangeError for a field that is no number: where whole columns are text, one that names them all, with what would read
 * them or leave them out; else one for the field.
 */
export function refusedText(
  table: Table,
  columns: readonly number[],
  numbers: FieldNumbers,
  place: string,
  text: string,
): RangeError {
  const all = censusOf(table, columns, numbers);
  const standing = all.filter((each) => each.texts > 0);
  if (standing.every((each) => each.numbers > 0)) return refusedField(table.who, place, text, numbers);
  const names = standing.map(({ name }) => showValue(name));
  const shown = standing.slice(0, 5).map(({ example, row }) => `${showValue(example)} (row ${row})`);
  const got = [...shown, ...(standing.length > 5 ? ['…'] : [])].join(', ');
  const noun = standing.length === 1 ? `column ${names[0]} needs` : `columns ${listNames(names)} need`;
  return new RangeError(`${table.who}: ${noun} numbers, got ${got}${cures(standing, columns.length)}`);
}

/** What reads columns of text, each in the way that fits it; or what leaves them out. */
function cures(standing: readonly ColumnCensus[], used: number): string {
  const named = (some: readonly ColumnCensus[]) => namesText(some.map(({ name }) => name));
  const decimals = standing.filter((each) => each.areDecimals);
  const loose = standing.filter((each) => each.areLoose);
  const dates = standing.filter((each) => !each.areLoose && each.areDates);
  const levels = standing.filter(
    (each) =>
      ![...decimals, ...loose, ...dates].includes(each) &&
      each.levels.size <= MOST_LEVELS &&
      each.levels.size < each.texts,
  );
  const rest = standing.filter((each) => ![...decimals, ...loose, ...dates, ...levels].includes(each));
  const others = [
    ...(dates.length > 0 ? ["dates: 'days'"] : []),
    ...(levels.length > 0 ? [`oneHot: ${named(levels)}`] : []),
    ...(rest.length > 0 && rest.length < used ? [`without: ${named(rest)}`] : []),
  ];
  const ways = [
    ...(decimals.length > 0 ? [["decimal: ','", ...others]] : []),
    ...(loose.length > 0 ? [["numbers: 'loose'", ...others]] : []),
    ...(decimals.length + loose.length === 0 ? [others] : []),
    ...(standing.length < used && rest.length < standing.length ? [[`without: ${named(standing)}`]] : []),
  ].filter((way) => way.length > 0);
  return ways.length > 0 ? `; add ${ways.map((way) => way.join(', ')).join(', or ')}` : '';
}

/** RangeError for one field, with what would read it. */
function refusedField(who: string, place: string, text: string, numbers: FieldNumbers): RangeError {
  const { format } = numbers;
  const reads = (more: object) => !Number.isNaN(unusualNumber(text, { ...format, ...more }));
  const decimals = (['.', ','] as const).filter(
    (decimal) => decimal !== format.decimal && isPlainOrLoose(text, decimal, format.isLoose),
  );
  const needs = [
    'a number',
    ...decimals.map((decimal) => `decimal: '${decimal}'`),
    ...(!format.isLoose && reads({ isLoose: true }) ? ["numbers: 'loose'"] : []),
    ...(!format.dates && isDate(text) ? ["dates: 'days'"] : []),
  ];
  const [last, ...before] = needs.reverse();
  return outOfRange(
    who,
    place,
    before.length > 0 ? `${before.reverse().join(', ')}, or ${last}` : last,
    text,
  );
}

function isPlainOrLoose(text: string, decimal: '.' | ',', isLoose: boolean): boolean {
  const other = decimal === ',' ? '.' : ',';
  if (!text.includes(decimal)) return false;
  if (!text.includes(other) && !Number.isNaN(parseDecimal(text.replace(decimal, '.')))) return true;
  return isLoose && !Number.isNaN(unusualNumber(text, { decimal, isLoose, dates: null }));
}
