import { describe, expect, it } from 'vitest';
import { Graph, type Node } from '../../../src/formula/graph.js';
import { MOST_WRITTEN } from '../../../src/formula/layout.js';
import { constants, functions } from '../../../src/formula/names.js';
import { type Operation, operators, unary, variadic } from '../../../src/formula/operations.js';
import { parse } from '../../../src/formula/parse.js';
import { nodeText } from '../../../src/formula/print.js';
import { nodeMathml } from '../../../src/formula/teach/mathml.js';
import { nodeTex } from '../../../src/formula/teach/tex.js';
import { mulberry32 } from '../../laws/random.js';

const one = (written: string, graph = new Graph()) => parse([written], { graph }).roots[0];

/** The text of a node, which has to read as that very node. */
function printed(node: Node, graph: Graph, variables?: string[]): string {
  const written = nodeText(node);
  expect(parse([written], { graph, variables }).roots[0], written).toBe(node);
  return written;
}

describe('the text of a formula reads well and parses back to the same graph', () => {
  it.each([
    ['12(3x+2)^3', '12 (3x+2)^3'],
    ['(1-x)^2+100(y-x^2)^2', '(1-x)^2 + 100 (y-x^2)^2'],
    ['x - rate*g/(sqrt(s)+epsilon)', 'x - rate*g/(sqrt(s)+epsilon)'],
    ['2*x', '2x'],
    ['2·sin(x)', '2 sin(x)'],
    ['2*(x+1)', '2 (x+1)'],
    ['2*rate*x', '2rate*x'],
    ['-3x', '-3x'],
    ['-(3x)', '-(3x)'],
    ['x(x+1)', 'x*(x+1)'],
    ['rate*(x+1)', 'rate*(x+1)'],
    ['x y', 'x*y'],
    ['(x+1)(x-1)', '(x+1)*(x-1)'],
    ['sin(x)cos(x)', 'sin(x)*cos(x)'],
    ['x^2y', 'x^2*y'],
    ['3*2^x', '3*2^x'],
    ['2*e3', '2*e3'],
    ['2*e3^2', '2*e3^2'],
    ['2*et', '2et'],
    ['2*E3', '2*E3'],
    ['2*_1', '2*_1'],
    ['0*x10', '0*x10'],
    ['-0 x1', '-0*x1'],
    ['2E + 3', '2E + 3'],
    ['(2E + 3)^x', '(2E + 3)^x'],
    ['σ(x)', 'sigmoid(x)'],
    ['σ*(x+1)', 'σ*(x+1)'],
    ['2e x', '2e*x'],
    ['2e + 3', '2e + 3'],
    ['(2e + 3)^x', '(2e + 3)^x'],
    ['(2e - 3x)^x', '(2e - 3x)^x'],
    ['(x + 2e + 3x)^2', '(x+2e + 3x)^2'],
    ['(2e + x)^2', '(2e+x)^2'],
    ['(2e^e+3)^x', '(2e^e+3)^x'],
    ['2π r', '2pi*r'],
    ['1e-7x', '1e-7 x'],
    ['1e300x', '1e300 x'],
    ['1e21 e', '1e21 e'],
    ['0.1x', '0.1x'],
    ['.5', '0.5'],
    ['-0', '-0'],
    ['x+-0', 'x + (-0)'],
    ['x-(-3)', 'x - (-3)'],
    ['x+-3y', 'x + (-3y)'],
    ['x*-3', 'x*(-3)'],
    ['(-3)^x', '(-3)^x'],
    ['-3^x', '-3^x'],
    ['(-x)^2', '(-x)^2'],
    ['-x^2', '-x^2'],
    ['-x*y', '-x*y'],
    ['-(x*y)', '-(x*y)'],
    ['--x', '--x'],
    ['-(-x)', '--x'],
    ['x--y', 'x - (-y)'],
    ['x^-3', 'x^-3'],
    ['x^(-3)', 'x^-3'],
    ['x^-y^2', 'x^-y^2'],
    ['x^(-y)^2', 'x^(-y)^2'],
    ['(x^y)^z', '(x^y)^z'],
    ['x^y^z', 'x^y^z'],
    ['x^(2y)', 'x^(2y)'],
    ['a-(b-c)', 'a - (b-c)'],
    ['a-b-c', 'a - b - c'],
    ['a+(b+c)', 'a + (b+c)'],
    ['a/(b*c)', 'a/(b*c)'],
    ['a/b/c', 'a/b/c'],
    ['a/b*c', 'a/b*c'],
    ['a*(b/c)', 'a*(b/c)'],
    ['1/2x', '1/2*x'],
    ['1.5/2x', '0.75x'],
    ['1/(2x)', '1/(2x)'],
    ['1/0', '1/0'],
    ['(-8)^(1/3)', '(-8)^(1/3)'],
    ['10^400*x', '10^400*x'],
    ['log(x) + ln(y)', 'log(x) + log(y)'],
    ['min(x + 1, 2*y, -z)', 'min(x+1, 2y, -z)'],
    ['α_1(x+1)', 'α_1*(x+1)'],
    ['__proto__*(x+1)', '__proto__*(x+1)'],
  ])('%s → %s', (written, expected) => {
    const graph = new Graph();
    expect(printed(one(written, graph), graph)).toBe(expected);
  });

  it('with its declaration, where a name needs one', () => {
    const variables = ['x', 'y', 'xy'];
    const graph = new Graph();
    const node = parse(['2xy + x y (xy)(x)'], { graph, variables }).roots[0];
    expect(printed(node, graph, variables)).toBe('2xy + x*y*xy*x');
  });

  it.each([1, 2, 3, 4, 5, 6])('random graphs, seed %i', (seed) => {
    for (let i = 0; i < 1000; i++) {
      const graph = new Graph();
      const next = mulberry32(1000 * seed + i);
      printed(grown(graph, next, 1 + Math.floor(14 * next())), graph);
    }
  });

  it('chains of any length', () => {
    const chains = [
      `${'x+'.repeat(9999)}x`,
      Array.from({ length: 1500 }, (_, i) => `${i + 1}x${i}`).join(' - '),
      `x${'^x'.repeat(5000)}`,
      `${'-'.repeat(5000)}x`,
      `x${'/y'.repeat(5000)}`,
    ];
    for (const chain of chains) {
      const graph = new Graph();
      const node = one(chain, graph);
      printed(node, graph);
      expect(nodeTex(node).length).toBeGreaterThan(5000);
      expect(nodeMathml(node).length).toBeGreaterThan(5000);
    }
  });

  it('what shares its parts so much that no one could read it is refused', () => {
    const graph = new Graph();
    let node: Node = graph.variable('x');
    for (let i = 0; i < 60; i++) node = graph.call('multiply', graph.call('sin', node), node);
    expect(() => nodeText(node)).toThrow(
      new RangeError(`formula: its text needs at most ${MOST_WRITTEN} characters, got more`),
    );
  });
});

