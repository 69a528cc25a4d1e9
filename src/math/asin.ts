import { arctangentPair } from './arctangentPair.js';
import { lower } from './pairs.js';
import { sqrtOneMinusSquare } from './sqrtOneMinusSquare.js';

/** The angle from −π/2 to π/2 whose sine is x, NaN beyond ±1: its slope is x/√(1 − x²). */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) return NaN;
  if (size === 0) return x;
  const d = sqrtOneMinusSquare(size);
  const y = arctangentPair(size, 0, d, lower[0]) + lower[0];
  return x < 0 ? -y : y;
}
