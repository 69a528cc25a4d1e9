import { parseDecimal } from '../numbers.js';
import { type DayOrder, daysOf } from './dates.js';

/** How the numbers of a table are written. */
export interface NumberFormat {
  /** Character before the decimals; null where the table does not show which of the two it is. */
  readonly decimal: '.' | ',' | null;
  /** Whether thousands are grouped, and percentages and amounts of money are numbers. */
  readonly isLoose: boolean;
  /** Whether dates are numbers, of days, and in which order day and month are. */
  readonly dates: DayOrder | null;
}

const BOOLEANS = new Map([
  ['true', 1],
  ['false', 0],
]);

/**
 * Number of a field that is no plain decimal: a boolean, and what the format allows, a percentage, an amount or a date.
 * NaN for all else.
 */
export function unusualNumber(text: string, { decimal, isLoose, dates }: NumberFormat): number {
  const truth = text.length <= 5 ? BOOLEANS.get(text.toLowerCase()) : undefined;
  if (truth !== undefined) return truth;
  const date = dates ? daysOf(text, dates) : NaN;
  if (!Number.isNaN(date)) return date;
  return isLoose && text.length <= 60 ? looseNumber(text, decimal) : NaN;
}

const SPACES = '\\s\u00a0\u2007\u2009\u202f';
const LOOSE = new RegExp(
  `^([-+\u2212]?)(?:[$€£¥₹][${SPACES}]?)?([-+\u2212]?)(\\d(?:[\\d${SPACES}.,'’]*[\\d.,])?|[.,]\\d+)(?:[eE]([-+]?\\d{1,3}))?(?:[${SPACES}]?([$€£¥₹%]))?$`,
);
/** Digits in groups of three: the first group, the separator. */
const GROUPED = new RegExp(`^\\d{1,3}(?:([.,${SPACES}'’])\\d{3})(?:\\1\\d{3})*$`);

/**
 * Number as spreadsheets show it: `1,234.5`, `1 234,5`, `1'234`, `12 %` as 0.12, `$ 3`, `−1`; NaN for what is none, or
 * may be two numbers.
 */
function looseNumber(text: string, decimal: NumberFormat['decimal']): number {
  const [match, before, after, digits, exponent = '0', sign] = LOOSE.exec(text) ?? [];
  if (match === undefined || (before && after)) return NaN;
  const parts = wholeAndDecimals(digits, decimal);
  if (!parts) return NaN;
  const [whole, decimals] = parts;
  const power = Number(exponent) - (sign === '%' ? 2 : 0);
  const minus = /[-\u2212]/.test(before || after) ? '-' : '';
  return parseDecimal(`${minus}${whole || '0'}.${decimals || '0'}e${power}`);
}

/** Digits before and after the decimal mark; null where groups are not of three, or the mark is not known. */
function wholeAndDecimals(digits: string, decimal: NumberFormat['decimal']): [string, string] | null {
  if (/^\d+$/.test(digits)) return [digits, ''];
  const mark = decimal ?? decimalMarkOf(digits);
  if (mark === null) return /[.,]/.test(digits) ? null : grouped(digits, '.', '');
  const at = digits.lastIndexOf(mark);
  return at < 0 ? grouped(digits, mark, '') : grouped(digits.slice(0, at), mark, digits.slice(at + 1));
}

function grouped(whole: string, mark: string, decimals: string): [string, string] | null {
  if (!/^\d*$/.test(decimals)) return null;
  if (/^\d*$/.test(whole)) return [whole, decimals];
  const [match, separator] = GROUPED.exec(whole) ?? [];
  return match === undefined || separator === mark ? null : [whole.replace(/\D/g, ''), decimals];
}

/**
 * Decimal mark that a number shows to be one: of two different marks the last, of several equal ones the other, of one
 * that no group of three follows, itself. Null for `1,234` and `1.234`, and where there is none.
 */
export function decimalMarkOf(text: string): '.' | ',' | null {
  const digits = text.replace(/^[-+\u2212$€£¥₹\s]+|[$€£¥₹%\s]+$/g, '');
  if (!/^(?:\d[\d\s\u00a0\u202f.,'’]*|[.,]\d+)(?:[eE][-+]?\d+)?$/.test(digits)) return null;
  const [points, commas] = ['.', ','].map((mark) => digits.split(mark).length - 1);
  if (points + commas === 0) return null;
  if (points > 0 && commas > 0) {
    if (Math.min(points, commas) > 1) return null;
    return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  }
  const mark = points > 0 ? '.' : ',';
  if (points + commas > 1) return GROUPED.test(digits) ? (mark === '.' ? ',' : '.') : null;
  return GROUPED.test(digits) && digits[0] !== '0' ? null : mark;
}
