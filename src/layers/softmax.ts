import { type Fn, local, type Vec } from '../fn.js';
import { softmaxRows } from '../kernels/index.js';
import { needWhole } from '../need.js';

/**
 * pᵢ = eˣⁱ / Σ eˣʲ of n logits: n inputs, n outputs. Its Jacobian is diag p − ppᵀ, symmetric, so that a
 * pull is a push.
 */
export function softmax(n: number): Fn {
  needWhole('softmax', 'n', n, 0, 2 ** 32);
  return {
    inputs: n,
    outputs: n,
    at(x) {
      const p = new Float64Array(n);
      softmaxRows(1, n, x, p);
      const own = p.slice();
      const push = (v: Vec) => softmaxChange(own, v, 1);
      // The derivative along v of p∘(u − ⟨p, u⟩).
      const bend = (v: Vec, u: Vec) => {
        const change = push(v);
        const spread = centred(own, u, 0, n);
        const shift = inner(change, u);
        return change.map((c, i) => c * spread[i] - own[i] * shift);
      };
      return local(p, { push, pull: push, bend });
    },
  };
}

/** (diag p − ppᵀ)·v for each of `rows` rows. */
export function softmaxChange(p: Vec, v: Vec, rows: number): Vec {
  const out = new Float64Array(p.length);
  const n = p.length / rows;
  for (let r = 0; r < rows; r++) {
    const spread = centred(p, v, r * n, n);
    for (let i = 0; i < n; i++) out[r * n + i] = p[r * n + i] * spread[i];
  }
  return out;
}

/**
 * v − ⟨p, v⟩ over n numbers from `from`. Taken relative to v at the largest p: there 1 − p would be lost
 * once p rounds to 1, while the sum over the others is not.
 */
function centred(p: Vec, v: Vec, from: number, n: number): Vec {
  let lead = 0;
  for (let i = 1; i < n; i++) if (p[from + i] > p[from + lead]) lead = i;
  const out = new Float64Array(n);
  let mean = 0;
  for (let i = 0; i < n; i++) {
    out[i] = v[from + i] - v[from + lead];
    mean += p[from + i] * out[i];
  }
  for (let i = 0; i < n; i++) out[i] -= mean;
  return out;
}

function inner(a: Vec, b: Vec): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
