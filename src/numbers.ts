import { zeros } from './engine/memory.js';
import { count, needLength, shown, wrongKind } from './need.js';

/**
 * A copy of an array-like of numbers, checked one by one: strings, holes, big integers and whatever else
 * could turn into a number in silence is refused. NaN and ±∞ are numbers.
 */
export function numbers(who: string, what: string, given: unknown, length?: number): Float64Array {
  const isList = typeof given === 'object' && given !== null && 'length' in given;
  if (!isList || !Number.isSafeInteger(given.length) || (given.length as number) < 0) {
    throw wrongKind(who, what, 'an array of numbers', given);
  }
  const list = given as ArrayLike<unknown>;
  const n = list.length;
  if (length !== undefined) needLength(who, what, { length: n }, length);
  if (n > 0) needNumberAt(who, what, list, 0);
  const copy = zeros(who, what, n);
  for (let i = 0; i < n; i++) copy[i] = needNumberAt(who, what, list, i);
  return copy;
}

function needNumberAt(who: string, what: string, list: ArrayLike<unknown>, i: number): number {
  const value = list[i];
  if (typeof value !== 'number')
    throw new TypeError(`${who}: ${what}[${i}] needs a number, got ${shown(value)}`);
  return value;
}

/** A point as callers write it: a number for one input, or an array of numbers. */
export function pointFrom(who: string, what: string, given: unknown, length?: number): Float64Array {
  return numbers(who, what, typeof given === 'number' ? [given] : given, length);
}

/** Arrays of numbers for so many inputs. */
export function list(who: string, what: string, given: unknown, length?: number): unknown[] {
  if (!Array.isArray(given)) throw wrongKind(who, what, 'an array of numbers for each input', given);
  if (length !== undefined && given.length !== length)
    throw new RangeError(`${who}: ${what} needs ${count(length, 'array')}, got ${given.length}`);
  return Array.from(given);
}

/** Arrays of equally many numbers. Those that are Float64Arrays are not copied. */
export function columns(who: string, name: (i: number) => string, given: readonly unknown[]): Float64Array[] {
  const all = given.map((each, i) => (each instanceof Float64Array ? each : numbers(who, name(i), each)));
  all.forEach((each, i) => {
    needLength(who, name(i), each, all[0].length);
  });
  return all;
}
