import { at } from '../lanes';

export function tally(
  rows: i32, n: i32, steep: i32, low: f64, tolerance: f64, high: usize, before: usize, losses: usize,
  ends: usize, rises: usize, least: usize,
): void {
  for (let r = 0; r < rows; r++) {
    const o = at(r);
    const from = losses + at(2 * r * steep);
    ofRow(
      n, low, tolerance, load<f64>(high + o), load<f64>(before + o), from, from + at(steep),
      ends + o, rises + o, least + o,
    );
  }
}

function ofRow(
  n: i32, low: f64, tolerance: f64, high: f64, before: f64, loss: usize, steep: usize,
  ends: usize, rises: usize, least: usize,
): void {
  let end = n;
  let rise = n;
  let smallest: f64 = Infinity;
  let last = before;
  for (let i = 0; i < n; i++) {
    // What comes before a row's first loss lies elsewhere.
    if (i > 0) {
      i = rise === n
        ? quiet(i, n, low, high, tolerance, loss, steep, true)
        : quiet(i, n, low, high, tolerance, loss, steep, false);
      smallest = lesser(smallest, lowest);
      last = load<f64>(loss + at(i - 1));
      if (i === n) break;
    }
    const now = load<f64>(loss + at(i));
    if (rise === n && now > last) rise = i;
    smallest = lesser(smallest, now);
    last = now;
    const inside = now <= high && now >= low;
    if (!inside || load<f64>(steep + at(i)) <= tolerance * max<f64>(1, abs<f64>(now))) {
      end = i;
      break;
    }
  }
  store<f64>(ends, <f64>end);
  store<f64>(rises, <f64>rise);
  store<f64>(least, smallest + 0);
}

// @ts-ignore: decorator
@inline
function lesser(a: f64, b: f64): f64 {
  return b < a ? b : a;
}

let lowest: f64 = 0;

/** The first place from i on, in steps of four, where something may happen, or n; leaves the lowest loss before it. */
// @ts-ignore: decorator
@inline
function quiet(i: i32, n: i32, low: f64, high: f64, tolerance: f64, loss: usize, steep: usize, looking: bool): i32 {
  const top = f64x2.splat(high), bottom = f64x2.splat(low), share = f64x2.splat(tolerance), one = f64x2.splat(1);
  let smallest = f64x2.splat(Infinity);
  for (; i + 3 < n; i += 4) {
    const a = v128.load(loss + at(i)), b = v128.load(loss + at(i), 16);
    const flatA = f64x2.le(v128.load(steep + at(i)), f64x2.mul(share, f64x2.pmax(one, f64x2.abs(a))));
    const flatB = f64x2.le(v128.load(steep + at(i), 16), f64x2.mul(share, f64x2.pmax(one, f64x2.abs(b))));
    const lesserOfBoth = f64x2.pmin(a, b);
    let calm = v128.and(v128.and(f64x2.le(a, top), f64x2.le(b, top)), f64x2.ge(lesserOfBoth, bottom));
    calm = v128.andnot(calm, v128.or(flatA, flatB));
    if (looking) {
      const roseA = f64x2.gt(a, v128.load(loss + at(i - 1)));
      const roseB = f64x2.gt(b, v128.load(loss + at(i - 1), 16));
      calm = v128.andnot(calm, v128.or(roseA, roseB));
    }
    if (!i64x2.all_true(calm)) break;
    smallest = f64x2.pmin(smallest, lesserOfBoth);
  }
  lowest = lesser(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  return i;
}
