import { dim, f64, inout, input, kernel } from '../engine/kernel.js';
import { canonicalizeNaNs } from '../engine/memory.js';

export const momentum = kernel({
  name: 'momentum',
  says: 'v ← μv + φg, x ← x − rate·v',
  args: [
    dim('n'),
    f64('rate'),
    f64('momentum'),
    f64('fresh'),
    input('g', 'n'),
    inout('v', 'n'),
    inout('x', 'n'),
  ],
  copyFrom: Infinity,
  reference(n, rate, momentum, fresh, g, v, x) {
    for (let i = 0; i < n; i++) {
      v[i] = momentum * v[i] + fresh * g[i];
      x[i] -= rate * v[i];
    }
  },
  ordinary(n, rate, momentum, fresh, g, v, x) {
    const fours = n & ~3;
    for (let i = 0; i < fours; i += 4) {
      const a = momentum * v[i] + fresh * g[i];
      const b = momentum * v[i + 1] + fresh * g[i + 1];
      const c = momentum * v[i + 2] + fresh * g[i + 2];
      const d = momentum * v[i + 3] + fresh * g[i + 3];
      v[i] = a;
      v[i + 1] = b;
      v[i + 2] = c;
      v[i + 3] = d;
      const p = x[i] - rate * a;
      const q = x[i + 1] - rate * b;
      const r = x[i + 2] - rate * c;
      const s = x[i + 3] - rate * d;
      x[i] = p;
      x[i + 1] = q;
      x[i + 2] = r;
      x[i + 3] = s;
      // Where v is NaN, x is.
      if (Number.isNaN(p + q + (r + s))) {
        canonicalizeNaNs(v, i, i + 4);
        canonicalizeNaNs(x, i, i + 4);
      }
    }
    for (let i = fours; i < n; i++) {
      v[i] = momentum * v[i] + fresh * g[i];
      x[i] -= rate * v[i];
    }
    canonicalizeNaNs(v, fours, n);
    canonicalizeNaNs(x, fours, n);
  },
});
