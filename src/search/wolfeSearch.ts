import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import { innerProduct, isFiniteVector, stepAlong } from './norm.js';

/** Growth of the step while bracketing, and the most steps of bracketing and of zooming. */
const [LONGER, MOST_LONGER, MOST_ZOOM] = [4, 40, 60];
/** Share of the bracket that a trial keeps away from both its ends. */
const MARGIN = 0.1;
const ROUNDING = 2 ** -50;

interface Trial {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
  readonly place: Place | null;
}

export interface WolfeConditions {
  readonly c1: number;
  readonly c2: number;
}

/**
 * Search for a step that satisfies the strong Wolfe conditions on x + t·d; where none is found, one of sufficient
 * decrease, or null. Nocedal and Wright 2006, algorithms 3.5 and 3.6, with cubic interpolation. Where rounding hides
 * which of two losses is lower, slopes decide (Hager and Zhang 2005).
 */
export function wolfeSearch(
  here: Place,
  d: Vec,
  first: number,
  at: (x: Vec) => Place,
  by: WolfeConditions,
): Place | null {
  const start: Trial = { t: 0, value: here.value, slope: innerProduct(here.gradient, d), place: null };
  if (!(start.slope < 0)) return null;
  const line = new WolfeLineSearch(start, (t) => evaluateTrial(at, here.x, d, t), by);
  let [last, t] = [start, first];
  for (let k = 0; k < MOST_LONGER; k++, t *= LONGER) {
    const trial = line.try(t);
    if (line.fits(trial)) return trial.place;
    if (!line.isLow(trial) || (k > 0 && trial.value >= last.value)) return line.zoom(last, trial);
    if (trial.slope >= 0) return line.zoom(trial, last);
    last = trial;
  }
  return last.place;
}

function evaluateTrial(at: (x: Vec) => Place, x: Vec, d: Vec, t: number): Trial {
  const point = stepAlong(x, d, t);
  const nowhere = { t, value: Infinity, slope: NaN, place: null };
  if (!isFiniteVector(point)) return nowhere;
  const place = at(point);
  if (!Number.isFinite(place.value)) return nowhere;
  const slope = innerProduct(place.gradient, d);
  return Number.isFinite(slope) ? { t, value: place.value, slope, place } : nowhere;
}

class WolfeLineSearch {
  readonly #start: Trial;
  readonly #by: WolfeConditions;
  readonly try: (t: number) => Trial;

  constructor(start: Trial, trial: (t: number) => Trial, by: WolfeConditions) {
    this.#start = start;
    this.try = trial;
    this.#by = by;
  }

  isLow({ t, value }: Trial): boolean {
    const { value: from, slope } = this.#start;
    return value <= from + this.#by.c1 * t * slope;
  }

  fits(trial: Trial): boolean {
    const { c1, c2 } = this.#by;
    const { value: from, slope } = this.#start;
    if (this.isLow(trial)) return Math.abs(trial.slope) <= -c2 * slope;
    const level = Math.abs(trial.value - from) <= ROUNDING * Math.abs(from);
    return level && trial.slope >= c2 * slope && trial.slope <= (2 * c1 - 1) * slope;
  }

  /** Zoom between two trials: `low` has sufficient decrease and slopes towards `high`. */
  zoom(low: Trial, high: Trial): Place | null {
    for (let k = 0; k < MOST_ZOOM; k++) {
      const t = cubicMinimum(low, high);
      if (t === low.t || t === high.t) break;
      const trial = this.try(t);
      if (this.fits(trial)) return trial.place;
      if (!this.isLow(trial) || trial.value >= low.value) high = trial;
      else {
        if (trial.slope * (high.t - low.t) >= 0) high = low;
        low = trial;
      }
    }
    return low.place;
  }
}

/** Minimizer of the cubic with the values and slopes of two trials, kept away from both; else the middle. */
function cubicMinimum(a: Trial, b: Trial): number {
  const width = b.t - a.t;
  const middle = a.t + width / 2;
  if (!Number.isFinite(b.value)) return middle;
  const mean = a.slope + b.slope - (3 * (b.value - a.value)) / width;
  const square = mean * mean - a.slope * b.slope;
  if (!(square >= 0)) return middle;
  const root = width > 0 ? Math.sqrt(square) : -Math.sqrt(square);
  const share = 1 - (b.slope + root - mean) / (b.slope - a.slope + 2 * root);
  if (!(share > 0 && share < 1)) return middle;
  return a.t + width * Math.min(Math.max(share, MARGIN), 1 - MARGIN);
}
