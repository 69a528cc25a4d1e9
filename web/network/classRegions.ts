import { type Data, type Matrix, type Model, matrix } from '../../src/index.js';
import type { NetView, Tally } from '../../src/picture/network/regionsPlot.js';
import type { Span } from '../../src/picture/panel.js';
import type { ModelSpec } from '../../src/spec/spec.js';
import type { Stage } from '../player/player.js';
import { modelOn } from '../worker/training.js';

/** Places along the plane, the outermost beyond its ends, where the drawing is cut; across 3 for every 2 up. */
const [most, least] = [102, 42];
/** Places times parameters: so much is worked out within a frame. */
const affordable = 3.5e6;

/** Where everything lies that does not move with the steps. */
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

/** What a model tells in the plane of two measurements, at the step shown. */
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

  /** At the step shown. */
  tally(stage: Stage): Tally | null {
    const view = this.view(stage);
    return view && tallyOf(view);
  }

  /** At the end of the run. */
  final(stage: Stage): Tally | null {
    const ground = this.#take(stage);
    if (!ground) return null;
    const { model, points, of, data } = ground;
    const told = () => model.predict(pointAt(model, stage, stage.trace.laps - 1), points);
    this.#final ??= tallyOf({ told: told(), of, fitted: data.x.rows });
    return this.#final;
  }

  /** What is on show; null before there is anything. */
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

/** The parameters at a lap; a run that has ended stays where it ended. */
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
 * How far the first of the classes from the k-th on is ahead of the first of those before it, k = 1 …: above 0 one of
 * these is told. Every such function is continuous, and so are its level curves, where classes begin and end.
 */
function leadsOf({ rows: count, columns: width, data }: Matrix, classes: number): Float64Array[] {
  // Two classes by one logit: its sign tells.
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
