import { expNegative } from './expNegative.js';
import { lower, quotientRest } from './pairs.js';

/** 1/(1 + e⁻ˣ), from e^−|x|, which cannot overflow, and without the 1 − σ that would cancel. */
export function sigmoid(x: number): number {
  const small = expNegative(-Math.abs(x));
  const smallLow = lower[0];
  const d = 1 + small;
  const dLow = small - (d - 1) + smallLow;
  const n = x < 0 ? small : 1;
  const q = n / d;
  return q + quotientRest(n, x < 0 ? smallLow : 0, d, dLow, q);
}
