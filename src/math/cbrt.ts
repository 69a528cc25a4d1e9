import { twoTo } from './exponential.js';
import { productRest } from './pairs.js';
import { float64View, int32View } from './words.js';

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
// ∛m between 1 and 2 to 2⁻¹⁰·⁶: the minimax parabola.
const A0 = 0.6215132210661001;
const A1 = 0.43944236100531975;
const A2 = -0.06031955824671246;
const ROOT_2 = 1.2599210498948732;
const ROOT_4 = 1.5874010519681994;
const SPLIT = 134217729;

/**
 * ∛x. |x| = 2³ᑫw with w from 1 to 8; one step of Halley on a parabola's guess, cut to 26 bits so that its
 * square is exact, and a second step with the residual as a pair.
 */
export function cbrt(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < Infinity)) return x;
  const subnormal = size < SMALLEST_NORMAL;
  float64View[0] = subnormal ? size * TWO_54 : size;
  const e = (int32View[1] >> 20) - 1023;
  const q = Math.floor(e / 3);
  const j = e - 3 * q;
  int32View[1] -= e << 20;
  const m = float64View[0];
  const w = m * (j === 0 ? 1 : j === 1 ? 2 : 4);
  const guess = (A0 + m * (A1 + m * A2)) * (j === 0 ? 1 : j === 1 ? ROOT_2 : ROOT_4);
  const cube = guess * guess * guess;
  const better = guess + (guess * (w - cube)) / (2 * cube + w);
  const u = SPLIT * better;
  const t = u - (u - better);
  const square = t * t;
  const p = square * t;
  const residual = w - p - productRest(square, t, p);
  const y = (t + (t * residual) / (2 * p + w)) * twoTo(subnormal ? q - 18 : q);
  return x < 0 ? -y : y;
}
