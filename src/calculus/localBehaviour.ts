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
  // A limit that seems infinite beside a value like any other is of a function that turns too fast there.
  const isOrdinary =
    Math.abs(value) < 100 * Math.max(...[-1, 1].map((side) => Math.abs(f(at + side * farOffset * scale))));
  if (isInfiniteSide(value) || (!isOrdinary && limits.some(isInfiniteSide))) return 'pole';
  if (limits.some(Number.isNaN)) return Number.isFinite(value) ? 'edge' : 'nothing';
  const size = Math.max(Math.abs(left), Math.abs(right), 1e-3);
  if (Number.isNaN(value)) return Math.abs(left - right) <= 1e-3 * size ? 'hole' : 'jump';
  const gapAt = (distance: number) =>
    Math.max(Math.abs(f(at - distance) - value), Math.abs(f(at + distance) - value));
  if (persistsInLimit(gapAt, scale, 1e-9 * size) && standsOut(f, at, scale, gapAt)) return 'jump';
  if (slopes.some(isInfiniteSide)) return slopes[0] === slopes[1] ? 'steep' : 'kink';
  const slopeChangeAt = (distance: number) => Math.abs(slope(at + distance) - slope(at - distance));
  const least = Math.max(1e-6 * Math.max(...slopes.map(Math.abs)), (1e-10 * size) / scale);
  const bends = persistsInLimit(slopeChangeAt, scale, least) && standsOut(slope, at, scale, slopeChangeAt);
  return bends ? 'kink' : 'smooth';
}

/** Nearest places that tell two numbers apart for certain: a share of the scale, or that many units in the last place. */
const finestOffset = 1e-10;
const finestUlps = 8;

/**
 * Whether a change of g across a point is more than g varies on either side of it: where it is not, g is smooth, or turns
 * faster than numbers there can tell.
 */
function standsOut(g: Real, at: number, scale: number, change: (distance: number) => number): boolean {
  const finest = Math.max(finestOffset * scale, finestUlps * Number.EPSILON * Math.abs(at));
  return [finest, 3 * finest].every((distance) => {
    const aside = [-distance, distance].map((step) => Math.abs(g(at + 2 * step) - g(at + step)));
    return Math.max(...aside) < 0.3 * change(distance);
  });
}

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
