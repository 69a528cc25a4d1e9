import { nonNegative, positive } from '../entry.js';
import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import {
  decreaseOfSquares,
  isBelowRounding,
  isCloserToMinimum,
  isNearRounding,
} from '../search/decreaseOfSquares.js';
import { type LinearizedResiduals, linearizedAt } from '../search/linearizedResiduals.js';
import { innerProduct, isFiniteVector, norm, stepAlong } from '../search/norm.js';
import { searcher } from '../search/searcher.js';

interface State {
  damping: number;
  growth: number;
  /** The largest norm that each column of J has had (Moré 1978). */
  scale: Vec;
}

type Evaluate = (x: Vec) => Place;

const MOST_TRIES = 60;
/** Most tries where rounding hides what there is to gain. */
const FINE_TRIES = 3;
const LEAST_GAIN = 1e-4;
/** Share of a step at which its acceleration is measured, and share of x below which it is not. */
const [AHEAD, SHORTEST] = [0.1, 1e-4];
/** Least factor by which a step may shrink a column's norm in J: a parameter without influence never comes back. */
const HOLD = 1e-3;

export const levenbergMarquardt = searcher({
  title: 'Levenberg–Marquardt',
  group: 'by curvature',
  says: 'takes Gauss–Newton steps, shortened and bent along the curve where the tangent does not hold',
  cite: 'Levenberg 1944, Marquardt 1963; scaled after Moré 1978, damped after Nielsen 1999, bent after Transtrum and Sethna 2012',
  formula: 'x - j r/(j^2 (1 + damping))',
  knobs: {
    damping: positive(1e-3, 'how much steps are shortened at first'),
    acceleration: nonNegative(0.75, 'how much of a step may be its bend; 0 for straight steps'),
  },
  reaches: {},
  residuals: true,
  init: (n: number): State => ({ damping: 0, growth: 2, scale: new Float64Array(n) }),
  search(state, here, at, { step, damping, acceleration }) {
    const near = linearizedAt(here);
    if (step === 1) state.damping = damping as number;
    state.scale = state.scale.map((most, k) => Math.max(most, near.norms[k]));
    const sum = innerProduct(near.r, near.r);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const d = near.dampedStep(state.damping, state.scale);
      const promised = predictedDecrease(near, d, state);
      const fine = isNearRounding(promised, sum);
      const whole = acceleratedStep(near, here, at, d, state, acceleration as number);
      const x = whole && stepAlong(here.x, whole);
      if (x?.every((each, k) => each === here.x[k])) return null;
      const next = x && isFiniteVector(x) ? at(x) : null;
      const gain = next ? actualDecrease(near, next) / promised : -Infinity;
      const nearer = fine && next !== null && isCloserToMinimum(near, next, sum);
      if (next && (nearer || (gain > LEAST_GAIN && (fine || keepsInfluence(near, next))))) {
        decreaseDamping(state, nearer ? 1 : gain);
        return next;
      }
      if (tries >= FINE_TRIES && isBelowRounding(promised, sum)) return null;
      state.damping *= state.growth;
      state.growth *= 2;
    }
    return null;
  },
});

/** Decrease of Σr² along d that the linear model predicts. */
function predictedDecrease(near: LinearizedResiduals, d: Vec, { damping, scale }: State): number {
  const along = near.applyJacobian(d);
  const scaled = d.map((each, k) => scale[k] * each);
  return innerProduct(along, along) + 2 * damping * innerProduct(scaled, scaled);
}

function actualDecrease(near: LinearizedResiduals, next: Place): number {
  const { value } = next.near.residuals!;
  return isFiniteVector(value) ? decreaseOfSquares(near.r, value) : -Infinity;
}

function keepsInfluence(near: LinearizedResiduals, next: Place): boolean {
  const there = linearizedAt(next);
  return there.norms.every((norm, k) => norm >= HOLD * near.norms[k]);
}

/** Step d with half the geodesic acceleration added; null where that is too large to be trusted. */
function acceleratedStep(
  near: LinearizedResiduals,
  here: Place,
  at: Evaluate,
  d: Vec,
  state: State,
  most: number,
): Vec | null {
  if (most === 0 || near.relativeChange(d, here.x) <= SHORTEST) return d;
  const ahead = at(stepAlong(here.x, d, AHEAD)).near.residuals!.value;
  const along = near.applyJacobian(d);
  const turn = ahead.map((r, i) => (((r - near.r[i]) / AHEAD - along[i]) * 2) / AHEAD);
  if (!isFiniteVector(turn)) return null;
  const half = near.dampedStep(
    state.damping,
    state.scale,
    turn.map((each) => each / 2),
  );
  const length = (v: Vec) => norm(v.map((each, k) => state.scale[k] * each));
  return 2 * length(half) <= most * length(d) ? stepAlong(d, half) : null;
}

function decreaseDamping(state: State, gain: number): void {
  const off = 2 * gain - 1;
  state.damping = Math.max(state.damping * Math.max(1 / 3, 1 - off * off * off), 1e-300);
  state.growth = 2;
}
