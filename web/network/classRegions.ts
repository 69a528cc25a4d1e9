import { type Data, type Matrix, type Model, matrix } from '../../src/index.js';
import type { NetView, Tally } from '../../src/picture/network/regionsPlot.js';
import type { Span } from '../../src/picture/panel.js';
import type { ModelSpec } from '../../src/spec/spec.js';
import type { Stage } from '../player/player.js';
import { modelOn } from '../worker/training.js';

/** Bounds of the number of grid columns; the outermost lie beyond the edges. There are 3 columns to 2 rows. */
const [most, least] = [102, 42];
/** Grid points times parameters that can be evaluated within a frame. */
const affordable = 3.5e6;

/** Parts that stay the same at every step: data, model, grid and points. */
interface Ground {
  data: Data;
  model: Model;
  across: Span;
  up: Span;
  places: Matrix;
  columns: number;
  rows: number;
  points: Matrix;
  of: Int32Array;
}

/** Decision plane of a model at the step shown. */
export class Plane {
  #ground: Ground | null = null;
  #lap = -1;
  #view: NetView | null = null;
  #final: Tally | null = null;

  view(stage: Stage): NetView | null {
    const { trace, pace } = stage;
    const ground = this.#take(stage);
    if (!ground) return null;
    const lap = trace.lapAt(pace.step);
    if (lap !== this.#lap) this.#view = viewOf(ground, pointAt(ground.model, stage, lap));
    this.#lap = lap;
    return this.#view;
  }

  /** Points in the area of their class at the step shown. */
  tally(stage: Stage): Tally | null {
    const view = this.view(stage);
    return view && tallyOf(view);
  }

  /** Points in the area of their class at the end of the run. */
  final(stage: Stage): Tally | null {
    const ground = this.#take(stage);
    if (!ground) return null;
    const { model, points, of, data } = ground;
    const told = () => model.predict(pointAt(model, stage, stage.trace.laps - 1), points);
    this.#final ??= tallyOf({ told: told(), of, fitted: data.x.rows });
    return this.#final;
  }

  /** Data and grid of the job shown; null before there is one. */
  #take({ job, trace, strands }: Stage): Ground | null {
    const data = trace.rows?.drawn;
    if (!job || !data || !strands[0]?.points) return null;
    if (this.#ground?.data !== data) {
      this.#ground = groundOf(data, job.spec.problem as ModelSpec);
      [this.#lap, this.#view, this.#final] = [-1, null, null];
    }
    return this.#ground;
  }
}

/** The parameters at a sample; after the end of the run its last ones. */
function pointAt({ inputs }: Model, { strands }: Stage, lap: number): Float64Array {
  const points = strands[0].points as Float64Array;
  const last = Math.min(lap, points.length / inputs - 1);
  return points.slice(last * inputs, (last + 1) * inputs);
}

function groundOf(data: Data, spec: ModelSpec): Ground {
  const parts = data.validation ? [data, data.validation] : [data];
  const all = parts.flatMap(({ x }) => Array.from(x.data));
  const points = matrix(all.length / 2, 2, all);
  const of = Int32Array.from(parts.flatMap(({ y }) => Array.from(y)));
  const [across, up] = [0, 1].map((j) => spanOf(all, j));
  const model = modelOn(data, spec);
  const room = Math.sqrt((1.5 * affordable) / model.inputs);
  const columns = Math.round(Math.min(most, Math.max(least, room)));
  const rows = Math.round(columns / 1.5);
  const at = ({ from, to }: Span, i: number, count: number) => from + ((i - 1) / (count - 3)) * (to - from);
  const places = matrix(columns * rows, 2);
  for (let k = 0; k < columns * rows; k++) {
    places.data[2 * k] = at(across, k % columns, columns);
    places.data[2 * k + 1] = at(up, Math.floor(k / columns), rows);
  }
  return { data, model, across, up, places, columns, rows, points, of };
}

function viewOf(ground: Ground, point: Float64Array): NetView {
  const { data, model, across, up, places, columns, rows, points, of } = ground;
  const classes = data.classes!;
  return {
    ...{ names: data.names, classes, across, up, columns, rows, of },
    leads: leadsOf(model.logits(point, places), classes.length),
    points: points.data,
    told: model.predict(point, points),
    fitted: data.x.rows,
  };
}

/**
 * Margins at the grid points, for k = 1 …: the largest score of classes k and up, minus the largest score of those
 * before. Each is continuous, and its zero level is where the area of one class ends.
 */
function leadsOf({ rows: count, columns: width, data }: Matrix, classes: number): Float64Array[] {
  // Two classes have one logit, positive for the second.
  if (width < classes) return [data];
  const leads = Array.from({ length: classes - 1 }, () => new Float64Array(count));
  const after = new Float64Array(classes);
  for (let i = 0; i < count; i++) {
    const from = i * classes;
    after[classes - 1] = data[from + classes - 1];
    for (let k = classes - 2; k > 0; k--) after[k] = Math.max(data[from + k], after[k + 1]);
    let before = data[from];
    for (let k = 1; k < classes; k++) {
      leads[k - 1][i] = after[k] - before;
      before = Math.max(before, data[from + k]);
    }
  }
  return leads;
}

function tallyOf({ told, of, fitted }: Pick<NetView, 'told' | 'of' | 'fitted'>): Tally {
  const count = (from: number, to: number) => {
    let right = 0;
    for (let i = from; i < to; i++) if (told[i] === of[i]) right++;
    return { right, all: to - from };
  };
  return { ...count(0, fitted), apart: of.length > fitted ? count(fitted, of.length) : null };
}

function spanOf(points: ArrayLike<number>, j: number): Span {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = j; i < points.length; i += 2) {
    if (points[i] < from) from = points[i];
    if (points[i] > to) to = points[i];
  }
  const room = 0.08 * (to - from) || 1;
  return { from: from - room, to: to + room };
}
