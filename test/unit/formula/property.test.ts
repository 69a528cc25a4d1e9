import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushForward } from '../../../src/formula/differentiate.js';
import type { Node } from '../../../src/formula/graph.js';
import { Program } from '../../../src/formula/interpret.js';
import { simplify } from '../../../src/formula/teach/simplify.js';
import { derivative, formula, taylor, value } from '../../../src/index.js';
import { kinked, partial, smooth, texts } from '../../laws/texts.js';

// A failure prints its seed and the smallest formula that shows it.
const runs = { numRuns: 1000 };

const every = texts([...smooth, ...partial, ...kinked], ['min', 'max', '^']);
/** Sums that are 0 on paper are 0 in doubles as well. */
const whole = every.map((text) => text.replaceAll(/\b(pi|e|0\.5)\b/g, '4'));
const easy = texts(smooth, []).map((text) => text.replaceAll('y', 'x'));
const names = { variables: ['x', 'y'] };
/** Quotients of sums of exponentials, of numbers too, and sums with error functions: what is computed in other forms. */
const sums = fc
  .array(
    fc.tuple(
      fc.constantFrom('+', '+', '-'),
      fc.constantFrom('', '', '2', 'y*', '-'),
      fc.constantFrom(
        '1',
        'exp(x)',
        'exp(-x)',
        'exp(y)',
        'exp(2)',
        'exp(-2)',
        'exp(0)',
        'exp(2x)',
        'exp(x)^2',
        'exp(2)^2',
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((terms) => terms.map(([sign, factor, term], i) => `${i > 0 ? sign : ''}${factor}(${term})`).join(' '));
const positiveSums = sums.map((text) =>
  text.replaceAll(/-(?=\()|(?<=\) )-|y\*/g, (found) => (found === '-' ? '+' : '')),
);
const quotients = fc
  .tuple(sums, positiveSums, fc.constantFrom(1, 2, 3, -1))
  .map(([above, below, power]) => `(${above})/(${below})^(${power})`);
const errorSums = fc
  .tuple(
    fc.constantFrom('1', '2', '0.5', 'y', '3', '0'),
    fc.constantFrom('+', '-'),
    fc.constantFrom('', '2', '0.5', 'y*', '-', '(1/2)*'),
    fc.constantFrom('erf', 'erfc'),
    fc.constantFrom('x', '-x', '2x', 'x/sqrt(2)', '-x/sqrt(2)', 'sqrt(1/2) x', 'x/2', '2', 'y/sqrt(3)'),
    fc.boolean(),
  )
  .map(([still, sign, factor, name, u, first]) =>
    first ? `${still} ${sign} ${factor}(${name}(${u}))` : `${factor}(${name}(${u})) ${sign} ${still}`,
  );
const one = { variables: ['x'] };
const between = fc.double({ min: 0.1, max: 0.9, noNaN: true });
const pair = (one: fc.Arbitrary<number>) => fc.tuple(one, one);
const generic = pair(
  fc.oneof(
    fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 1e-3),
  ),
);
const special = pair(fc.constantFrom(0, -0, 1, -1, 2, -2, 0.5));

describe('any formula:', () => {
  it.each([
    ['any', every],
    ['quotients of exponentials', quotients],
    ['sums with error functions', errorSums],
  ])('what is computed has the value of what is written: %s', (_, given) => {
    let judged = 0;
    const property = fc.property(given, generic, (each, at) => {
      const { roots, computed: stable, variables, text } = formula(each, names);
      const [written, other] = [roots[0], stable[0]].map((node) => computed(node, variables, at));
      if (!(Math.max(written.size, other.size) < 1e6)) return;
      expectClose(written, other, `${text} at ${at}: ${written.value}, computed ${other.value}`);
      judged++;
    });
    fc.assert(property, runs);
    expect(judged).toBeGreaterThan(runs.numRuns * 0.3);
  });

  it('the text parses back to the same graph', () => {
    const property = fc.property(every, (given) => {
      const { text, roots } = formula(given, names);
      const again = formula(text, names);
      expect(again.text).toBe(text);
      expect(shape(again.roots)).toBe(shape(roots));
    });
    fc.assert(property, runs);
  });

  it('the derivative keeps its values and its domain when it is simplified', () => {
    const judged = judge(every, generic, (raw, read, said) => {
      expect(Number.isFinite(read.value), said).toBe(Number.isFinite(raw.value));
      if (raw.size < 1e12) expectClose(raw, read, said);
    });
    expect(judged).toBeGreaterThan(runs.numRuns * 0.3);
  });

  it('it does so at 0, at −0 and at whole numbers, with the sign of zero but in sums', () => {
    const judged = judge(whole, special, (raw, read, said, beside) => {
      // A factor that cancels is defined at a single point more.
      if (Number.isFinite(read.value) && !Number.isFinite(raw.value)) {
        for (const [near, nearRead] of beside())
          expect(Number.isFinite(near.value), said).toBe(Number.isFinite(nearRead.value));
        return;
      }
      expect(Number.isFinite(read.value), said).toBe(Number.isFinite(raw.value));
      if (!(raw.size < 1e12)) return;
      expectClose(raw, read, said);
      if (raw.value === 0 && !raw.cancels) expect(Object.is(read.value, raw.value), said).toBe(true);
    });
    expect(judged).toBeGreaterThan(runs.numRuns * 0.3);
  });

  it('the derivative of what is simplified is what is simplified of the derivative, in value', () => {
    let judged = 0;
    const property = fc.property(every, generic, (given, at) => {
      const { graph, roots, variables } = formula(given, names);
      const first = slope(graph, roots);
      const last = slope(graph, simplify(graph, roots));
      if (!first || !last) return;
      const [a, b] = [simplify(graph, [first])[0], last].map((node) => computed(node, variables, at));
      if (!(Math.max(a.size, b.size) < 1e6)) return;
      expectClose(a, b, `${given} at ${at}`);
      judged++;
    });
    fc.assert(property, runs);
    expect(judged).toBeGreaterThan(runs.numRuns * 0.3);
  });

  it('the explanation ends at the derivative', () => {
    const property = fc.property(every, (given) => {
      const f = formula(given, names);
      expect(f.explain('x').at(-1)!.after).toBe(f.derivative('x').text);
    });
    fc.assert(property, runs);
  });
});

describe('a smooth formula:', () => {
  it('the derivative is the slope of the values', () => {
    let judged = 0;
    const property = fc.property(easy, between, (given, x) => {
      const f = formula(given, one);
      const orders = [1, 2, 3, 4, 5].map((order) => Math.abs(derivative(f, x, { order })));
      const size = computed(f.roots[0], f.variables, [x]).size * Math.max(1, ...orders);
      if (!(size < 1e5)) return;
      const h = 1e-3;
      const at = (k: number) => value(f, x + k * h) as number;
      const central = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
      expect(Math.abs(central - derivative(f, x)), `${f.text} at ${x}`).toBeLessThan(1e-11 * size);
      judged++;
    });
    fc.assert(property, runs);
    expect(judged).toBeGreaterThan(runs.numRuns * 0.3);
  });

  it('the Taylor coefficients are the derivatives over k!', () => {
    let judged = 0;
    const property = fc.property(easy, between, (given, x) => {
      const f = formula(given, one);
      const c = taylor(f, x, 4);
      const most = Math.max(...c.map(Math.abs), computed(f.roots[0], f.variables, [x]).size);
      if (!(most < 1e4)) return;
      let [slope, factorial] = [f, 1];
      for (let k = 1; k <= 4; k++) {
        slope = slope.derivative('x');
        factorial *= k;
        const { size } = computed(slope.roots[0], slope.variables, [x]);
        if (!(size < 1e9)) return;
        const said = `c${k} of ${f.text} at ${x}`;
        expect(Math.abs(c[k] - slope.of(x) / factorial), said).toBeLessThan(1e-10 * Math.max(size, most));
      }
      judged++;
    });
    fc.assert(property, runs);
    expect(judged).toBeGreaterThan(runs.numRuns * 0.3);
  });
});

interface Computed {
  value: number;
  /** The largest number on the way: ∞ where one is not finite. */
  size: number;
  /** Whether a sum on the way is 0, or anything else that is not made of zeros. */
  cancels: boolean;
  /** Whether a number on the way is ∞ for want of larger ones. */
  overflows: boolean;
}

type Judge = (raw: Computed, read: Computed, said: string, beside: () => Computed[][]) => void;

/** Gives derivatives as the rules make them and as they are simplified; how many there were. */
function judge(given: fc.Arbitrary<string>, points: fc.Arbitrary<[number, number]>, expects: Judge): number {
  let judged = 0;
  const property = fc.property(given, points, (each, at) => {
    const { graph, roots, variables, text } = formula(each, names);
    const node = slope(graph, roots);
    if (!node || ![...roots, node].every(isNumber)) return;
    const forms = [node, simplify(graph, [node])[0]];
    const computedAt = (place: readonly number[]) => forms.map((one) => computed(one, variables, place));
    const [raw, read] = computedAt(at);
    if (raw.overflows) return;
    const [x, y] = at;
    const beside = () =>
      [-1e-3, 1e-3].flatMap((dx) => [-2e-3, 2e-3].map((dy) => computedAt([x + dx, y + dy])));
    expects(raw, read, `${text} at ${at}: ${raw.value}, simplified ${read.value}`, beside);
    judged++;
  });
  fc.assert(property, runs);
  return judged;
}

const slope = (graph: Parameters<typeof pushForward>[0], roots: readonly Node[]) =>
  pushForward(graph, roots, new Map([['x', graph.constant(1)]]), 'read')[0];

function computed(node: Node, variables: readonly string[], at: readonly number[]): Computed {
  const program = new Program([node], variables);
  const values = program.trace(at);
  const of = new Map(program.nodes.map((each, i) => [each, values[i]]));
  const cancels = program.nodes.some(
    (each) =>
      each.kind !== 'variable' &&
      of.get(each) === 0 &&
      (each.kind === 'constant' ||
        each.operation === 'add' ||
        each.operation === 'subtract' ||
        each.args.every((arg) => of.get(arg) !== 0)),
  );
  const overflows = program.nodes.some(
    (each) =>
      each.kind === 'call' &&
      /multiply|divide|power|exp|expm1|sinh|cosh/.test(each.operation) &&
      Math.abs(of.get(each)!) === Number.POSITIVE_INFINITY &&
      each.args.every((arg) => of.get(arg) !== 0 && Number.isFinite(of.get(arg))),
  );
  const sizes = values.map((each) => (Number.isFinite(each) ? Math.abs(each) : Number.POSITIVE_INFINITY));
  return { value: of.get(node)!, size: Math.max(1, ...sizes), cancels, overflows };
}

/** Whether all the numbers that are written as more than digits are numbers: not atanh(1) nor log(-2). */
const isNumber = (root: Node) => {
  const program = new Program([root], names.variables);
  const values = program.trace([Number.NaN, Number.NaN]);
  return values.every((each, i) => Number.isFinite(each) || varies(program.nodes[i]));
};

const varies = (node: Node): boolean =>
  node.kind === 'variable' || (node.kind === 'call' && node.args.some(varies));

const expectClose = (a: Computed, b: Computed, said: string) =>
  expect(Math.abs(a.value - b.value), said).toBeLessThan(1e-12 * Math.max(a.size, b.size) ** 1.5);

/** Graphs, whatever the numbers of their nodes. */
const shape = (roots: readonly Node[]) =>
  JSON.stringify(roots, (key, each) => (key === 'id' ? undefined : Object.is(each, -0) ? '-0' : each));
