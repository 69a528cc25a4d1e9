import { describe, expect, it } from 'vitest';
import { Graph, MOST_NODES } from '../../../src/formula/graph.js';
import {
  constants,
  functions,
  isVariableName,
  plainOrder,
  splitSubscript,
} from '../../../src/formula/names.js';
import { unary, variadic } from '../../../src/formula/operations.js';
import { parse } from '../../../src/formula/parse.js';
import { DEEPEST, MOST_CHARACTERS } from '../../../src/formula/tokens.js';

// The formula language, sentence by sentence.

/** The node of a text; in one graph, equal readings are the same node. */
const read = (graph: Graph, text: string, variables?: readonly string[]) =>
  parse([text], { graph, variables }).roots[0];

function same(text: string, meaning: string, variables?: readonly string[]): void {
  const graph = new Graph();
  expect(read(graph, text, variables)).toBe(read(graph, meaning, variables));
}

/** What a text, or several, are refused with. */
function refusal(texts: string | readonly string[], variables?: readonly string[]) {
  try {
    parse(typeof texts === 'string' ? [texts] : texts, { variables });
  } catch (error) {
    const { name, message, column, text } = error as SyntaxError & { column?: number; text?: number };
    return { name, message, column, text };
  }
  throw new Error(`accepted: ${texts}`);
}

function refused(text: string, column: number, message: string, variables?: readonly string[]): void {
  const expected = { name: 'SyntaxError', message: `formula: ${message}`, column, text: 1 };
  expect(refusal(text, variables)).toEqual(expected);
}

describe('signs', () => {
  it('each makes its operation', () => {
    const graph = new Graph();
    const [x, y] = [graph.variable('x'), graph.variable('y')];
    expect(read(graph, 'x+y')).toBe(graph.call('add', x, y));
    expect(read(graph, 'x-y')).toBe(graph.call('subtract', x, y));
    expect(read(graph, 'x*y')).toBe(graph.call('multiply', x, y));
    expect(read(graph, 'x/y')).toBe(graph.call('divide', x, y));
    expect(read(graph, 'x^y')).toBe(graph.call('power', x, y));
    expect(read(graph, '-x')).toBe(graph.call('negate', x));
    expect(read(graph, '-3')).toBe(graph.constant(-3));
    expect(read(graph, '-0')).toBe(graph.constant(-0));
  });

  it.each([
    ['a-b-c', '(a-b)-c'],
    ['a/b/c', '(a/b)/c'],
    ['a/b*c', '(a/b)*c'],
    ['a+b*c^d', 'a+(b*(c^d))'],
    ['x^y^z', 'x^(y^z)'],
    ['-x^2', '-(x^2)'],
    ['2^-x', '2^(-x)'],
    ['-x*y', '(-x)*y'],
    ['-3x', '(-3)*x'],
    ['+x', 'x'],
    ['--x', '-(-x)'],
    ['-+-x', '-(-x)'],
    ['x*-y', 'x*(-y)'],
    ['x/-y', 'x/(-y)'],
    ['x--y', 'x-(-y)'],
    ['x++y', 'x+y'],
    ['x^-y^z', 'x^(-(y^z))'],
    ['x^--y', 'x^(-(-y))'],
    ['2^-3^2', '2^(-9)'],
    ['2^3^2', '512'],
    ['2^-3', '2^(-3)'],
  ])('%s is %s', (text, meaning) => same(text, meaning));
});

