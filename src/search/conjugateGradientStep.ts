import type { Vec } from '../fn.js';
import { axpy, dot } from '../kernels/index.js';
import type { Place } from '../place.js';
import { isFiniteVector, stepAlong } from './norm.js';

const MOST_HALVINGS = 60;
const LEAST_GAIN = 1e-4;
const ROUNDING = 2 ** -50;

/**
 * Newton-CG step, which needs products H·v alone: conjugate gradients until the residual is small or the curvature is
 * not positive (Nocedal and Wright 2006, algorithm 7.1), then halved until the loss falls; null where it does not.
 */
export function conjugateGradientStep(here: Place, at: (x: Vec) => Place, damping: number): Place | null {
  const d = conjugateDirection(here, damping);
  const slope = dot(here.gradient, d);
  if (!(slope < 0)) return null;
  for (let k = 0, t = 1; k < MOST_HALVINGS; k++, t /= 2) {
    const x = stepAlong(here.x, d, t);
    if (x.every((each, i) => each === here.x[i])) return null;
    if (!isFiniteVector(x)) continue;
    const next = at(x);
    if (next.value <= here.value + LEAST_GAIN * t * slope) return next;
    const level = next.value <= here.value + ROUNDING * Math.abs(here.value);
    if (level && dot(next.gradient, next.gradient) < dot(here.gradient, here.gradient) / 4) return next;
  }
  return null;
}

function conjugateDirection(here: Place, damping: number): Vec {
  const { gradient } = here;
  const n = gradient.length;
  const d = new Float64Array(n);
  const rest = gradient.slice();
  const along = gradient.map((slope) => -slope);
  let square = dot(rest, rest);
  const first = Math.sqrt(square);
  const enough = Math.min(0.5, Math.sqrt(first)) * first;
  for (let k = 0; k < 2 * n && Math.sqrt(square) > enough; k++) {
    const turn = here.bend(along);
    if (damping > 0) axpy(damping, along, turn);
    const curve = dot(along, turn);
    if (!(curve > 0)) return k === 0 ? along : d;
    const length = square / curve;
    axpy(length, along, d);
    axpy(length, turn, rest);
    const before = square;
    square = dot(rest, rest);
    for (let i = 0; i < n; i++) along[i] = (square / before) * along[i] - rest[i];
  }
  return d;
}
