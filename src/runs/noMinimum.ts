import type { Fn, Local, Vec } from '../fn.js';
import { dot, largest } from '../kernels/index.js';
import { randomStream } from '../random.js';
import { expectedStepAt } from './settled.js';

const ONE = Float64Array.of(1);
/** Most products H·v by which a direction is looked for that curves down. */
const MOST_TURNS = 20;
/** Curvature, as a share of the largest met, that may be rounding. */
const FLAT = 1e-8;
/** Distances at which the loss is looked at: in expected steps, and as shares of the point's size. */
const [IN_STEPS, IN_SIZES] = [
  [10, 100, 1000],
  [1e-3, 1e-2],
];
/** Share of the loss, or of the slopes that the point makes, above which a fall or a slope is no rounding. */
const NOTED = 1e-11;

/**
 * Sentence on why a point of small gradient is no minimum of f, where f curves down or falls on there; else null, which
 * proves nothing. Asks f a few times; null where its derivatives are not exact.
 */
export function noMinimumReason(f: Fn, x: Vec, value: number): string | null {
  if (f.approximate) return null;
  const near = f.at(x);
  const least = leastCurved(near, x.length);
  if (least.isDown) return 'no minimum: the loss curves down there';
  const falls = fallsOn(f, near, x, value) || fallsToASide(f, x, least);
  return falls ? 'no minimum: the loss falls on beyond it' : null;
}

interface Direction {
  readonly along: Vec;
  /** Whether f curves down along it. */
  readonly isDown: boolean;
  /** Largest curvature met on the way to it. */
  readonly most: number;
}

/** Least curved of conjugate directions, from one at random; the first along which f curves down or not at all. */
function leastCurved(near: Local, n: number): Direction {
  const random = randomStream(0, 'curvature');
  const rest = Float64Array.from({ length: n }, () => random.number() - 0.5);
  const along = rest.slice();
  const least = { along, share: Infinity };
  let [square, most] = [dot(rest, rest), 0];
  const enough = FLAT * FLAT * square;
  for (let k = 0; k < Math.min(n, MOST_TURNS) && square > enough; k++) {
    const turn = near.bend(along, ONE);
    const [curve, length] = [dot(along, turn), dot(along, along)];
    most = Math.max(most, Math.sqrt(dot(turn, turn) / length));
    if (curve / length < least.share) [least.along, least.share] = [along.slice(), curve / length];
    const level = FLAT * most * length;
    if (!(curve > level)) return { along, isDown: curve < -level, most };
    for (let i = 0; i < n; i++) rest[i] -= (square / curve) * turn[i];
    const before = square;
    square = dot(rest, rest);
    for (let i = 0; i < n; i++) along[i] = rest[i] + (square / before) * along[i];
  }
  return { along: least.along, isDown: false, most };
}

/** Whether f falls far beyond where its second-order expansion along −g is least. */
function fallsOn(f: Fn, near: Local, x: Vec, value: number): boolean {
  const g = near.pull(ONE);
  const norm = largest(g);
  if (!(norm > 0)) return false;
  const { move, gain } = expectedStepAt(x, near, g, norm);
  const step = g.map((slope) => -move * (slope / norm));
  return fallsAlong(f, x, value, step, IN_STEPS, gain);
}

/**
 * Whether to a side along a direction f falls ever more steeply, so that it is not convex there. Slopes tell what a
 * large constant in f would hide.
 */
function fallsToASide(f: Fn, x: Vec, { along, most }: Direction): boolean {
  const size = Math.max(1, largest(x)) / largest(along);
  const reach = size * Math.sqrt(dot(along, along));
  return [size, -size].some((share) => {
    const step = along.map((each) => share * each);
    const slopes = [0, ...IN_SIZES].map((distance) =>
      dot(f.at(x.map((each, i) => each + distance * step[i])).pull(ONE), step),
    );
    const noted = NOTED * most * reach * reach;
    return slopes[1] < 0 && slopes[2] < Math.min(0, slopes[0]) - noted;
  });
}

/** Whether f never rises from x to one distance after the other, and has fallen by more than so much. */
function fallsAlong(f: Fn, x: Vec, value: number, step: Vec, distances: number[], least: number): boolean {
  let last = value;
  for (const distance of distances) {
    const next = f.at(x.map((each, i) => each + distance * step[i])).value[0];
    if (!(next <= last)) return false;
    last = next;
  }
  return value - last > Math.max(least, NOTED * Math.abs(value));
}
