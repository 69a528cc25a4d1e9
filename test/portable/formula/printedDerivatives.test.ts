import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pullBack, pushForward } from '../../../src/formula/differentiate.js';
import type { Call, Graph, Node } from '../../../src/formula/graph.js';
import { reachableNodes } from '../../../src/formula/interpret.js';
import { derivative, formula } from '../../../src/index.js';
import { type Rounded, roundedValue } from '../../laws/rounding.js';
import { kinked, partial, smooth } from '../../laws/texts.js';

// What is printed computes what the verbs do: `.derivative()` and `.derivative().derivative()` of random formulas, of
// every operation, n-ary min and max and magnitudes of 1e±17 among them.
const one = { variables: ['x'] };
const place = fc.oneof(
  fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 1e-3),
  fc.constantFrom(1e-17, -1e-17, 1e-9, -800, 800, 1e17, -1e17),
);
const anywhere = fc.oneof(
  place,
  fc.integer({ min: -20, max: 20 }).map((n) => n / 10),
);
const leaves = 'x x x x 1 2 3 0.5 0.1 pi e 1e17 1e-17 2x x+1 1-x 0.3-x 1e17x 1e-17x'.split(' ');
const exponents = ['2', '3', '4', '-1', '-2', '0.5', '-0.5', '1.5', '1/3'];

const anyText = fc.letrec<{ any: string }>((tie) => {
  const any = tie('any');
  const several = fc.array(any, { minLength: 2, maxLength: 5 });
  return {
    any: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...leaves),
      fc.tuple(fc.constantFrom('min', 'max'), several).map(([name, args]) => `${name}(${args.join(', ')})`),
      fc.tuple(fc.constantFrom(...smooth, ...partial, ...kinked), any).map(([name, a]) => `${name}(${a})`),
      fc.tuple(fc.constantFrom(...partial), any).map(([name, a]) => `${name}(${a})`),
      fc.tuple(fc.constantFrom(...'+-*/'), any, any).map(([sign, a, b]) => `(${a})${sign}(${b})`),
      fc.tuple(any, fc.oneof(fc.constantFrom(...exponents), any)).map(([a, b]) => `(${a})^(${b})`),
      any.map((a) => `-(${a})`),
    ),
  };
}).any;

type Formula = ReturnType<typeof formula>;

/** The largest number met on the way to a value; ∞ where one is not finite. */
function largest(f: Formula, x: number): number {
  const sizes = f.trace(Float64Array.of(x)).values.map(Math.abs);
  return sizes.reduce((most, each) => (each <= most ? most : each < Infinity ? each : Infinity), 1);
}

/** The derivative of a formula as the verbs compute it; without `gates` slopes of branches that are not taken are met. */
function slopeNode({ graph, computed }: Formula, order: number, gates: boolean): Node {
  const along = new Map([['x', graph.constant(1)]]);
  let nodes: readonly Node[] = computed;
  for (let k = 0; k < order; k++) {
    nodes = pushForward(graph, nodes, along, 'compute').map((slope) => slope ?? graph.constant(0));
    if (!gates) nodes = [openGates(graph, nodes[0])];
  }
  return nodes[0];
}

function openGates(graph: Graph, root: Node): Node {
  const open = new Map<Node, Node>();
  for (const node of reachableNodes([root])) {
    const args = node.kind === 'call' ? node.args.map((arg) => open.get(arg)!) : [];
    if (node.kind !== 'call') open.set(node, node);
    else if (node.operation === 'gate') open.set(node, args[0]);
    else
      open.set(node, graph.call(node.operation, ...args.map((arg) => baseOfPower(graph, node, arg) ?? arg)));
  }
  return open.get(root)!;
}

