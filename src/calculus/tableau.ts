/** Difference over one step, the sum of a power series in t. */
export interface StepSlope {
  /** The step. */
  h: number;
  /** h² where the difference is symmetric, h where it is one-sided, in units of the first. */
  t: number;
  slope: number;
  /** Bound on what rounding and noise change in it. */
  rough: number;
}

/** Estimate of a number, with its error. */
export interface Estimate {
  value: number;
  error: number;
  /** The smallest step it is made from. */
  step: number;
  /** Number of steps joined in it. */
  joined: number;
}

/**
 * Neville's tableau for the coefficient of t^power at t = 0, a row per rung: entry j of row k is what the
 * polynomial through rungs k − j … k has there. Each entry is a start of its own, so that the tableau holds
 * those of Ridders from every step. C. J. F. Ridders, "Accurate computation of F′(x) and F′(x) F″(x)",
 * Advances in Engineering Software 4, 1982.
 */
export class Tableau {
  readonly #power: number;
  readonly #slopes: StepSlope[] = [];
  /** Of the last row: the polynomials' coefficients to `power`, and the rounding in each. */
  #row: { c: number[]; rough: number[] }[] = [];
  /** The best of each row. */
  readonly estimates: Estimate[] = [];

  constructor(power: number) {
    this.#power = power;
  }

  /** Best guess of the row that a smaller step adds. */
  add(slope: StepSlope): Estimate {
    const p = this.#power;
    this.#slopes.push(slope);
    const pad = (first: number) => [first, ...new Array<number>(p).fill(0)];
    const row = [{ c: pad(slope.slope), rough: pad(slope.rough) }];
    let best: Estimate = { value: slope.slope, error: Infinity, step: slope.h, joined: 1 };
    const k = this.#slopes.length - 1;
    for (let j = 1; j <= Math.min(k, MOST); j++) {
      row.push(nevilleEntry(row[j - 1], this.#row[j - 1], this.#slopes[k - j].t, slope.t, p));
      if (j < p + (p > 0 ? 1 : 0)) continue;
      const value = row[j].c[p];
      const spread = Math.max(Math.abs(value - row[j - 1].c[p]), Math.abs(value - this.#row[j - 1].c[p]));
      const error = spread + row[j].rough[p];
      if (error < best.error || best.error === Infinity)
        best = { value, error, step: slope.h, joined: j + 1 };
    }
    this.#row = row;
    this.estimates.push(best);
    return best;
  }
}

/** Most rungs joined: more add rounding, and no digits. */
const MOST = 12;

type Entry = { c: number[]; rough: number[] };

/** ((t − far)·near(t) − (t − close)·before(t)) / (close − far), coefficient by coefficient. */
function nevilleEntry(near: Entry, before: Entry, far: number, close: number, p: number): Entry {
  const c = new Array<number>(p + 1);
  const rough = new Array<number>(p + 1);
  for (let i = 0; i <= p; i++) {
    const [n, b] = i > 0 ? [near.c[i - 1], before.c[i - 1]] : [0, 0];
    const [nr, br] = i > 0 ? [near.rough[i - 1], before.rough[i - 1]] : [0, 0];
    // Written as a correction of what is nearest, which loses no digits where the two agree.
    c[i] = near.c[i] + (close * (near.c[i] - before.c[i]) - (n - b)) / (far - close);
    rough[i] = (nr + br + far * near.rough[i] + close * before.rough[i]) / (far - close);
  }
  return { c, rough };
}
