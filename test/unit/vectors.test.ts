// Vector calculus as it is written in textbooks: Jacobians, their chain, Taylor's formula, Newton's step.
import { describe, expect, it } from 'vitest';
import {
  affine,
  compose,
  crossEntropy,
  directional,
  elementwise,
  formula,
  gradient,
  hessian,
  hvp,
  jacobian,
  linear,
  type Matrix,
  matmul,
  matrix,
  softmax,
  taylor,
  value,
} from '../../src/index.js';

const wave = (n: number, seed: number) =>
  Float64Array.from({ length: n }, (_, i) => Math.sin(seed + 2.3 * i));

describe('a chain of Jacobians', () => {
  const layers = [
    softmax(3),
    affine(matrix(3, 4, wave(12, 1)), wave(3, 2)),
    elementwise('sigmoid', 4),
    linear(matrix(4, 6, wave(24, 3))),
  ];
  const x = wave(6, 4);
  const jacobians: Matrix[] = [];
  let point: ArrayLike<number> = x;
  for (const layer of [...layers].reverse()) {
    jacobians.unshift(jacobian(layer, point));
    point = value(layer, point) as Float64Array;
  }

  it('has shapes that meet: outputs by inputs, each layer', () => {
    expect(jacobians.map(({ rows, columns }) => [rows, columns])).toEqual([
      [3, 3],
      [3, 4],
      [4, 4],
      [4, 6],
    ]);
  });

  it('is the Jacobian of the composition, from whichever end it is multiplied', () => {
    const backward = jacobians.reduce((left, right) => matmul(left, right));
    const forward = [...jacobians].reverse().reduce((right, left) => matmul(left, right));
    const whole = jacobian(compose(...layers), x);
    whole.data.forEach((entry, i) => {
      expect(Math.abs(backward.data[i] - entry)).toBeLessThanOrEqual(1e-15);
      expect(Math.abs(forward.data[i] - entry)).toBeLessThanOrEqual(1e-15);
    });
  });

  it('takes fewer multiplications from the end with fewer numbers: that is why gradients go backward', () => {
    const cost = (chain: readonly Matrix[]) => {
      let [total, at] = [0, chain[0]];
      for (const next of chain.slice(1)) {
        total += at.rows * at.columns * next.columns;
        at = matrix(at.rows, next.columns);
      }
      return total;
    };
    const transposed = [...jacobians].reverse().map(({ rows, columns }) => matrix(columns, rows));
    // From the outputs: 3×3·3×4, 3×4·4×4, 3×4·4×6. From the inputs: 4×4·4×6, 3×4·4×6, 3×3·3×6.
    expect(cost(jacobians)).toBe(36 + 48 + 72);
    expect(cost(transposed)).toBe(96 + 72 + 54);
  });
});

describe('softmax and cross-entropy', () => {
  it('diag(p) − ppᵀ, whose rows and columns sum to 0', () => {
    const x = wave(5, 5);
    const p = value(softmax(5), x) as Float64Array;
    const { data } = jacobian(softmax(5), x);
    for (let i = 0; i < 5; i++) {
      const row = data.subarray(5 * i, 5 * i + 5);
      row.forEach((entry, j) => {
        expect(entry).toBeCloseTo((i === j ? p[i] : 0) - p[i] * p[j], 15);
      });
      expect(Math.abs(row.reduce((sum, entry) => sum + entry, 0))).toBeLessThanOrEqual(1e-16);
    }
  });

  it('together p − t, in one step or through the chain rule', () => {
    const [x, t] = [wave(4, 6), [0.1, 0.2, 0.3, 0.4]];
    const p = value(softmax(4), x) as Float64Array;
    const chained = gradient(
      compose(formula('-0.1 log(p1) - 0.2 log(p2) - 0.3 log(p3) - 0.4 log(p4)'), softmax(4)),
      x,
    );
    gradient(crossEntropy(t), x).forEach((entry, i) => {
      expect(entry).toBeCloseTo(p[i] - t[i], 15);
      expect(chained[i]).toBeCloseTo(entry, 15);
    });
  });
});

describe('Taylor’s formula in several variables', () => {
  const f = 'exp(x) cos(y) + x^3 y';
  const [at, d] = [
    [0.3, -0.7],
    [0.6, 0.8],
  ];

  it('f + ∇f·d + dᵀHd/2, with a remainder that falls as the cube of the step', () => {
    const [c0, c1, c2] = taylor(f, at, 2, { along: d });
    expect(c0).toBe(value(f, at));
    expect(c1).toBeCloseTo(directional(f, at, d), 14);
    const bent = hvp(f, at, d);
    expect(c2).toBeCloseTo((d[0] * bent[0] + d[1] * bent[1]) / 2, 14);
    const rest = (t: number) =>
      Math.abs((value(f, [at[0] + t * d[0], at[1] + t * d[1]]) as number) - (c0 + c1 * t + c2 * t * t));
    const [, , , c3, c4] = taylor(f, at, 4, { along: d });
    for (const t of [1e-1, 1e-2]) {
      const next = Math.abs(c3 * t ** 3 + c4 * t ** 4);
      expect(rest(t) / next).toBeGreaterThan(1 - t);
      expect(rest(t) / next).toBeLessThan(1 + t);
    }
  });
});

describe('Newton’s step', () => {
  /** H⁻¹g for two variables. */
  const step = (f: string, at: readonly number[]) => {
    const [gx, gy] = gradient(f, at);
    const [a, b, , c] = hessian(f, at).data;
    const determinant = a * c - b * b;
    return [(c * gx - b * gy) / determinant, (a * gy - b * gx) / determinant];
  };

  it('comes to the minimum of a quadratic at once', () => {
    const [dx, dy] = step('3x^2 + 2x*y + y^2 - 4x + 2y', [7, -3]);
    expect(7 - dx).toBeCloseTo(1.5, 13);
    expect(-3 - dy).toBeCloseTo(-2.5, 13);
  });

  it('doubles the digits on Rosenbrock’s valley', () => {
    let at = [1.1, 1.2];
    const errors = Array.from({ length: 6 }, () => {
      const [dx, dy] = step('(1-x)^2 + 100 (y-x^2)^2', at);
      at = [at[0] - dx, at[1] - dy];
      return Math.hypot(at[0] - 1, at[1] - 1);
    });
    // The last but one has half the digits of the last.
    expect(errors[4]).toBeLessThan(1e-6);
    expect(errors[5]).toBeLessThan(10 * errors[4] ** 2);
  });
});
