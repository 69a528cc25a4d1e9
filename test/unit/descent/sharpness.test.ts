import { describe, expect, it } from 'vitest';
import {
  callback,
  hessian,
  hvp,
  iris,
  linearRegression,
  minimize,
  mlp,
  optimizers,
  sharpness,
  spectrum,
  trace,
} from '../../../src/index.js';
import { randomStream } from '../../../src/random.js';
import { symmetricEigen } from '../../../src/search/symmetricEigen.js';

/** Σ cᵢxᵢ², of which the Hessian is diagonal, in so many variables. */
function bowlOf(coefficients: readonly number[]): { f: string; at: Record<string, number> } {
  const f = coefficients.map((c, i) => `${c} x${i}^2`).join(' + ');
  return { f, at: Object.fromEntries(coefficients.map((_, i) => [`x${i}`, 0.5])) };
}

const network = mlp(iris(), { layers: [16], seed: 3 });

describe('sharpness', () => {
  it('is the largest eigenvalue of the Hessian, by sign', () => {
    const found = sharpness('3 x^2 - 50 y^2', 'x=1,y=1');
    expect(found).toMatchObject({
      lambdaMax: 6,
      stableRate: 1 / 3,
      residual: 0,
      iterations: 2,
      status: 'ok',
    });
    expect([...found.values]).toEqual([6]);
    expect(found.vectors.map((v) => [...v])).toEqual([[1, 0]]);
    // On the valley xy = 1 it is x² + y².
    const { lambdaMax } = sharpness('(x y - 1)^2/2', 'x=4,y=0.25');
    expect(Math.abs(lambdaMax - (16 + 1 / 16))).toBeLessThan(1e-12);
  });

  it('of linear regression is 2 over the rows times the square of the largest singular value', () => {
    const { x } = iris();
    const data = { x, y: Float64Array.from({ length: x.rows }, (_, i) => i % 3), names: [] };
    const model = linearRegression(data);
    // The last column is of the bias.
    const rows = Array.from({ length: x.rows }, (_, i) => [
      ...x.data.subarray(i * x.columns, (i + 1) * x.columns),
      1,
    ]);
    const n = x.columns + 1;
    const squares = Float64Array.from({ length: n * n }, (_, at) =>
      rows.reduce((sum, row) => sum + row[Math.floor(at / n)] * row[at % n], 0),
    );
    const largest = (2 / x.rows) * symmetricEigen(squares, n).values[0];
    const found = sharpness(model).lambdaMax;
    expect(Math.abs(found / largest - 1)).toBeLessThan(1e-12);
  });

  it('is the same by the whole matrix and by products', () => {
    const coefficients = Array.from({ length: 70 }, (_, i) => ((i * 37) % 70) / 7 - 2);
    const { f, at } = bowlOf(coefficients);
    const found = sharpness(f, at, { count: 3, tolerance: 1e-10 });
    const expected = coefficients.map((c) => 2 * c).sort((a, b) => b - a);
    for (const [i, value] of found.values.entries())
      expect(Math.abs(value - expected[i])).toBeLessThan(1e-12 * 16);
    const dense = symmetricEigen(hessian(network, network.start!).data, network.inputs).values;
    const byProducts = sharpness(network, undefined, { count: 2, tolerance: 1e-10 }).values;
    for (const [i, value] of byProducts.entries()) expect(Math.abs(value / dense[i] - 1)).toBeLessThan(1e-12);
  });

  it('stands on products that are symmetric', () => {
    const random = randomStream(1, 'test');
    const [u, v] = [0, 1].map(() =>
      Float64Array.from({ length: network.inputs }, () => random.number() - 0.5),
    );
    const [hu, hv] = [u, v].map((each) => hvp(network, network.start!, each));
    const inner = (a: Float64Array, b: Float64Array) => a.reduce((sum, each, i) => sum + each * b[i], 0);
    expect(Math.abs(inner(u, hv) - inner(v, hu))).toBeLessThan(1e-12);
  });

  it('says by status what the curvature is', () => {
    expect(sharpness('x + y', [1, 2])).toMatchObject({ lambdaMax: 0, stableRate: null, status: 'zero' });
    expect(sharpness('-x^2 - 3y^2', [1, 2])).toMatchObject({
      lambdaMax: -2,
      stableRate: null,
      status: 'negative',
    });
    expect(sharpness('x^2 + y^2', [1, 2], { count: 2 })).toMatchObject({
      lambdaMax: 2,
      status: 'degenerate',
    });
    const nowhere = sharpness('log(x) y', [-1, 2]);
    expect(nowhere).toMatchObject({ lambdaMax: NaN, stableRate: null, vectors: [], status: 'not finite' });
    const { f, at } = bowlOf(Array.from({ length: 70 }, () => 0));
    expect(sharpness(`${f} + log(x0)`, { ...at, x0: -1 }).status).toBe('not finite');
  });

  it('is of the steps of an optimizer: P⁻¹H, after a first step where no state is given', () => {
    const { lambdaMax, stableRate, vectors } = sharpness('x^2 + 50 y^2', [1, 1], { optimizer: 'adam' });
    // P is (1 − β₁)|g|, in which both ways are alike.
    expect(lambdaMax).toBeCloseTo(10, 6);
    expect(stableRate).toBeCloseTo(38 / lambdaMax, 10);
    expect(Math.hypot(...vectors[0])).toBeCloseTo(1, 14);
    const state = optimizers.sgd.init(2);
    const momentum = { optimizer: 'sgd' as const, knobs: { momentum: 0.9, weightDecay: 1 }, state };
    const found = sharpness('x^2 + 50 y^2', [1, 1], momentum);
    expect(found.lambdaMax).toBe(101);
    expect(found.stableRate).toBeCloseTo(3.8 / 101, 15);
    // What it says holds: a rate below settles, one above does not.
    for (const share of [0.97, 1.03]) {
      const run = minimize('x^2 + 50 y^2', {
        optimizer: 'sgd',
        momentum: 0.9,
        weightDecay: 1,
        rate: share * found.stableRate!,
        start: [1, 1],
        steps: 3000,
      });
      expect(run.outcome === 'diverged').toBe(share > 1);
    }
    // Weight decay beside the gradient, and a threshold that is not 1/rate alone.
    const adamw = sharpness('x^2 + 50 y^2', [1, 1], { optimizer: 'adamw', knobs: { weightDecay: 0.5 } });
    const rate = adamw.stableRate!;
    expect(optimizers.adamw.threshold({ rate, weightDecay: 0.5 })! / adamw.lambdaMax).toBeCloseTo(1, 13);
    expect(sharpness('x^2', 1, { optimizer: 'lion' }).stableRate).toBe(null);
    const own = { init: () => null, step: (_: null, x: Float64Array) => x };
    expect(sharpness('x^2', 1, { optimizer: own })).toMatchObject({ lambdaMax: 2, stableRate: null });
  });

  it('begins with vectors of a place nearby', () => {
    const cold = sharpness(network);
    const nearby = network.start!.map((each) => each * 1.001);
    const warm = sharpness(network, nearby, { vectors: cold.vectors });
    expect(warm.iterations).toBeLessThan(cold.iterations);
    expect(warm.lambdaMax).toBeCloseTo(sharpness(network, nearby, { tolerance: 1e-10 }).lambdaMax, 5);
  });

  it('takes what has no formula', () => {
    const f = callback(([x, y]) => x * x + 3 * y * y, { inputs: 2 });
    expect(sharpness(f, [1, 2]).lambdaMax).toBeCloseTo(6, 4);
  });

  it.each([
    [() => sharpness('x^2'), 'sharpness: point needs a point like x=1, got none'],
    [() => sharpness('x^2', 1, { count: 2 }), 'sharpness: count needs a whole number from 1 to 1, got 2'],
    [
      () => sharpness('x^2', 1, { tolerance: 0 }),
      'sharpness: tolerance needs a number above 0 and below 1, got 0',
    ],
    [() => sharpness('x^2', 1, { optimiser: 'adam' } as never), 'sharpness: no option "optimiser"'],
    [
      () => sharpness('x^2', 1, { optimizer: 'adm' as never }),
      'sharpness: no optimizer "adm"; did you mean "adam"?',
    ],
    [
      () => sharpness('x^2', 1, { knobs: { momentum: 0.9 } }),
      'sharpness: knobs needs an optimizer, got none',
    ],
    [
      () => sharpness('x^2', 1, { optimizer: 'adam', state: optimizers.sgd.init(1) }),
      "sharpness: state needs what Adam's init returns, got",
    ],
    [
      () =>
        sharpness('x^2', 1, { optimizer: 'adam', state: { state: optimizers.adam.init(1).state } as never }),
      "sharpness: state needs what Adam's init returns, got",
    ],
    [() => sharpness('x^2', 1, { vectors: [[1, 2]] }), 'sharpness: vectors[0] needs 1'],
    [() => sharpness('x^2', 1, { seed: -1 }), 'sharpness: seed needs a whole number'],
    [() => trace('x^2', 1, { samples: 0 }), 'trace: samples needs a whole number from 1'],
    [() => spectrum('x^2', 1, { step: 1 } as never), 'spectrum: no option "step"; did you mean "steps"?'],
  ])('%s is refused', (call, message) => {
    expect(call).toThrow(message);
  });
});

