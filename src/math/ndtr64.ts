import { erfcFar, erfcNear, isNear } from './erfcParts.js';
import { exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential.js';
import { lower, productRest } from './pairs.js';

// From here on the result rounds to 0, or to 2⁶⁴.
const HIGHEST = 40;
// √½ as a pair.
const ROOT = 0.7071067811865476;
const ROOT_LOW = -4.833646656726457e-17;
const UNIT = 1.8446744073709552e19;

/**
 * 2⁶⁴Φ(x), with Φ(x) = erfc(−x/√2)/2 the normal distribution function, the quotient and its square as pairs. So what
 * is multiplied by x or x² keeps the digits that Φ would lose below the normal range.
 */
export function ndtr64(x: number): number {
  const size = Math.abs(x);
  const s = size > HIGHEST ? HIGHEST : size;
  const t = s * ROOT;
  const tLow = productRest(s, ROOT, t) + s * ROOT_LOW;
  if (isNear(t)) return 0.5 * UNIT * (x < 0 ? erfcNear(t, tLow) : erfcNear(-t, -tLow));
  const square = s * s;
  const k = nearestLn2Multiple(-0.5 * square);
  const e = exponentialPair(-0.5 * square, -0.5 * productRest(s, s, square), k);
  const y = scaleByPowerOfTwo(erfcFar(t, tLow, e, lower[0]), k + 63);
  return x < 0 ? y : UNIT - y;
}
