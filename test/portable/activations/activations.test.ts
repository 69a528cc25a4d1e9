import { describe, expect, it } from 'vitest';
import { type Activation, activations, elementwise, formula, gradient, value } from '../../../src/index.js';
import golden from '../../golden/activations.json' with { type: 'json' };
import { inTable, published } from '../../unit/reference.js';

const all: Record<string, Activation> = activations;

// Twice the worst met on the table, and as much as the worst on one thirty times as long.
const ULPS = 2;
const parts = ['value', 'slope', 'curve'] as const;

/** The distance from |y| to the next number up. */
function ulp(y: number): number {
  const whole = new Float64Array([Math.abs(y)]);
  new BigInt64Array(whole.buffer)[0] += 1n;
  return whole[0] - Math.abs(y);
}

function expectNear(name: string, part: (typeof parts)[number], x: number, wanted: number, floor = 0): void {
  const got = all[name][part](x);
  const error = got === wanted ? 0 : Math.abs(got - wanted) / ulp(Math.max(floor, Math.abs(wanted)));
  expect(error, `${part} at ${x}: ${got} for ${wanted}`).toBeLessThanOrEqual(ULPS);
}

describe('activations against mpmath', () => {
  it.each(Object.entries(golden))('%s', (name, rows) => {
    for (const [x, ...wanted] of rows)
      parts.forEach((part, k) => {
        expectNear(name, part, x, wanted[k], wanted[parts.length + k]);
      });
  });

  it('all that claim it, and no others', () => {
    expect(Object.keys(golden).sort()).toEqual(inTable(all));
  });
});

it.each(published(all))('$name has at $at the value that $cite has', ({ name, at, ...wanted }) => {
  expect(wanted.value).toBeTypeOf('number');
  for (const part of parts) {
    const { [part]: number } = wanted;
    if (number !== undefined) expectNear(name, part, at, number);
  }
});

it('an activation at 0 has the slopes of PyTorch, as an entry and as a layer', () => {
  const { relu, leakyRelu, elu } = activations;
  expect([relu, leakyRelu, elu].map((each) => each.slope(0))).toEqual([0, 0.01, 1]);
  for (const [each, slope] of [
    [relu, 0],
    [leakyRelu, 0.01],
    [elu, 1],
  ] as const)
    expect([...gradient(elementwise(each, 1), [0])]).toEqual([slope]);
});

it('an activation by its name: a layer of it has its values', () => {
  for (const [name, activation] of Object.entries(activations))
    expect([...(value(elementwise(name as 'tanh', 3), [-1, 0, 2]) as Float64Array)]).toEqual(
      [-1, 0, 2].map(activation.value),
    );
});

it.each(['gelu', 'silu', 'elu', 'relu', 'sigmoid', 'softplus', 'tanh'] as const)(
  '%s in a formula has the bits of the entry and of the layer',
  (name) => {
    const f = formula(`${name}(x)`);
    const points = golden[name].map(([x]) => x);
    const layer = value(elementwise(name, points.length), points) as Float64Array;
    for (const [i, x] of points.entries()) {
      expect(f.of(x)).toBe(all[name].value(x));
      expect(layer[i]).toBe(f.of(x));
      expect(f.slope().of(x)).toBe(all[name].slope(x));
    }
  },
);

it('an activation at −0, at what is infinite and at NaN', () => {
  const ends = { gelu: [-0, -0, Infinity], silu: [-0, -0, Infinity], elu: [-0, -1, Infinity] };
  for (const [name, wanted] of Object.entries(ends)) {
    expect([-0, -Infinity, Infinity].map(all[name].value), name).toEqual(wanted);
    for (const part of parts) expect(all[name][part](NaN), `${name} ${part}`).toBeNaN();
    expect([-1e300, 1e300].map(all[name].slope), `${name}′`).toEqual([expect.closeTo(0), 1]);
  }
});

it('an activation is compiled to the same bits', () => {
  const middle = Array.from({ length: 40 }, (_, i) => (i - 20) / 3);
  const far = [700, 708, 708.5, 715, 721, 733.3, 745, 751, 759, 761, 1e10, Infinity];
  const x = Float64Array.of(...middle, ...far, ...far.map((each) => -each), -0, NaN);
  for (const activation of Object.values(activations)) {
    const [values, slopes, curves] = parts.map((part) => x.map(activation[part]));
    // Asked so often, the formulas are compiled.
    for (let i = 0; i < 21_000; i++) for (const part of parts) activation[part](1);
    expect(parts.map((part) => x.map(activation[part]))).toEqual([values, slopes, curves]);
  }
});
