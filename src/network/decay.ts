import { memoized, part } from '../engine/memory.js';
import { type Fn, fn, type Local, local, type Vec } from '../fn.js';
import type { InPlace } from '../inPlace.js';
import { axpy, dot } from '../kernels/index.js';

/** Range of a point's numbers. */
interface Span {
  from: number;
  count: number;
}

/** Weight decay (l2/2)·Σw² over the numbers of all spans. */
const decay = (l2: number, spans: readonly Vec[]) => (l2 / 2) * spans.reduce((sum, w) => sum + dot(w, w), 0);

/** f(p) + (l2/2)·Σw² over the numbers w of p in the spans, for f that has an in-place form. */
export function withDecay(f: Fn, l2: number, spans: readonly Span[]): Fn {
  const within = (p: Vec) => spans.map(({ from, count }) => part(p, from, count));
  const pairs = (p: Vec, v: Vec) => within(p).reduce((sum, w, k) => sum + dot(w, within(v)[k]), 0);
  const add = (to: Vec, v: Vec, scale: number) => {
    const parts = within(to);
    within(v).forEach((w, k) => {
      axpy(l2 * scale, w, parts[k]);
    });
    return to;
  };
  return fn({
    inputs: f.inputs,
    outputs: 1,
    at(given) {
      const p = given.slice();
      const near = f.at(p);
      return local(Float64Array.of(near.value[0] + decay(l2, within(p))), {
        push: (v) => Float64Array.of(near.push(v)[0] + l2 * pairs(p, v)),
        pull: (u) => add(near.pull(u), p, u[0]),
        bend: (v, u) => add(near.bend(v, u), v, u[0]),
        ...(near.residuals && { residuals: withWeights(near.residuals, Math.sqrt(l2), p, spans) }),
      });
    },
    inPlace: (allocate) => decayInPlace(f.inPlace!(allocate), l2, memoized(within)),
  });
}

function decayInPlace(f: InPlace, l2: number, within: (p: Vec) => readonly Vec[]): InPlace {
  let weights: readonly Vec[];
  return {
    ...f,
    value(p, out) {
      weights = within(p);
      f.value(p, out);
      out[0] += decay(l2, weights);
    },
    pull(u, out) {
      f.pull(u, out);
      const slopes = within(out);
      for (let k = 0; k < weights.length; k++) axpy(l2 * u[0], weights[k], slopes[k]);
    },
  };
}

/** Residuals of a loss, followed by √l2 times each number that decays. */
function withWeights(near: Local, root: number, p: Vec, spans: readonly Span[]): Local {
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