describe('a sign left out is a *, from left to right', () => {
  it.each([
    ['3x', '3*x'],
    ['2(x+1)', '2*(x+1)'],
    ['x(x+1)', 'x*(x+1)'],
    ['(a)(b)', 'a*b'],
    ['x y', 'x*y'],
    ['x y z', '(x*y)*z'],
    ['1/2x', '(1/2)*x'],
    ['1/2x^2', '(1/2)*(x^2)'],
    ['a/b c', '(a/b)*c'],
    ['2^3x', '(2^3)*x'],
    ['x^2y', '(x^2)*y'],
    ['x^y(z)', '(x^y)*z'],
    ['e^-2x', '(e^(-2))*x'],
    ['2 -x', '2-x'],
    ['2x3', '2*x3'],
    ['2sin(x)cos(x)', '(2*sin(x))*cos(x)'],
    ['x sin(y)', 'x*sin(y)'],
    ['sin(x)y', 'sin(x)*y'],
    ['2(3)(4)', '24'],
    ['x1(y)', 'x1*y'],
    ['x_max(y)', 'x_max*y'],
    ['θ(y)', 'θ*y'],
    ['θ1_max(y)', 'θ1_max*y'],
    ['_(y)', '_*y'],
    ['e(x)', 'e*x'],
    ['pi(x)', 'pi*x'],
  ])('%s is %s', (text, meaning) => same(text, meaning));

  it('before a parenthesis a longer name is a factor where it is declared', () =>
    same('rate(x+1)', 'rate*(x+1)', ['rate', 'x']));

  it.each([
    ['x 2', 3, '"2"'],
    ['(x)2', 4, '"2"'],
    ['3 4', 3, '"4"'],
    ['x^2 3', 5, '"3"'],
    ['x .5', 3, '".5"'],
    ['1.2.3', 4, '".3"'],
    ['x²2', 3, '"2"'],
  ])('a number cannot follow a factor: %s', (text, column, got) =>
    refused(
      text,
      column,
      `expected an operator or the end of the text at column ${column}, got ${got}; a number cannot follow a factor, write * or ^`,
    ),
  );
});

describe('numbers', () => {
  it.each([
    ['2', 2],
    ['.5', 0.5],
    ['1.', 1],
    ['1.5e-3', 0.0015],
    ['2e3', 2000],
    ['2e+3', 2000],
    ['2e−3', 0.002],
    ['2E3', 2000],
    ['1.5E-3', 0.0015],
    ['1.5E+3', 1500],
    ['1.E−2', 0.01],
    ['1.e2', 100],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['5e-324', 5e-324],
    ['0000.1', 0.1],
  ])('%s', (text, value) => {
    const graph = new Graph();
    expect(read(graph, text)).toBe(graph.constant(value));
  });

  it.each([
    ['2e + 3', '2*e+3'],
    ['2e +3', '2*e+3'],
    ['2e', '2*e'],
    ['2e x', '2*e*x'],
    ['2e-x', '2*e-x'],
    ['2e3x', '2000*x'],
    ['2.x', '2*x'],
    ['2E + 3', '2*E+3'],
    ['2E', '2*E'],
    ['1.5E-3x', '0.0015*x'],
    ['0x', '0*x'],
    ['10x10', '10*x10'],
    ['0xfx', '0*xfx'],
    ['2__proto__', '2*__proto__'],
    ['max(1,200)', 'max(1, 200)'],
    ['max(1, 000)', 'max(1, 0)'],
  ])('%s is %s', (text, meaning) => same(text, meaning));

  it.each([
    ['1_000', 1, '1000'],
    ['x + 1_000_000x', 5, '1000000'],
    ['1__0.5', 1, '10.5'],
    ['1_0e1_0', 1, '10e10'],
    ['.5_0', 1, '.50'],
    ['1,000', 1, '1000'],
    ['max(x, 12,050.5)', 8, '12050.5'],
    ['max(1,234,067)', 5, '1234067'],
    ['0x10', 1, '16, for the product 0*x10'],
    ['2*0b11', 3, '3, for the product 0*b11'],
    ['0o17', 1, '15, for the product 0*o17'],
  ])('what programs write as one number is not read as several: %s', (text, column, cure) => {
    const { message, column: found } = refusal(text);
    expect(message).toMatch(/^formula: expected a number, a name or "\(" at column \d+, got "[^"]+"; write /);
    expect([message.split('; write ')[1], found]).toEqual([cure, column]);
  });

  it('a comma for a point says so', () => {
    const end = 'expected an operator or the end of the text at column 2, got ","';
    refused('1,5x', 2, `${end}; write 1.5`);
    refused('1,500', 2, `${end}; write 1.500 or 1500`);
    refused('1, 5', 2, end);
  });

  it.each(['1e-400', '2e-324', '3E-5000', `0.${'0'.repeat(400)}1`])(
    'refused where it would be 0: %s',
    (text) => {
      const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
      refused(`x + ${text}`, 5, `a number needs to be 0 or at least 5e-324, got "${shown}" at column 5`);
      same('x + 0.000e-400', 'x + 0');
    },
  );

  it.each([
    ['NaN', 1, 'NaN'],
    ['nan + x', 1, 'nan'],
    ['2 - Infinity', 5, 'Infinity'],
    ['-inf', 2, 'inf'],
    ['NaNx^2', 1, 'NaN'],
    ['x + undefinedy', 5, 'undefined'],
  ])('no number is no name either, unless declared: %s', (text, column, word) => {
    refused(
      text,
      column,
      `"${word}" at column ${column} is no number here; write a finite one, or declare the name`,
    );
    expect(parse(['2nan + inf'], { variables: ['nan', 'inf'] }).variables).toEqual(['nan', 'inf']);
    expect(parse(['info + nano + infinite']).variables).toHaveLength(3);
  });

  it('refused beyond 1.8e308', () => {
    refused('x + 1e309', 5, 'a number needs to be at most 1.8e308, got "1e309" at column 5');
    const digits = '9'.repeat(400);
    refused(digits, 1, `a number needs to be at most 1.8e308, got "${digits.slice(0, 40)}…" at column 1`);
    refused(
      `x${'⁹'.repeat(309)}`,
      2,
      `a number needs to be at most 1.8e308, got "${'⁹'.repeat(40)}…" at column 2`,
    );
  });
});