/** A random graph of all operations, names and numbers, with about `size` operations. */
function grown(graph: Graph, next: () => number, size: number): Node {
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)];
  const made: Node[] = [];
  const arg = () => (made.length > 0 && next() < 0.6 ? pick(made.slice(-4)) : leaf());
  const numbers = [
    0, -0, 1, 2, 3, -1, -3, 0.5, -0.1, 1e-7, -1e-7, 1e21, 1e300, 5e-324, 1.7976931348623157e308,
  ];
  const names = ['x', 'y', 'x1', 'e3', 'e3_b', 'E', 'E2', 'exq', '_a', 'rate', 'θ', 'θ2_max', 'constructor'];
  const leaf = () => {
    if (next() < 0.4) return graph.constant(next() < 0.7 ? pick(numbers) : 200 * next() - 100);
    if (next() < 0.7) return graph.variable(pick(names));
    const { value, name } = pick([...constants.values()]);
    return graph.constant(value, name);
  };
  for (let i = 0; i < size; i++) {
    const kind = next();
    const operation: Operation = pick<Operation>(
      kind < 0.7 ? (Object.keys(operators) as (keyof typeof operators)[]) : kind < 0.9 ? unary : variadic,
    );
    const count =
      kind < 0.7
        ? operators[operation as keyof typeof operators]
        : kind < 0.9
          ? 1
          : 2 + Math.floor(3 * next());
    made.push(graph.call(operation, ...Array.from({ length: count }, arg)));
  }
  return made[made.length - 1];
}

