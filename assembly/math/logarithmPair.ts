// Two lanes of src/math/logarithmPair.ts, which says why; a test compares the constants and the bits.
import { bitsOf, numberOf } from './exponential';
import { leave, productRest, quotientRest, step, sumRest } from './pairs';

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const TWO_54: f64 = 18014398509481984;
const C1: f64 = 1 / 12.0;
const C1_LOW: f64 = 4.625929269271485e-18;
const C2: f64 = 1 / 80.0;
const C2_LOW: f64 = -6.938893903907229e-19;
const C3: f64 = 1 / 448.0;
const C4: f64 = 1 / 2304.0;
const C5: f64 = 1 / 11264.0;
const C6: f64 = 1 / 53248.0;
const C7: f64 = 1 / 245760.0;
const C8: f64 = 1 / 1114112.0;
const C9: f64 = 1 / 4980736.0;
const C10: f64 = 1 / 22020096.0;
const C11: f64 = 1 / 96468992.0;
const C12: f64 = 1 / 419430400.0;
const C13: f64 = 1 / 1811939328.0;
const ONE: i64 = 0x3ff00000;
const ROOT_HALF: i64 = 0x3fe6a09e;

// @ts-ignore: decorator
@inline
export function binaryExponent(x: v128): v128 {
  const high = i64x2.add(x, i64x2.splat((ONE - ROOT_HALF) << 32));
  return numberOf(i64x2.sub(i64x2.shr_u(high, 52), i64x2.splat(1023)));
}

/** z·low + zLow·high, what the product of two pairs has beyond that of their high parts. */
// @ts-ignore: decorator
@inline
function cross(z: v128, low: v128, zLow: v128, high: v128): v128 {
  return f64x2.add(f64x2.mul(z, low), f64x2.mul(zLow, high));
}

export function logarithmPair(k: v128, n: v128, nLow: v128, d: v128, dLow: v128): v128 {
  const two = f64x2.splat(2);
  const w = f64x2.div(f64x2.mul(two, n), d);
  const wLow = quotientRest(f64x2.mul(two, n), f64x2.mul(two, nLow), d, dLow, w);
  const z = f64x2.mul(w, w);
  const zLow = f64x2.add(productRest(w, w, z), f64x2.mul(f64x2.mul(two, w), wLow));
  const far = step(C8, z, step(C9, z, step(C10, z, step(C11, z, step(C12, z, f64x2.splat(C13))))));
  const u = f64x2.mul(z, step(C3, z, step(C4, z, step(C5, z, step(C6, z, step(C7, z, far))))));
  const second = f64x2.add(f64x2.splat(C2), u);
  const secondLow = f64x2.add(f64x2.sub(u, f64x2.sub(second, f64x2.splat(C2))), f64x2.splat(C2_LOW));
  const v = f64x2.mul(z, second);
  const vLow = f64x2.add(productRest(z, second, v), cross(z, secondLow, zLow, second));
  const first = f64x2.add(f64x2.splat(C1), v);
  const firstLost = f64x2.sub(v, f64x2.sub(first, f64x2.splat(C1)));
  const firstLow = f64x2.add(firstLost, f64x2.add(vLow, f64x2.splat(C1_LOW)));
  const g = f64x2.mul(z, first);
  const gLow = f64x2.add(productRest(z, first, g), cross(z, firstLow, zLow, first));
  const h = f64x2.mul(w, g);
  const hLow = f64x2.add(productRest(w, g, h), cross(w, gLow, wLow, g));
  const base = f64x2.mul(k, f64x2.splat(LN2_HIGH));
  const some = f64x2.add(base, w);
  const most = f64x2.add(some, h);
  const lost = f64x2.add(f64x2.sub(w, f64x2.sub(some, base)), f64x2.sub(h, f64x2.sub(most, some)));
  const low = f64x2.add(f64x2.mul(k, f64x2.splat(LN2_LOW)), f64x2.add(wLow, hLow));
  const rest = f64x2.add(lost, low);
  const value = f64x2.add(most, rest);
  leave(f64x2.sub(rest, f64x2.sub(value, most)));
  return value;
}

export function lnPair(x: v128): v128 {
  const one = f64x2.splat(1);
  const subnormal = f64x2.lt(x, f64x2.splat(SMALLEST_NORMAL));
  const scaled = v128.bitselect(f64x2.mul(x, f64x2.splat(TWO_54)), x, subnormal);
  const k = binaryExponent(scaled);
  const m = i64x2.sub(scaled, i64x2.shl(bitsOf(k), 52));
  const d = f64x2.add(m, one);
  const down = v128.and(subnormal, f64x2.splat(54));
  return logarithmPair(f64x2.sub(k, down), f64x2.sub(m, one), f64x2.splat(0), d, sumRest(m, one, d));
}
