import type { Matrix } from '../algebra/matrix.js';
import { zeros } from '../engine/memory.js';
import type { Local, Vec } from '../fn.js';
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
  return { rows, columns, data: jacobianOf(local, columns) };
}

/** J of a Local of n inputs, m×n row by row. */
export const jacobianOf = (local: Local, n: number): Vec => dense(whole(local, n), local.value.length);

/** A Jacobian, row by row, or the diagonal of one that has nothing else. */
type Whole = { data: Vec; columns: number } | { diagonal: Vec };

/** All of J, of n columns: as it is known; of a composition as a product; else by pulls or pushes of unit vectors. */
function whole(local: Local, n: number): Whole {
  if (local.diagonal) return { diagonal: local.diagonal() };
  if (local.matrix) return { data: local.matrix(), columns: n };
  if (local.chain) return product(local.chain, n);
  const m = local.value.length;
  const data = m <= n ? pulled(local, m) : pushed(local, n);
  return { data, columns: n };
}

/** Jₖ⋯J₁ from the right where there are fewer inputs than outputs, else from the left. */
function product(chain: readonly Local[], n: number): Whole {
  const inputs = [n, ...chain.map(({ value }) => value.length)];
  const last = chain.length - 1;
  if (n <= chain[last].value.length) {
    return chain.reduce<Whole | null>(
      (j, local, k) => (j ? before(local, j, inputs[k]) : whole(local, n)),
      null,
    )!;
  }
  return chain.reduceRight<Whole | null>(
    (j, local, k) => (j ? after(j, local, inputs[k]) : whole(local, inputs[k])),
    null,
  )!;
}

/** J of the local, which has n inputs, times what comes before it. */
function before(local: Local, j: Whole, n: number): Whole {
  if ('diagonal' in j) {
    const own = whole(local, n);
    if ('diagonal' in own) return { diagonal: scaledRows(own.diagonal, j.diagonal, 1) };
    return { data: scaledColumns(own.data, j.diagonal), columns: n };
  }
  const { data, columns } = j;
  if (local.diagonal) return { data: scaledRows(data, local.diagonal(), columns), columns };
  return { data: pushed(local, columns, data), columns };
}

/** What comes after it times J of the local, which has n inputs. */
function after(j: Whole, local: Local, n: number): Whole {
  if ('diagonal' in j) {
    const own = whole(local, n);
    if ('diagonal' in own) return { diagonal: scaledRows(own.diagonal, j.diagonal, 1) };
    return { data: scaledRows(own.data, j.diagonal, n), columns: n };
  }
  const { data, columns } = j;
  if (local.diagonal) return { data: scaledColumns(data, local.diagonal()), columns };
  return { data: pulled(local, columns === 0 ? 0 : data.length / columns, data), columns: n };
}

function scaledRows(data: Vec, factors: Vec, columns: number): Vec {
  for (let i = 0; i < factors.length; i++)
    for (let j = 0; j < columns; j++) data[i * columns + j] *= factors[i];
  return data;
}

function scaledColumns(data: Vec, factors: Vec): Vec {
  for (let from = 0; from < data.length; from += factors.length)
    for (let j = 0; j < factors.length; j++) data[from + j] *= factors[j];
  return data;
}

/** J·V, V of so many columns; of unit vectors where none is given. */
function pushed(local: Local, columns: number, v?: Vec): Vec {
  if (v && local.pushes) return local.pushes(v, columns);
  const [rows, n] = [local.value.length, v ? v.length / columns : columns];
  const out = zeros('jacobian', 'the matrix', rows * columns);
  for (let j = 0; j < columns; j++) {
    const change = new Float64Array(n);
    if (v) for (let i = 0; i < n; i++) change[i] = v[i * columns + j];
    else change[j] = 1;
    const column = local.push(change);
    for (let i = 0; i < rows; i++) out[i * columns + j] = column[i];
  }
  return out;
}

/** U·J, U of so many rows; of unit vectors where none is given. */
function pulled(local: Local, rows: number, u?: Vec): Vec {
  if (u && local.pulls) return local.pulls(u, rows);
  const m = local.value.length;
  let out: Vec = new Float64Array();
  for (let i = 0; i < rows; i++) {
    const weight = u ? u.slice(i * m, (i + 1) * m) : new Float64Array(m);
    if (!u) weight[i] = 1;
    const row = local.pull(weight);
    if (i === 0) out = zeros('jacobian', 'the matrix', rows * row.length);
    out.set(row, i * row.length);
  }
  return out;
}

/** The matrix in full. */
function dense(j: Whole, rows: number): Vec {
  if ('data' in j) return j.data;
  const data = zeros('jacobian', 'the matrix', rows * rows);
  for (let i = 0; i < rows; i++) data[i * rows + i] = j.diagonal[i];
  return data;
}
