import { afterEach, describe, expect, it } from 'vitest';
import * as activations from '../../src/activations/index.js';
import { matrix } from '../../src/algebra/matrix.js';
import { adoptModule, compiledModule, withAllocator } from '../../src/engine/load.js';
import { compose, type Fn, inPlaceOf, type Vec } from '../../src/fn.js';
import { affine } from '../../src/layers/affine.js';
import { elementwise } from '../../src/layers/elementwise.js';
import { linear } from '../../src/layers/linear.js';
import { softmax } from '../../src/layers/softmax.js';
import * as losses from '../../src/losses/index.js';
import { networkOutputs } from '../../src/network/networkOutputs.js';
import { fns } from './fns.js';
import { mulberry32, numbersOf } from './random.js';

// A function in arrays that stay is what it is anywhere, to the bit, whatever numbers it is given.

const next = mulberry32(41);
const matrixOf = (rows: number, columns: number) => matrix(rows, columns, numbersOf(next, rows * columns));
const shares = matrix(4, 2, [0.25, 0.75, 1, 0, 0, 1, 0.5, 0.5]);
/** Of one's own: it has a number where it is given none. */
const own = { value: (x: number) => (x > 0 ? x : 1), slope: (x: number) => (x > 0 ? 1 : 0), curve: () => 0 };

const many = {
  value: (x: Vec, out: Vec) => out.set(x.map(own.value)),
  slope: (x: Vec, u: Vec, out: Vec) => out.set(x.map((each, i) => own.slope(each) * u[i])),
  curve: (_: Vec, __: Vec, out: Vec) => out.fill(0),
};
const pointwise = Object.entries({
  ...activations,
  'of my own': own as never,
  'of my own, of many': { ...own, many } as never,
});
const compositions: Record<string, Fn> = {
  'one function': compose(softmax(3)),
  'a composition of compositions': compose(
    losses.huber([1, 2, 3]),
    compose(softmax(3), elementwise('gelu', 3)),
    compose(linear(matrixOf(3, 2)), affine(matrixOf(2, 4), [1, 2])),
  ),
  'several outputs': compose(softmax(3), affine(matrixOf(3, 4), [0, 1, -1]), elementwise('relu', 4)),
  'several rows': compose(
    elementwise('identity', 8),
    elementwise('relu', 8),
    affine.parameters(matrixOf(4, 3), 2),
  ),
  ...Object.fromEntries(
    pointwise.flatMap(([name, each]) => [
      [
        `${name}, then cross-entropy`,
        compose(losses.crossEntropy(shares), elementwise(each, 8), affine.parameters(matrixOf(4, 3), 2)),
      ],
      [`a network of ${name}`, networkOutputs(matrixOf(4, 3), [3, 5, 2], each)],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(losses).map(([name, loss]) => [
      `a network with ${name}`,
      compose(loss(shares), networkOutputs(matrixOf(4, 3), [3, 5, 1, 2], activations.tanh)),
    ]),
  ),
};
const all = Object.entries({
  ...fns,
  ...compositions,
  'an activation of my own': elementwise(own as never, 5),
});
const inArrays = all.filter(([, f]) => inPlaceOf(f));

const SPECIAL = [
  0,
  -0,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  800,
  -800,
];

/** Points, and weights on outputs: drawn, and with special numbers among them or all alike. */
function cases(n: number): Vec[] {
  const drawn = () => Float64Array.from(numbersOf(next, n));
  const among = SPECIAL.flatMap((special) =>
    [0, n >> 1, n - 1].map((i) => {
      const some = drawn();
      some[i] = special;
      return some;
    }),
  );
  return [drawn(), drawn(), ...among, ...SPECIAL.map((special) => drawn().fill(special))];
}

const same = (got: Vec, wanted: Vec) =>
  got.length === wanted.length && wanted.every((each, i) => Object.is(each, got[i]));

const engine = compiledModule();
afterEach(() => adoptModule(engine));

it('every layer, activation, loss and model has an in-place form, and so has what is composed of them', () => {
  const names = inArrays.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys({ ...activations, ...compositions })));
  for (const name of [
    'linear',
    'affine',
    'affine.parameters of a batch',
    'softmax of five',
    'a network',
    'huber',
  ])
    expect(names).toContain(name);
  expect(names).toContain('softmax regression with decay');
  const callback = fns['callback by differences'];
  expect(inPlaceOf(compose(linear([[1, 2, 3]]), callback))).toBeNull();
});

describe.each([
  ['with the engine', true],
  ['without', false],
])('%s', (_, withEngine) => {
  it.each(inArrays)(
    '%s: value and pull are those of at, to the bit, and no array is made on the way',
    (_, f) => {
      if (!withEngine) adoptModule(null);
      withAllocator('test', (lend) => {
        let made = 0;
        const allocate = (n: number) => {
          made++;
          return lend(n);
        };
        const form = inPlaceOf(f)!(allocate);
        const [x, value, u, back] = [f.inputs, f.outputs, f.outputs, f.inputs].map(lend);
        const weights = cases(f.outputs);
        let after = 0;
        for (const [i, point] of cases(f.inputs).entries()) {
          x.set(point);
          const near = f.at(point);
          form.value(x, value);
          if (!same(value, near.value))
            expect(Array.from(value), `at ${point}`).toEqual(Array.from(near.value));
          for (let k = 0; k < 4; k++) {
            u.set(weights[(i + 7 * k) % weights.length]);
            form.pull(u, back);
            const wanted = near.pull(u.slice());
            if (!same(back, wanted))
              expect(Array.from(back), `at ${point}, ${u}`).toEqual(Array.from(wanted));
          }
          if (i === 0) after = made;
        }
        expect(made).toBe(after);
      });
    },
  );
});

it.each(inArrays)('%s: a NaN that is given shows in what comes out', (_, f) => {
  for (let i = 0; i < Math.min(f.inputs, 50); i++) {
    const x = Float64Array.from(numbersOf(next, f.inputs));
    x[i] = NaN;
    expect(f.at(x).value.some(Number.isNaN)).toBe(true);
  }
});

it('an activation of my own is asked what a network asks it, and of no NaN before', () => {
  const strict = (x: number) => {
    if (Number.isNaN(x)) throw new RangeError('no number');
    return 2 * x;
  };
  const f = compose(losses.huber([1, 2]), elementwise({ ...own, value: strict } as never, 2));
  withAllocator('test', (allocate) => {
    const [form, x, value] = [inPlaceOf(f)!(allocate), allocate(2), allocate(1)];
    form.value(x.fill(1), value);
    expect(value[0]).toBe(0.25);
    x[1] = NaN;
    expect(() => form.value(x, value)).toThrow('no number');
  });
});
