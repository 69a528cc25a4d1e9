import { describe, expect, it } from 'vitest';
import { activations, elementwise, gradient, value } from '../../../src/index.js';
import golden from '../../golden/activations.json' with { type: 'json' };

// Twice the worst met on the table, and as much as the worst on one thirty times as long.
const ULPS = 2;
const parts = ['value', 'slope', 'curve'] as const;

/** The distance from |y| to the next number up. */
function ulp(y: number): number {
  const whole = new Float64Array([Math.abs(y)]);
  new BigInt64Array(whole.buffer)[0] += 1n;
  return whole[0] - Math.abs(y);
}

describe('against mpmath', () => {
  it.each(Object.entries(golden))('%s', (name, { floors, rows }) => {
    const activation = activations[name as keyof typeof golden];
    for (const [x, ...wanted] of rows) {
      parts.forEach((part, k) => {
        const got = activation[part](x);
        const error =
          got === wanted[k] ? 0 : Math.abs(got - wanted[k]) / ulp(Math.max(floors[k], Math.abs(wanted[k])));
        expect(error, `${part} at ${x}: ${got} for ${wanted[k]}`).toBeLessThanOrEqual(ULPS);
      });
    }
  });

  it('all of them', () => {
    expect(Object.keys(golden)).toEqual(Object.keys(activations));
  });
});

it('at 0 has the slopes of PyTorch, as an entry and as a layer', () => {
  const { relu, leakyRelu, elu } = activations;
  expect([relu, leakyRelu, elu].map((each) => each.slope(0))).toEqual([0, 0.01, 1]);
  for (const [each, slope] of [
    [relu, 0],
    [leakyRelu, 0.01],
    [elu, 1],
  ] as const)
    expect([...gradient(elementwise(each, 1), [0])]).toEqual([slope]);
});

it('takes a name: a layer of it has its values', () => {
  for (const [name, activation] of Object.entries(activations))
    expect([...(value(elementwise(name as 'tanh', 3), [-1, 0, 2]) as Float64Array)]).toEqual(
      [-1, 0, 2].map(activation.value),
    );
});

it('is compiled to the same bits', () => {
  const x = Float64Array.from({ length: 40 }, (_, i) => (i - 20) / 3);
  for (const activation of Object.values(activations)) {
    const [values, slopes, curves] = parts.map((part) => x.map(activation[part]));
    // Asked so often, the formulas are compiled.
    for (let i = 0; i < 21_000; i++) for (const part of parts) activation[part](1);
    expect(parts.map((part) => x.map(activation[part]))).toEqual([values, slopes, curves]);
  }
});
