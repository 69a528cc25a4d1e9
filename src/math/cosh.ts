import { nearestLn2Multiple, scaleByPowerOfTwo, twoTo } from './exponential.js';
import { hyperbolicPair } from './hyperbolicPair.js';

// From here on the result is ∞.
const HIGHEST = 711;
// From 4⁻⁶⁰ on e⁻ˣ is lost in eˣ.
const FAR = 60;

/** (eˣ + e⁻ˣ)/2. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  const t = size > HIGHEST ? HIGHEST : size;
  const k = nearestLn2Multiple(t);
  return scaleByPowerOfTwo(hyperbolicPair(t, k, twoTo(-2 * (k < FAR ? k : FAR))), k - 1);
}
