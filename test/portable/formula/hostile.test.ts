import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/formula/graph.js';
import { parse } from '../../../src/formula/parse.js';
import { nodeText } from '../../../src/formula/print.js';
import { nodeMathml } from '../../../src/formula/teach/mathml.js';
import { nodeTex } from '../../../src/formula/teach/tex.js';
import { DEEPEST, MOST_CHARACTERS } from '../../../src/formula/tokens.js';
import { formula } from '../../../src/index.js';
import { mulberry32 } from '../../laws/random.js';

// Formula text comes from pages, links and files. Whatever it holds, it is read, or refused by a formula error.

const formulas = [
  '(3x+2)^4',
  '(1-x)^2 + 100 (y-x^2)^2',
  '1/(1+exp(-x))',
  '-x^2 + 2^-3^2 - --y',
  '2πr + θ_max x²y⁻¹ − α·β×γ÷δ',
  'min(x, y, max(z, 1.5e-3)) - abs(x)',
  '2e + 3 - 2e3x + 2*e3',
  'log(sin(x)cos(y)) + ln(x)/log2(y) + sqrt(cbrt(x))',
  'b1*(b2+x)^(-1/b3)',
  '.5 x + 1. y - 1e300 z + 5e-324',
  'beta1 m + (1-beta1) g',
  'x - rate (m/(1-p))/(sqrt(s/(1-q))+epsilon)',
];

/** What other evaluators fell for, look-alikes, and what is almost of the language. */
const fragments = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'constructor("return process")()',
  '__proto__.polluted = 1',
  'this',
  'process.getBuiltinModule',
  'import("fs")',
  'f = x => x',
  '[].map',
  'x[0]',
  '</math><script>alert(1)</script>',
  '\\href{javascript:alert(1)}{x}',
  '"; x',
  "'",
  '`',
  '//',
  '/* */',
  '%',
  '**',
  '^^',
  '!',
  ',',
  ';',
  '=',
  '..',
  '1e999',
  '1e',
  '2e3',
  'e3',
  '0x10',
  'sin',
  'sin^2(x)',
  'sinn(x)',
  'xy',
  'pi',
  'π',
  '²³',
  '⁻',
  '₂',
  'х',
  'ｘ',
  '𝑥',
  'é',
  'e\u0301',
  '\u0000',
  '\u0007',
  '\u200b',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\n',
  '\t',
  ' ',
  '('.repeat(150),
  ')'.repeat(150),
  'sin('.repeat(60),
  '-'.repeat(300),
  'x^'.repeat(300),
  'x '.repeat(300),
  '1'.repeat(400),
  '⁹'.repeat(400),
  'a'.repeat(2000),
  '_'.repeat(2000),
];

/** A formula with one to eight things done to it. */
function mutated(next: () => number): string {
  const whole = (n: number) => Math.floor(next() * n);
  let made = formulas[whole(formulas.length)];
  for (let changes = 1 + whole(8); changes > 0; changes--) {
    const [from, to] = [whole(made.length + 1), whole(made.length + 1)];
    const [head, tail] = [made.slice(0, from), made.slice(from)];
    const other = formulas[whole(formulas.length)];
    const changed = [
      () => head + fragments[whole(fragments.length)] + tail,
      () => head + tail.slice(1),
      () => head + String.fromCharCode(whole(next() < 0.7 ? 128 : 65536)) + tail,
      () => head + other.slice(whole(other.length)) + tail,
      () => made.slice(0, Math.max(from, to)) + made.slice(Math.min(from, to)),
      () => `(${made})(${other})`,
    ];
    made = changed[whole(changed.length)]();
  }
  return made;
}

/** Reads a text, and holds it to its promises either way. True where it was read. */
function meets(given: string): boolean {
  const graph = new Graph();
  let read: ReturnType<typeof parse>;
  try {
    read = parse([given], { graph });
  } catch (error) {
    const { name, message, column } = error as SyntaxError & { column: number };
    expect(name, `${JSON.stringify(given)}: ${message}`).toBe('SyntaxError');
    expect(message).toMatch(/^formula: /);
    expect(message.length).toBeLessThan(400);
    // No control, no mark of direction, no half of a character may reach a terminal.
    expect(message).not.toMatch(/\p{C}/u);
    expect(Number.isInteger(column) && column >= 1 && column <= given.length + 1).toBe(true);
    return false;
  }
  const [root] = read.roots;
  const written = nodeText(root);
  if (written.length <= MOST_CHARACTERS) expect(parse([written], { graph }).roots[0], given).toBe(root);
  expect(nodeTex(root)).not.toMatch(/[<>]|href/);
  expect(nodeMathml(root)).not.toMatch(/script/);
  return true;
}

describe('hostile text', () => {
  it.each([1, 2, 3, 4])('ten thousand mutations, seed %i', (seed) => {
    const next = mulberry32(seed);
    let read = 0;
    for (let i = 0; i < 2500; i++) read += Number(meets(mutated(next)));
    // Both ways are walked often.
    expect(read).toBeGreaterThan(250);
    expect(read).toBeLessThan(2250);
  });

  it('every name that an object has, in every place where a name can stand', () => {
    const places = [
      '#',
      '#(x)',
      'x#',
      '2#',
      'x^#',
      '#^2',
      'sin(#)',
      'min(#, #)',
      '-#',
      'x.#',
      'x_#',
      '# #',
      'sin #',
      '#²',
    ];
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      for (const place of places) meets(place.replaceAll('#', name));
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each([
    ['open parentheses', '('],
    ['characters of no formula', '@'],
  ])('100 000 %s are refused by their number, before one is read', (_, piece) => {
    expect(() => parse([piece.repeat(100_000)])).toThrow(
      `formula: text needs at most ${MOST_CHARACTERS} characters, got 100000`,
    );
  });

  it.each([
    ['parentheses', '('],
    ['calls', 'sin('],
    ['powers of parentheses', 'x^('],
    ['signs of parentheses', '-('],
    ['products of parentheses', '2('],
    ['arguments', 'min(x,'],
  ])('%s to the limit of length: refused by their depth', (_, piece) => {
    const given = piece.repeat(Math.floor(MOST_CHARACTERS / piece.length));
    expect(() => parse([given])).toThrow(
      `formula: parentheses need to nest at most ${DEEPEST} deep, got more`,
    );
  });

  it.each([
    '-',
    '+',
    'x^',
    'x+',
    'x*',
    'x ',
    '-x-',
    '(x)',
    'x²',
    '2^-',
    'x/',
    ')',
    ',',
    '1',
    '.',
    '²',
    '_',
    'π',
    'e',
    '1e',
    '\ud800',
    ' ',
  ])('%j repeated to the limit of length, and before a name', (piece) => {
    const given = piece.repeat(Math.floor((MOST_CHARACTERS - 1) / piece.length));
    meets(given);
    meets(`${given}x`);
    meets(`(${given.slice(2)}`);
  });

  // Minutes, where a part is gone through again for each that it is a part of.
  it.each([
    ['a tower of powers', `${'x^'.repeat(1500)}x`],
    ['a power written out', '(x+1)'.repeat(3000)],
    ['a product of different sums', Array.from({ length: 500 }, (_, i) => `(x+${i})`).join('')],
    ['a product of functions', Array.from({ length: 800 }, (_, i) => `sin(${i}x)`).join('')],
    ['a sum of powers', Array.from({ length: 2000 }, (_, i) => `x^${i}`).join('+')],
  ])('the derivative of %s is there in time', (_, given) => {
    expect(formula(given).derivative().outputs).toBe(1);
  });
});