describe('names', () => {
  it.each(['x', 'x1', 'x_1', '_', '_x', 'rate', 'Rate2_b', 'θ', 'Ω', 'θ12', 'θ_max', 'θ1_max', 'ς'])(
    '%s is one',
    (name) => {
      expect(isVariableName(name)).toBe(true);
      expect(parse([name]).variables).toEqual([name]);
    },
  );

  it.each(['', ' ', '2x', 'x y', 'xπ', 'θx', 'é', 'x₁', 'x-1', '√'])('%s is none', (name) =>
    expect(isVariableName(name)).toBe(false),
  );

  it.each([
    ['2πr', '2*pi*r'],
    ['2πσ', '2*pi*σ'],
    ['θx', 'θ*x'],
    ['xθ', 'x*θ'],
    ['θφ1', 'θ*φ1'],
    ['pi x', 'pi*x'],
  ])('a Greek letter is one of its own: %s is %s', (text, meaning) => same(text, meaning));

  it.each([
    ['x−y', 'x-y'],
    ['x·y', 'x*y'],
    ['x×y', 'x*y'],
    ['x÷y', 'x/y'],
    ['3·x−1', '3*x-1'],
    ['x²', 'x^2'],
    ['x³y', 'x^3*y'],
    ['x⁻¹', 'x^-1'],
    ['x⁻²', 'x^-2'],
    ['x⁺²', 'x^2'],
    ['x¹⁰', 'x^10'],
    ['-x²', '-(x^2)'],
    ['2^x²', '2^(x^2)'],
    ['sin(x)²', 'sin(x)^2'],
    ['x\t+\n y\u00a0', 'x+y'],
  ])('%s is %s', (text, meaning) => same(text, meaning));

  it('a power of a superscript is refused: the eye and the rule differ', () => {
    refused('x²^3', 3, 'a superscript needs parentheses before another power at column 3');
    refused('x² ³', 4, 'a superscript needs parentheses before another power at column 4');
    refused('x²⁻³', 3, 'a superscript needs parentheses before another power at column 3');
    same('(x²)^3', '(x^2)^3');
  });

  it('constants', () => {
    const graph = new Graph();
    expect(read(graph, 'pi')).toBe(graph.constant(Math.PI, 'pi'));
    expect(read(graph, 'π')).toBe(graph.constant(Math.PI, 'pi'));
    expect(read(graph, 'e')).toBe(graph.constant(Math.E, 'e'));
    expect(parse(['pi + π e']).variables).toEqual([]);
    expect(parse(['Pi + PI + E']).variables).toEqual(['Pi', 'PI', 'E']);
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
    'prototype',
  ])('%s is a name like any other', (name) => {
    expect(parse([name]).variables).toEqual([name]);
    expect(parse([`2${name} + x`], { variables: [name, 'x'] }).variables).toEqual([name, 'x']);
    refused(`${name}(x)`, 1, `no function "${name}"; for the product write ${name}*(`);
    refused(name, 1, `no variable "${name}" at column 1; there is x`, ['x']);
  });
});

