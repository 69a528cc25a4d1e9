// Local behaviour of a function of one number at a point and on both sides of it: smooth, or a kink, a hole, a pole.

/** Kind of local behaviour: smooth, or why there is no tangent. */
type PointKind =
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

export interface LocalBehaviour {
  at: number;
  kind: PointKind;
  /** Value here; NaN or ±∞ where there is none. */
  value: number;
  /** Limits from the left and from the right. */
  limits: SidePair;
  /** Limits of the slope. */
  slopes: SidePair;
}

type SidePair = readonly [left: number, right: number];
export type Real = (x: number) => number;

/** Distances at which a limit is sampled, relative to the scale. */
const farOffset = 1e-4;
const nearOffset = 1e-8;

/** Local behaviour of f at a point. `scale` is the size of things there: what is much smaller is the same point. */
export function localBehaviourAt(f: Real, slope: Real, at: number, scale: number): LocalBehaviour {
  const value = f(at);
  const bothSides = (g: Real): SidePair => [oneSidedLimit(g, at, -scale), oneSidedLimit(g, at, scale)];
  const [limits, slopes] = [bothSides(f), bothSides(slope)];
  return { at, value, limits, slopes, kind: classifyPoint(f, slope, at, scale, value, limits, slopes) };
}

function classifyPoint(
  f: Real,
  slope: Real,
  at: number,
  scale: number,
  value: number,
  limits: SidePair,
  slopes: SidePair,
): PointKind {
  const [left, right] = limits;
  const isInfiniteSide = (side: number) => Math.abs(side) === Number.POSITIVE_INFINITY;
  if (isInfiniteSide(value) || limits.some(isInfiniteSide)) return 'pole';
  if (limits.some(Number.isNaN)) return Number.isFinite(value) ? 'edge' : 'nothing';
  const size = Math.max(Math.abs(left), Math.abs(right), 1e-3);
  if (Number.isNaN(value)) return Math.abs(left - right) <= 1e-3 * size ? 'hole' : 'jump';
  const gapAt = (distance: number) =>
    Math.max(Math.abs(f(at - distance) - value), Math.abs(f(at + distance) - value));
  const steepest = Math.max(...[-1, 1].map((side) => Math.abs(slope(at + side * nearOffset * scale))));
  if (isAliased(gapAt(nearOffset * scale), steepest * nearOffset * scale, size)) return 'smooth';
  if (persistsInLimit(gapAt, scale, 1e-9 * size)) return 'jump';
  if (slopes.some(isInfiniteSide)) return slopes[0] === slopes[1] ? 'steep' : 'kink';
  const slopeChangeAt = (distance: number) => Math.abs(slope(at + distance) - slope(at - distance));
  const least = Math.max(1e-6 * Math.max(...slopes.map(Math.abs)), (1e-10 * size) / scale);
  return persistsInLimit(slopeChangeAt, scale, least) ? 'kink' : 'smooth';
}

/**
 * Whether a function turns faster than the nearest places are apart, so that they say nothing of its sides: it changes
 * far less from one to the other than its slope there would have it, by more than the rounding of values of that size.
 */
const isAliased = (change: number, bySlope: number, size: number): boolean =>
  bySlope < Infinity && change + 1e-15 * size < 0.1 * bySlope;

/** Whether a difference persists as its two places come together; below `least` it is rounding. */
function persistsInLimit(difference: Real, scale: number, least: number): boolean {
  const close = difference(nearOffset * scale);
  return close > least && close > 0.1 * difference(farOffset * scale);
}

/** Limit of f at a point, from the side that `step` points to. */
export function oneSidedLimit(f: Real, at: number, step: number): number {
  const [one, two, close] = [farOffset, 2 * farOffset, nearOffset].map((share) => f(at + share * step));
  if (Number.isNaN(close)) return NaN;
  if (Math.abs(close) > 3 * Math.abs(one) && Math.abs(close) > 1e-6) {
    const closer = f(at + nearOffset * step * 1e-2);
    if (Math.abs(closer) > 3 * Math.abs(close)) return close > 0 ? Infinity : -Infinity;
  }
  if (Math.abs(close) < 1e-2 * Math.abs(one)) return 0;
  const straight = 2 * one - two;
  return Number.isFinite(straight) ? straight : close;
}
