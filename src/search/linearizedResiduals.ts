import { jacobianOf } from '../calculus/jacobian.js';
import type { Local, Vec } from '../fn.js';
import type { Place } from '../place.js';
import { norm } from './norm.js';
import { Qr } from './qr.js';

/** Share of the weighted norm of x that stands in for a parameter near 0 in `relativeChange`. */
const SHARE = 1e-3;

/** Linear model of the residuals near a point, r(x + d) ≈ r + J·d. */
export class LinearizedResiduals {
  readonly r: Vec;
  /** Columns of J, and their norms, 1 for a column of zeros. */
  readonly columns: readonly Vec[];
  readonly norms: Vec;
  readonly #qr: Qr;
  /** The product Qᵀ(−r). */
  readonly #projected: Vec;

  constructor(residuals: Local, n: number) {
    this.r = residuals.value;
    const [j, m] = [jacobianOf(residuals, n), this.r.length];
    this.columns = Array.from({ length: n }, (_, k) => {
      const column = new Float64Array(m);
      for (let i = 0; i < m; i++) column[i] = j[i * n + k];
      return column;
    });
    this.norms = Float64Array.from(this.columns, (column) => norm(column) || 1);
    const units = this.columns.map((column, k) => column.map((slope) => slope / this.norms[k]));
    this.#qr = new Qr(units, true);
    this.#projected = this.#qr.applyQTransposed(this.r.map((each) => -each));
  }

  /** Numerical rank of J. */
  get rank(): number {
    return this.#qr.rank;
  }

  /** Norm of the projection of r onto the range of J: what a step could take away. */
  get reducibleNorm(): number {
    return norm(this.#projected.subarray(0, this.rank));
  }

  /** The product J·d. */
  applyJacobian(d: Vec): Vec {
    const out = new Float64Array(this.r.length);
    this.columns.forEach((column, k) => {
      for (let i = 0; i < out.length; i++) out[i] += column[i] * d[k];
    });
    return out;
  }

  /** Gauss–Newton step d, the least ‖r + J·d‖; of linearly dependent columns the surplus ones get 0. */
  gaussNewtonStep(): Vec {
    return this.#unscaled(this.#qr.backSubstitute(this.#projected));
  }

  /** Levenberg–Marquardt step d, the least ‖b + J·d‖² + damping·Σ(scaleₖdₖ)²; b is r unless given. */
  dampedStep(damping: number, scale: Vec, b?: Vec): Vec {
    const qr = this.#qr;
    const [n, rows] = [this.columns.length, Math.min(qr.rows, this.columns.length)];
    const target = new Float64Array(rows + n);
    const turned = b ? qr.applyQTransposed(b.map((each) => -each)) : this.#projected;
    target.set(turned.subarray(0, rows));
    const stack = Array.from({ length: n }, (_, j) => {
      const column = new Float64Array(rows + n);
      for (let i = 0; i < rows; i++) column[i] = qr.at(i, j);
      const k = qr.order[j];
      column[rows + j] = (Math.sqrt(damping) * scale[k]) / this.norms[k];
      return column;
    });
    const whole = new Qr(stack, false);
    return this.#unscaled(whole.backSubstitute(whole.applyQTransposed(target)));
  }

  #unscaled(z: Vec): Vec {
    return this.#qr.unpermute(z).map((each, k) => each / this.norms[k]);
  }

  /** Largest relative change of a parameter when x moves by d. */
  relativeChange(d: Vec, x: Vec): number {
    const whole = norm(x.map((each, k) => each * this.norms[k]));
    return d.reduce((most, change, k) => {
      const size = Math.max(Math.abs(x[k]), (SHARE * whole) / this.norms[k]);
      return change === 0 ? most : Math.max(most, Math.abs(change) / size);
    }, 0);
  }

  /** (JᵀJ)⁻¹ from R, row by row: of the columns that count for the rank, with zeros for the others. */
  inverseProduct(): Vec {
    const n = this.norms.length;
    const out = new Float64Array(n * n);
    for (let k = 0; k < this.rank; k++) {
      const unit = new Float64Array(n);
      unit[k] = 1;
      const column = this.#unscaled(this.#qr.backSubstitute(unit));
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i * n + j] += column[i] * column[j];
    }
    return out;
  }

  /**
   * Square roots of the diagonal of (JᵀJ)⁻¹, from R rather than from JᵀJ, which would halve the digits; ∞ for
   * parameters that the residuals do not determine.
   */
  parameterDeviations(): Vec {
    const { rank, order } = this.#qr;
    const n = order.length;
    const squares = new Float64Array(n);
    for (let k = 0; k < rank; k++) {
      const unit = new Float64Array(n);
      unit[k] = 1;
      this.#qr.backSubstitute(unit).forEach((each, i) => {
        squares[i] += each * each;
      });
    }
    for (let k = rank; k < n; k++) {
      squares[k] = Infinity;
      const column = Float64Array.from({ length: rank }, (_, i) => this.#qr.at(i, k));
      this.#qr.backSubstitute(column).forEach((each, i) => {
        if (Math.abs(each) > TOGETHER) squares[i] = Infinity;
      });
    }
    return this.#qr.unpermute(squares).map((square, k) => Math.sqrt(square) / this.norms[k]);
  }
}

/** Largest coefficient of one unit column in another that is taken for rounding. */
const TOGETHER = 1e-8;

const linearizedCache = new WeakMap<Local, LinearizedResiduals>();

/** Linear model of the residuals at a place, made once. Throws TypeError where the objective has none. */
export function linearizedAt({ near, x }: Place): LinearizedResiduals {
  const { residuals } = near;
  if (!residuals) throw new TypeError('search: f needs residuals, got none');
  const linearized = linearizedCache.get(residuals) ?? new LinearizedResiduals(residuals, x.length);
  linearizedCache.set(residuals, linearized);
  return linearized;
}