describe('functions', () => {
  it('those of the table, one argument each', () => {
    for (const name of unary) {
      const graph = new Graph();
      expect(read(graph, `${name}(x)`)).toBe(graph.call(name, graph.variable('x')));
      refused(`1+${name}(x, y)`, 3, `${name} at column 3 needs 1 argument, got 2`);
      refused(`${name}( )`, 1, `${name} at column 1 needs 1 argument, got 0`);
    }
  });

  it('min and max, two or more', () => {
    for (const name of variadic) {
      const graph = new Graph();
      const [x, y, z] = ['x', 'y', 'z'].map((letter) => graph.variable(letter));
      expect(read(graph, `${name}(x, y)`)).toBe(graph.call(name, x, y));
      expect(read(graph, `${name}(x, y, z)`)).toBe(graph.call(name, x, y, z));
      refused(`${name}(x)`, 1, `${name} at column 1 needs 2 or more arguments, got 1`);
      refused(`${name}()`, 1, `${name} at column 1 needs 2 or more arguments, got 0`);
    }
  });

  it('log and ln are the natural one', () => {
    same('ln(x)', 'log(x)');
    same('sin (x)', 'sin(x)');
  });

  it.each([
    ['sin x', 1, 'sin at column 1 needs parentheses; write sin(x)'],
    ['2 sin 3t', 3, 'sin at column 3 needs parentheses; write sin(3t)'],
    ['sin', 1, 'sin at column 1 needs parentheses; write sin(x)'],
    ['x + log', 5, 'log at column 5 needs parentheses; write log(x)'],
    ['sin cos x', 1, 'sin at column 1 needs parentheses; write sin(x)'],
    ['sin^2(t)', 1, 'sin at column 1 needs parentheses; write sin(t)^2'],
    ['sin²(x)', 1, 'sin at column 1 needs parentheses; write sin(x)^2'],
    ['sin⁻¹(x)', 1, 'sin at column 1 needs parentheses; write sin(x)^-1 or asin(x)'],
    ['sin^-1(x)', 1, 'sin at column 1 needs parentheses; write sin(x)^-1 or asin(x)'],
    ['exp^-1(x)', 1, 'exp at column 1 needs parentheses; write exp(x)^-1'],
    ['max x', 1, 'max at column 1 needs parentheses; write max(x, y)'],
    ['sine(x)', 1, 'no function "sine"; did you mean "sin"?'],
    ['1 + sinn(x)', 5, 'no function "sinn"; did you mean "sin"?'],
    ['Sin(x)', 1, 'no function "Sin"; did you mean "sin"?'],
    ['sgn(x)', 1, 'no function "sgn"; did you mean "sign"?'],
    ['tg(x)', 1, 'no function "tg"; for the product write tg*('],
    ['xsin(x)', 1, 'no function "xsin"; for the product write x*sin('],
    ['t + 2texp(-t)', 6, 'no function "texp"; for the product write t*exp('],
    ['xx2max(x)', 1, 'no function "xx2max"; for the product write x*x2*max('],
    ['foo(x)', 1, 'no function "foo"; for the product write foo*('],
    ['rate (x+1)', 1, 'no function "rate"; for the product write rate*('],
    ['rate + rate(x+1)', 8, 'no function "rate"; for the product write rate*('],
    ['__proto__(x)', 1, 'no function "__proto__"; for the product write __proto__*('],
  ])('%s is refused', (text, column, message) => refused(text, column, message));
});

