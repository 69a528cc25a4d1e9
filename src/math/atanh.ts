import { twoTo } from './exponential.js';
import { binaryExponent, logarithmPair } from './logarithmPair.js';
import { sumRest } from './pairs.js';

/** ½ ln((1 + x)/(1 − x)): ±∞ at ±1, NaN beyond. While the quotient is below √2 the series takes x itself. */
export function atanh(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) return NaN;
  if (size === 0) return x;
  if (size === 1) return x * Infinity;
  const up = 1 + size;
  const down = 1 - size;
  const k = binaryExponent(up / down);
  const near = k === 0;
  const p = twoTo(k);
  const part = p * down;
  const upLow = sumRest(1, size, up);
  const partLow = p * sumRest(1, -size, down);
  const n = near ? 2 * size : up - part;
  const d = near ? 2 : up + part;
  const nLow = near ? 0 : sumRest(up, -part, n) + (upLow - partLow);
  const dLow = near ? 0 : sumRest(up, part, d) + (upLow + partLow);
  const y = 0.5 * logarithmPair(k, n, nLow, d, dLow);
  return x < 0 ? -y : y;
}
