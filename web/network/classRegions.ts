import { type Data, type Matrix, type Model, matrix } from '../../src/index.js';
import type { CorrectCount, PlaneView, Predictions } from '../../src/picture/network/regionsPlot.js';
import { drawableSpan, type Span } from '../../src/picture/panel.js';
import type { ModelSpec } from '../../src/spec/spec.js';
import type { Player } from '../player/player.js';
import { modelOnData } from '../worker/training.js';

/** Bounds of the number of grid columns; the outermost lie beyond the edges. There are 3 columns to 2 rows. */
const [most, least] = [102, 42];
/** Grid points times parameters that can be evaluated within a frame. */
const maxWorkPerFrame = 3.5e6;

/** Parts that stay the same at every step: data, model, grid and points. */
interface PlaneSamples {
  data: Data;
  model: Model;
  across: Span;
  up: Span;
  places: Matrix;
  columns: number;
  rows: number;
  points: Matrix;
  labels: Int32Array;
}

/** Decision plane of a model at the step shown. */
export class DecisionPlane {
  #samples: PlaneSamples | null = null;
  #sample = -1;
  #view: PlaneView | null = null;
  #final: CorrectCount | null = null;

  viewShown(player: Player): PlaneView | null {
    const { history, playhead } = player;
    const samples = this.#samplesOf(player);
    if (!samples) return null;
    const sample = history.sampleAt(playhead.step);
    if (sample !== this.#sample)
      this.#view = predictPlane(samples, parametersAt(samples.model, player, sample));
    this.#sample = sample;
    return this.#view;
  }

  /** Points in the area of their class at the step shown. */
  correctShown(player: Player): CorrectCount | null {
    const view = this.viewShown(player);
    return view && countCorrect(view);
  }

  /** Points in the area of their class at the end of the run. */
  correctAtEnd(player: Player): CorrectCount | null {
    const samples = this.#samplesOf(player);
    if (!samples) return null;
    const { model, points, labels, data } = samples;
    const predictAtEnd = () => model.predict(parametersAt(model, player, player.history.length - 1), points);
    this.#final ??= countCorrect({ predicted: predictAtEnd(), labels, fitted: data.x.rows });
    return this.#final;
  }

  /** Data and grid of the job shown; null before there is one. */
  #samplesOf({ job, history, seriesList }: Player): PlaneSamples | null {
    const data = history.rows?.drawn;
    if (!job || !data || !seriesList[0]?.points) return null;
    if (this.#samples?.data !== data) {
      this.#samples = samplePlane(data, job.spec.problem as ModelSpec);
      [this.#sample, this.#view, this.#final] = [-1, null, null];
    }
    return this.#samples;
  }
}

/** The parameters at a sample; after the end of the run its last ones. */
function parametersAt({ inputs }: Model, { seriesList }: Player, sample: number): Float64Array {
  const points = seriesList[0].points as Float64Array;
  const last = Math.min(sample, points.length / inputs - 1);
  return points.slice(last * inputs, (last + 1) * inputs);
}

function samplePlane(data: Data, spec: ModelSpec): PlaneSamples {
  const parts = data.validation ? [data, data.validation] : [data];
  const all = parts.flatMap(({ x }) => Array.from(x.data));
  const points = matrix(all.length / 2, 2, all);
  const labels = Int32Array.from(parts.flatMap(({ y }) => Array.from(y)));
  const [across, up] = [0, 1].map((j) => paddedSpan(all, j));
  const model = modelOnData(data, spec);
  const room = Math.sqrt((1.5 * maxWorkPerFrame) / model.inputs);
  const columns = Math.round(Math.min(most, Math.max(least, room)));
  const rows = Math.round(columns / 1.5);
  const gridPosition = ({ from, to }: Span, i: number, count: number) =>
    from + ((i - 1) / (count - 3)) * (to - from);
  const places = matrix(columns * rows, 2);
  for (let k = 0; k < columns * rows; k++) {
    places.data[2 * k] = gridPosition(across, k % columns, columns);
    places.data[2 * k + 1] = gridPosition(up, Math.floor(k / columns), rows);
  }
  return { data, model, across, up, places, columns, rows, points, labels };
}

function predictPlane(samples: PlaneSamples, point: Float64Array): PlaneView {
  const { data, model, across, up, places, columns, rows, points, labels } = samples;
  const classes = data.classes!;
  return {
    ...{ names: data.names, classes, across, up, labels },
    grid: {
      scores: classScores(model.logits(point, places), classes.length),
      classes: classes.length,
      columns,
      rows,
    },
    points: points.data,
    predicted: model.predict(point, points),
    fitted: data.x.rows,
  };
}

/** Scores of all classes, row by row; of two that have one logit, 0 and that. */
function classScores({ columns, data }: Matrix, classes: number): Float64Array {
  if (columns === classes) return data;
  return Float64Array.from({ length: 2 * data.length }, (_, i) => (i % 2 === 0 ? 0 : data[(i - 1) / 2]));
}

function countCorrect({ predicted, labels, fitted }: Predictions): CorrectCount {
  const countCorrectBetween = (from: number, to: number) => {
    let right = 0;
    for (let i = from; i < to; i++) if (predicted[i] === labels[i]) right++;
    return { right, all: to - from };
  };
  return {
    ...countCorrectBetween(0, fitted),
    validation: labels.length > fitted ? countCorrectBetween(fitted, labels.length) : null,
  };
}

function paddedSpan(points: ArrayLike<number>, j: number): Span {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = j; i < points.length; i += 2) {
    if (points[i] < from) from = points[i];
    if (points[i] > to) to = points[i];
  }
  const room = 0.08 * (to - from) || 1;
  return drawableSpan({ from: from - room, to: to + room });
}
