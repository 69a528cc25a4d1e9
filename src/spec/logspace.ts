import { exp } from '../math/exp.js';
import { log } from '../math/log.js';
import { needNumber, needWhole, outOfRange, wrongKind } from '../need.js';
import { checkedNumbers, needNotLost, parseDecimal, splitRange, splitWords } from '../numbers.js';

const MAX_COUNT = 1e6;

/**
 * n numbers from a to b, each the same multiple of the one before: exp(ln a + i(ln b − ln a)/(n − 1)) by
 * our own functions, rounded to 12 significant digits, the ends as given. a, b > 0; one number is a.
 * Throws RangeError or TypeError for anything else.
 */
export function logspace(a: number, b: number, n: number): number[] {
  const positive = (x: number) => x > 0;
  needNumber('logspace', 'a', a, 'a number above 0', positive);
  needNumber('logspace', 'b', b, 'a number above 0', positive);
  needWhole('logspace', 'n', n, 1, MAX_COUNT);
  const [from, to] = [log(a), log(b)];
  return Array.from({ length: n }, (_, i) => {
    if (i === 0) return a;
    if (i === n - 1) return b;
    return Number(exp(from + (i * (to - from)) / (n - 1)).toPrecision(12));
  });
}

/** Rates from numbers or text: `0.01 0.1`, or `1e-3..1e3:9`, which means logspace(1e-3, 1e3, 9). */
export function ratesFrom(who: string, given: unknown): number[] {
  const rates =
    typeof given === 'string' ? ratesFromText(who, given) : [...checkedNumbers(who, 'rates', given)];
  if (rates.length === 0) throw new RangeError(`${who}: rates needs at least one number, got 0`);
  return rates;
}

function ratesFromText(who: string, text: string): number[] {
  return text.includes('..')
    ? ratesFromRange(who, text)
    : splitWords(text).map((word) => needRate(who, word));
}

const NEEDS = 'numbers, or a range like 1e-3..1e3:9';

function needRate(who: string, word: string): number {
  const rate = parseDecimal(word);
  needNotLost(who, 'rates', word);
  if (Number.isNaN(rate)) throw wrongKind(who, 'rates', NEEDS, word);
  return rate;
}

function ratesFromRange(who: string, text: string): number[] {
  const [ends, count, ...more] = text.split(':');
  const words = [...(splitRange(ends!) ?? []), count?.trim() ?? ''];
  for (const word of words) needNotLost(who, 'rates', word);
  const [a = NaN, b = NaN, n = NaN] = words.map(parseDecimal);
  const isCount = /^\d+$/.test(words.at(-1)!) && n >= 1 && n <= MAX_COUNT;
  if (more.length > 0 || !(a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b) && isCount))
    throw outOfRange(who, 'rates', NEEDS, text);
  return logspace(a, b, n);
}
