import { type Matrix, matrix } from '../../src/algebra/matrix.js';
import type { Data, Layer, Model } from '../../src/index.js';
import type { CorrectCount, PlaneView, Predictions } from '../../src/picture/network/regionsPlot.js';
import type { UnitView } from '../../src/picture/network/unitPlane.js';
import { drawableSpan, type Span } from '../../src/picture/panel.js';
import type { ModelSpec } from '../../src/spec/spec.js';
import type { Player } from '../player/player.js';
import { modelOnData } from '../worker/training.js';

/** Bounds of the number of grid columns; the outermost lie beyond the edges. There are 3 columns to 2 rows. */
const [most, least] = [102, 42];
/** Grid points times parameters that are evaluated for a plane that stands still, and for one that plays. */
const [workStill, workPlaying] = [3.5e6, 1.2e6];

/** Columns and rows of the grid of a hidden unit's plane. */
const unitGrid = { columns: 21, rows: 15 };

/** Places of a grid, row after row from below; the outermost lie beyond the plane. */
interface PlaneGrid {
  columns: number;
  rows: number;
  places: Matrix;
}

/** Parts that stay the same at every step: data, model, grid and points. */
interface PlaneSamples {
  data: Data;
  model: Model;
  across: Span;
  up: Span;
  /** The grid of a plane that stands still, and a coarser one for one that plays. */
  still: PlaneGrid;
  playing: PlaneGrid;
  /** Places of the planes of hidden units. */
  unitPlaces: Matrix;
  points: Matrix;
  labels: Int32Array;
}

/** Decision plane of a model at the step shown. */
export class DecisionPlane {
  #samples: PlaneSamples | null = null;
  #sample = -1;
  #isCoarse = false;
  #view: PlaneView | null = null;
  #final: CorrectCount | null = null;
  #off: ReadonlySet<number> = new Set();
  #pointed: number | null = null;

  /** Hidden units that the answer is shown without. */
  get off(): ReadonlySet<number> {
    return this.#off;
  }

  /** Switches a hidden unit off, or on again. */
  toggleUnit(unit: number): void {
    const off = new Set(this.#off);
    if (!off.delete(unit)) off.add(unit);
    [this.#off, this.#sample] = [off, -1];
  }

  /** The hidden unit whose line is drawn in the plane; null for none. */
  set pointed(unit: number | null) {
    if (unit === this.#pointed) return;
    [this.#pointed, this.#sample] = [unit, -1];
  }

  /** The plane at the step shown; while it plays `isCoarse`, on a grid that a frame has the time for. */
  viewShown(player: Player, isCoarse = false): PlaneView | null {
    const { history, playhead } = player;
    const samples = this.#samplesOf(player);
    if (!samples) return null;
    const sample = history.sampleAt(playhead.step);
    if (sample !== this.#sample || isCoarse !== this.#isCoarse) {
      const point = withoutUnits(samples.model, parametersAt(samples.model, player, sample), this.#off);
      this.#view = predictPlane(samples, isCoarse ? samples.playing : samples.still, point, this.#pointed);
    }
    [this.#sample, this.#isCoarse] = [sample, isCoarse];
    return this.#view;
  }

  /** The view drawn last, of this step or an earlier one. */
  viewKept(player: Player): PlaneView | null {
    return (this.#samplesOf(player) && this.#view) ?? this.viewShown(player);
  }

  /** What the hidden units of these numbers say at the step shown; null where there are none. */
  unitsShown(player: Player, units: readonly number[]): UnitView[] | null {
    const samples = this.#samplesOf(player);
    if (!samples?.model.hidden) return null;
    const { model, unitPlaces, data } = samples;
    const point = parametersAt(model, player, player.history.sampleAt(player.playhead.step));
    const { sums, outputs } = model.hidden!(point, unitPlaces);
    const answer = model.unflatten(point).at(-1)!;
    return units.map((unit) => ({
      unit,
      ...unitGrid,
      sums: columnOf(sums, unit),
      outputs: columnOf(outputs, unit),
      ...partInAnswer(answer, unit, data.classes!.length),
    }));
  }

  /** Hidden units in the order of their weight in the answer at the end of the run, and the largest weight there. */
  unitOrder(player: Player): { order: number[]; heaviest: number } {
    const samples = this.#samplesOf(player);
    if (!samples?.model.hidden) return { order: [], heaviest: 0 };
    const { model, data } = samples;
    const answer = model.unflatten(parametersAt(model, player, player.history.length - 1)).at(-1)!;
    const size = Array.from({ length: answer.W.columns }, (_, unit) =>
      Math.abs(partInAnswer(answer, unit, data.classes!.length).weight),
    );
    const order = Array.from(size.keys()).sort((a, b) => size[b] - size[a]);
    return { order, heaviest: size[order[0]] };
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
      [this.#sample, this.#view, this.#final, this.#off, this.#pointed] = [-1, null, null, new Set(), null];
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
  const gridOf = (work: number): PlaneGrid => {
    const room = Math.sqrt((1.5 * work) / model.inputs);
    const columns = Math.round(Math.min(most, Math.max(least, room)));
    const rows = Math.round(columns / 1.5);
    return { columns, rows, places: gridPlaces(across, up, { columns, rows }) };
  };
  const unitPlaces = gridPlaces(across, up, unitGrid);
  const [still, playing] = [workStill, workPlaying].map(gridOf);
  return { data, model, across, up, still, playing, unitPlaces, points, labels };
}

/** Places of a grid, row after row from below; the outermost lie beyond the spans. */
function gridPlaces(across: Span, up: Span, { columns, rows }: { columns: number; rows: number }): Matrix {
  const position = ({ from, to }: Span, i: number, count: number) =>
    from + ((i - 1) / (count - 3)) * (to - from);
  const places = matrix(columns * rows, 2);
  for (let k = 0; k < columns * rows; k++) {
    places.data[2 * k] = position(across, k % columns, columns);
    places.data[2 * k + 1] = position(up, Math.floor(k / columns), rows);
  }
  return places;
}

const columnOf = ({ rows, columns, data }: Matrix, j: number) =>
  Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]);

/** Weight of a unit in the answer: of the class that it speaks for most against the one it speaks against most. */
function partInAnswer({ W: { rows, columns, data } }: Layer, unit: number, classes: number) {
  const own = Array.from({ length: rows }, (_, k) => data[k * columns + unit]);
  const weights = rows === classes ? own : [0, own[0]];
  const above = weights.indexOf(Math.max(...weights));
  const below = weights.indexOf(Math.min(...weights));
  const weight = weights[above] - weights[below];
  return { above, below, weight: classes === 2 && above === 0 ? -weight : weight };
}

/** Parameters with the weights of some units in the answer at 0. */
function withoutUnits(model: Model, point: Float64Array, off: ReadonlySet<number>): Float64Array {
  if (off.size === 0) return point;
  const { W, b } = model.unflatten(point).at(-1)!;
  const from = point.length - W.data.length - b.length;
  for (let k = 0; k < W.rows; k++) for (const unit of off) point[from + k * W.columns + unit] = 0;
  return point;
}

function predictPlane(
  { data, model, across, up, points, labels }: PlaneSamples,
  { columns, rows, places }: PlaneGrid,
  point: Float64Array,
  pointed: number | null,
): PlaneView {
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
    line: pointed === null || !model.hidden ? null : columnOf(model.hidden(point, places).sums, pointed),
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
