/** Order of day and month in dates like 3/4/2024; null where it is not known. */
export interface DayOrder {
  readonly isDayFirst: boolean | null;
}

const TIME = '(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${TIME}$`);
/** Longest text of a date. */
const LONGEST = 40;

/**
 * Days of a date since 1970-01-01, with the share of the day where there is a time: `2024-02-29`, `2024/2/29`,
 * `29.2.2024`, and `29/2/2024` or `2/29/2024` where the order is known. NaN for what is no date of the calendar.
 */
export function daysOf(text: string, { isDayFirst }: DayOrder): number {
  if (text.length > LONGEST) return NaN;
  const first = YEAR_FIRST.exec(text);
  if (first) return daysAt(first, Number(first[1]), Number(first[3]), Number(first[4]));
  const last = YEAR_LAST.exec(text);
  if (!last) return NaN;
  const [a, b, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
  const dayFirst = last[2] === '.' ? true : isDayFirst;
  if (dayFirst === null) return NaN;
  return dayFirst ? daysAt(last, year, b, a) : daysAt(last, year, a, b);
}

/** Whether a text is a date in some order of day and month. */
export const isDate = (text: string): boolean =>
  [true, false].some((isDayFirst) => !Number.isNaN(daysOf(text, { isDayFirst })));

/** Whether day or month is first in a date that shows it; null for all other texts. */
export function dayOrderOf(text: string): boolean | null {
  const last = text.length > LONGEST ? null : YEAR_LAST.exec(text);
  if (!last || last[2] === '.') return null;
  const [a, b] = [Number(last[1]), Number(last[3])];
  return a > 12 && b <= 12 ? true : b > 12 && a <= 12 ? false : null;
}

function daysAt(match: RegExpExecArray, year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NaN;
  const [hours, minutes, seconds] = [5, 6, 7].map((at) => Number(match[at] ?? 0));
  if (hours > 23 || minutes > 59 || seconds > 59) return NaN;
  const zone = /^([+-])(\d{2}):?(\d{2})$/.exec(match[9] ?? '');
  const shift = zone ? Number(`${zone[1]}1`) * (60 * Number(zone[2]) + Number(zone[3])) : 0;
  const fraction = Number(`0${match[8] ?? ''}`);
  return civilDays(year, month, day) + (60 * (60 * hours + minutes - shift) + seconds + fraction) / 86400;
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysInMonth = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Days from 1970-01-01 in the Gregorian calendar, with years that begin in March, so that leap days end them. */
function civilDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear - 719468;
}
