import {
  internalOperations,
  type Operation,
  type Unary,
  unary,
  type Variadic,
  variadic,
} from './operations.js';

// Syntax of names, and the names of constants and functions. Tables are Maps: `constructor` and `__proto__` are names
// like any other, and nothing can be found under them that was not put there.

const LATIN = 'A-Za-z_';
const GREEK = '\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9';

/** Pattern of a name: a Greek letter is one by itself, so that 2πr is three factors. */
export const namePattern = `[${LATIN}][${LATIN}0-9]*|[${GREEK}][0-9]*(?:_[${LATIN}0-9]*)?`;

const wholeName = new RegExp(`^(?:${namePattern})$`);
const oneLetter = new RegExp(`^(?:_*[A-Za-z]?[0-9]*|[A-Za-z][0-9]*_[${LATIN}0-9]*|[${GREEK}].*)$`);
const subscripted = new RegExp(`^([A-Za-z]+|[${GREEK}])([0-9]*)(?:_([${LATIN}0-9]+))?$`);

export const isVariableName = (text: string) => wholeName.test(text);

/** Whether a name is one letter, perhaps with digits and a subscript: before a parenthesis it can only be a factor. */
export const isOneLetter = (text: string) => oneLetter.test(text);

const pi = { name: 'pi', value: 3.141592653589793 };
const e = { name: 'e', value: 2.718281828459045 };

/** The constants by the names that may be written. */
export const constants: ReadonlyMap<string, { readonly name: string; readonly value: number }> = new Map([
  ['pi', pi],
  ['π', pi],
  ['e', e],
]);

// NaNx is what a program makes of a template: a number that is none, beside x.
const noNumber = /^(?:(NaN|Infinity|undefined).*|(nan|inf|Inf|infinity)[xyz]?)$/;

/** What a program wrote in place of a number at the start of a name; undefined where it is a name. */
export const noNumberIn = (name: string): string | undefined => noNumber.exec(name)?.slice(1).find(Boolean);

/** The functions by the names that may be written. */
export const functions: ReadonlyMap<string, Unary | Variadic> = new Map<string, Unary | Variadic>([
  ...unary.map((operation) => [operation, operation] as const),
  ...variadic.map((operation) => [operation, operation] as const),
  ['ln', 'log'],
]);

/** Functions by letters that may be variables too: σ(x) is the sigmoid where σ is no variable. */
export const letterFunctions: ReadonlyMap<string, Unary> = new Map([['σ', 'sigmoid']]);

/** The functions and the `internalOperations` ones, for tables in the formula language. */
export const allFunctions: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...functions,
  ...internalOperations.map((operation) => [operation, operation] as const),
]);

/**
 * Base and subscript of a name as it is typeset: `x1_max` is x with the subscript 1,max. What does not divide so is
 * set whole.
 */
export function splitSubscript(text: string): { base: string; below: string } {
  const [, base, digits, below] = subscripted.exec(text) ?? [];
  if (base === undefined) return { base: text, below: '' };
  return { base, below: [digits, below].filter(Boolean).join(',') };
}

/**
 * Conventional order of variables, or null where there is none: one variable; one stem with numbers (x2 before x10);
 * those of x, y, z.
 */
export function plainOrder(names: readonly string[]): string[] | null {
  if (names.length <= 1) return [...names];
  const xyz = ['x', 'y', 'z'];
  if (names.every((each) => xyz.includes(each))) return xyz.filter((each) => names.includes(each));
  const all = names.map((text) => ({ text, ...splitDigits(text) }));
  if (all.some(({ stem, digits }) => stem !== all[0].stem || digits === '')) return null;
  return all.sort((a, b) => compareDigits(a.digits, b.digits)).map(({ text }) => text);
}

/** Stem of a name and the digits it ends in. */
export function splitDigits(text: string): { stem: string; digits: string } {
  let end = text.length;
  while (/[0-9]/.test(text.charAt(end - 1))) end--;
  return { stem: text.slice(0, end), digits: text.slice(end) };
}

/** Order of two strings of digits by value, however many; 1 before 01. */
function compareDigits(a: string, b: string): number {
  const [p, q] = [a, b].map((digits) => digits.replace(/^0+/, ''));
  if (p.length !== q.length) return p.length - q.length;
  return p === q ? a.length - b.length : p < q ? -1 : 1;
}
