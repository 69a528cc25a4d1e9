import { dim, f64, inout, input, kernel } from '../engine/kernel.js';

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
});