describe('σ', () => {
  it.each([
    ['σ(x)', 'sigmoid(x)'],
    ['2σ(x)(1-σ(x))', '2*sigmoid(x)*(1-sigmoid(x))'],
    ['xσ (σ(x))', 'x*sigmoid(sigmoid(x))'],
    ['σ1(x)', 'σ1*x'],
    ['λ(w^2)', 'λ*w^2'],
    ['σ(x) + σ', 'σ*x + σ'],
    ['σ²(x)', 'σ^2*x'],
    ['exp(-x^2/(2σ^2))/(σ(2π)^.5)', 'exp(-x^2/(2*σ^2))/(σ*(2*pi)^.5)'],
  ])('before parentheses only it is the sigmoid: %s is %s', (text, meaning) => same(text, meaning));

  it('is a variable where it is declared, and where another text uses it', () => {
    same('σ(x)', 'σ*x', ['x', 'σ']);
    same('σ(x)', 'sigmoid(x)', ['x']);
    expect(parse(['σ(x)', 'σ + 1']).variables).toEqual(['σ', 'x']);
    refused('σ', 1, 'no variable "σ" at column 1; there is x', ['x']);
    refused('σ()', 1, 'σ at column 1 needs 1 argument, got 0');
  });
});

describe('silent wrong numbers are refused', () => {
  it.each([
    ['x+y+xy', 5, '"xy" at column 5 is one name; for the product write x*y'],
    ['xy+x+y', 1, '"xy" at column 1 is one name; for the product write x*y'],
    ['2x y + xy', 8, '"xy" at column 8 is one name; for the product write x*y'],
    ['x + pix', 5, '"pix" at column 5 is one name; for the product write pi*x'],
    ['xe - x', 1, '"xe" at column 1 is one name; for the product write x*e'],
    ['pie', 1, '"pie" at column 1 is one name; for the product write pi*e'],
    ['xx + x', 1, '"xx" at column 1 is one name; for the product write x*x'],
    ['x1x2 + x1 + x2', 1, '"x1x2" at column 1 is one name; for the product write x1*x2'],
    [
      'rate + error + rateerror',
      16,
      '"rateerror" at column 16 is one name; for the product write rate*error',
    ],
  ])('%s', (text, column, message) => refused(text, column, message));

  it('the others may be in a later text', () => {
    expect(refusal(['xy', 'x + y'])).toEqual({
      name: 'SyntaxError',
      message: 'formula: "xy" at column 1 of text 1 is one name; for the product write x*y',
      column: 1,
      text: 1,
    });
  });

  it.each(['xy', 'xy + x', 'exa', 'pit', 'xy1 + x + y', 'betas + b + t', 'a_b + a + _b'])(
    '%s is a name where it does not split wholly',
    (text) => expect(() => parse([text])).not.toThrow(),
  );

  it('a declared name is one name', () =>
    expect(parse(['x + y + xy'], { variables: ['x', 'y', 'xy'] }).variables).toEqual(['x', 'y', 'xy']));

  it('very long names are looked through quickly', () => {
    expect(refusal(`${'ab'.repeat(9000)} + a + b`).message).toMatch(
      /^formula: "(ab){20}…" at column 1 is one name; for the product write (a\*b\*){10}…$/,
    );
  });
});

