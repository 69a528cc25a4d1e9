// What a function of one number is like at a point and on both sides of it: smooth, or a kink, a hole, a pole.

/** Why there is no tangent, or that there is one. */
type Kind =
  | 'smooth'
  /** The slopes of the two sides differ. */
  | 'kink'
  /** The slopes of both sides grow without end, the same way. */
  | 'steep'
  /** No value here, and both sides come to the same one. */
  | 'hole'
  /** A side grows without end. */
  | 'pole'
  /** The sides do not meet, or not at the value. */
  | 'jump'
  /** There are values on one side only. */
  | 'edge'
  /** No values here. */
  | 'nothing';

export interface Around {
  at: number;
  kind: Kind;
  /** What it is here; NaN or ±∞ where it has no value. */
  value: number;
  /** What it comes to from the left and from the right. */
  limits: Sides;
  /** What its slope comes to. */
  slopes: Sides;
}

type Sides = readonly [left: number, right: number];
export type Real = (x: number) => number;

/** How far off a limit is looked at, and how near: relative to the size of the place. */
const far = 1e-4;
const near = 1e-8;

/** `scale` is the size of things here: what is much smaller is the same point. */
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

/** Whether a difference is still there when its two places come together; below `least` it is rounding. */
function stays(difference: Real, scale: number, least: number): boolean {
  const close = difference(near * scale);
  return close > least && close > 0.1 * difference(far * scale);
}

/** What f comes to at a place, from the side that `step` points to. */
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
