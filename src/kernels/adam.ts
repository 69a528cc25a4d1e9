import { dim, f64, inout, input, kernel } from '../engine/kernel.js';
import { canonicalizeNaNs } from '../engine/memory.js';

export const adam = kernel({
  name: 'adam',
  says: 'm ← β₁m + (1−β₁)g, s ← β₂s + (1−β₂)g², x ← x − rate·(m/(1−p)) / (√(s/(1−q)) + ε); p, q: β₁ᵗ, β₂ᵗ',
  args: [
    dim('n'),
    f64('rate'),
    f64('beta1'),
    f64('beta2'),
    f64('epsilon'),
    f64('p'),
    f64('q'),
    input('g', 'n'),
    inout('m', 'n'),
    inout('s', 'n'),
    inout('x', 'n'),
  ],
  copyFrom: 1024,
  elementwise: 'x',
  reference(n, rate, beta1, beta2, epsilon, p, q, g, m, s, x) {
    for (let i = 0; i < n; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      s[i] = beta2 * s[i] + (1 - beta2) * (g[i] * g[i]);
      x[i] -= (rate * (m[i] / (1 - p))) / (Math.sqrt(s[i] / (1 - q)) + epsilon);
    }
  },
  ordinary(n, rate, beta1, beta2, epsilon, p, q, g, m, s, x) {
    const knobs = [n, rate, beta1, beta2, epsilon] as const;
    const found =
      1 - p !== 1
        ? correctBoth(...knobs, 1 - p, 1 - q, g, m, s, x)
        : 1 - q !== 1
          ? correctSquare(...knobs, 1 - q, g, m, s, x)
          : correctNone(...knobs, g, m, s, x);
    if (found) for (const each of [m, s, x]) canonicalizeNaNs(each);
  },
});

// Loops over ordinary arrays, which tell whether there is a NaN in them: where m or s is NaN, x is. Divisions by 1, to
// which 1 − βᵗ rounds in time, are left out: they are what takes longest.

function correctBoth(
  n: number,
  rate: number,
  beta1: number,
  beta2: number,
  epsilon: number,
  byP: number,
  byQ: number,
  g: Float64Array,
  m: Float64Array,
  s: Float64Array,
  x: Float64Array,
): boolean {
  const [new1, new2] = [1 - beta1, 1 - beta2];
  let lost = false;
  for (let i = 0; i < n; i++) {
    const slope = g[i];
    const mean = beta1 * m[i] + new1 * slope;
    const square = beta2 * s[i] + new2 * (slope * slope);
    m[i] = mean;
    s[i] = square;
    const next = x[i] - (rate * (mean / byP)) / (Math.sqrt(square / byQ) + epsilon);
    x[i] = next;
    if (Number.isNaN(next)) lost = true;
  }
  return lost;
}

function correctSquare(
  n: number,
  rate: number,
  beta1: number,
  beta2: number,
  epsilon: number,
  byQ: number,
  g: Float64Array,
  m: Float64Array,
  s: Float64Array,
  x: Float64Array,
): boolean {
  const [new1, new2] = [1 - beta1, 1 - beta2];
  let lost = false;
  for (let i = 0; i < n; i++) {
    const slope = g[i];
    const mean = beta1 * m[i] + new1 * slope;
    const square = beta2 * s[i] + new2 * (slope * slope);
    m[i] = mean;
    s[i] = square;
    const next = x[i] - (rate * mean) / (Math.sqrt(square / byQ) + epsilon);
    x[i] = next;
    if (Number.isNaN(next)) lost = true;
  }
  return lost;
}

function correctNone(
  n: number,
  rate: number,
  beta1: number,
  beta2: number,
  epsilon: number,
  g: Float64Array,
  m: Float64Array,
  s: Float64Array,
  x: Float64Array,
): boolean {
  const [new1, new2] = [1 - beta1, 1 - beta2];
  let lost = false;
  for (let i = 0; i < n; i++) {
    const slope = g[i];
    const mean = beta1 * m[i] + new1 * slope;
    const square = beta2 * s[i] + new2 * (slope * slope);
    m[i] = mean;
    s[i] = square;
    const next = x[i] - (rate * mean) / (Math.sqrt(square) + epsilon);
    x[i] = next;
    if (Number.isNaN(next)) lost = true;
  }
  return lost;
}