describe('a formula in TeX', () => {
  it.each([
    ['12(3x+2)^3', '12 \\left(3 x + 2\\right)^{3}'],
    ['1/(1+exp(-x))', '\\frac{1}{1 + \\exp\\left(-x\\right)}'],
    ['sqrt(x1^2+x2^2)', '\\sqrt{x_{1}^{2} + x_{2}^{2}}'],
    ['cbrt(x)/abs(y)', '\\frac{\\sqrt[3]{x}}{\\left|y\\right|}'],
    ['2π r', '2 \\pi r'],
    ['θ_max ε ο Α Γ', '\\theta_{\\mathrm{max}} \\varepsilon o \\mathrm{A} \\Gamma'],
    ['rate*x', '\\mathrm{rate} \\cdot x'],
    ['x(x+1)', 'x \\cdot \\left(x + 1\\right)'],
    ['3*2^x', '3 \\cdot 2^{x}'],
    ['(x/y)^-2', '\\left(\\frac{x}{y}\\right)^{-2}'],
    ['x-(y-(-3))', 'x - \\left(y - \\left(-3\\right)\\right)'],
    ['1e-7x + 2.5e30', '10^{-7} x + 2.5 \\cdot 10^{30}'],
    [
      'log(x) + log2(x) + log10(x)',
      '\\ln\\left(x\\right) + \\log_{2}\\left(x\\right) + \\log_{10}\\left(x\\right)',
    ],
    ['asin(x)^2 - asinh(x)', '\\arcsin\\left(x\\right)^{2} - \\operatorname{arsinh}\\left(x\\right)'],
    ['relu(x) max(x,y)', '\\operatorname{relu}\\left(x\\right) \\max\\left(x, y\\right)'],
    ['__proto__', '\\mathrm{\\_\\_proto\\_\\_}'],
    ['-(x*y)', '-\\left(x y\\right)'],
  ])('%s → %s', (written, expected) => expect(nodeTex(one(written))).toBe(expected));
});

describe('a formula in MathML', () => {
  const fence = (sign: string) => `<mo stretchy="false">${sign}</mo>`;
  it.each([
    ['x^2', '<msup><mi>x</mi><mn>2</mn></msup>'],
    ['-2x', '<mo>−</mo><mn>2</mn><mo>\u2062</mo><mi>x</mi>'],
    [
      '(x+1)/x_1',
      '<mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><msub><mi>x</mi><mn>1</mn></msub></mfrac>',
    ],
    ['sin(x)', `<mi>sin</mi><mo>\u2061</mo><mrow>${fence('(')}<mi>x</mi>${fence(')')}</mrow>`],
    ['sqrt(x-1)', '<msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt>'],
    ['cbrt(rate)', '<mroot><mi>rate</mi><mn>3</mn></mroot>'],
    ['2π', '<mn>2</mn><mo>\u2062</mo><mi>π</mi>'],
    ['abs(-x)', `${fence('|')}<mrow><mo>−</mo><mi>x</mi></mrow>${fence('|')}`],
    [
      'log2(x)',
      `<msub><mi>log</mi><mn>2</mn></msub><mo>\u2061</mo><mrow>${fence('(')}<mi>x</mi>${fence(')')}</mrow>`,
    ],
    ['3*2^x', '<mn>3</mn><mo>·</mo><msup><mn>2</mn><mi>x</mi></msup>'],
    ['θ1_max', '<msub><mi>θ</mi><mi>1,max</mi></msub>'],
    ['1e-7', '<msup><mn>10</mn><mrow><mo>−</mo><mn>7</mn></mrow></msup>'],
    [
      'min(x,y)',
      `<mi>min</mi><mo>\u2061</mo><mrow>${fence('(')}<mi>x</mi><mo>,</mo><mi>y</mi>${fence(')')}</mrow>`,
    ],
    [
      '(x y)^2',
      `<msup><mrow>${fence('(')}<mrow><mi>x</mi><mo>\u2062</mo><mi>y</mi></mrow>${fence(')')}</mrow><mn>2</mn></msup>`,
    ],
  ])('%s', (written, expected) => {
    const math = (inside: string) => `<math xmlns="http://www.w3.org/1998/Math/MathML">${inside}</math>`;
    expect(nodeMathml(one(written))).toBe(math(expected));
  });

  it('escapes what a name could hold', () => {
    expect(nodeMathml(new Graph().variable('<b x="&">'))).toContain('<mi>&lt;b x=&quot;&amp;&quot;&gt;</mi>');
  });

  it('every element is closed, in order', () => {
    for (let seed = 0; seed < 500; seed++) {
      const next = mulberry32(seed);
      const open: string[] = [];
      for (const [, slash, tag] of nodeMathml(grown(new Graph(), next, 8)).matchAll(
        /<(\/?)(m[a-z]+)[^>]*>/g,
      )) {
        if (slash) expect(open.pop()).toBe(tag);
        else open.push(tag);
      }
      expect(open).toEqual([]);
    }
  });

  it('every function has a name in each notation', () => {
    for (const name of functions.keys()) {
      const node = one(name === 'min' || name === 'max' ? `${name}(x,y)` : `${name}(x)`);
      expect(nodeTex(node)).toMatch(/^\\/);
      expect(nodeMathml(node)).toMatch(/^<math .*<\/math>$/);
    }
  });
});