/** The x of log(x + (1 − |sign(x)|)), by which the slope of x^y along y is 0 where x is; null for anything else. */
function baseOfPower(graph: Graph, { operation }: Call, arg: Node): Node | null {
  if (operation !== 'log' || arg.kind !== 'call' || arg.operation !== 'add') return null;
  const [x, step] = arg.args;
  const sign = graph.call('abs', graph.call('sign', x));
  return step === graph.call('subtract', graph.constant(1), sign) ? x : null;
}

/** Largest error of the verb by its roundings: forward and, of the first derivative, which is taken so, back. */
function verbRounded(f: Formula, x: number, order: number): Rounded {
  const { graph, computed } = f;
  const forward = roundedValue(graph, slopeNode(f, order, true), x);
  const [slope] = order === 1 ? pullBack(graph, computed, [graph.constant(1)], ['x']) : [];
  const back = slope ? roundedValue(graph, slope, x) : forward;
  return back.error > forward.error ? back : forward;
}

/**
 * Judgement of a printed derivative at a point. Its number is the verb's up to four times what the roundings of the verb
 * can come to, bounded to first order by running error analysis: twice, as both round, and twice, as simplifying takes
 * the operations in another order. That it may not cancel where the verb does not is part of the law. Where a pole lies
 * within the verb's error, or f is infinite, there is no number to compare with.
 */
function judge(f: Formula, x: number, order: number): 'judged' | 'open' | string {
  const verb = derivative(f, x, { order });
  const value = f.of(x);
  if (Number.isNaN(value)) return Number.isNaN(verb) ? 'open' : `NaN has the derivative ${verb}`;
  let printed = f;
  for (let k = 0; k < order; k++) printed = printed.derivative('x');
  const found = printed.of(x);
  const own = verbRounded(f, x, order);
  if (!Number.isFinite(value)) return 'open';
  if (found === verb || (Number.isNaN(found) && Number.isNaN(verb))) return 'judged';
  const said = `${printed.text}: ${found}, the verb has ${verb}`;
  // 0 times an infinite slope, at a point that simplifying defines, or where a number overflows.
  if (Number.isNaN(verb)) return own.overflows ? 'open' : said;
  if (Number.isNaN(found)) {
    // An infinite slope that a gate, or the convention that 0^y is 0 near by too, keeps from a change that is 0.
    const without = roundedValue(f.graph, slopeNode(f, order, false), x).value;
    if (!Number.isFinite(without)) return 'beyond a branch';
  }
  if (own.error === Infinity) return 'open';
  return Math.abs(found - verb) <= 4 * own.error ? 'judged' : said;
}

