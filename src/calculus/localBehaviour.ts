// Local behaviour of a function of one number at a point and on both sides of it: smooth, or a kink, a hole, a pole.

/** Kind of local behaviour: smooth, or why there is no tangent. */
type Kind =
  | 'smooth'
  /** The slopes of the two sides differ. */
  | 'kink'
  /** Vertical tangent: the slopes of both sides grow without bound, with one sign. */
  | 'steep'
  /** No value here, and the limits of both sides agree. */
  | 'hole'
  /** The value or a limit is infinite. */
  | 'pole'
  /** The limits differ from each other or from the value. */
  | 'jump'
  /** A value here, but none on one side at least. */
  | 'edge'
  /** No value here, and none on one side at least. */
  | 'nothing';

export interface Around {
  at: number;
  kind: Kind;
  /** Value here; NaN or ±∞ where there is none. */
  value: number;
  /** Limits from the left and from the right. */
  limits: Sides;
  /** Limits of the slope. */
  slopes: Sides;
}

type Sides = readonly [left: number, right: number];
export type Real = (x: number) => number;

/** Distances at which a limit is sampled, relative to the scale. */
const far = 1e-4;
const near = 1e-8;

/** Local behaviour of f at a point. `scale` is the size of things there: what is much smaller is the same point. */
export function around(f: Real, slope: Real, at: number, scale: number): Around {
  const value = f(at);
  const both = (g: Real): Sides => [limit(g, at, -scale), limit(g, at, scale)];
  const [limits, slopes] = [both(f), both(slope)];
  return { at, value, limits, slopes, kind: kindOf(f, slope, at, scale, value, limits, slopes) };
}

function kindOf(
  f: Real,
  slope: Real,
  at: number,
  scale: number,
  value: number,
  limits: Sides,
  slopes: Sides,
): Kind {
  const [left, right] = limits;
  const infinite = (side: number) => Math.abs(side) === Number.POSITIVE_INFINITY;
  if (infinite(value) || limits.some(infinite)) return 'pole';
  if (limits.some(Number.isNaN)) return Number.isFinite(value) ? 'edge' : 'nothing';
  const size = Math.max(Math.abs(left), Math.abs(right), 1e-3);
  if (Number.isNaN(value)) return Math.abs(left - right) <= 1e-3 * size ? 'hole' : 'jump';
  const gap = (distance: number) =>
    Math.max(Math.abs(f(at - distance) - value), Math.abs(f(at + distance) - value));
  if (stays(gap, scale, 1e-9 * size)) return 'jump';
  if (slopes.some(infinite)) return slopes[0] === slopes[1] ? 'steep' : 'kink';
  const turn = (distance: number) => Math.abs(slope(at + distance) - slope(at - distance));
  const least = Math.max(1e-6 * Math.max(...slopes.map(Math.abs)), (1e-10 * size) / scale);
  return stays(turn, scale, least) ? 'kink' : 'smooth';
}

/** Whether a difference persists as its two places come together; below `least` it is rounding. */
function stays(difference: Real, scale: number, least: number): boolean {
  const close = difference(near * scale);
  return close > least && close > 0.1 * difference(far * scale);
}

/** Limit of f at a point, from the side that `step` points to. */
export function limit(f: Real, at: number, step: number): number {
  const [one, two, close] = [far, 2 * far, near].map((share) => f(at + share * step));
  if (Number.isNaN(close)) return NaN;
  if (Math.abs(close) > 3 * Math.abs(one) && Math.abs(close) > 1e-6) {
    const closer = f(at + near * step * 1e-2);
    if (Math.abs(closer) > 3 * Math.abs(close)) return close > 0 ? Infinity : -Infinity;
  }
  if (Math.abs(close) < 1e-2 * Math.abs(one)) return 0;
  const straight = 2 * one - two;
  return Number.isFinite(straight) ? straight : close;
}
