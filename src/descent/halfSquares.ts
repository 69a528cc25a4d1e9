import { type Fn, makeLocal, type Vec } from '../fn.js';
import { dot } from '../kernels/index.js';

/** Half the sum of squares Σrᵢ²/2 of residuals r: one output, gradient Jᵀr. */
export const halfSquares = (residuals: Fn): Fn => ({
  inputs: residuals.inputs,
  outputs: 1,
  approximate: residuals.approximate ?? false,
  at(x) {
    const near = residuals.at(x);
    const r = near.value;
    const times = (weight: number): Vec => r.map((each) => weight * each);
    return makeLocal(Float64Array.of(dot(r, r) / 2), {
      push: (v) => Float64Array.of(dot(r, near.push(v))),
      pull: (u) => near.pull(times(u[0])),
      bend(v, u) {
        const along = near.pull(near.push(v).map((each) => each * u[0]));
        return near.bend(v, times(u[0])).map((turn, i) => turn + along[i]);
      },
      residuals: near,
    });
  },
});
