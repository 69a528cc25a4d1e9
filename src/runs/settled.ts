import type { Fn, Local, Vec } from '../fn.js';
import { largest } from '../kernels/index.js';

// When a run has settled. Where the zero of the loss lies, and in what unit it is measured, says nothing of how near a
// minimum is, so that the gradient is compared with the largest the run has met, and the loss with its rounding.

/** Rounding that a few operations leave in a number, in units of ε. */
const ROUNDING = 4;
const ONE = Float64Array.of(1);

/**
 * Steepest-descent step to the least of the loss's second-order expansion along −g, (gᵀg/gᵀHg)·g: the most that it
 * moves a coordinate, and the fall ½(gᵀg)²/(gᵀHg) that it promises. NaN where the loss does not curve up along g.
 */
export interface ExpectedStep {
  readonly move: number;
  readonly gain: number;
  /** Largest coordinate of the point it starts at. */
  readonly size: number;
}

/** Step from x, where the gradient is a unit, of largest entry 1, times its norm, and H takes the unit to `turned`. */
export function expectedStep(x: Vec, unit: Vec, turned: Vec, gradientNorm: number): ExpectedStep {
  let [square, curve, size] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    square += unit[i] * unit[i];
    curve += unit[i] * turned[i];
    size = Math.max(size, Math.abs(x[i]));
  }
  const move = curve > 0 ? (square / curve) * gradientNorm : NaN;
  return { move, gain: (move * square * gradientNorm) / 2, size };
}

/** Expected step of a function of one output at a point near which it is known. */
export function expectedStepAt(x: Vec, near: Local, g: Vec, gradientNorm: number): ExpectedStep {
  // So scaled the squares neither overflow nor underflow.
  const unit = g.map((slope) => slope / gradientNorm);
  return expectedStep(x, unit, near.bend(unit, ONE), gradientNorm);
}

/** Slopes of a function at a point, and what its rounding leaves in them. */
export interface Slopes {
  readonly gradient: Vec;
  /** Changes of the slopes when every coordinate changes by a share of 4ε. */
  readonly rounding: Vec;
}

export function slopesAt(f: Fn, x: Vec, epsilon: number): Slopes {
  const near = f.at(x);
  const rounding = near.bend(x, ONE).map((change) => ROUNDING * epsilon * Math.abs(change));
  return { gradient: near.pull(ONE), rounding };
}

/** What decides whether a run has settled at an entry of its losses. */
export interface Standing {
  readonly tolerance: number;
  /** ε of the precision that the loss is computed in. */
  readonly epsilon: number;
  readonly value: number;
  /** Change of the loss since the entry before, NaN at the start. */
  readonly change: number;
  /** Largest entry of the gradient in absolute value, NaN if any is. */
  readonly gradientNorm: number;
  /** Largest finite `gradientNorm` of the entries so far whose loss is at most that of the start: G. */
  readonly steepest: number;
  /** Largest coordinate of the start. */
  readonly startSize: number;
  /** Whether the update was a search for a lower point that found none lower by more than rounding. */
  readonly searchedInVain: boolean;
  /** Step expected from here; null where second derivatives are not exact. */
  expectedStep(): ExpectedStep | null;
  /** Slopes here, asked for where there is an expected step. */
  slopes(): Slopes;
}

/** G after one more entry of the losses, from the start's loss and the entry's loss and gradient. */
export const steepestAfter = (
  steepest: number,
  gradientNorm: number,
  value: number,
  start: number,
): number => (gradientNorm > steepest && gradientNorm < Infinity && value <= start ? gradientNorm : steepest);

/** Sign by which a run has settled. */
export type SettledBy = 'gradient' | 'fall' | 'change' | 'rounding' | 'search';

/**
 * Sign by which a run has settled, null where it has not; all ask for ‖g‖∞ ≤ tolerance·G:
 * - gradient: ‖g‖∞ ≤ tolerance. Where G < 1 the unit of the loss may be anything, so that the expected step has to be
 *   short as well, at most tolerance·max(‖x‖∞, min(1, ‖x₀‖∞)), unless the loss does not curve up along g.
 * - fall: the expected step is short, and promises no more than the rounding of L.
 * - search: the expected step is short, and a search lowered L by no more than rounding.
 * - rounding: the expected step is short, and no slope is above both tolerance·min(1, G) and its rounding. So an exact
 *   fit ends. One that began so near that G is no measure ends after a search in vain, where no slope is above the
 *   largest rounding.
 * - change: the last update changed L by no more than rounding, where there are no exact second derivatives.
 */
export function settledBy(run: Standing): SettledBy | null {
  const { tolerance } = run;
  if (!(tolerance > 0)) return null;
  const { epsilon, value, gradientNorm, steepest } = run;
  const small = gradientNorm <= tolerance * steepest;
  if (gradientNorm === 0 || (small && steepest >= 1 && gradientNorm <= tolerance)) return 'gradient';
  if (!small && !run.searchedInVain) return null;
  const step = run.expectedStep();
  const isShort = step !== null && step.move <= shortMove(tolerance, step.size, run.startSize);
  if (small && steepest < 1 && (isShort || !(step && step.move > 0))) return 'gradient';
  if (!step) return small && isLevel(run.change, value, epsilon) ? 'change' : null;
  if (!isShort) return null;
  if (small && isLevel(step.gain, value, epsilon)) return 'fall';
  if (small && run.searchedInVain) return 'search';
  return isRounding(run, small ? tolerance * Math.min(1, steepest) : 0) ? 'rounding' : null;
}

/** Whether every slope is at most so large or its rounding; after a search in vain, at most the largest rounding. */
function isRounding(run: Standing, most: number): boolean {
  const { gradient, rounding } = run.slopes();
  if (run.searchedInVain && run.gradientNorm <= largest(rounding)) return true;
  return gradient.every((slope, i) => Math.abs(slope) <= Math.max(most, rounding[i]));
}

const shortMove = (tolerance: number, size: number, startSize: number) =>
  tolerance * Math.max(size, Math.min(1, startSize));

/** Whether a change of the loss is no more than its rounding. */
export const isLevel = (change: number, value: number, epsilon: number): boolean =>
  Math.abs(change) <= ROUNDING * epsilon * Math.abs(value);
