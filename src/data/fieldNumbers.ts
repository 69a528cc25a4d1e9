import { parseDecimal } from '../numbers.js';
import type { CsvOptions } from './csvOptions.js';
import type { CsvReader } from './csvReader.js';
import { type DayOrder, dayOrderOf } from './dates.js';
import { isMissing } from './field.js';
import { decimalMarkOf, type NumberFormat, unusualNumber } from './numberFormat.js';
import type { Table } from './table.js';

/** Reader of the numbers and missing values of a table, which notes what it read loosely. */
export class FieldNumbers {
  readonly format: NumberFormat;
  /** How many numbers were read loosely, and the first of them. */
  loose = 0;
  looseExample: [text: string, value: number] | null = null;
  readonly #decimal: '.' | ',';
  readonly #na: ReadonlySet<string>;
  readonly #naNumbers: ReadonlySet<number>;

  constructor(format: NumberFormat, na: readonly string[] = []) {
    this.format = format;
    this.#decimal = format.decimal ?? '.';
    this.#na = new Set(na);
    this.#naNumbers = new Set(na.map((text) => this.plain(text)).filter((value) => !Number.isNaN(value)));
  }

  /** Number in field j of a row; NaN where there is none. */
  at(reader: CsvReader, j: number): number {
    const number =
      this.format.decimal === null ? this.plain(reader.field(j)) : reader.number(j, this.#decimal);
    if (!Number.isNaN(number)) return this.#naNumbers.has(number) ? NaN : number;
    return this.#unusual(reader.field(j));
  }

  /** Number of a text that names a target: booleans are names. */
  ofTarget(text: string): number {
    const number = this.plain(text);
    if (!Number.isNaN(number)) return this.#naNumbers.has(number) ? NaN : number;
    return /^(?:true|false)$/i.test(text) ? NaN : this.#unusual(text);
  }

  /** Number of a text that is a plain decimal. */
  plain(text: string): number {
    const { decimal, isLoose } = this.format;
    if (decimal === ',') return text.includes('.') ? NaN : parseDecimal(text.replace(',', '.'));
    // Of `1.234` it is not known whether these are thousands.
    return decimal === null && isLoose && text.includes('.') ? NaN : parseDecimal(text);
  }

  isMissing(text: string): boolean {
    return (
      isMissing(text) ||
      this.#na.has(text) ||
      (this.#naNumbers.size > 0 && this.#naNumbers.has(this.plain(text)))
    );
  }

  #unusual(text: string): number {
    const number = unusualNumber(text, this.format);
    if (this.format.isLoose && !Number.isNaN(number) && /[^a-z]/i.test(text)) {
      if (this.loose++ === 0) this.looseExample = [text, number];
    }
    return number;
  }
}

/** How the numbers in some columns of a table are written, by its first rows as far as the options do not say. */
export function numberFormatOf(
  { sample, delimiter }: Table,
  columns: readonly number[],
  { decimal, numbers, dates }: Pick<CsvOptions, 'decimal' | 'numbers' | 'dates'>,
): NumberFormat {
  const isLoose = numbers === 'loose';
  const fields = () => sample.flatMap((row) => columns.map((j) => row[j]));
  return {
    decimal: decimal ?? recognisedDecimal(fields(), delimiter, isLoose),
    isLoose,
    dates: dates === 'days' ? recognisedOrder(fields()) : null,
  };
}

/** Decimal mark: a comma where numbers show it and none shows a point. Between commas, points need no proof. */
function recognisedDecimal(
  fields: readonly string[],
  delimiter: string,
  isLoose: boolean,
): NumberFormat['decimal'] {
  const marks = fields.map(decimalMarkOf);
  const [hasCommas, hasPoints] = [marks.includes(','), marks.includes('.')];
  if (hasCommas !== hasPoints) return hasCommas ? ',' : '.';
  return isLoose && delimiter !== ',' && !hasPoints ? null : '.';
}

function recognisedOrder(fields: readonly string[]): DayOrder {
  const orders = fields.map(dayOrderOf);
  const [isDayFirst, isMonthFirst] = [orders.includes(true), orders.includes(false)];
  return { isDayFirst: isDayFirst === isMonthFirst ? null : isDayFirst };
}
