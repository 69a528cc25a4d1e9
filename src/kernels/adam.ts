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
  copyFrom: Infinity,
  reference(n, rate, beta1, beta2, epsilon, p, q, g, m, s, x) {
    for (let i = 0; i < n; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      s[i] = beta2 * s[i] + (1 - beta2) * (g[i] * g[i]);
      x[i] -= (rate * (m[i] / (1 - p))) / (Math.sqrt(s[i] / (1 - q)) + epsilon);
    }
  },
  ordinary(n, rate, beta1, beta2, epsilon, p, q, g, m, s, x) {
    const [new1, new2, by1, by2] = [1 - beta1, 1 - beta2, 1 - p, 1 - q];
    const pairs = n & ~1;
    for (let i = 0; i < pairs; i += 2) {
      const [g0, g1] = [g[i], g[i + 1]];
      const m0 = beta1 * m[i] + new1 * g0;
      const m1 = beta1 * m[i + 1] + new1 * g1;
      const s0 = beta2 * s[i] + new2 * (g0 * g0);
      const s1 = beta2 * s[i + 1] + new2 * (g1 * g1);
      m[i] = m0;
      m[i + 1] = m1;
      s[i] = s0;
      s[i + 1] = s1;
      // Divisions by 1, to which 1 − βᵗ rounds in time, are left out: they are what takes longest.
      const up0 = by1 === 1 ? m0 : m0 / by1;
      const up1 = by1 === 1 ? m1 : m1 / by1;
      const down0 = Math.sqrt(by2 === 1 ? s0 : s0 / by2) + epsilon;
      const down1 = Math.sqrt(by2 === 1 ? s1 : s1 / by2) + epsilon;
      const x0 = x[i] - (rate * up0) / down0;
      const x1 = x[i + 1] - (rate * up1) / down1;
      x[i] = x0;
      x[i + 1] = x1;
      // Where m or s is NaN, x is.
      if (Number.isNaN(x0 + x1)) for (const each of [m, s, x]) canonicalizeNaNs(each, i, i + 2);
    }
    if (n === pairs) return;
    m[pairs] = beta1 * m[pairs] + new1 * g[pairs];
    s[pairs] = beta2 * s[pairs] + new2 * (g[pairs] * g[pairs]);
    x[pairs] -= (rate * (m[pairs] / by1)) / (Math.sqrt(s[pairs] / by2) + epsilon);
    for (const each of [m, s, x]) canonicalizeNaNs(each, pairs, n);
  },
});
