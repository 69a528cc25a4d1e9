import type { Matrix } from '../algebra/matrix.js';
import { allocateZeros } from '../engine/memory.js';
import { needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * Hessian of f at x, the n×n matrix of ∂²f/∂xᵢ∂xⱼ, by n bends along the axes; symmetric to the bit. Exact but for
 * callbacks.
 * Throws RangeError unless f has one output.
 */
export function hessian<P extends Point>(f: Source<P>, x: P): Matrix {
  const { fn, point } = sourceAt('hessian', f, x);
  const near = fn.at(point);
  needOneOutput('hessian', near.value);
  const n = point.length;
  const data = allocateZeros('hessian', 'the matrix', n * n);
  for (let j = 0; j < n; j++) {
    const e = new Float64Array(n);
    e[j] = 1;
    data.set(near.bend(e, Float64Array.of(1)), j * n);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = (data[i * n + j] + data[j * n + i]) / 2;
      data[i * n + j] = mean;
      data[j * n + i] = mean;
    }
  }
  return { rows: n, columns: n, data };
}
