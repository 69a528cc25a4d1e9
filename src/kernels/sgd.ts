import { dim, f64, inout, input, kernel } from '../engine/kernel.js';
import { canonicalizeNaNs } from '../engine/memory.js';

export const sgd = kernel({
  name: 'sgd',
  says: 'x ← x − rate·g',
  args: [dim('n'), f64('rate'), input('g', 'n'), inout('x', 'n')],
  copyFrom: Infinity,
  reference(n, rate, g, x) {
    for (let i = 0; i < n; i++) x[i] -= rate * g[i];
  },
  ordinary(n, rate, g, x) {
    const fours = n & ~3;
    for (let i = 0; i < fours; i += 4) {
      const a = x[i] - rate * g[i];
      const b = x[i + 1] - rate * g[i + 1];
      const c = x[i + 2] - rate * g[i + 2];
      const d = x[i + 3] - rate * g[i + 3];
      x[i] = a;
      x[i + 1] = b;
      x[i + 2] = c;
      x[i + 3] = d;
      if (Number.isNaN(a + b + (c + d))) canonicalizeNaNs(x, i, i + 4);
    }
    for (let i = fours; i < n; i++) x[i] -= rate * g[i];
    canonicalizeNaNs(x, fours, n);
  },
});
