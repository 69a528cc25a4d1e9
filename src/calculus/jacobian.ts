import type { Matrix } from '../algebra/matrix.js';
import { zeros } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { needKeys } from '../need.js';
import { byMethod, type MethodOptions } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * The m×n matrix of ∂fᵢ/∂xⱼ at x, a row per output: by pulls of unit weights, or by pushes of unit changes
 * where there are fewer inputs than outputs.
 */
export function jacobian<P extends Point>(f: Source<P>, x: P, options: MethodOptions = {}): Matrix {
  needKeys('jacobian', 'option', options, ['method']);
  const { fn, point } = sourceAt('jacobian', f, x);
  const local = byMethod('jacobian', fn, options.method).at(point);
  const [rows, columns] = [local.value.length, point.length];
  const data = zeros('jacobian', 'the matrix', rows * columns);
  if (rows <= columns) {
    for (let i = 0; i < rows; i++) data.set(local.pull(unit(rows, i)), i * columns);
  } else {
    for (let j = 0; j < columns; j++) {
      const column = local.push(unit(columns, j));
      for (let i = 0; i < rows; i++) data[i * columns + j] = column[i];
    }
  }
  return { rows, columns, data };
}

function unit(n: number, i: number): Vec {
  const e = new Float64Array(n);
  e[i] = 1;
  return e;
}
