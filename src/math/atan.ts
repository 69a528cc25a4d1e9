import { arctangentPair } from './arctangentPair.js';
import { lower } from './pairs.js';

// From far below on the result rounds to π/2.
const HIGHEST = 1e30;

/** The angle of slope x, from −π/2 to π/2. */
export function atan(x: number): number {
  if (x === 0) return x;
  const size = Math.abs(x);
  const y = arctangentPair(size > HIGHEST ? HIGHEST : size, 0, 1, 0) + lower[0];
  return x < 0 ? -y : y;
}
