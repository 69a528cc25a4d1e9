import { type Fn, makeFn, makeLocal, type Vec } from '../fn.js';
import { softmaxRows } from '../kernels/index.js';
import { needWhole } from '../need.js';

/**
 * Softmax pᵢ = eˣⁱ / Σ eˣʲ of n logits: n inputs, n outputs. Its Jacobian is diag p − ppᵀ, symmetric, so that a pull is
 * a push.
 */
export function softmax(n: number): Fn {
  needWhole('softmax', 'n', n, 0, 2 ** 32);
  return makeFn({
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
        const spread = new Float64Array(n);
        subtractMean(spread, own, u, 0, n);
        const shift = plainDot(change, u);
        return change.map((c, i) => c * spread[i] - own[i] * shift);
      };
      return makeLocal(p, { push, pull: push, bend });
    },
    inPlace() {
      let p: Vec;
      return {
        value(x, out) {
          softmaxRows(1, n, x, out);
          p = out;
        },
        pull: (u, out) => changeInto(out, p, u, 1),
      };
    },
  });
}

/** (diag p − ppᵀ)·v for each of `rows` rows. */
export function softmaxChange(p: Vec, v: Vec, rows: number): Vec {
  const out = new Float64Array(p.length);
  changeInto(out, p, v, rows);
  return out;
}

function changeInto(out: Vec, p: Vec, v: Vec, rows: number): void {
  const n = p.length / rows;
  for (let from = 0; from < p.length; from += n) {
    subtractMean(out, p, v, from, n);
    for (let i = from; i < from + n; i++) out[i] *= p[i];
  }
}

/**
 * v − ⟨p, v⟩ over n numbers from `from`. Taken relative to v at the largest p: there 1 − p would be lost
 * once p rounds to 1, while the sum over the others is not.
 */
function subtractMean(out: Vec, p: Vec, v: Vec, from: number, n: number): void {
  let lead = from;
  for (let i = from + 1; i < from + n; i++) if (p[i] > p[lead]) lead = i;
  let mean = 0;
  for (let i = from; i < from + n; i++) {
    out[i] = v[i] - v[lead];
    mean += p[i] * out[i];
  }
  for (let i = from; i < from + n; i++) out[i] -= mean;
}

function plainDot(a: Vec, b: Vec): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
