import { arctangentPair } from './arctangentPair.js';
import { lower } from './pairs.js';
import { sqrtOneMinusSquare } from './sqrtOneMinusSquare.js';

const PI = 3.141592653589793;
const PI_LOW = 1.2246467991473532e-16;

/** The angle from 0 to π whose cosine is x, NaN beyond ±1: its slope is √(1 − x²)/x. */
export function acos(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) return NaN;
  const n = sqrtOneMinusSquare(size);
  const y = arctangentPair(n, lower[0], size, 0);
  if (!(x < 0)) return y + lower[0];
  const rest = PI - y;
  return rest + (PI - rest - y + (PI_LOW - lower[0]));
}
