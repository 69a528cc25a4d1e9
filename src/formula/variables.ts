import { nearestName, outOfRange, shortenText, showValue, wrongKind } from '../need.js';
import { describePosition, formulaError, type TextPosition } from './formulaError.js';
import { isKeptName } from './keptNames.js';
import { NameSplitter } from './nameSplitter.js';
import { constants, functions, isVariableName, noNumberIn, plainOrder, splitDigits } from './names.js';
import type { Token } from './token.js';
import { tokenNumber } from './tokens.js';

/** The variables of one or more texts, declared or found in them. */
export class Variables {
  readonly #declared: ReadonlySet<string> | null;
  readonly #used = new Map<string, TextPosition>();
  /** Tokens after a name, where it may be a product with a function whose argument they are: xsin θ. */
  readonly #following = new Map<string, readonly Token[]>();
  /** Names that stand as a divisor or an exponent. */
  readonly #bound = new Set<string>();

  constructor(declared?: readonly string[]) {
    this.#declared = declared === undefined ? null : checkVariableNames(declared);
  }

  declares(name: string): boolean {
    return this.#declared?.has(name) ?? false;
  }

  /**
   * Record of a name that stands where a variable may, of whether that is a divisor or an exponent, and of the tokens
   * after it. Throws SyntaxError for one that is not declared, or could be meant for no number.
   */
  addUse(name: string, place: TextPosition, isBound: boolean, following: () => readonly Token[]): void {
    if (this.declares(name)) return;
    const noNumber = noNumberIn(name);
    if (noNumber) throw noNumberError(place, noNumber);
    if (this.#declared) throw unknownVariable(place, name, this.#declared, isBound, following());
    if (!this.#used.has(name)) this.#used.set(name, place);
    if (isBound) this.#bound.add(name);
    if (!this.#following.has(name) && isArgument(following())) this.#following.set(name, following());
  }

  /** All variables in the order of the inputs, once all texts are parsed. */
  inOrder(): string[] {
    if (this.#declared) return [...this.#declared];
    const met = new Set(this.#used.keys());
    const splitter = new NameSplitter(met);
    // What looks like several names in use, functions and numbers is more likely that than a name.
    for (const [name, place] of this.#used) {
      if (isKeptName(name)) continue;
      const found = splitter.split(name);
      const isBound = this.#bound.has(name);
      if (found) throw runTogether(place, name, found, isBound);
      const rest = this.#following.get(name);
      const called = rest && splitter.splitCalled(name, (last) => callTexts(last, rest)[0]);
      // A largest x times θ is no max of x and θ.
      if (called && !/(?:min|max)$/.test(name))
        throw runTogether(place, name, { texts: [called], isProduct: false }, isBound);
    }
    return plainOrder([...met]) ?? [...met];
  }

  /**
   * SyntaxError for a name before a parenthesis that is neither a function nor a variable: `xsin(`, `sine(`. `call` is
   * the text of the parentheses where the product would need some around it.
   */
  unknownFunction(place: TextPosition, name: string, call: string | null): SyntaxError {
    const known = this.#declared
      ? new NameSplitter(this.#declared, [])
      : new NameSplitter(new Set(this.#used.keys()));
    const product = known.splitCalled(name, (last) => last);
    const near = product ? null : nearestName(name, [...functions.keys()]);
    const text = product ?? `${name}*`;
    const hint = near
      ? `did you mean "${near}"?`
      : `for the product write ${call === null ? `${shortenText(text)}(` : shortenText(`(${text}${call})`)}`;
    return formulaError(place, `no function ${showValue(name)}; ${hint}`);
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

const oneNameError = (place: TextPosition, name: string, product: string) =>
  formulaError(
    place,
    `${showValue(name)} ${describePosition(place)} is one name; for the product write ${shortenText(product)}`,
  );

const noNumberError = (place: TextPosition, name: string) =>
  formulaError(
    place,
    `${showValue(name)} ${describePosition(place)} is no number here; write a finite one, or declare the name`,
  );

/** SyntaxError for `2sinx` or `xy`, with what was probably meant. */
function runTogether(
  place: TextPosition,
  name: string,
  { texts, isProduct }: { texts: readonly string[]; isProduct: boolean },
  isBound: boolean,
): SyntaxError {
  const whole = isBound ? texts.map(asFactor) : texts;
  if (isProduct) return oneNameError(place, name, whole[0]);
  const cures = whole.map((text) => shortenText(text)).join(' or ');
  return formulaError(place, `${showValue(name)} ${describePosition(place)}: write ${cures}`);
}

/** Text that is one factor, in parentheses where it is a product. */
function asFactor(text: string): string {
  let depth = 0;
  for (const sign of text) {
    if (sign === '*' && depth === 0) return `(${text})`;
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
  }
  return text;
}

function unknownVariable(
  place: TextPosition,
  name: string,
  declared: ReadonlySet<string>,
  isBound: boolean,
  [next]: readonly Token[],
): SyntaxError {
  const found = new NameSplitter(declared, []).split(name);
  if (found) return runTogether(place, name, found, isBound);
  const { stem, digits } = splitDigits(name);
  const list = [...declared];
  // One letter is near every other; only its other case is a likely slip.
  const near = nearestName(name, list);
  let hint = list.length > 0 ? `there is ${list.join(', ')}` : 'none is declared';
  if (digits && declared.has(stem)) {
    const isRaised = next.kind === '^' || next.kind === 'superscript';
    const power = isRaised ? `(${stem}^${digits})` : `${stem}^${digits}`;
    const product = `${stem}*${digits}`;
    hint = `for the power write ${power}, for the product ${isBound ? asFactor(product) : product}`;
  } else if (near && (name.length > 1 || near.toLowerCase() === name.toLowerCase())) {
    hint = `did you mean "${near}"?`;
  }
  return formulaError(place, `no variable ${showValue(name)} ${describePosition(place)}; ${hint}`);
}

/** SyntaxError for `sin x`, `sin^2(x)`, `sin⁻¹(x)` and a bare `sin`, with what was probably meant. */
export const missingParentheses = (place: TextPosition, [{ text }, ...rest]: readonly Token[]) =>
  formulaError(
    place,
    `${text} ${describePosition(place)} needs parentheses; write ${callTexts(text, rest).join(' or ')}`,
  );

/** Calls that a function's name and the tokens after it were probably meant for. */
function callTexts(name: string, rest: readonly Token[]): string[] {
  const first = rest.findIndex(({ kind, text }) => kind === 'name' && !functions.has(text));
  const factor = first === 1 && rest[0].kind === 'number' ? rest[0].text : '';
  const inside = first < 0 ? 'x' : factor + rest[first].text;
  const argument = name === 'min' || name === 'max' ? 'x, y' : shortenText(inside);
  const exponent = exponentText(rest);
  const inverse = exponent === '^-1' && functions.has(`a${name}`) ? [`a${name}(${argument})`] : [];
  return [`${name}(${argument})${exponent}`, ...inverse];
}

/** Whether tokens are what stands after a function's name whose parentheses were left out. */
const isArgument = (tokens: readonly Token[]) => tokens[0].kind === 'name' || exponentText(tokens) !== '';

/** Exponent between a function's name and its parenthesis, as `^2`; else the empty text. */
function exponentText(tokens: readonly Token[]): string {
  const end = tokens.findIndex(({ kind }) => kind === '(');
  const [first, ...others] = tokens.slice(0, Math.max(end, 0));
  if (first?.kind === 'superscript' && others.length === 0) return `^${tokenNumber(first)}`;
  const last = others.at(-1);
  if (first?.kind !== '^' || last?.kind !== 'number' || others.length > 2) return '';
  return others.length === 1 || others[0].kind === '-' ? `^${others.length > 1 ? '-' : ''}${last.text}` : '';
}
