import { nearestLn2Multiple, scaleByPowerOfTwo, twoTo } from './exponential.js';
import { hyperbolicPair } from './hyperbolicPair.js';
import { lower } from './pairs.js';

// From here on the result rounds to 0; 2x is twice this.
const HIGHEST = 748;
// From 4⁻⁶⁰ on e⁻²ˣ is lost in e²ˣ.
const FAR = 60;

/** 1/cosh²x, the slope of tanh: 4/((e²ˣ + e⁻²ˣ) + 2), of which the sum is a pair. */
export function sech2(x: number): number {
  const size = 2 * Math.abs(x);
  const t = size > HIGHEST ? HIGHEST : size;
  const k = nearestLn2Multiple(t);
  const unit = twoTo(-(k < FAR ? k : FAR));
  const d = hyperbolicPair(t, k, unit * unit);
  const sum = d + 2 * unit;
  const rest = 2 * unit - (sum - d) + lower[0];
  const y = 4 / sum;
  return scaleByPowerOfTwo(y - y * y * (0.25 * rest), -k);
}
