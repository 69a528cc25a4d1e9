import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec } from '../../../src/fn.js';
import { Compiled, Evaluator } from '../../../src/formula/compile.js';
import { pullBack, pushForward } from '../../../src/formula/differentiate.js';
import type { Node } from '../../../src/formula/graph.js';
import { Program, reachableNodes } from '../../../src/formula/interpret.js';
import { formula } from '../../../src/index.js';
import { kinked, partial, smooth, texts } from '../../laws/texts.js';

const names = { variables: ['x', 'y'] };
const specials = [
  0,
  -0,
  1,
  -1,
  2,
  -2,
  0.5,
  3,
  NaN,
  Infinity,
  -Infinity,
  5e-324,
  1e-310,
  1e300,
  -1e300,
  710,
  -746,
];

/** Every special with every other, and ordinary ones. */
const points = (() => {
  const pairs = specials.flatMap((x) => specials.map((y) => [x, y]));
  const ordinary = Array.from({ length: 62 }, (_, i) => [((i * 37) % 61) / 10 - 3, ((i * 17) % 59) / 10 - 3]);
  return [...pairs, ...ordinary];
})();
const inputs = [0, 1].map((i) => Float64Array.from(points, (point) => point[i]));

/** The value of a formula, its gradient, and how that turns along (1, y). */
function everything(text: string): { roots: Node[]; variables: readonly string[] } {
  const { graph, computed, variables } = formula(text, names);
  const zero = graph.constant(0);
  const orZero = (nodes: (Node | null)[]) => nodes.map((node) => node ?? zero);
  const gradient = orZero(pullBack(graph, computed, [graph.constant(1)], variables));
  const along = new Map<string, Node>([
    ['x', graph.constant(1)],
    ['y', graph.variable('y')],
  ]);
  return {
    roots: [...computed, ...gradient, ...orZero(pushForward(graph, gradient, along, 'compute'))],
    variables,
  };
}

/** Some roots, compiled, of variables in this order. */
function compiled(roots: readonly Node[], variables: readonly string[]): Compiled {
  const nodes = reachableNodes(roots);
  const arrays = variables.map((name) =>
    nodes.find((node) => node.kind === 'variable' && node.name === name),
  );
  return Compiled.of(roots, { arrays })!;
}

/** Where compiled and interpreted differ by a bit, NaN being NaN; null where nowhere. */
function differs(
  roots: readonly Node[],
  variables: readonly string[],
  columns: readonly Vec[],
): string | null {
  const count = columns[0].length;
  const [wanted, got] = [0, 1].map(() => roots.map(() => new Float64Array(count)));
  new Program(roots, variables).over(columns, wanted, count);
  compiled(roots, variables).over(columns, got, count);
  for (let k = 0; k < roots.length; k++)
    for (let p = 0; p < count; p++)
      if (!Object.is(got[k][p], wanted[k][p]))
        return `root ${k} at ${columns.map((column) => column[p])}: ${got[k][p]}, wanted ${wanted[k][p]}`;
  return null;
}

