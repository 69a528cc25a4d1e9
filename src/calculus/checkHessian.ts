import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import type { Fn, Vec } from '../fn.js';
import { needKeys, needNumber } from '../need.js';
import { inputNames } from './claim.js';
import { movedPoint } from './differenced.js';
import { extrapolate } from './extrapolate.js';
import { stepScale } from './line.js';
import { needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';
import { type Component, type FoundDerivative, judgeComponent, makeReport, type Report } from './verdict.js';

/**
 * Check of a claimed n×n Hessian, a Matrix or rows, of f, of one output, at x: each entry, row by row, against
 * extrapolated second differences of values of f, ∂²/∂x∂y by those along x + y and x − y. The verdicts are those of
 * `checkGradient` but for `kink`: second derivatives have no sides.
 * Throws RangeError for a claim of the wrong size, TypeError for what is none.
 */
export function checkHessian<P extends Point>(
  f: Source<P>,
  claimed: Matrix | ArrayLike<number>[],
  x: P,
  options: { tolerance?: number } = {},
): Report {
  const who = 'checkHessian';
  needKeys(who, 'option', options, ['tolerance']);
  const { tolerance = 1e-6 } = options;
  needNumber(who, 'tolerance', tolerance, 'a number above 0', (share) => share > 0);
  const { fn, point } = sourceAt(who, f, x);
  needOneOutput(who, fn.at(point).value);
  const n = point.length;
  const { rows, columns, data } = matrixFrom(who, 'claimed', claimed);
  if (rows !== n || columns !== n)
    throw new RangeError(`${who}: claimed needs ${n}×${n}, got ${rows}×${columns}`);
  const names = inputNames(fn, n);
  const components: Component[] = new Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const found = secondDerivative(fn, point, i, j);
      for (const [row, column] of i === j
        ? [[i, i]]
        : [
            [i, j],
            [j, i],
          ]) {
        const index = row * n + column;
        const name = `${names[row]},${names[column]}`;
        components[index] = { index, name, ...judgeComponent(data[index], found, tolerance) };
      }
    }
  }
  return makeReport(components, tolerance);
}

/** Second derivative ∂²f/∂xᵢ∂xⱼ: along an axis, or a quarter of the difference of those along two diagonals. */
function secondDerivative(f: Fn, x: Vec, i: number, j: number): FoundDerivative {
  const [si, sj] = [stepScale(x[i]), stepScale(x[j])];
  const size = (met: number) => met / (Math.max(1, Math.abs(x[i])) * Math.max(1, Math.abs(x[j])));
  if (i === j) {
    const { value, error, met, own } = extrapolate(
      { x: x[i], low: -Infinity, high: Infinity, f: (place) => f.at(movedPoint(x, i, place)).value[0] },
      2,
    );
    return { value, error, size: size(met), own };
  }
  const [up, down] = [sj, -sj].map((across) => {
    const d = new Float64Array(x.length);
    [d[i], d[j]] = [si, across];
    const line = { x: 0, scale: 1, low: -Infinity, high: Infinity };
    return extrapolate({ ...line, f: (place) => f.at(movedPoint(x, d, place)).value[0] }, 2);
  });
  const unit = 4 * si * sj;
  return {
    value: (up.value - down.value) / unit,
    error: (up.error + down.error) / unit,
    size: size(Math.max(up.met, down.met)),
    own: Math.max(up.own, down.own) / unit,
  };
}
