import { pow } from '../math/pow.js';
import { outOfRange } from '../need.js';
import {
  type Difference,
  differenceStatus,
  EPSILON,
  EvaluationCounter,
  type Line,
  stepScale,
} from './line.js';
import { noiseAt } from './noise.js';

type Scheme = 'forward' | 'backward' | 'central' | 'five-point';
export const schemes = ['forward', 'backward', 'central', 'five-point'] as const satisfies readonly Scheme[];

/** Methods that compute a derivative from values. */
export type DifferenceMethod = Scheme | 'complex-step' | 'extrapolated';
export const differenceMethods = [...schemes, 'complex-step', 'extrapolated'] as const;

/** Difference formula Σ weight·f(x + place·h) / (over·hⁿ), whose error shrinks as h^order. */
export interface Stencil {
  places: readonly number[];
  weights: readonly number[];
  over: number;
  order: number;
}

const FIVE: Record<number, Stencil> = {
  1: { places: [2, 1, -1, -2], weights: [-1, 8, -8, 1], over: 12, order: 4 },
  2: { places: [2, 1, 0, -1, -2], weights: [-1, 16, -30, 16, -1], over: 12, order: 4 },
  3: { places: [2, 1, -1, -2], weights: [1, -2, 2, -1], over: 2, order: 2 },
  4: { places: [2, 1, 0, -1, -2], weights: [1, -4, 6, -4, 1], over: 1, order: 2 },
};

/** Stencil of a scheme for the n-th derivative, its places from the highest to the lowest. */
export function stencilOf(who: string, scheme: Scheme, n: number): Stencil {
  if (scheme === 'five-point') {
    if (n > 4) throw outOfRange(who, 'derivative', 'to be 1 to 4 for five-point', n);
    return FIVE[n];
  }
  const odd = scheme === 'central' && n % 2 === 1;
  let weights = odd ? [1, 0, -1] : [1];
  for (let k = odd ? 1 : 0; k < n; k++) weights = [...weights, 0].map((w, i) => w - (weights[i - 1] ?? 0));
  const top = scheme === 'forward' ? n : scheme === 'backward' ? 0 : (weights.length - 1) / 2;
  const used = weights.flatMap((w, i) => (w === 0 ? [] : [[top - i, w]]));
  return {
    places: used.map(([place]) => place),
    weights: used.map(([, w]) => w),
    over: odd ? 2 : 1,
    order: scheme === 'central' ? 2 : 1,
  };
}

/** Step ε^(1/(n + order))·scale, where truncation meets rounding, such that x + h − x is h. */
function defaultStep(line: Line, { order }: Stencil, n: number): number {
  const h = pow(EPSILON, 1 / (n + order)) * (line.scale ?? stepScale(line.x));
  return line.x + h - line.x;
}

/** Difference quotient of a stencil with step h, as the textbook writes it. */
export function stencilDifference(
  f: (place: number) => number,
  x: number,
  h: number,
  stencil: Stencil,
  n: number,
): number {
  const { places, weights, over } = stencil;
  const sum = places.reduce((total, place, i) => {
    const value = f(x + place * h);
    const term = weights[i] === 1 ? value : weights[i] * value;
    return i === 0 ? term : total + term;
  }, 0);
  let below = over === 1 ? h : over * h;
  for (let k = 1; k < n; k++) below *= h;
  return sum / below;
}

/** Whether the line has room for a stencil with step h. */
function stencilFits({ x, low, high }: Line, { places }: Stencil, h: number): boolean {
  return x + places[0] * h <= high && x + places[places.length - 1] * h >= low;
}

/** Most halvings of a default step, until it fits and f is finite. */
const MOST_HALVINGS = 20;

/**
 * n-th derivative along a line by one of the schemes. Its error is estimated from a second step of twice the length, or
 * half where that has no room, with rounding and noise.
 * Throws RangeError where the given step, or every one, does not fit into the line.
 */
export function differenceByScheme(
  who: string,
  line: Line,
  scheme: Scheme,
  n: number,
  step?: number,
): Difference {
  const stencil = stencilOf(who, scheme, n);
  const counter = new EvaluationCounter(line);
  let h = step ?? defaultStep(line, stencil, n);
  if (step !== undefined && !stencilFits(line, stencil, h))
    throw outOfRange(who, 'step', `to keep ${scheme} within ${line.low} to ${line.high}`, step);
  for (let k = 0; step === undefined && !stencilFits(line, stencil, h); k++, h = line.x + h / 2 - line.x)
    if (k === MOST_HALVINGS || h === 0)
      throw outOfRange(who, 'x', `room within ${line.low} to ${line.high} for ${scheme}`, line.x);
  const here = counter.at(line.x);
  const noise = Number.isFinite(here) ? noiseAt(counter.at, line, here) : 0;
  const known = new Map([[line.x, here]]);
  const f = (place: number) => {
    const value = known.get(place) ?? counter.at(place);
    known.set(place, value);
    return value;
  };
  let value = stencilDifference(f, line.x, h, stencil, n);
  for (
    let k = 0;
    step === undefined && k < MOST_HALVINGS && !Number.isFinite(value) && Number.isFinite(here);
    k++
  ) {
    h = line.x + h / 2 - line.x;
    value = stencilDifference(f, line.x, h, stencil, n);
  }
  if (!Number.isFinite(here)) value = NaN;
  const error = differenceError(line, f, stencil, { h, n, value, noise });
  const { evaluations, largest } = counter;
  const values = [...known.values()].filter(Number.isFinite);
  const range = Math.max(...values) - Math.min(...values);
  const widest = Math.abs(h) * Math.max(...stencil.places.map(Math.abs));
  const status = differenceStatus(
    { value, error, range, widest },
    { largest, noise, here, scale: line.scale ?? stepScale(line.x), order: n },
  );
  return { value: Number.isFinite(value) ? value : NaN, error, step: h, evaluations, status };
}

function differenceError(
  line: Line,
  f: (place: number) => number,
  stencil: Stencil,
  { h, n, value, noise }: { h: number; n: number; value: number; noise: number },
): number {
  if (!Number.isFinite(value)) return Infinity;
  const rough = roundingError(line, f, stencil, { h, n, noise });
  const wider = stencilFits(line, stencil, 2 * h) ? stencilDifference(f, line.x, 2 * h, stencil, n) : NaN;
  // Truncation shrinks as h^order: that of h is at most the difference from 2h, or twice that from h/2.
  if (Number.isFinite(wider)) return Math.abs(wider - value) + rough;
  return 2 * Math.abs(stencilDifference(f, line.x, h / 2, stencil, n) - value) + rough;
}

/** Bound on what rounding and noise change in a difference: of its values, and of the places they are taken at. */
export function roundingError(
  { x }: Pick<Line, 'x'>,
  f: (place: number) => number,
  { places, weights, over }: Stencil,
  { h, n, noise }: { h: number; n: number; noise: number },
): number {
  const values = places.map((place) => f(x + place * h));
  const slope =
    Math.abs(values[0] - values[values.length - 1]) / ((places[0] - places[places.length - 1]) * h);
  const each = values.map((value) => 2 * noise + (EPSILON * Math.abs(value) + EPSILON * slope * Math.abs(x)));
  let sum = each.reduce((total, rough, i) => total + rough * Math.abs(weights[i]), 0) / over;
  for (let k = 0; k < n; k++) sum /= h;
  return sum;
}