describe('a printed derivative', () => {
  it.each([1, 2])('of order %d has the number of the verb', { tags: ['long'] }, (order) => {
    const counts: Record<string, number> = { judged: 0, open: 0, 'beyond a branch': 0 };
    const property = fc.property(anyText, anywhere, (text, x) => {
      const verdict = judge(formula(text, one), x, order);
      expect(Object.keys(counts), `${text} at ${x}: ${verdict}`).toContain(verdict);
      counts[verdict]++;
    });
    for (const seed of [1, 2]) fc.assert(property, { numRuns: 400, seed });
    expect(counts.judged).toBeGreaterThan(560);
  });

  it.each([
    // Of a base that is 0, no log(0).
    ['acosh(1)^(0.3-x)', -800],
    ['(log2(1)+1-1)^(x^2)', 1.5],
    ['-log10(1)^(x+1)', 3],
    // 1 − 2σ as a factor, whatever stands beside it.
    ['sigmoid(sin(1e-17x))', 0.2],
    ['sigmoid(tan(x))', 1e-13],
    ['sigmoid(elu(x))', 1e-9],
    ['sigmoid(min(x, 1e17))', 1e-9],
    ['sigmoid(x)*cos(x)', 1e-9],
    // What is 0 beside a comparison is 0.
    ['elu(1e17x*x)', 0.3],
    ['elu(x*0.1*3-1e-17)', 0.7],
    // Numbers whose sum is not exact are added in the order in which they are written.
    ['((1e-17-(1-x))+1e-17x)^(x+1)', 1],
    ['asin(1e17+(0.3-x))', 1e17],
    ['log(1e-17-(0.3-x))', 0.3],
    // Two that tie, though their difference as it is computed is not 0.
    ['min(exp(x), 1)^2', 1e-17],
    ['x*max(1, erfc(-1e-17x))', 1e-9],
    // No common denominator of what grows like an exponential, and roots that divide what is under them.
    ['cbrt(0.48^(0.3-x))', 800],
    ['acos((2x)^(-1e17))', -1e17],
    ['log2(sinh(expm1(2x)))', 3],
    ['log(sinh(x))', 300],
    ['x/cbrt(x)^2', 1e17],
  ])('of %s at %d has the number of the verb', (text, x) => {
    for (const order of [1, 2]) expect(judge(formula(text, one), x, order)).toBe('judged');
  });

  // Of the terms of a share all but those that tie are 0, so that a few roundings of the slope itself are left; where
  // branches are multiplied their slopes may cancel, and roundings are those of the largest number on the way.
  it('of min and max takes the branch of the verb, whatever the magnitudes', { tags: ['long'] }, () => {
    const leaf = fc.constantFrom(
      ...['x', '2x', '0.1x', '1e17x', '1e-17x', 'x+.1', '.3-x', 'x^2', '1', '5', '0', '1e-17', 'sin(x)'],
    );
    const text = fc.letrec<{ any: string }>((tie) => {
      const several = fc.array(tie('any'), { minLength: 2, maxLength: 5 });
      return {
        any: fc.oneof(
          { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
          leaf,
          fc
            .tuple(fc.constantFrom('min', 'max'), several)
            .map(([name, args]) => `${name}(${args.join(', ')})`),
          fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a})*(${b})`),
        ),
      };
    }).any;
    const property = fc.property(text, anywhere, (given, x) => {
      const f = formula(given, one);
      const expected = derivative(f, x);
      const printed = f.derivative('x');
      const size = given.includes(')*(') ? largest(printed, x) : Math.abs(expected);
      const off = Math.abs(printed.of(x) - expected);
      if (size < Infinity) expect(off, `${given} at ${x}: ${printed.text}`).toBeLessThanOrEqual(1e-14 * size);
    });
    for (const seed of [1, 2, 3]) fc.assert(property, { numRuns: 1000, seed });
  });
});

describe('the work of a derivative is bounded', () => {
  const nested = (open: string, close: string, times: number) =>
    `${open.repeat(times)}x${close.repeat(times)}`;
  const joined = (sign: string, count: number) => Array.from({ length: count }, (_, i) => `x${i}`).join(sign);

  it.each(['*', '+', '-', '/', '^'])('2600 names joined by %s are derived', { tags: ['long'] }, (sign) => {
    const f = formula(joined(sign, 2600));
    const slope = f.derivative('x0');
    expect(formula(slope.text, { variables: f.variables }).text).toBe(slope.text);
    expect(f.tex.length).toBeGreaterThan(1e4);
    expect(f.mathml.length).toBeGreaterThan(1e4);
  });

  it('a tower of 3000 powers is written or refused, and no piece of it looked through for each', () => {
    expect(() => formula(`${'x^'.repeat(3000)}x`).derivative().text).toThrow(/its text needs at most/);
  });

  it('what grows without end says so, and what to do', { tags: ['long'] }, () => {
    const f = formula(nested('(x+', ')^2', 80));
    expect(() => {
      f.explain();
      f.derivative().derivative('x').derivative('x').text;
    }).toThrow(/^(explain|derivative|formula): .* needs at most \d+ \w+/);
  });

  it('a list of many arguments reads back from what is printed', () => {
    const f = formula(`min(${'x,'.repeat(9900)}x)`);
    expect(formula(f.text).text).toBe(f.text);
  });
});
