import { allocateZeros, copyOf } from './engine/memory.js';
import { ResidentNumbers, residentView, viewOf } from './engine/resident.js';
import { countNoun, needLength, outOfRange, showValue, unknownName, wrongKind } from './need.js';

/**
 * Copy of an array-like of numbers or of a resident vector, checked one by one: strings, holes, big integers and
 * whatever else could turn into a number in silence is refused. NaN and ±∞ are numbers.
 */
export function checkedNumbers(who: string, what: string, given: unknown, length?: number): Float64Array {
  const list = needList(who, what, given, length);
  if (list instanceof Float64Array) return copyOf(who, what, list);
  if (list instanceof ResidentNumbers) return copyOf(who, what, residentView(who, what, list));
  const n = list.length;
  if (n > 0) needNumberAt(who, what, list, 0);
  const copy = allocateZeros(who, what, n);
  for (let i = 0; i < n; i++) copy[i] = needNumberAt(who, what, list, i);
  return copy;
}

/** Whether numbers can be read, and written, where they are: in a Float64Array or a resident. */
export const isInPlace = (given: unknown): given is Float64Array | ResidentNumbers =>
  given instanceof Float64Array || given instanceof ResidentNumbers;

/** `checkedNumbers` to be read only: not copied where they are a Float64Array or resident. */
export function numbersOf(who: string, what: string, given: unknown, length?: number): Float64Array {
  if (!isInPlace(given)) return checkedNumbers(who, what, given, length);
  const list = needList(who, what, given, length);
  return list instanceof Float64Array ? list : viewOf(who, what, list as unknown as ResidentNumbers);
}

/** Array that is written in place: a Float64Array or a resident vector, and nothing that would be copied. */
export function needInPlace(who: string, what: string, given: unknown, length?: number): Float64Array {
  if (given instanceof Float64Array || (given instanceof ResidentNumbers && 'length' in given))
    return numbersOf(who, what, given, length);
  throw wrongKind(who, what, 'a Float64Array or a resident vector', given);
}

/** Throws RangeError where an array that is written shares memory with another, even in part. */
export function needOwnMemory(
  who: string,
  what: string,
  array: Float64Array | Float32Array,
  other: Float64Array | Float32Array,
  of: string,
): void {
  if (array.buffer !== other.buffer) return;
  if (array.byteOffset >= other.byteOffset + other.byteLength) return;
  if (other.byteOffset >= array.byteOffset + array.byteLength) return;
  throw new RangeError(`${who}: ${what} needs memory of its own, got that of ${of}`);
}

/** List of so many things, whatever they are. */
function needList(who: string, what: string, given: unknown, length?: number): ArrayLike<unknown> {
  const isList = typeof given === 'object' && given !== null && 'length' in given;
  if (!isList || !Number.isSafeInteger(given.length) || (given.length as number) < 0) {
    throw wrongKind(who, what, 'an array of numbers', given);
  }
  const list = given as ArrayLike<unknown>;
  if (list.length === 0) needAttached(who, what, list);
  if (length !== undefined) needLength(who, what, list, length);
  return list;
}

/**
 * Throws TypeError for a typed array whose memory is gone: its buffer was transferred, or it is a view of WebAssembly
 * memory that has grown since. Such an array has length 0, and only the engine's own methods tell it from an empty one.
 */
function needAttached(who: string, what: string, list: ArrayLike<unknown>): void {
  if (!ArrayBuffer.isView(list)) return;
  try {
    Float64Array.prototype.at.call(list as Float64Array, 0);
  } catch {
    throw new TypeError(
      `${who}: ${what} needs an array of numbers, got a detached one: copy it before its buffer is given away or grows`,
    );
  }
}

/** `checkedNumbers` that are all finite. */
export function finiteNumbers(who: string, what: string, given: unknown, length?: number): Float64Array {
  const all = checkedNumbers(who, what, given, length);
  const bad = all.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw outOfRange(who, `${what}[${bad}]`, 'a finite number', all[bad]);
  return all;
}

function needNumberAt(who: string, what: string, list: ArrayLike<unknown>, i: number): number {
  const value = list[i];
  if (typeof value !== 'number')
    throw new TypeError(`${who}: ${what}[${i}] needs a number, got ${showValue(value)}`);
  return value;
}

/** Words of a text, with spaces or commas between them. */
export const splitWords = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** Ends of a range like `1..2`, cut at its first two points; null for a text without them. */
export function splitRange(text: string): [from: string, to: string] | null {
  const at = text.indexOf('..');
  return at < 0 ? null : [text.slice(0, at).trim(), text.slice(at + 2).trim()];
}

