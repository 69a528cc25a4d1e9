import type { Matrix } from '../algebra/matrix.js';
import { allocateZeros } from '../engine/memory.js';
import type { Local, Vec } from '../fn.js';
import { needKeys } from '../need.js';
import { fnByMethod, type MethodOptions } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * Jacobian of f at x, the m×n matrix of ∂fᵢ/∂xⱼ, a row per output: by pulls of unit weights, or by pushes of unit
 * changes where there are fewer inputs than outputs.
 */
export function jacobian<P extends Point>(f: Source<P>, x: P, options: MethodOptions = {}): Matrix {
  needKeys('jacobian', 'option', options, ['method']);
  const { fn, point } = sourceAt('jacobian', f, x);
  const local = fnByMethod('jacobian', fn, options.method).at(point);
  const [rows, columns] = [local.value.length, point.length];
  return { rows, columns, data: jacobianOf(local, columns) };
}

/** Jacobian of a `Local` of n inputs, m×n row by row. */
export const jacobianOf = (local: Local, n: number): Vec =>
  toDense(jacobianForm(local, n), local.value.length);

/** Jacobian row by row, or the diagonal of a diagonal one. */
type JacobianForm = { data: Vec; columns: number } | { diagonal: Vec };

/**
 * Jacobian of n columns: a known diagonal or matrix, a product for a composition, else by pulls or pushes of unit
 * vectors.
 */
function jacobianForm(local: Local, n: number): JacobianForm {
  if (local.diagonal) return { diagonal: local.diagonal() };
  if (local.matrix) return { data: local.matrix(), columns: n };
  if (local.chain) return multiplyChain(local.chain, n);
  const m = local.value.length;
  const data = m <= n ? pullRows(local, m) : pushColumns(local, n);
  return { data, columns: n };
}

/** Product Jₖ⋯J₁, from the right unless there are more inputs than outputs. */
function multiplyChain(chain: readonly Local[], n: number): JacobianForm {
  const inputs = [n, ...chain.map(({ value }) => value.length)];
  const last = chain.length - 1;
  if (n <= chain[last].value.length) {
    return chain.reduce<JacobianForm | null>(
      (j, local, k) => (j ? timesEarlier(local, j, inputs[k]) : jacobianForm(local, n)),
      null,
    )!;
  }
  return chain.reduceRight<JacobianForm | null>(
    (j, local, k) => (j ? timesLater(j, local, inputs[k]) : jacobianForm(local, inputs[k])),
    null,
  )!;
}

/** Product of the Jacobian of `local`, of n inputs, and that of what comes before it. */
function timesEarlier(local: Local, j: JacobianForm, n: number): JacobianForm {
  if ('diagonal' in j) {
    const own = jacobianForm(local, n);
    if ('diagonal' in own) return { diagonal: scaledRows(own.diagonal, j.diagonal, 1) };
    return { data: scaledColumns(own.data, j.diagonal), columns: n };
  }
  const { data, columns } = j;
  if (local.diagonal) return { data: scaledRows(data, local.diagonal(), columns), columns };
  return { data: pushColumns(local, columns, data), columns };
}

/** Product of the Jacobian of what comes after `local` and its own, of n inputs. */
function timesLater(j: JacobianForm, local: Local, n: number): JacobianForm {
  if ('diagonal' in j) {
    const own = jacobianForm(local, n);
    if ('diagonal' in own) return { diagonal: scaledRows(own.diagonal, j.diagonal, 1) };
    return { data: scaledRows(own.data, j.diagonal, n), columns: n };
  }
  const { data, columns } = j;
  if (local.diagonal) return { data: scaledColumns(data, local.diagonal()), columns };
  return { data: pullRows(local, columns === 0 ? 0 : data.length / columns, data), columns: n };
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

/** Product J·V, V of `columns` columns; of unit vectors where none is given. */
function pushColumns(local: Local, columns: number, v?: Vec): Vec {
  if (v && local.pushes) return local.pushes(v, columns);
  const [rows, n] = [local.value.length, v ? v.length / columns : columns];
  const out = allocateZeros('jacobian', 'the matrix', rows * columns);
  for (let j = 0; j < columns; j++) {
    const change = new Float64Array(n);
    if (v) for (let i = 0; i < n; i++) change[i] = v[i * columns + j];
    else change[j] = 1;
    const column = local.push(change);
    for (let i = 0; i < rows; i++) out[i * columns + j] = column[i];
  }
  return out;
}

/** Product U·J, U of `rows` rows; of unit vectors where none is given. */
function pullRows(local: Local, rows: number, u?: Vec): Vec {
  if (u && local.pulls) return local.pulls(u, rows);
  const m = local.value.length;
  let out: Vec = new Float64Array();
  for (let i = 0; i < rows; i++) {
    const weight = u ? u.slice(i * m, (i + 1) * m) : new Float64Array(m);
    if (!u) weight[i] = 1;
    const row = local.pull(weight);
    if (i === 0) out = allocateZeros('jacobian', 'the matrix', rows * row.length);
    out.set(row, i * row.length);
  }
  return out;
}

/** Jacobian row by row, of a diagonal one too. */
function toDense(j: JacobianForm, rows: number): Vec {
  if ('data' in j) return j.data;
  const data = allocateZeros('jacobian', 'the matrix', rows * rows);
  for (let i = 0; i < rows; i++) data[i * rows + i] = j.diagonal[i];
  return data;
}
