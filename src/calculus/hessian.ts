import type { Matrix } from '../algebra/matrix.js';
import { symmetricMatrix } from '../algebra/symmetricMatrix.js';
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
  symmetricMatrix(n, (v) => near.bend(v, Float64Array.of(1)), data);
  return { rows: n, columns: n, data };
}