// The point is grouped with its digits: optional by itself, it would let a long text be split in too many ways.
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Number of a decimal text as programs write it: `12`, `-.5`, `+1.`, `1e5`; else NaN. No decimal comma and no separator
 * of thousands: the two are ambiguous. Too large a number is infinite, one too small to be told from 0 is NaN.
 */
export function parseDecimal(text: string): number {
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  return isLostDecimal(text, value) ? NaN : value;
}

/** Whether the value 0 is of a decimal text that is not 0, as `1e-400`. */
export const isLostDecimal = (text: string, value: number): boolean =>
  value === 0 && /^[+-]?[0.]*[1-9]/.test(text);

/** What a number needs that is not lost. */
export const NOT_LOST = '0 or at least 5e-324';

/** Throws RangeError for the text of a number that is too small to be told from 0. */
export function needNotLost(who: string, what: string, text: string): void {
  if (DECIMAL.test(text) && isLostDecimal(text, Number(text))) {
    throw outOfRange(who, what, `a number that is ${NOT_LOST} in size`, text);
  }
}

/** Number of a decimal text; any other text as it is, to be refused by what needs a number. */
export function parseIfNumber(text: string): number | string {
  const value = parseDecimal(text.trim());
  return Number.isNaN(value) ? text : value;
}

const SWITCH = new Map([
  ['true', true],
  ['false', false],
]);

/** Number or boolean of a text; any other text as it is. */
export const parseScalar = (text: string): number | boolean | string =>
  SWITCH.get(text.trim()) ?? parseIfNumber(text);

/** Point from a number for one input, an array of numbers, or their text, `1,2`. */
export function pointFrom(who: string, what: string, given: unknown, length?: number): Float64Array {
  const list = typeof given === 'string' ? pointFromText(who, what, given, null) : given;
  return checkedNumbers(who, what, typeof list === 'number' ? [list] : list, length);
}

/**
 * Point from text: by name, `x=1,y=2`, in any order, or bare, `1,2`. Without variables it can only be bare.
 * Throws TypeError for what is no point and for other names, RangeError for names twice or missing.
 */
export function pointFromText(
  who: string,
  what: string,
  text: string,
  variables: readonly string[] | null,
): number[] | Record<string, number> {
  const parts = text.split(',').map((part) => part.split('=').map((word) => word.trim()));
  const values = parts.map((words) => parseDecimal(words[words.length - 1]));
  const length = parts[0].length;
  for (const words of parts) needNotLost(who, what, words[words.length - 1]);
  if (
    length > (variables ? 2 : 1) ||
    parts.some((words) => words.length !== length) ||
    values.some(Number.isNaN)
  ) {
    const example = variables?.map((name) => `${name}=1`).join(',') || 'x=1';
    throw wrongKind(who, what, variables ? `a point like ${example}` : 'an array of numbers', text);
  }
  const far = values.findIndex((value) => !Number.isFinite(value));
  if (far >= 0) throw outOfRange(who, what, 'numbers up to 1.8e308', parts[far][length - 1]);
  return length === 1
    ? values
    : pointByName(
        who,
        what,
        text,
        parts.map(([name]) => name),
        values,
        variables!,
      );
}

function pointByName(
  who: string,
  what: string,
  text: string,
  names: readonly string[],
  values: readonly number[],
  variables: readonly string[],
): Record<string, number> {
  for (const name of names)
    if (!variables.includes(name)) throw unknownName(who, 'variable', name, variables);
  if (new Set(names).size < names.length) throw outOfRange(who, what, 'each name once', text);
  const missing = variables.find((name) => !names.includes(name));
  if (missing !== undefined) throw outOfRange(who, what, `a number for ${missing}`, text);
  return Object.fromEntries(variables.map((name) => [name, values[names.indexOf(name)]]));
}

/** List of arrays, one for each of so many inputs, or outputs, checked. */
export function arrayList(
  who: string,
  what: string,
  given: unknown,
  length?: number,
  of: 'input' | 'output' = 'input',
): unknown[] {
  if (!Array.isArray(given)) throw wrongKind(who, what, `an array of numbers for each ${of}`, given);
  if (length !== undefined && given.length !== length)
    throw new RangeError(`${who}: ${what} needs ${countNoun(length, 'array')}, got ${given.length}`);
  return Array.from(given);
}

/** Columns of equally many numbers, checked. Those that are Float64Arrays or resident are not copied. */
export function equalColumns(
  who: string,
  name: (i: number) => string,
  given: readonly unknown[],
): Float64Array[] {
  const all = given.map((each, i) => numbersOf(who, name(i), each));
  all.forEach((each, i) => {
    needLength(who, name(i), each, all[0].length);
  });
  return all;
}

/** Concatenation of arrays of numbers. */
export function concatenateArrays(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
