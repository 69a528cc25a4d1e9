import { at } from '../lanes';

export function tally(
  n: i32, low: f64, high: f64, tolerance: f64, before: f64, losses: usize, slopes: usize, found: usize,
): void {
  let end = n;
  let rise = n;
  let least: f64 = Infinity;
  let last = before;
  for (let i = 0; i < n; i++) {
    // The loss before the first is `before`, not in the array.
    if (i > 0) {
      i = rise === n
        ? quiet(i, n, low, high, tolerance, losses, slopes, true)
        : quiet(i, n, low, high, tolerance, losses, slopes, false);
      least = lesser(least, lowest);
      last = load<f64>(losses + at(i - 1));
      if (i === n) break;
    }
    const now = load<f64>(losses + at(i));
    if (rise === n && now > last) rise = i;
    least = lesser(least, now);
    last = now;
    const inside = now <= high && now >= low;
    if (!inside || (tolerance > 0 && load<f64>(slopes + at(i)) <= tolerance * max<f64>(1, abs<f64>(now)))) {
      end = i;
      break;
    }
  }
  store<f64>(found, <f64>end);
  store<f64>(found, <f64>rise, 8);
  store<f64>(found, least + 0, 16);
}

// @ts-ignore: decorator
@inline
function lesser(a: f64, b: f64): f64 {
  return b < a ? b : a;
}

let lowest: f64 = 0;

/**
 * First index from i on, in steps of eight, where a loss may leave the range, be flat or first rise, at most n;
 * `lowest` is then the least loss before it. Losses that only fall from one in the range are at most as high.
 */
// @ts-ignore: decorator
@inline
function quiet(i: i32, n: i32, low: f64, high: f64, tolerance: f64, losses: usize, slopes: usize, looking: bool): i32 {
  const top = f64x2.splat(high);
  let smallest = f64x2.splat(Infinity);
  for (; i + 7 < n; i += 8) {
    const p = losses + at(i);
    const a = v128.load(p), b = v128.load(p, 16), c = v128.load(p, 32), d = v128.load(p, 48);
    let calm: v128, small: v128;
    if (looking) {
      const q = p - 8;
      calm = v128.and(
        v128.and(f64x2.le(a, v128.load(q)), f64x2.le(b, v128.load(q, 16))),
        v128.and(f64x2.le(c, v128.load(q, 32)), f64x2.le(d, v128.load(q, 48))),
      );
      small = d;
    } else {
      calm = v128.and(v128.and(f64x2.le(a, top), f64x2.le(b, top)), v128.and(f64x2.le(c, top), f64x2.le(d, top)));
      small = f64x2.pmin(f64x2.pmin(a, b), f64x2.pmin(c, d));
    }
    calm = v128.and(calm, f64x2.ge(small, f64x2.splat(low)));
    if (i64x2.bitmask(calm) !== 3) break;
    if (tolerance > 0) {
      const s = slopes + at(i);
      // In this order a slope that is NaN hides no other.
      let least = f64x2.pmin(f64x2.splat(Infinity), v128.load(s));
      least = f64x2.pmin(least, v128.load(s, 16));
      least = f64x2.pmin(least, v128.load(s, 32));
      least = f64x2.pmin(least, v128.load(s, 48));
      const most = looking ? f64x2.splat(load<f64>(p - 8)) : f64x2.pmax(f64x2.pmax(a, b), f64x2.pmax(c, d));
      const size = f64x2.pmax(f64x2.splat(1), f64x2.pmax(f64x2.abs(small), f64x2.abs(most)));
      if (v128.any_true(f64x2.le(least, f64x2.mul(f64x2.splat(tolerance), size)))) break;
    }
    if (!looking) smallest = f64x2.pmin(smallest, small);
  }
  lowest = looking
    ? load<f64>(losses + at(i - 1))
    : lesser(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  return i;
}
