import { symmetricMatrix } from '../algebra/symmetricMatrix.js';
import { nonNegative } from '../entry.js';
import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import { cholesky, solveCholesky } from '../search/cholesky.js';
import { conjugateGradientStep } from '../search/conjugateGradientStep.js';
import { innerProduct, isFiniteVector, norm, stepAlong } from '../search/norm.js';
import { searcher } from '../search/searcher.js';

interface State {
  /** Number added to the diagonal of H, beyond the knob. */
  shift: number;
}

type Evaluate = (x: Vec) => Place;

/** Most parameters for which H is formed; beyond them conjugate gradients need H·v alone. */
const MANY = 128;
const MOST_TRIES = 80;
const LEAST_GAIN = 1e-4;
/** First shift, as a share of the size of H. */
const FIRST = 1e-3;
/** Predicted decrease, as a share of the loss, below which rounding hides it. */
const FINE = 1e-13;
/** Least length of a step off a saddle, where the gradient may be 0. */
const AWAY = 1e-2;

export const newton = searcher({
  title: 'Newton',
  group: 'by curvature',
  says: 'goes where the loss would be flat if it were its second-order expansion, damped until that is downhill',
  cite: 'Newton 1687; damped after Levenberg 1944, saddles after Moré and Sorensen 1979',
  formula: 'x - g/(h + damping)',
  knobs: { damping: nonNegative(0, 'what is added to the curvature in every direction') },
  reaches: { bowl: { steps: 1, within: 1e-30 }, rosenbrock: { steps: 30, within: 1e-20 } },
  init: (): State => ({ shift: 0 }),
  search(state, here, at, settings) {
    const damping = settings.damping as number;
    if (here.x.length > MANY) return conjugateGradientStep(here, at, damping);
    const h = symmetricMatrix(here.x.length, (v) => here.bend(v));
    if (!isFiniteVector(h) || !isFiniteVector(here.gradient)) return null;
    return dampedNewtonStep(state, here, at, h, damping);
  },
});

function dampedNewtonStep(state: State, here: Place, at: Evaluate, h: Vec, damping: number): Place | null {
  const n = here.x.length;
  const size = norm(h) || 1;
  let down: Vec | null = null;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const factor = cholesky(h, n, damping + state.shift);
    if ('direction' in factor) {
      down ??= factor.direction;
      increaseShift(state, size);
      continue;
    }
    const d = solveCholesky(factor.lower, n, here.gradient).map((each) => -each);
    const next = tryStep(here, at, d);
    const away = down && negativeCurvatureStep(here, at, d, down);
    if (away && away.value < Math.min(next?.value ?? Infinity, here.value)) return away;
    if (next && acceptsStep(state, here, next, d, h)) return next;
    if (next?.x.every((each, i) => each === here.x[i])) return null;
    increaseShift(state, size);
  }
  return null;
}

function increaseShift(state: State, size: number): void {
  state.shift = Math.max(4 * state.shift, FIRST * size);
}

function tryStep(here: Place, at: Evaluate, d: Vec): Place | null {
  const x = stepAlong(here.x, d);
  if (!isFiniteVector(x)) return null;
  const next = at(x);
  return Number.isFinite(next.value) && isFiniteVector(next.gradient) ? next : null;
}

/** Whether the loss fell by a share of what the quadratic model predicts; the next shift follows from how much. */
function acceptsStep(state: State, here: Place, next: Place, d: Vec, h: Vec): boolean {
  const promised = -innerProduct(here.gradient, d) - innerProduct(d, hessianTimes(h, d)) / 2;
  const fine = Math.abs(promised) <= FINE * Math.abs(here.value);
  const gain = (here.value - next.value) / promised;
  if (!(fine ? hasSmallerGradient(here, next) : next.value < here.value && !(gain < LEAST_GAIN)))
    return false;
  // Where the model holds the shift shrinks; one of rounding's size is 0.
  if (fine || gain > 0.75) state.shift /= 10;
  if (state.shift < 1e-8 * norm(h)) state.shift = 0;
  return true;
}

/** Whether the gradient shrank, which decides where rounding hides which of two losses is lower. */
const hasSmallerGradient = (here: Place, next: Place) =>
  next.value <= here.value + 10 * FINE * Math.abs(here.value) &&
  norm(next.gradient) < norm(here.gradient) / 2;

/** Step d plus one along a direction of negative curvature, to the side where the loss does not rise at first. */
function negativeCurvatureStep(here: Place, at: Evaluate, d: Vec, down: Vec): Place | null {
  const length = Math.max(norm(d), AWAY);
  const share = ((innerProduct(here.gradient, down) > 0 ? -1 : 1) * length) / norm(down);
  return tryStep(here, at, stepAlong(d, down, share));
}

function hessianTimes(h: Vec, d: Vec): Vec {
  const n = d.length;
  return d.map((_, i) => innerProduct(h.subarray(i * n, (i + 1) * n), d));
}
