import type { Ladder, StepPair } from './ladder.js';
import { EPSILON } from './line.js';

const rise = ({ above, below }: StepPair) => above - below;
const run = ({ up, down }: StepPair) => up - down;

/** Some last places of f at and around x. */
const lastPlaces = (pairs: readonly StepPair[], here: number) =>
  pairs.reduce((most, { above, below }) => Math.max(most, Math.abs(above), Math.abs(below)), Math.abs(here)) *
  EPSILON *
  4;

/** Number of finest steps that tell what f does at x itself. */
const FINEST = 8;

/**
 * Size of the jump of f at x, 0 where there is none: what the rise from x keeps over all of the finest steps, however
 * short they are.
 */
export function jumpAt({ here }: Ladder, pairs: readonly StepPair[]): number {
  const finest = pairs.slice(-FINEST);
  if (finest.length < FINEST) return 0;
  const rough = lastPlaces(finest, here);
  const kept = (rises: number[]) => {
    const last = rises[FINEST - 1];
    const steady = rises.every((each) => Math.abs(each - last) <= 0.01 * Math.abs(last));
    return steady && Math.abs(last) > 16 * rough ? Math.abs(last) : 0;
  };
  return Math.max(
    kept(finest.map(({ above }) => above - here)),
    kept(finest.map(({ below }) => here - below)),
  );
}

/** Number of halvings of the step that tell an infinite slope: by each the rise from x shrinks by one factor. */
const HALVED = 12;
/** Least and largest such factor: rises as h^0.02 and as h^0.96. */
const [LEAST_FACTOR, MOST_FACTOR] = [1.014, 1.945];

/**
 * Slope at x where it is infinite: the rise from x is a power of the step below 1 down to the finest steps. ±∞, or NaN
 * where the sides differ in sign; 0 where it is not infinite.
 */
export function infiniteSlopeAt({ line: { x }, here }: Ladder, pairs: readonly StepPair[]): number {
  const finest = pairs.slice(-HALVED - 1);
  if (finest.length <= HALVED) return 0;
  const rough = lastPlaces(finest, here);
  const sign = (rises: number[]) => {
    const factors = rises.slice(1).map((each, k) => rises[k] / each);
    const [least, most] = [Math.min(...factors), Math.max(...factors)];
    const steady = least > LEAST_FACTOR && most < MOST_FACTOR && most < 1.15 * least;
    return steady && Math.abs(rises[HALVED]) > rough ? Math.sign(rises[HALVED]) : 0;
  };
  const left = finest[0].down < x ? sign(finest.map(({ below }) => here - below)) : 0;
  const right = finest[0].up > x ? sign(finest.map(({ above }) => above - here)) : 0;
  if (left === 0 && right === 0) return 0;
  return left * right < 0 ? NaN : (left || right) * Infinity;
}

/** Bound on the noise of one value, from the finest steps: what halving a step leaves of its rise beside one half. */
export function noiseOfFinest({ here }: Ladder, pairs: readonly StepPair[]): number {
  const finest = pairs.slice(-FINEST);
  let most = 0;
  for (let k = 1; k < finest.length; k++) {
    const [wide, close] = [finest[k - 1], finest[k]];
    const off = (a: number, b: number) => Math.abs(a - here - 2 * (b - here));
    most = Math.max(most, off(wide.above, close.above), off(wide.below, close.below));
  }
  return 0.6 * most;
}

/** Departure from a line, in bounds on rounding, that a smooth f grows to within an octave from none. */
const GENTLE = 256;
const HALVINGS = 10;

/** Jump of f beside x: its distance from x with a sign, and its rise, outwards. */
interface Jump {
  distance: number;
  rise: number;
}

/** First place between two distances from x where a residual, nearly none at the first, grows by a jump; or null. */
function jumpBetween(residual: (distance: number) => number, near: number, far: number): Jump | null {
  let [a, b] = [near, far];
  let [from, to] = [residual(a), residual(b)];
  const least = 0.05 * Math.abs(to);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = a + (b - a) / 2;
    const each = residual(middle);
    if (Math.abs(each) > least) [b, to] = [middle, each];
    else [a, from] = [middle, each];
  }
  return Math.abs(to - from) > 2 * least ? { distance: b, rise: to - from } : null;
}

/**
 * Size of the steps of a staircase that x stands on one step of, 0 where it stands on none: f keeps to one line over
 * the finer steps, leaves it by a jump, and then by another, on the same side or on the other. A smooth f leaves it
 * gently, and one with a single jump beside x goes on as before.
 */
export function stairAt(ladder: Ladder, pairs: readonly StepPair[], slope: number): number {
  const { here } = ladder;
  const { x } = ladder.line;
  const bend = ({ above, below }: StepPair) => (above + below) / 2 - here;
  const off = (j: number) => {
    const odd = Math.abs(rise(pairs[j]) - slope * run(pairs[j]));
    return j + 1 < pairs.length ? Math.max(odd, Math.abs(bend(pairs[j]) - 4 * bend(pairs[j + 1])) / 2) : odd;
  };
  let k = pairs.length - 1;
  while (k >= 0 && off(k) <= 4 * ladder.bound(pairs[k])) k--;
  if (k < 0 || k > pairs.length - 3 || off(k) <= GENTLE * ladder.bound(pairs[k])) return 0;
  const curve = bend(pairs[k + 1]) / pairs[k + 1].h / pairs[k + 1].h;
  const smooth = (distance: number) => here + slope * distance + curve * distance * distance;
  const found = ([1, -1] as const).flatMap((side) => {
    const distanceOf = ({ up, down }: StepPair) => (side > 0 ? up : down) - x;
    if (distanceOf(pairs[k]) === 0) return [];
    const residual = (distance: number) => ladder.at(x + distance) - smooth(distance);
    const least = (GENTLE / 4) * ladder.bound(pairs[k]);
    const valueOff = (pair: StepPair, before: number) =>
      (side > 0 ? pair.above : pair.below) - smooth(distanceOf(pair)) - before;
    const jumps: Jump[] = [];
    let before = 0;
    let near = distanceOf(pairs[k + 1]);
    for (let j = k; j >= 0 && jumps.length < 2; j--) {
      const far = distanceOf(pairs[j]);
      const size = Math.abs(valueOff(pairs[j], before));
      if (size > Math.max(least, 0.05 * Math.abs(before))) {
        const jump = jumpBetween((distance) => residual(distance) - before, near, far);
        if (!jump) break;
        jumps.push(jump);
        before += jump.rise;
        // The rest of the same step outwards may hold the next jump.
        near = jump.distance;
        if (Math.abs(valueOff(pairs[j], before)) > 0.05 * Math.abs(before)) j++;
        continue;
      }
      near = far;
    }
    return [jumps.map(({ rise }) => Math.abs(rise))];
  });
  const firsts = found.flatMap((jumps) => jumps.slice(0, 1));
  const alike = (a: number, b: number) => a <= 4 * b && b <= 4 * a;
  const again = found.some((jumps) => jumps.length > 1 && alike(jumps[0], jumps[1]));
  const around = firsts.length > 1 && alike(firsts[0], firsts[1]);
  return again || around ? Math.max(...found.flat()) : 0;
}

type Measured = { value: number; error: number };

/** Whether the slopes of the two sides of x differ by more than their errors and a share of their size. */
export function isKink(left: Measured, right: Measured, tolerance: number): boolean {
  const large = Math.max(Math.abs(left.value), Math.abs(right.value));
  const gap = Math.abs(left.value - right.value);
  return gap > tolerance * large + 4 * (left.error + right.error);
}