describe('what is expected, and what was got', () => {
  const start = 'a number, a name or "("';
  const end = 'an operator or the end of the text';
  it.each([
    ['', 1, `expected ${start} at column 1, got the end of the text`],
    ['  ', 3, `expected ${start} at column 3, got the end of the text`],
    ['2*x+)', 5, `expected ${start} at column 5, got ")"`],
    ['x+', 3, `expected ${start} at column 3, got the end of the text`],
    ['x^', 3, `expected ${start} at column 3, got the end of the text`],
    ['*x', 1, `expected ${start} at column 1, got "*"`],
    ['()', 2, `expected ${start} at column 2, got ")"`],
    ['²', 1, `expected ${start} at column 1, got "²"`],
    ['(x+1', 5, 'expected an operator or ")" at column 5, got the end of the text'],
    ['x+1)', 4, `expected ${end} at column 4, got ")"`],
    ['x, y', 2, `expected ${end} at column 2, got ","`],
    ['(x, y)', 3, 'expected an operator or ")" at column 3, got ","'],
    ['min(x,,y)', 7, `expected ${start} at column 7, got ","`],
    ['min(x,)', 7, `expected ${start} at column 7, got ")"`],
    ['min(x, y', 9, 'expected an operator, "," or ")" at column 9, got the end of the text'],
    ['x**2', 2, `expected ${end} at column 2, got "**"; write ^ for a power`],
    ['|x|', 1, `expected ${start} at column 1, got "|"; write abs(x)`],
    ['x=2', 2, `expected ${end} at column 2, got "="; a formula is what stands on one side`],
    ['x!', 2, `expected ${end} at column 2, got "!"`],
    ['5%', 2, `expected ${end} at column 2, got "%"; write x/100`],
    ['x[1]', 2, `expected ${end} at column 2, got "["; write (`],
    ['√2', 1, `expected ${start} at column 1, got "√" (U+221A); write sqrt(x)`],
    ['x.y', 2, `expected ${end} at column 2, got "."`],
    ['"x"', 1, `expected ${start} at column 1, got "\\""`],
    ['х', 1, `expected ${start} at column 1, got "х" (the Cyrillic U+0445); write x`],
    ['x + ｘ', 5, `expected ${start} at column 5, got "ｘ" (U+FF58); write x`],
    ['µ', 1, `expected ${start} at column 1, got "µ" (U+00B5); write μ`],
    ['𝑥', 1, `expected ${start} at column 1, got "𝑥" (U+1D465); write x`],
    ['x₂', 2, `expected ${end} at column 2, got "₂" (U+2082); write 2`],
    ['3–x', 2, `expected ${end} at column 2, got "–" (U+2013); write -`],
    ['x⋅y', 2, `expected ${end} at column 2, got "⋅" (U+22C5); write ·`],
    ['x\u200by', 2, `expected ${end} at column 2, got U+200B`],
    ['x\u0000', 2, `expected ${end} at column 2, got U+0000`],
    ['x\ud800', 2, `expected ${end} at column 2, got U+D800`],
    ['x\u0302', 2, `expected ${end} at column 2, got U+0302`],
    ['𝑥 + y)', 1, `expected ${start} at column 1, got "𝑥" (U+1D465); write x`],
  ])('%j', (text, column, message) => refused(text, column, message));

  it('columns count UTF-16 units', () =>
    refused('θ + 2π + )', 10, `expected ${start} at column 10, got ")"`));

  it('of several texts, says which', () =>
    expect(refusal(['x', 'x+'])).toEqual({
      name: 'SyntaxError',
      message: `formula: expected ${start} at column 3 of text 2, got the end of the text`,
      column: 3,
      text: 2,
    }));

  it('a text is a string', () => {
    expect(refusal([3 as never])).toMatchObject({
      name: 'TypeError',
      message: 'formula: text needs a string, got 3',
    });
    expect(refusal([])).toMatchObject({
      name: 'RangeError',
      message: 'formula: texts needs one text or more, got an array of 0',
    });
  });
});

