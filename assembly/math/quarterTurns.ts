// Two lanes of src/math/quarterTurns.ts, which says why; a test compares the constants and the bits.
import { farLeft, farLeftLow, farQuarterTurns } from './farQuarterTurns';
import { sumRest } from './pairs';

const TWO_OVER_PI: f64 = 0.6366197723675814;
const ROUND: f64 = 6755399441055744;
const P1: f64 = 1.5707963267341256;
const P2: f64 = 6.077100506303966e-11;
const P3: f64 = 2.0222662487111665e-21;
const P4: f64 = 8.4784276603689e-32;
const NEAR: f64 = 1e6;

export let left: v128 = i64x2(0, 0);
export let leftLow: v128 = i64x2(0, 0);

/** Quarter turns in x ≥ 0, as whole numbers in the last bits. */
export function quarterTurns(x: v128): v128 {
  const k = f64x2.add(f64x2.mul(x, f64x2.splat(TWO_OVER_PI)), f64x2.splat(ROUND));
  const turns = f64x2.sub(k, f64x2.splat(ROUND));
  const a = f64x2.sub(x, f64x2.mul(turns, f64x2.splat(P1)));
  const b = f64x2.mul(turns, f64x2.splat(P2));
  const c = f64x2.mul(turns, f64x2.splat(P3));
  const some = f64x2.sub(a, b);
  const most = f64x2.sub(some, c);
  const lost = f64x2.add(sumRest(a, f64x2.neg(b), some), sumRest(some, f64x2.neg(c), most));
  const rest = f64x2.sub(lost, f64x2.mul(turns, f64x2.splat(P4)));
  left = f64x2.add(most, rest);
  leftLow = f64x2.sub(rest, f64x2.sub(left, most));
  if (!i64x2.all_true(f64x2.le(x, f64x2.splat(NEAR)))) return farLanes(x, k);
  return k;
}

function farLanes(x: v128, near: v128): v128 {
  let k = near;
  const first = f64x2.extract_lane(x, 0);
  const second = f64x2.extract_lane(x, 1);
  if (!(first <= NEAR)) {
    k = f64x2.replace_lane(k, 0, farQuarterTurns(first) + ROUND);
    left = f64x2.replace_lane(left, 0, farLeft);
    leftLow = f64x2.replace_lane(leftLow, 0, farLeftLow);
  }
  if (!(second <= NEAR)) {
    k = f64x2.replace_lane(k, 1, farQuarterTurns(second) + ROUND);
    left = f64x2.replace_lane(left, 1, farLeft);
    leftLow = f64x2.replace_lane(leftLow, 1, farLeftLow);
  }
  return k;
}
