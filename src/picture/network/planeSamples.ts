// The plane of two features of a network: what stays the same at every step, and what it says at parameters.

import { type Data, type Layer, type Matrix, type Model, matrix } from '../../index.js';
import { drawableSpan, type Span } from '../panel.js';
import type { CorrectCount, PlaneView, Predictions } from './regionsPlot.js';
import type { UnitView } from './unitPlane.js';

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
export interface PlaneSamples {
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

/** The parameters at a sample; after the end of the run its last ones. */
export function parametersAt({ inputs }: Model, points: Float64Array, sample: number): Float64Array {
  const last = Math.min(sample, points.length / inputs - 1);
  return points.slice(last * inputs, (last + 1) * inputs);
}

/** What of a plane stays the same, of the rows that are drawn. */
export function samplePlane(data: Data, model: Model): PlaneSamples {
  const parts = data.validation ? [data, data.validation] : [data];
  const all = parts.flatMap(({ x }) => Array.from(x.data));
  const points = matrix(all.length / 2, 2, all);
  const labels = Int32Array.from(parts.flatMap(({ y }) => Array.from(y)));
  const [across, up] = [0, 1].map((j) => paddedSpan(all, j));
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

/** What hidden units of these numbers say at parameters; null where there are none. */
export function unitViews(
  { model, unitPlaces, data }: PlaneSamples,
  point: Float64Array,
  units: readonly number[],
): UnitView[] | null {
  if (!model.hidden) return null;
  const { sums, outputs } = model.hidden(point, unitPlaces);
  const answer = model.unflatten(point).at(-1)!;
  return units.map((unit) => ({
    unit,
    ...unitGrid,
    sums: columnOf(sums, unit),
    outputs: columnOf(outputs, unit),
    ...partInAnswer(answer, unit, data.classes!.length),
  }));
}

/** Hidden units in the order of their weight in the answer at parameters, and the largest weight there. */
export function unitOrder(
  { model, data }: PlaneSamples,
  point: Float64Array,
): { order: number[]; heaviest: number } {
  if (!model.hidden) return { order: [], heaviest: 0 };
  const answer = model.unflatten(point).at(-1)!;
  const size = Array.from({ length: answer.W.columns }, (_, unit) =>
    Math.abs(partInAnswer(answer, unit, data.classes!.length).weight),
  );
  const order = Array.from(size.keys()).sort((a, b) => size[b] - size[a]);
  return { order, heaviest: size[order[0]] };
}

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
export function withoutUnits(model: Model, point: Float64Array, off: ReadonlySet<number>): Float64Array {
  if (off.size === 0) return point;
  const { W, b } = model.unflatten(point).at(-1)!;
  const from = point.length - W.data.length - b.length;
  for (let k = 0; k < W.rows; k++) for (const unit of off) point[from + k * W.columns + unit] = 0;
  return point;
}

/** The plane at parameters, with the line of a hidden unit that is pointed at. */
export function predictPlane(
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

export function countCorrect({ predicted, labels, fitted }: Predictions): CorrectCount {
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