describe('a compiled formula has the bits of the interpreted one', () => {
  const any = texts([...smooth, ...partial, ...kinked], ['^', 'min', 'max']);

  it('on random formulas, with gradient and second derivatives', { tags: ['long'] }, () => {
    const few = inputs.map((column) => column.filter((_, p) => p % 7 === 0));
    fc.assert(
      fc.property(any, (text) => {
        const { roots, variables } = everything(text);
        expect(differs(roots, variables, few)).toBeNull();
      }),
      { numRuns: 10_000, seed: 1 },
    );
  });

  it.each([
    ...[...smooth, ...partial, ...kinked].map((name) => `${name}(x)`),
    ...['x^y', 'y^x', 'x^16', 'x^-16', 'x^17', 'x^0.5', 'x^-1', 'x^-2', 'x^0', '2^x', 'x^1'],
    ...['min(x, y)', 'max(x, y, x y)', 'min(x, y, 1, -x)', 'x + y', 'x - y', 'x y', 'x/y', '-x'],
    ...['log(exp(x) + exp(y))', 'log(exp(x) + exp(y) + exp(x y))', 'exp(x)/(exp(x) + exp(y) + exp(2x))'],
    ...['3', 'pi', '0/x', 'x', 'sqrt(x^2 + y^2)', '1/(x - x)'],
  ])('%s, on every special value', (text) => {
    const { roots, variables } = everything(text);
    expect(differs(roots, variables, inputs)).toBeNull();
  });

  it.each([0, 1, 2, 3, 511, 512, 513, 1023, 1024, 1025, 2049])('at %i points', (count) => {
    const { roots, variables } = everything('sin(x)/y + x^3');
    const columns = [0, 1].map((i) =>
      Float64Array.from({ length: count }, (_, p) => inputs[i][p % points.length]),
    );
    expect(differs(roots, variables, columns)).toBeNull();
  });

  it('that has no variables, or many', () => {
    expect([...compiled(formula('2 + 3').computed, []).run([])]).toEqual([5]);
    const many = Array.from({ length: 300 }, (_, i) => `x${i + 1}`);
    const f = formula(many.map((name, i) => `${name}^2 x${((i + 1) % 300) + 1}`).join(' + '));
    const x = Float64Array.from(many, (_, i) => Math.fround(1 / (i + 3)));
    expect([...compiled(f.computed, f.variables).run(x)]).toEqual([
      ...new Program(f.computed, f.variables).run(x),
    ]);
  });

  it.each([
    [
      'a chain',
      (n: number) => `${'sin('.repeat(190)}x${')'.repeat(190)} + ${'(x + 1) y + '.repeat(n / 12)}1`,
    ],
    ['a sum', (n: number) => Array.from({ length: n / 8 }, (_, i) => `x^${i % 40}`).join(' + ')],
    ['a tower', (n: number) => `x${'^x'.repeat(Math.min(n / 4, 800))}`],
    ['a tree that leans right', (n: number) => `${'-x^'.repeat(n / 40)}2`],
  ])('%s of the longest text', (_, text) => {
    const { roots, variables } = everything(text(18_000));
    const few = inputs.map((column) => column.subarray(280, 300));
    expect(differs(roots, variables, few)).toBeNull();
  });

  it('of 40 000 nodes', () => {
    const { graph } = formula('x');
    let [a, b]: Node[] = [graph.variable('x'), graph.variable('y')];
    for (let i = 0; graph.size < 40_000; i++)
      [a, b] = [
        graph.call('add', graph.call('multiply', a, graph.constant(0.9 + i / 1e6)), b),
        graph.call('tanh', a),
      ];
    expect(
      differs(
        [a, b],
        names.variables,
        inputs.map((column) => column.subarray(280, 290)),
      ),
    ).toBeNull();
  });
});

describe('a formula that is compiled once it is asked often', () => {
  it('gives the same before it compiles and after', () => {
    const { roots, variables } = everything('x^2 sin(y)');
    const [program, evaluator] = [new Program(roots, variables), new Evaluator(roots, variables)];
    for (let i = 0; i < 6000; i++) {
      const x = [i / 1000, 3 - i / 500];
      if (i % 500 === 0) expect([...evaluator.run(x)]).toEqual([...program.run(x)]);
      else evaluator.run(x);
    }
  });

  it('is right when many more are compiled than are kept', () => {
    const x = Float64Array.from({ length: 2000 }, (_, i) => i);
    const all = Array.from({ length: 600 }, (_, i) => formula(`x^2 + ${i}`));
    for (const [i, f] of all.entries()) expect(f.many(2000).at(x).value[3]).toBe(9 + i);
    for (const [i, f] of all.entries()) expect(f.many(2000).at(x).value[4]).toBe(16 + i);
  });
});
