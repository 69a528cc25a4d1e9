import { at } from '../lanes';

export function tally(
  n: i32, low: f64, high: f64, start: f64, tolerance: f64, untested: f64, before: f64, steepestBefore: f64,
  losses: usize, slopes: usize, found: usize,
): void {
  let end = n;
  let rise = n;
  let least: f64 = Infinity;
  let last = before;
  steepest = steepestBefore;
  for (let i = 0; i < n; i++) {
    // The loss before the first is `before`, not in the array.
    if (i > 0) {
      i = rise === n
        ? quiet(i, n, low, high, start, tolerance, untested, losses, slopes, true)
        : quiet(i, n, low, high, start, tolerance, untested, losses, slopes, false);
      least = lesser(least, lowest);
      last = load<f64>(losses + at(i - 1));
      if (i === n) break;
    }
    const now = load<f64>(losses + at(i));
    if (rise === n && now > last) rise = i;
    least = lesser(least, now);
    last = now;
    let small = false;
    if (tolerance > 0) {
      const slope = load<f64>(slopes + at(i));
      if (slope > steepest && slope < Infinity && now <= start) steepest = slope;
      small = <f64>i >= untested && slope <= tolerance * steepest;
    }
    if (small || !(now <= high && now >= low)) {
      end = i;
      break;
    }
  }
  store<f64>(found, <f64>end);
  store<f64>(found, <f64>rise, 8);
  store<f64>(found, least + 0, 16);
  store<f64>(found, steepest + 0, 24);
}

// @ts-ignore: decorator
@inline
function lesser(a: f64, b: f64): f64 {
  return b < a ? b : a;
}

let lowest: f64 = 0;
let steepest: f64 = 0;

/**
 * First index from i on, in steps of eight, where a loss may leave the range, have a small slope or first rise, at most
 * n; `lowest` is then the least loss before it, `steepest` the largest slope. Losses that only fall from one in the
 * range are at most as high.
 */
// @ts-ignore: decorator
@inline
function quiet(
  i: i32, n: i32, low: f64, high: f64, start: f64, tolerance: f64, untested: f64, losses: usize, slopes: usize,
  looking: bool,
): i32 {
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
      const e = v128.load(s), f = v128.load(s, 16), g = v128.load(s, 32), h = v128.load(s, 48);
      const known = f64x2.splat(steepest);
      const above = v128.or(
        v128.or(f64x2.gt(e, known), f64x2.gt(f, known)),
        v128.or(f64x2.gt(g, known), f64x2.gt(h, known)),
      );
      let bound = steepest;
      if (v128.any_true(above)) {
        // In this order a slope that is NaN hides no other.
        let most = f64x2.pmax(known, counted(e, a, start));
        most = f64x2.pmax(most, counted(f, b, start));
        most = f64x2.pmax(most, counted(g, c, start));
        most = f64x2.pmax(most, counted(h, d, start));
        bound = greater(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
        if (bound === Infinity) break;
      }
      if (<f64>i + 7 >= untested) {
        const least = f64x2.pmin(f64x2.pmin(f64x2.pmin(f64x2.pmin(f64x2.splat(Infinity), e), f), g), h);
        if (v128.any_true(f64x2.le(least, f64x2.splat(tolerance * bound)))) break;
      }
      steepest = bound;
    }
    if (!looking) smallest = f64x2.pmin(smallest, small);
  }
  lowest = looking
    ? load<f64>(losses + at(i - 1))
    : lesser(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  return i;
}

/** Slopes where the loss is at most `start`, else NaN. */
// @ts-ignore: decorator
@inline
function counted(slopes: v128, losses: v128, start: f64): v128 {
  return v128.bitselect(slopes, f64x2.splat(NaN), f64x2.le(losses, f64x2.splat(start)));
}

// @ts-ignore: decorator
@inline
function greater(a: f64, b: f64): f64 {
  return b > a ? b : a;
}
