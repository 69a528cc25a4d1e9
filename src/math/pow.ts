import {
  evenTail,
  ln2LowPart,
  minusLn2High,
  nearestLn2Multiple,
  oddTail,
  scaleByPowerOfTwo,
} from './exponential.js';
import { lnPair } from './logarithmPair.js';
import { lower, productRest } from './pairs.js';

const HIGHEST = 710;
const LOWEST = -746;
// ln x is 0 or at least 2⁻⁵³ in size, so that from here on y only says whether the result is 0, 1 or ∞.
const FAR = 1e20;

/**
 * xʸ = e^(y ln|x|), with the logarithm and the product as pairs; the special cases are those of IEEE 754
 * (§9.2): x⁰ and 1ʸ are 1 even for NaN, and a negative finite x needs a whole y.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  const size = Math.abs(x);
  const whole = Math.floor(y) === y;
  if (x < 0 && size < Infinity && !whole) return NaN;
  const power = y > FAR ? FAR : y < -FAR ? -FAR : y;
  const inner = size > 0 && size < Infinity;
  const ln = inner ? lnPair(size) : size === 0 ? -Infinity : size;
  const product = power * ln;
  const t = product > HIGHEST ? HIGHEST : product < LOWEST ? LOWEST : product;
  const left = t === product ? productRest(power, ln, product) + power * lower[0] : 0;
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = ln2LowPart(k) - left;
  const r = high - low;
  const q = r * r;
  const rest = q * (0.5 + q * evenTail(q) + r * oddTail(q)) - low;
  const sum = 1 + high;
  const lost = high - (sum - 1);
  const result = scaleByPowerOfTwo(sum + (lost + rest), k);
  const odd = whole && Math.floor(0.5 * y) !== 0.5 * y;
  return odd && (x < 0 || Object.is(x, -0)) ? -result : result;
}
