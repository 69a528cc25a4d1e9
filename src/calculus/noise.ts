import { EPSILON, type Line } from './line.js';

/** The points are so far apart, in units of |x|: some ten thousand of its last places. */
const APART = 2 ** -38;
/** Unevenly, since even steps of a function rounded to whole steps of its own may show no rounding at all. */
const PLACES = [0, 1.13, 1.87, 3.29, 4.71, 5.53, 6.61, 8.17];
/** Each window of so many points has a smooth part that a cubic tells. */
const WINDOW = 5;

/** Of each window: the weights of its divided difference, so that of noise of size 1 they make size 1. */
const weights = PLACES.slice(WINDOW - 1).map((_, from) => {
  const window = PLACES.slice(from, from + WINDOW);
  const w = window.map((a) => 1 / window.reduce((product, b) => (a === b ? product : product * (a - b)), 1));
  const size = Math.sqrt(w.reduce((sum, each) => sum + each * each, 0));
  return w.map((each) => each / size);
});

/**
 * How much f trembles near x beyond the rounding of its value: from fourth divided differences of its values at
 * points so near each other that a smooth function has none. After J. J. Moré and S. M. Wild, "Estimating
 * computational noise", SIAM Journal on Scientific Computing 33, 2011.
 */
export function noiseAt(ask: (place: number) => number, { x, low, high, scale }: Line, here: number): number {
  let step = (x === 0 ? (scale ?? 1) : Math.abs(x)) * APART;
  const last = PLACES[PLACES.length - 1];
  if (x + last * step > high) step = -step;
  if (x + last * step < low) return 0;
  const values = PLACES.map((place) => (place === 0 ? here : ask(x + place * step)));
  if (!values.every(Number.isFinite)) return 0;
  // In units of the largest value, so that no square overflows or vanishes.
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (size === 0) return 0;
  const rest = weights.map((w, from) =>
    w.reduce((sum, each, i) => sum + each * (values[from + i] / size - here / size), 0),
  );
  const level = size * Math.sqrt(rest.reduce((sum, each) => sum + each * each, 0) / rest.length);
  return level <= EPSILON * size ? 0 : level;
}