describe('limits', () => {
  it('length', () => {
    expect(parse(['x'.padEnd(MOST_CHARACTERS)]).variables).toEqual(['x']);
    refused(
      ' '.repeat(MOST_CHARACTERS + 1),
      MOST_CHARACTERS + 1,
      `text needs at most ${MOST_CHARACTERS} characters, got ${MOST_CHARACTERS + 1}`,
    );
  });

  it('nesting, of parentheses and calls alike', () => {
    const nested = (open: string, depth: number) => `${open.repeat(depth)}x${')'.repeat(depth)}`;
    same(nested('(', DEEPEST), 'x');
    expect(parse([nested('sin(', DEEPEST)]).graph.size).toBe(DEEPEST + 1);
    const message = `parentheses need to nest at most ${DEEPEST} deep, got more at column`;
    refused(nested('(', DEEPEST + 1), DEEPEST + 1, `${message} ${DEEPEST + 1}`);
    refused(nested('sin(', DEEPEST + 1), 4 * (DEEPEST + 1), `${message} ${4 * (DEEPEST + 1)}`);
    same('(x)'.repeat(DEEPEST + 100), 'x*'.repeat(DEEPEST + 99).concat('x'));
  });

  it('nodes', () => {
    const texts = Array.from({ length: MOST_NODES }, (_, i) => `${i} x`);
    expect(refusal(texts)).toMatchObject({
      name: 'RangeError',
      message: `formula: the graph needs at most ${MOST_NODES} nodes, got more`,
    });
  });

  it('chains are no nesting', () => {
    for (const text of [
      `${'-'.repeat(10_000)}x`,
      `x${'^x'.repeat(5000)}`,
      `x${'^-x'.repeat(5000)}`,
      `x${'+x'.repeat(9999)}`,
      `x${' x'.repeat(9999)}`,
    ]) {
      expect(parse([text]).variables).toEqual(['x']);
    }
  });
});

describe('variables', () => {
  it.each<[string[], string[]]>([
    [['2'], []],
    [['t^2'], ['t']],
    [['x10 + x2 + x1'], ['x1', 'x2', 'x10']],
    [['θ_2 θ_1'], ['θ_1', 'θ_2']],
    [['x02 + x2 + x1'], ['x1', 'x2', 'x02']],
    [['z + y + x'], ['x', 'y', 'z']],
    [
      ['z', 'x'],
      ['x', 'z'],
    ],
    [['b + a'], ['b', 'a']],
    [
      ['y + w', 'x w'],
      ['y', 'w', 'x'],
    ],
    [['x1 + x'], ['x1', 'x']],
    [['x2 + y1'], ['x2', 'y1']],
  ])('%j in the order %j', (texts, order) => expect(parse(texts).variables).toEqual(order));

  it('as declared, even those that no text uses', () =>
    expect(parse(['x + y'], { variables: ['y', 'a', 'x'] }).variables).toEqual(['y', 'a', 'x']));

  it('the order is plain or null', () => {
    expect(plainOrder(['b'])).toEqual(['b']);
    expect(plainOrder(['x9', 'x11', 'x10'])).toEqual(['x9', 'x10', 'x11']);
    expect(plainOrder(['y', 'x'])).toEqual(['x', 'y']);
    expect(plainOrder(['a', 'b'])).toBeNull();
    expect(plainOrder(['x', 'x1'])).toBeNull();
  });

  it.each<[string, string[], number, string]>([
    ['x + y', ['x'], 5, 'no variable "y" at column 5; there is x'],
    ['x', [], 1, 'no variable "x" at column 1; none is declared'],
    ['X', ['x'], 1, 'no variable "X" at column 1; did you mean "x"?'],
    ['rat x', ['x', 'rate'], 1, 'no variable "rat" at column 1; did you mean "rate"?'],
    ['2x3', ['x'], 2, 'no variable "x3" at column 2; for the power write x^3, for the product x*3'],
    ['xy', ['x', 'y'], 1, '"xy" at column 1 is one name; for the product write x*y'],
    ['2xe', ['x'], 2, '"xe" at column 2 is one name; for the product write x*e'],
    ['rate(x)', ['x'], 1, 'no function "rate"; for the product write rate*('],
  ])('%s with %j is refused', (text, variables, column, message) =>
    refused(text, column, message, variables),
  );

  const needs = 'variables needs a list of different names of variables, as ["x", "rate", "θ1"]';
  it.each<[unknown, string, string]>([
    ['x', 'TypeError', `${needs}, got "x"`],
    [null, 'TypeError', `${needs}, got null`],
    [['x', 3], 'TypeError', `${needs}, got 3`],
    [['2x'], 'RangeError', `${needs}, got "2x"`],
    [[''], 'RangeError', `${needs}, got ""`],
    [['x', 'x'], 'RangeError', 'variables needs each name once, got "x"'],
    [['sin'], 'RangeError', 'variables needs names that are not functions, got "sin"'],
    [['ln'], 'RangeError', 'variables needs names that are not functions, got "ln"'],
    [['π'], 'RangeError', 'variables needs names that are not constants, got "π"'],
    [['e'], 'RangeError', 'variables needs names that are not constants, got "e"'],
  ])('%j is no declaration', (variables, name, message) =>
    expect(refusal('1', variables as never)).toMatchObject({ name, message: `formula: ${message}` }),
  );
});

