import { dim, f64, inout, input, kernel } from '../engine/kernel.js';

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
});
