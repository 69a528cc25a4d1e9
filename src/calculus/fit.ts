import { cos } from '../math/cos.js';

/** Number of pairs of values in a fit. */
const PAIRS = 32;
const QUARTER = 0.7853981633974483 / PAIRS;
/** Cosines of the angles k·π/(4·PAIRS), over a whole turn. */
const COSINES = Float64Array.from({ length: 8 * PAIRS }, (_, k) => cos(k * QUARTER));

/** Places of the pairs, relative to the widest: the positive zeros of a Chebyshev polynomial. */
export const FIT_PLACES = COSINES.filter((_, k) => k < 2 * PAIRS && k % 2 === 1);

/** Number of standard deviations that the error of a fit covers. */
const DEVIATIONS = 4;
/** Number of terms left out that tell the truncation. */
const AHEAD = 2;

/**
 * Slope at 0 of noisy values from many of them: half the rises of f between ±width·place as a series of odd Chebyshev
 * polynomials, cut where noise and the terms left out are least together. `noise` bounds the noise of one value; the
 * terms beyond tell it too, so that a width over which f is no polynomial has a large error.
 */
export function fitSlope(
  halves: Float64Array,
  width: number,
  noise: number,
): { value: number; error: number } {
  const terms = Float64Array.from({ length: PAIRS }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < PAIRS; i++) sum += halves[i] * COSINES[((2 * i + 1) * (2 * j + 1)) % (8 * PAIRS)];
    return (2 / PAIRS) * sum;
  });
  let best = { value: NaN, error: Infinity };
  let [value, squares] = [0, 0];
  for (let j = 0; j < PAIRS / 2; j++) {
    const k = 2 * j + 1;
    value += (j % 2 ? -k : k) * terms[j];
    squares += k * k;
    let [ahead, tail] = [0, 0];
    for (let i = j + 1; i < PAIRS; i++) {
      tail += terms[i] * terms[i];
      if (i <= j + AHEAD) ahead += (2 * i + 1) * Math.abs(terms[i]);
    }
    // Each term has the deviation of one value over √PAIRS; a bound of evenly spread noise is √3 of those.
    const deviation = Math.max(Math.sqrt(tail / (PAIRS - 1 - j)), noise / Math.sqrt(3 * PAIRS));
    const error = DEVIATIONS * deviation * Math.sqrt(squares) + ahead;
    if (error < best.error) best = { value, error };
  }
  return { value: best.value / width, error: best.error / width };
}