describe('the graph', () => {
  it('is one for all texts, and knows where each expression first stands', () => {
    const { graph, roots, columns, texts } = parse(['1 + (x+y)*sin(x+y)', 'sin(x+y)']);
    const [x, y] = [graph.variable('x'), graph.variable('y')];
    const sum = graph.call('add', x, y);
    const sin = graph.call('sin', sum);
    expect(roots[1]).toBe(sin);
    expect(texts).toEqual(['1 + (x+y)*sin(x+y)', 'sin(x+y)']);
    const at = (node: typeof sum) => columns.get(node);
    expect([at(x), at(y), at(sum), at(sin), at(roots[0])]).toEqual([6, 8, 6, 11, 1]);
    expect(at(graph.call('multiply', sum, sin))).toBe(5);
    expect(graph.size).toBe(columns.size);
  });

  it('signs and powers stand where they start', () => {
    const { graph, columns } = parse(['a - -x^-y^2']);
    const [x, y] = [graph.variable('x'), graph.variable('y')];
    const square = graph.call('power', y, graph.constant(2));
    const power = graph.call('power', x, graph.call('negate', square));
    expect(columns.get(graph.call('negate', power))).toBe(5);
    expect(columns.get(power)).toBe(6);
    expect(columns.get(graph.call('negate', square))).toBe(8);
    expect(columns.get(square)).toBe(9);
  });
});

describe('tables', () => {
  it('hold what was put there and nothing else', () => {
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      expect(functions.has(name) || constants.has(name)).toBe(false);
    }
    expect([...functions.keys()].sort()).toEqual([...unary, ...variadic, 'ln'].sort());
    expect([...constants.keys()]).toEqual(['pi', 'π', 'e']);
  });

  it('a name divides into what is set large and what is set below', () => {
    expect(splitSubscript('x')).toEqual({ base: 'x', below: '' });
    expect(splitSubscript('x12')).toEqual({ base: 'x', below: '12' });
    expect(splitSubscript('rate_a_b')).toEqual({ base: 'rate', below: 'a_b' });
    expect(splitSubscript('θ1_max')).toEqual({ base: 'θ', below: '1,max' });
    expect(splitSubscript('x1a')).toEqual({ base: 'x1a', below: '' });
    expect(splitSubscript('__proto__')).toEqual({ base: '__proto__', below: '' });
  });
});