describe('trace and spectrum', () => {
  it('are exact for few parameters', () => {
    expect(trace('3 x^2 - y^2 + x y', [1, 2])).toEqual({
      trace: 4,
      standardError: 0,
      samples: 2,
      status: 'ok',
    });
    const { values, weights } = spectrum('3 x^2 - y^2', [1, 2]);
    expect([[...values], [...weights]]).toEqual([
      [-2, 6],
      [0.5, 0.5],
    ]);
    expect(trace('log(x)', -1).status).toBe('not finite');
    expect(spectrum('log(x)', -1).status).toBe('not finite');
  });

  it('of many parameters are within their errors', () => {
    const { data } = hessian(network, network.start!);
    const n = network.inputs;
    let exact = 0;
    for (let i = 0; i < n; i++) exact += data[i * n + i];
    const found = trace(network, undefined, { tolerance: 0.1 });
    expect(found.status).toBe('ok');
    expect(found.standardError).toBeLessThanOrEqual(0.1 * found.trace);
    expect(Math.abs(found.trace - exact)).toBeLessThan(3 * found.standardError);
    expect(trace(network, undefined, { samples: 10, tolerance: 1e-9 })).toMatchObject({
      samples: 10,
      status: 'not converged',
    });
    const density = spectrum(network, undefined, { samples: 4 });
    expect(density.weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 13);
    expect(density.values.at(-1)).toBeCloseTo(sharpness(network).lambdaMax, 6);
    expect(density.products).toBe(128);
  });
});
