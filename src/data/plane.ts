import { matrix } from '../algebra/matrix.js';
import { atLeastOne, nonNegative, whole } from '../entry.js';
import { cos } from '../math/cos.js';
import { log } from '../math/log.js';
import { sin } from '../math/sin.js';
import { needNumber, needWhole } from '../need.js';
import { type Random, randomStream } from '../random.js';
import type { Data } from './data.js';

/** Options of data sets of points in a plane that are made from a seed. */
export interface PlaneOptions {
  /**
   * Number of points, at least one per class and at most ten million; equally many of each class, the rest in the last.
   */
  n?: number;
  /** Standard deviation of the normally distributed noise on both coordinates, 0 to 1000. */
  noise?: number;
  /** Seed, a whole number from 0 to 2⁵³ − 1: the same seed, the same points, in every engine. */
  seed?: number;
}

export const PI = 3.141592653589793;

export const planeKnobs = (noise: number) => ({
  n: atLeastOne(200, 'how many points'),
  noise: nonNegative(noise, 'the standard deviation of what is added to both coordinates'),
  seed: whole(0, 'the same seed, the same points'),
});

/** Points of one class after another, each class at even steps along its curve `place`, with noise. */
export function planePoints(
  who: string,
  classes: readonly string[],
  knobs: ReturnType<typeof planeKnobs>,
  options: PlaneOptions,
  place: (k: number, share: number) => readonly [number, number],
): Data {
  const { n = knobs.n.default, noise = knobs.noise.default, seed = knobs.seed.default } = options;
  needWhole(who, 'n', n, classes.length, 10_000_000);
  needNumber(who, 'noise', noise, 'a number from 0 to 1000', (x) => x >= 0 && x <= 1000);
  const random = randomStream(needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER), who);
  const x = matrix(n, 2);
  const y = new Int32Array(n);
  const each = Math.floor(n / classes.length);
  for (let i = 0; i < n; i++) {
    const k = Math.min(Math.floor(i / each), classes.length - 1);
    const last = (k === classes.length - 1 ? n - k * each : each) - 1;
    const [across, up] = place(k, last === 0 ? 0 : (i - k * each) / last);
    const [a, b] = normalPair(random);
    y[i] = k;
    x.data[2 * i] = across + noise * a;
    x.data[2 * i + 1] = up + noise * b;
  }
  return { x, y, classes, names: ['x', 'y'] };
}

/** Two independent standard normal numbers. Box and Muller 1958. */
function normalPair(random: Random): [number, number] {
  // 1 − u is never 0.
  const radius = Math.sqrt(-2 * log(1 - random.number()));
  const angle = 2 * PI * random.number();
  return [radius * cos(angle), radius * sin(angle)];
}
