import { exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential.js';
import { lower, productRest } from './pairs.js';

// From here on the result rounds to 0.
const HIGHEST = 40;
// 1/√(2π) as a pair.
const TOP = 0.3989422804014327;
const TOP_LOW = -2.49232720227773e-17;

/** 2⁶⁴φ(x), with φ(x) = e^(−x²/2)/√(2π) the normal density, the square as a pair; why 2⁶⁴ is at `ndtr64`. */
export function npdf64(x: number): number {
  const size = Math.abs(x);
  const s = size > HIGHEST ? HIGHEST : size;
  const square = s * s;
  const k = nearestLn2Multiple(-0.5 * square);
  const e = exponentialPair(-0.5 * square, -0.5 * productRest(s, s, square), k);
  const y = e * TOP;
  const rest = productRest(e, TOP, y) + (e * TOP_LOW + lower[0] * TOP);
  return scaleByPowerOfTwo(y + rest, k + 64);
}
