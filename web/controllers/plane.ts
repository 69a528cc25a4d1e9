import { matrix } from '../../src/index.js';
import type { Trained } from '../../src/training/train.js';
import type { NetView } from '../draw/network.js';
import { type Training, trained } from '../training.js';
import type { Numbers } from '../words/numbers.js';
import type { Stage } from './stage.js';

/** Places along each side of the plane. */
const n = 90;

/** What a model tells in the plane of two measurements, at the step shown. */
export class Plane {
  #changed: () => void;
  #learned: Trained | null = null;
  #lap = -1;
  #view: NetView | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Another model is on show; rejects what cannot be drawn in a plane. */
  async take(who: string, training: Training): Promise<void> {
    this.#learned = this.#view = null;
    const learned = await trained(training);
    const { names, classes } = learned.data;
    if (names.length !== 2)
      throw new RangeError(`${who}: data needs two measurements, got ${names.length}; name two as columns`);
    if (!classes) throw new TypeError(`${who}: data needs classes, got numbers to predict`);
    [this.#learned, this.#lap] = [learned, -1];
    this.#changed();
  }

  view({ trace, pace, strands }: Stage, numbers: Numbers): NetView | null {
    const lap = trace.lapAt(pace.step);
    const points = strands[0]?.points;
    if (!this.#learned || !points || trace.laps === 0) return null;
    if (lap === this.#lap) return this.#view;
    const { model, data } = this.#learned;
    const size = model.inputs;
    const last = Math.min(lap, points.length / size - 1);
    const point = Float64Array.from({ length: size }, (_, i) => points[last * size + i]);
    this.#lap = lap;
    this.#view = viewOf(data, (rows) => model.predict(point, rows), numbers);
    return this.#view;
  }
}

type Rows = Trained['data']['x'];

function viewOf(
  { x, y, names, classes, scaling }: Trained['data'],
  predict: (rows: Rows) => ArrayLike<number>,
  numbers: Numbers,
): NetView {
  const { mean, deviation } = scaling!;
  // As they were measured: standardized data are in units of their own.
  const points = x.data.map((value, i) => value * deviation[i % 2] + mean[i % 2]);
  const [across, up] = [0, 1].map((j) => spanOf(points, j));
  const places = matrix(n * n, 2);
  for (let k = 0; k < n * n; k++) {
    places.data[2 * k] = across.from + (((k % n) + 0.5) / n) * (across.to - across.from);
    places.data[2 * k + 1] = up.from + ((Math.floor(k / n) + 0.5) / n) * (up.to - up.from);
  }
  return {
    ...{ names, classes: classes!, across, up, n, points, of: y },
    areas: predict(places),
    told: predict(matrix(x.rows, 2, points)),
    tick: numbers.coordinate,
  };
}

function spanOf(points: Float64Array, j: number) {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = j; i < points.length; i += 2) {
    if (points[i] < from) from = points[i];
    if (points[i] > to) to = points[i];
  }
  const room = 0.08 * (to - from) || 1;
  return { from: from - room, to: to + room };
}
