import { EPSILON, type Line } from './line.js';

/**
 * Distances of the points, relative to |x|: some ten thousand of its last places; and so that what is computed with
 * single precision changes by some of its own.
 */
const FINE_SPACING = 2 ** -38;
const WIDE_SPACING = 2 ** -18;
/** Uneven places, since even steps of a function rounded to whole steps of its own may show no rounding at all. */
const PLACES = [0, 1.13, 1.87, 3.29, 4.71, 5.53, 6.61, 8.17];
/** Number of points in a window, over which a cubic fits the smooth part. */
const WINDOW = 5;

/** Weights of each window's divided difference, so that of noise of size 1 they make size 1. */
const windowWeights = PLACES.slice(WINDOW - 1).map((_, from) => {
  const window = PLACES.slice(from, from + WINDOW);
  const w = window.map((a) => 1 / window.reduce((product, b) => (a === b ? product : product * (a - b)), 1));
  const size = Math.sqrt(w.reduce((sum, each) => sum + each * each, 0));
  return w.map((each) => each / size);
});

/**
 * Noise of f near x beyond the rounding of its value, from fourth divided differences of its values at points so near
 * each other that a smooth function has none. Noise stays when the points draw nearer; what is the shape of f goes.
 * After J. J. Moré and S. M. Wild, "Estimating computational noise", SIAM Journal on Scientific Computing 33, 2011.
 */
export function noiseAt(ask: (place: number) => number, line: Line, here: number): number {
  const small = fineNoiseAt(ask, line, here);
  const wide = noiseLevelAt(ask, line, here, WIDE_SPACING);
  if (wide.single) return Math.max(small, SINGLE * wide.size);
  if (!(wide.level > Math.max(NOISE_THRESHOLD * wide.size, small))) return small;
  const drawn = noiseLevelAt(ask, line, here, WIDE_SPACING / 16).level;
  return PERSISTENCE * drawn > wide.level ? Math.max(small, wide.level) : small;
}

/** Noise of f by the nearest points alone, which see what the rounding of doubles within f comes to. */
export function fineNoiseAt(ask: (place: number) => number, line: Line, here: number): number {
  const near = noiseLevelAt(ask, line, here, FINE_SPACING);
  const nearer =
    near.level > NOISE_THRESHOLD * near.size
      ? noiseLevelAt(ask, line, here, FINE_SPACING / 4).level
      : near.level;
  return Math.min(near.level, PERSISTENCE * nearer);
}

/** Half the last place of a number in single precision. */
const SINGLE = 2 ** -24;
/** Level, relative to the value, above which it is no rounding of doubles. */
const NOISE_THRESHOLD = 64 * EPSILON;
/** Factor by which noise may shrink at nearer points; sixteen times nearer, the bend of a square root shrinks by 4. */
const PERSISTENCE = 3.8;

function noiseLevelAt(
  ask: (place: number) => number,
  { x, low, high, scale }: Line,
  here: number,
  apart: number,
): { level: number; size: number; single: boolean } {
  let step = (x === 0 ? (scale ?? 1) : Math.abs(x)) * apart;
  const last = PLACES[PLACES.length - 1];
  if (x + last * step > high) step = -step;
  const none = { level: 0, size: Math.abs(here), single: false };
  if (x + last * step < low) return none;
  const values = PLACES.map((place) => (place === 0 ? here : ask(x + place * step)));
  if (!values.every(Number.isFinite)) return none;
  // In units of the largest value, so that no square overflows or vanishes.
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (size === 0) return none;
  const rest = windowWeights.map((w, from) =>
    w.reduce((sum, each, i) => sum + each * (values[from + i] / size - here / size), 0),
  );
  const level = Math.sqrt(rest.reduce((sum, each) => sum + each * each, 0) / rest.length);
  return { level: level <= EPSILON ? 0 : level * size, size, single: isSinglePrecision(values) };
}

/**
 * Whether values come of single precision: they differ and are all such numbers, as of doubles hardly one in 2²⁹ is.
 */
const isSinglePrecision = (values: readonly number[]) =>
  values.every((value) => Math.fround(value) === value) && new Set(values).size > 2;
