import { memoizeByObject, residentSubarray } from '../engine/memory.js';
import { type Fn, type Local, makeFn, makeLocal, type Vec } from '../fn.js';
import type { InPlace } from '../inPlace.js';
import { axpy, dot } from '../kernels/index.js';

/** Range of a point's numbers. */
interface WeightSpan {
  from: number;
  count: number;
}

/** Weight decay (l2/2)·Σw² over the numbers of all spans. */
const l2Penalty = (l2: number, spans: readonly Vec[]) =>
  (l2 / 2) * spans.reduce((sum, w) => sum + dot(w, w), 0);

/** f(p) + (l2/2)·Σw² over the numbers w of p in the spans, for f that has in-place forms. */
export function withL2Penalty(f: Fn, l2: number, spans: readonly WeightSpan[]): Fn {
  const within = (p: Vec) => spans.map(({ from, count }) => residentSubarray(p, from, count));
  const pairs = (p: Vec, v: Vec) => within(p).reduce((sum, w, k) => sum + dot(w, within(v)[k]), 0);
  const add = (to: Vec, v: Vec, scale: number) => {
    const parts = within(to);
    within(v).forEach((w, k) => {
      axpy(l2 * scale, w, parts[k]);
    });
    return to;
  };
  return makeFn({
    inputs: f.inputs,
    outputs: 1,
    at(given) {
      const p = given.slice();
      const near = f.at(p);
      return makeLocal(Float64Array.of(near.value[0] + l2Penalty(l2, within(p))), {
        push: (v) => Float64Array.of(near.push(v)[0] + l2 * pairs(p, v)),
        pull: (u) => add(near.pull(u), p, u[0]),
        bend: (v, u) => add(near.bend(v, u), v, u[0]),
        ...(near.residuals && { residuals: withWeightResiduals(near.residuals, Math.sqrt(l2), p, spans) }),
      });
    },
    inPlace: (allocate) => decayInPlace(f.inPlace!(allocate), l2, memoizeByObject(within)),
    inSingle: (allocate) => decayInPlace(f.inSingle!(allocate), l2, memoizeByObject(within)),
  });
}

function decayInPlace(f: InPlace, l2: number, within: (p: Vec) => readonly Vec[]): InPlace {
  let weights: readonly Vec[];
  return {
    ...f,
    value(p, out) {
      weights = within(p);
      f.value(p, out);
      out[0] += l2Penalty(l2, weights);
    },
    pull(u, out) {
      f.pull(u, out);
      const slopes = within(out);
      for (let k = 0; k < weights.length; k++) axpy(l2 * u[0], weights[k], slopes[k]);
    },
  };
}

/** Residuals of a loss, followed by √l2 times each number that decays. */
function withWeightResiduals(near: Local, root: number, p: Vec, spans: readonly WeightSpan[]): Local {
  const m = near.value.length;
  const size = spans.reduce((sum, { count }) => sum + count, 0);
  const joined = (first: Vec, v: Vec) => {
    const out = new Float64Array(m + size);
    out.set(first);
    let at = m;
    for (const { from, count } of spans) {
      for (let i = from; i < from + count; i++) out[at++] = root * v[i];
    }
    return out;
  };
  return {
    value: joined(near.value, p),
    push: (v) => joined(near.push(v), v),
    pull(u) {
      const out = near.pull(u.slice(0, m));
      let at = m;
      for (const { from, count } of spans) for (let i = from; i < from + count; i++) out[i] += root * u[at++];
      return out;
    },
    bend: (v, u) => near.bend(v, u.slice(0, m)),
  };
}
