import { ndtr64 } from './ndtr64.js';

// Up to here the result rounds to 0; −∞·0 would be NaN.
const LOWEST = -40;
// 2⁻⁶⁴
const UNIT = 5.421010862427522e-20;

/** xΦ(x), scaled where it neither overflows nor loses digits. */
export function gelu(x: number): number {
  const p = ndtr64(x);
  const t = x < LOWEST ? LOWEST : x;
  return x < 0 ? t * p * UNIT : t * (p * UNIT);
}
