import type { Fn, Local, Vec } from '../fn.js';
import { dot, largest } from '../kernels/index.js';
import { Random } from '../random.js';
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
/** Share of the loss that a fall has to exceed to be no rounding. */
const NOTED = 1e-10;

/**
 * Sentence on why a point of small gradient is no minimum of f, where f curves down or falls on there; else null, which
 * proves nothing. Asks f a few times; null where its derivatives are not exact.
 */
export function noMinimumReason(f: Fn, x: Vec, value: number): string | null {
  if (f.approximate) return null;
  const near = f.at(x);
  const least = leastCurved(near, x.length);
  if (least.isDown) return 'no minimum: the loss curves down there';
  const falls = fallsOn(f, near, x, value) || fallsToASide(f, x, value, least.along);
  return falls ? 'no minimum: the loss falls on beyond it' : null;
}

/** Least curved of conjugate directions, from one at random; the first along which f curves down or not at all. */
function leastCurved(near: Local, n: number): { along: Vec; isDown: boolean } {
  const random = new Random(0);
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
    if (!(curve > FLAT * most * length)) return { along, isDown: curve < -FLAT * most * length };
    for (let i = 0; i < n; i++) rest[i] -= (square / curve) * turn[i];
    const before = square;
    square = dot(rest, rest);
    for (let i = 0; i < n; i++) along[i] = rest[i] + (square / before) * along[i];
  }
  return { along: least.along, isDown: false };
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

function fallsToASide(f: Fn, x: Vec, value: number, along: Vec): boolean {
  const size = Math.max(1, largest(x)) / largest(along);
  return [size, -size].some((share) => {
    const step = along.map((each) => share * each);
    return fallsAlong(f, x, value, step, IN_SIZES, 0);
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
