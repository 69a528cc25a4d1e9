import { erfcFar, erfcNear, isNear } from './erfcParts.js';
import { exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential.js';
import { lower, productRest } from './pairs.js';

// From here on the result rounds to 0, or to 2.
const HIGHEST = 28;

/** 1 − erf x, by e^−x² with the square as a pair. */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (isNear(size)) return erfcNear(x, 0);
  const t = size > HIGHEST ? HIGHEST : size;
  const square = t * t;
  const k = nearestLn2Multiple(-square);
  const e = exponentialPair(-square, -productRest(t, t, square), k);
  const y = scaleByPowerOfTwo(erfcFar(t, 0, e, lower[0]), k);
  return x < 0 ? 2 - y : y;
}
