import { describe, expect, it } from 'vitest';
import { chebyshev, minimize, mlp, optimizers, sharpness, type Vec } from '../../../src/index.js';

// Curvature along training ends where steps can just take it: Cohen et al. 2021, arXiv:2103.00065, and for what Adam
// measures slopes in 2022, arXiv:2207.14484. A network of one hidden layer on a Chebyshev polynomial shows it in seconds.

const model = mlp(chebyshev({ degree: 4, points: 20 }), { layers: [24], activation: 'tanh', seed: 1 });
const n = model.start.length;
const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** The largest eigenvalue at points along a run, each search beginning with the vectors before. */
function curvatureAlong(points: readonly Vec[]): number[] {
  let vectors: Vec[] = [];
  return points.map((point) => {
    const found = sharpness(model, point, { vectors });
    vectors = found.vectors;
    return found.lambdaMax;
  });
}

describe('gradient descent', () => {
  const steps = 6000;

  it.each([0.1, 0.2, 0.4])(
    'at rate %f ends with the curvature 2/rate, on average',
    { tags: ['long'] },
    (rate) => {
      const options = { optimizer: 'sgd', rate, steps, record: true, tolerance: 0 } as const;
      const { points, rises, outcome } = minimize(model, options);
      // The last third, on even and odd steps: losses zigzag.
      const readings = Array.from({ length: 81 }, (_, k) => steps - 25 * k);
      const at = (step: number) => points!.data.slice(step * n, (step + 1) * n);
      const shares = curvatureAlong([at(0), ...readings.map(at)]).map((lambda) => (lambda * rate) / 2);
      expect(outcome).not.toBe('diverged');
      expect(mean(shares.slice(1))).toBeGreaterThan(0.95);
      expect(mean(shares.slice(1))).toBeLessThan(1.1);
      // It sharpened from below, but at the longest rate, and its loss does not fall at every step.
      if (rate < 0.4) expect(shares[0]).toBeLessThan(0.6);
      expect(rises).toBeGreaterThan(100);
    },
  );
});

describe('Adam', () => {
  it('stays at its edge in what it measures slopes in, while the curvature itself goes on rising', {
    tags: ['long'],
  }, () => {
    const { adam } = optimizers;
    const knobs = Object.fromEntries(Object.entries(adam.knobs).map(([name, knob]) => [name, knob.default]));
    const settings = { ...knobs, rate: 0.01 };
    const { rate: _, ...others } = settings;
    const [x, memory] = [model.start.slice(), adam.init(n)];
    const threshold = adam.threshold(settings)!;
    expect(threshold).toBeCloseTo(38 / 0.01, 9);
    let vectors: Vec[] = [];
    const start = sharpness(model, x).lambdaMax;
    for (let step = 1; step <= 4000; step++) {
      adam.advance(memory, x, model.at(x).pull(Float64Array.of(1)), { ...settings, step });
      if (step < 1000 || step % 100 > 0) continue;
      const state = { ...memory, step };
      const found = sharpness(model, x, { optimizer: 'adam', knobs: others, state, vectors });
      vectors = found.vectors;
      expect(found.lambdaMax / threshold, `step ${step}`).toBeGreaterThan(0.9);
      expect(found.lambdaMax / threshold, `step ${step}`).toBeLessThan(1.06);
    }
    expect(sharpness(model, x).lambdaMax / start).toBeGreaterThan(8);
  });
});
