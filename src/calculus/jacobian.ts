import type { Matrix } from '../algebra/matrix.js';
import { needMatrix, type ResidentMatrix } from '../algebra/resident.js';
import { allocateZeros } from '../engine/memory.js';
import type { Local, Vec } from '../fn.js';
import { needKeys } from '../need.js';
import { isInPlace, needOwnMemory, numbersOf } from '../numbers.js';
import { fnByMethod, type MethodOptions } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

interface Written<Out> extends MethodOptions {
  /** m×n matrix that is written and returned; it does not share memory with x. */
  out: Out;
}

/**
 * Jacobian of f at x, the m×n matrix of ∂fᵢ/∂xⱼ, a row per output: by pulls of unit weights, or by pushes of unit
 * changes where there are fewer inputs than outputs.
 */
export function jacobian<P extends Point>(f: Source<P>, x: P, options?: MethodOptions): Matrix;
export function jacobian<P extends Point, Out extends Matrix | ResidentMatrix>(
  f: Source<P>,
  x: P,
  options: Written<Out>,
): Out;
export function jacobian<P extends Point>(
  f: Source<P>,
  x: P,
  options: MethodOptions & Partial<Written<Matrix | ResidentMatrix>> = {},
): Matrix | ResidentMatrix {
  needKeys('jacobian', 'option', options, ['method', 'out']);
  const { method, out } = options;
  const { fn, point } = sourceAt('jacobian', f, x);
  const byMethod = fnByMethod('jacobian', fn, method);
  const columns = point.length;
  const given = out === undefined ? null : needMatrix('jacobian', 'out', out, undefined, columns);
  if (given && isInPlace(x)) needOwnMemory('jacobian', 'out', given.data, numbersOf('jacobian', 'x', x), 'x');
  const local = byMethod.at(point);
  const rows = local.value.length;
  if (given) needMatrix('jacobian', 'out', out, rows, columns);
  const data = jacobianOf(local, columns, given?.data);
  return out ?? { rows, columns, data };
}

/** Jacobian of a `Local` of n inputs, m×n row by row, in `out` where there is one. */
export function jacobianOf(local: Local, n: number, out?: Vec): Vec {
  const form = jacobianForm(local, n, out);
  if ('diagonal' in form) return toDense(form.diagonal, local.value.length, out);
  if (!out || form.data === out) return form.data;
  out.set(form.data);
  return out;
}

/** Jacobian row by row, or the diagonal of a diagonal one. */
type JacobianForm = { data: Vec; columns: number } | { diagonal: Vec };

/**
 * Jacobian of n columns: a known diagonal or matrix, a product for a composition, else by pulls or pushes of unit
 * vectors. `out` may be taken for it.
 */
function jacobianForm(local: Local, n: number, out?: Vec): JacobianForm {
  if (local.diagonal) return { diagonal: local.diagonal() };
  if (local.matrix) return { data: local.matrix(out), columns: n };
  if (local.chain) return multiplyChain(local.chain, n, out);
  const m = local.value.length;
  const data = m <= n ? pullRows(local, m) : pushColumns(local, n);
  return { data, columns: n };
}

/** Product Jₖ⋯J₁, from the right unless there are more inputs than outputs. */
function multiplyChain(chain: readonly Local[], n: number, out?: Vec): JacobianForm {
  const inputs = [n, ...chain.map(({ value }) => value.length)];
  const last = chain.length - 1;
  const steps = chain.map((local, k) => ({ local, n: inputs[k] }));
  const fromRight = n <= chain[last].value.length;
  if (!fromRight) steps.reverse();
  // The last step that makes an array of its own makes it of `out`: those after it scale that.
  const maker = steps.findLastIndex(({ local }) => !local.diagonal);
  const into = (k: number) => (k === maker ? out : undefined);
  const [{ local: first }, second] = steps;
  const factors = fromRight && first.scaled && second?.local.diagonal?.();
  let j: JacobianForm = factors
    ? { data: first.scaled!(factors, into(0)), columns: n }
    : jacobianForm(first, steps[0].n, into(0));
  for (let k = factors ? 2 : 1; k < steps.length; k++)
    j = (fromRight ? timesEarlier : timesLater)(steps[k].local, j, steps[k].n, into(k));
  return j;
}

/** Product of the Jacobian of `local`, of n inputs, and that of what comes before it. */
function timesEarlier(local: Local, j: JacobianForm, n: number, out?: Vec): JacobianForm {
  if ('diagonal' in j) {
    const own = jacobianForm(local, n, out);
    if ('diagonal' in own) return { diagonal: scaledRows(own.diagonal, j.diagonal, 1) };
    return { data: scaledColumns(own.data, j.diagonal), columns: n };
  }
  const { data, columns } = j;
  if (local.diagonal) return { data: scaledRows(data, local.diagonal(), columns), columns };
  return { data: pushColumns(local, columns, data), columns };
}

/** Product of the Jacobian of what comes after `local` and its own, of n inputs. */
function timesLater(local: Local, j: JacobianForm, n: number, out?: Vec): JacobianForm {
  if ('diagonal' in j) {
    if (local.scaled) return { data: local.scaled(j.diagonal, out), columns: n };
    const own = jacobianForm(local, n, out);
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

/** Matrix of a diagonal, row by row. */
function toDense(diagonal: Vec, rows: number, out?: Vec): Vec {
  const data = out?.fill(0) ?? allocateZeros('jacobian', 'the matrix', rows * rows);
  for (let i = 0; i < rows; i++) data[i * rows + i] = diagonal[i];
  return data;
}
