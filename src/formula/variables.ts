import { nearestName, outOfRange, shortenText, showValue, wrongKind } from '../need.js';
import { describePosition, formulaError, type TextPosition } from './formulaError.js';
import { constants, functions, isVariableName, plainOrder, splitDigits } from './names.js';
import type { Token } from './token.js';
import { tokenNumber } from './tokens.js';

/** Length up to which parts of a run-together product are looked for: no one reads a longer one as two. */
const LONGEST_PART = 32;

/** The variables of one or more texts, declared or found in them. */
export class Variables {
  readonly #declared: ReadonlySet<string> | null;
  readonly #used = new Map<string, TextPosition>();

  constructor(declared?: readonly string[]) {
    this.#declared = declared === undefined ? null : checkVariableNames(declared);
  }

  declares(name: string): boolean {
    return this.#declared?.has(name) ?? false;
  }

  /** Record of a name that stands where a variable may. Throws SyntaxError for one that is not declared. */
  addUse(name: string, place: TextPosition): void {
    if (this.#declared && !this.#declared.has(name)) throw unknownVariable(place, name, this.#declared);
    if (!this.#used.has(name)) this.#used.set(name, place);
  }

  /** All variables in the order of the inputs, once all texts are parsed. */
  inOrder(): string[] {
    if (this.#declared) return [...this.#declared];
    const met = new Set(this.#used.keys());
    const longest = longestPartLength(met);
    // What looks like a product of names that are all in use is more likely that than a name.
    for (const [name, place] of this.#used) {
      const product = splitProduct(name, met, longest);
      if (product) throw oneNameError(place, name, product);
    }
    return plainOrder([...met]) ?? [...met];
  }
}

function checkVariableNames(names: readonly string[]): ReadonlySet<string> {
  const needs = 'a list of different names of variables, as ["x", "rate", "θ1"]';
  if (!Array.isArray(names)) throw wrongKind('formula', 'variables', needs, names);
  const known = new Set<string>();
  for (const name of names) {
    if (typeof name !== 'string') throw wrongKind('formula', 'variables', needs, name);
    if (!isVariableName(name)) throw outOfRange('formula', 'variables', needs, name);
    const taken = constants.has(name) ? 'constants' : functions.has(name) ? 'functions' : null;
    if (taken) throw outOfRange('formula', 'variables', `names that are not ${taken}`, name);
    if (known.has(name)) throw outOfRange('formula', 'variables', 'each name once', name);
    known.add(name);
  }
  return known;
}

function longestPartLength(names: ReadonlySet<string>): number {
  let longest = 2;
  for (const { length } of names) if (length > longest && length <= LONGEST_PART) longest = length;
  return longest;
}

/** A name as a product of other names and constants, `x*y`; null where it is none. */
function splitProduct(
  name: string,
  names: ReadonlySet<string>,
  longest = longestPartLength(names),
): string | null {
  // last[i]: where the last part of a splitting of the first i letters starts.
  const last: (number | undefined)[] = [0];
  for (let to = 1; to <= name.length; to++) {
    for (let from = Math.max(0, to - longest); from < to && last[to] === undefined; from++) {
      if (last[from] === undefined || to - from === name.length) continue;
      const part = name.slice(from, to);
      if (names.has(part) || constants.has(part)) last[to] = from;
    }
  }
  if (name.length < 2 || last[name.length] === undefined) return null;
  const parts: string[] = [];
  for (let to = name.length; to > 0; to = last[to]!) parts.push(name.slice(last[to], to));
  return parts.reverse().join('*');
}

const oneNameError = (place: TextPosition, name: string, product: string) =>
  formulaError(
    place,
    `${showValue(name)} ${describePosition(place)} is one name; for the product write ${shortenText(product)}`,
  );

function unknownVariable(place: TextPosition, name: string, declared: ReadonlySet<string>): SyntaxError {
  const product = splitProduct(name, declared);
  if (product) return oneNameError(place, name, product);
  const { stem, digits } = splitDigits(name);
  const list = [...declared];
  // One letter is near every other; only its other case is a likely slip.
  const near = nearestName(name, list);
  let hint = list.length > 0 ? `there is ${list.join(', ')}` : 'none is declared';
  if (digits && declared.has(stem)) {
    hint = `for the power write ${stem}^${digits}, for the product ${stem}*${digits}`;
  } else if (near && (name.length > 1 || near.toLowerCase() === name.toLowerCase())) {
    hint = `did you mean "${near}"?`;
  }
  return formulaError(place, `no variable ${showValue(name)} ${describePosition(place)}; ${hint}`);
}

export function unknownFunction(place: TextPosition, name: string): SyntaxError {
  const near = nearestName(name, [...functions.keys()]);
  const hint = near ? `did you mean "${near}"?` : `for the product write ${shortenText(name)}*(`;
  return formulaError(place, `no function ${showValue(name)}; ${hint}`);
}

/** SyntaxError for `sin x`, `sin^2(x)`, `sin⁻¹(x)` and a bare `sin`, with what was probably meant. */
export function missingParentheses(place: TextPosition, [name, ...rest]: readonly Token[]): SyntaxError {
  const first = rest.findIndex(({ kind, text }) => kind === 'name' && !functions.has(text));
  const factor = first === 1 && rest[0].kind === 'number' ? rest[0].text : '';
  const inside = first < 0 ? 'x' : factor + rest[first].text;
  const argument = name.text === 'min' || name.text === 'max' ? 'x, y' : shortenText(inside);
  const exponent = exponentText(rest);
  const cures = [`${name.text}(${argument})${exponent}`];
  if (exponent === '^-1' && functions.has(`a${name.text}`)) cures.push(`a${name.text}(${argument})`);
  return formulaError(
    place,
    `${name.text} ${describePosition(place)} needs parentheses; write ${cures.join(' or ')}`,
  );
}

/** Exponent between a function's name and its parenthesis, as `^2`; else the empty text. */
function exponentText(tokens: readonly Token[]): string {
  const end = tokens.findIndex(({ kind }) => kind === '(');
  const [first, ...others] = tokens.slice(0, Math.max(end, 0));
  if (first?.kind === 'superscript' && others.length === 0) return `^${tokenNumber(first)}`;
  const last = others.at(-1);
  if (first?.kind !== '^' || last?.kind !== 'number' || others.length > 2) return '';
  return others.length === 1 || others[0].kind === '-' ? `^${others.length > 1 ? '-' : ''}${last.text}` : '';
}
