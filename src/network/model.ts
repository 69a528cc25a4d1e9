import { finiteMatrixFrom, type Matrix, matrix } from '../algebra/matrix.js';
import type { Data } from '../data/data.js';
import { originOf } from '../data/origin.js';
import type { Precision } from '../engine/kernel.js';
import { withAllocator } from '../engine/load.js';
import { type Activation, knobValue, type MakerEntry, nonNegative, type Problem } from '../entry.js';
import { compose, type Fn, fastPath, inPlaceOf, type Vec } from '../fn.js';
import { type Allocate, allocateCopy, type InPlace } from '../inPlace.js';
import { elementwise } from '../layers/elementwise.js';
import { binaryCrossEntropy } from '../losses/binaryCrossEntropy.js';
import { crossEntropy } from '../losses/crossEntropy.js';
import { meanSquaredError } from '../losses/meanSquaredError.js';
import { countNoun, needWhole, wrongKind } from '../need.js';
import { checkedNumbers, finiteNumbers } from '../numbers.js';
import { type Baseline, classBaseline, meanBaseline, predictionErrors } from './baseline.js';
import { lossBatchesInPlace } from './batches.js';
import { type ClassScores, classScoresFrom } from './classScores.js';
import { type ClassWeights, weightedHead, weightsOf } from './classWeights.js';
import { withL2Penalty } from './l2Penalty.js';
import { keepRecipe } from './modelRecipe.js';
import { networkOutputs, weightSpans } from './networkOutputs.js';

export interface ModelOptions {
  /** Weight decay in the loss: (l2/2)·ΣW², biases excluded. */
  l2?: number;
}

/** Options of a model that tells classes. */
export interface ClassifierOptions extends ModelOptions {
  /**
   * How much rows count in the loss by their class: `'balanced'`, each class alike, or by name, `{ rare: 10 }`, 1 unless
   * said. In batches as on average over all rows; validation and baseline are weighted alike, scores are not.
   */
  classWeights?: ClassWeights;
}

/** Description of a model in the catalogue. */
export interface ModelEntry extends MakerEntry {
  /** Kind of its predictions; for classes, numbers as targets are names of classes. */
  readonly tells: 'classes' | 'numbers' | 'either';
}

/** One layer of a model: weights W, outputs × inputs, and a bias for each output. */
export interface Layer {
  readonly W: Matrix;
  readonly b: Vec;
}

/** Loss of a network on data, as a function of its parameters. */
export interface Model extends Problem {
  readonly outputs: 1;
  /** Number of rows it is fitted to. */
  readonly rows: number;
  /** Title of its loss. */
  readonly lossTitle: string;
  /** What comes of predicting the same for every row. */
  baseline(): Baseline;
  /** How well a classifier tells its classes from each other at a point, on its rows and on those kept apart. */
  classScores?(point: Vec): ClassScores & { validation?: ClassScores };
  /** In-place form of the loss on the rows given by index, valid until the next is made. */
  batchesInPlace?(allocate: Allocate, precision?: Precision): (rows: ArrayLike<number>) => InPlace;
  /**
   * Predictions for rows in the units of the original data: indices of classes, −1 where an output overflows; or
   * numbers.
   */
  predict(point: Vec, rows: Matrix): Int32Array | Float64Array;
  /**
   * Outputs that predictions are read from, a row for each: a logit per class, of which the largest counts, or one
   * whose sign decides between two, or the number predicted, in the units of the targets that the model was given.
   */
  logits(point: Vec, rows: Matrix): Matrix;
  /**
   * What the units of the last hidden layer say of rows in the units of the original data, a row for each: the weighted
   * sums, and the activation of these. A model without hidden layers has none.
   */
  hidden?(point: Vec, rows: Matrix): { sums: Matrix; outputs: Matrix };
  unflatten(point: Vec): Layer[];
}

/** Index in place of a class where a model's outputs name none. */
export const NO_CLASS = -1;

/** Kind of prediction: how data become targets, the loss, and how outputs are read. */
export interface ModelHead {
  outputs(who: string, data: Data): number;
  target(y: Vec, outputs: number): Matrix;
  readonly loss: ((target: Matrix) => Fn) & { readonly title: string };
  /** Class of each row, or its number; `NO_CLASS` where an output is not finite: the largest may be another. */
  read(outputs: Vec, rows: number): Int32Array | Float64Array;
  isClassifier: boolean;
}

/** Classification by a logit per class: softmax and cross-entropy. */
export const multiclassHead: ModelHead = {
  outputs: classCount,
  target(y, k) {
    const target = matrix(y.length, k);
    for (let i = 0; i < y.length; i++) target.data[i * k + y[i]] = 1;
    return target;
  },
  loss: crossEntropy,
  read: argmaxRows,
  isClassifier: true,
};

/** Classification of two classes by one logit: binary cross-entropy. */
export const binaryHead: ModelHead = {
  outputs(who, data) {
    const k = classCount(who, data);
    if (k !== 2) throw new RangeError(`${who}: data.classes needs two, got ${k}`);
    return 1;
  },
  target: (y) => matrix(y.length, 1, y),
  loss: binaryCrossEntropy,
  read: (outputs) =>
    Int32Array.from(outputs, (logit) => (Number.isFinite(logit) ? Number(logit > 0) : NO_CLASS)),
  isClassifier: true,
};

/** Regression: mean squared error. */
export const regressionHead: ModelHead = {
  outputs(who, data) {
    if (typeof data !== 'object' || data === null)
      throw wrongKind(who, 'data', 'data with numbers to predict', data);
    if (data.classes !== undefined) throw new TypeError(`${who}: data needs numbers to predict, got classes`);
    return 1;
  },
  target: (y) => matrix(y.length, 1, y),
  loss: meanSquaredError,
  read: (outputs) => outputs,
  isClassifier: false,
};

function classCount(who: string, data: Data): number {
  if (typeof data !== 'object' || data === null) throw wrongKind(who, 'data', 'data with classes', data);
  if (data.classes === undefined) throw new TypeError(`${who}: data needs classes, got numbers to predict`);
  if (!Array.isArray(data.classes)) throw wrongKind(who, 'data.classes', 'an array of names', data.classes);
  if (data.classes.length === 0) throw new RangeError(`${who}: data.classes needs at least one, got 0`);
  return data.classes.length;
}

/** Index of the largest number of each row, the first among equals. */
function argmaxRows(all: Vec, rows: number): Int32Array {
  const k = all.length / rows;
  const found = new Int32Array(rows);
  for (let i = 0, from = 0; i < rows; i++, from += k) {
    let lead = from;
    let whole = true;
    for (let j = from; j < from + k; j++) {
      if (!Number.isFinite(all[j])) whole = false;
      if (all[j] > all[lead]) lead = j;
    }
    found[i] = whole ? lead - from : NO_CLASS;
  }
  return found;
}

export const l2Knob = nonNegative(0, 'weight decay in the loss: (l2/2)·ΣW², biases excluded');
export const l2From = (who: string, l2: unknown) => knobValue(who, 'l2', l2Knob, l2) as number;

/** Parts of a model beside its data. */
interface ModelSpec {
  head: ModelHead;
  hidden: readonly number[];
  activation: Activation;
  l2: number;
  start(sizes: readonly number[], replicate: number): Vec;
  isRandom?: boolean;
  classWeights?: ClassWeights | undefined;
}

/**
 * Loss of a network on a copy of the data, as a function of its parameters. `options` can be posted to another thread,
 * to make the model again there; null where they cannot.
 */
export function makeModel(who: string, data: Data, options: object | null, spec: ModelSpec): Model {
  const { activation, l2, classWeights } = spec;
  const outputs = spec.head.outputs(who, data);
  const { x, y } = trainingRows(who, 'data', data, spec.head, outputs);
  const weights = classWeights ? weightsOf(who, classWeights, data.classes!, y) : null;
  const head = weights ? weightedHead(spec.head, weights, outputs < data.classes!.length) : spec.head;
  needRoom(who, x.rows, outputs);
  const sizes = [x.columns, ...spec.hidden, outputs];
  const target = head.target(y, outputs);
  const spans = weightSpans(sizes);
  const outputsOn = (x: Matrix) => networkOutputs(x, sizes, activation);
  const loss = (target: Matrix, f: Fn) => {
    const mean = compose(head.loss(target), f);
    return l2 > 0 ? withL2Penalty(mean, l2, spans) : mean;
  };
  const logits = outputsOn(x);
  const whole = loss(target, logits);
  const scaling = scalingOf(data);
  const evaluateOn = (who: string, point: Vec, rows: Matrix, on: (x: Matrix) => Fn) => {
    const p = checkedNumbers(who, 'point', point, whole.inputs);
    if (rows.columns === x.columns) return evaluateInPlace(who, on(scaleRows(scaling, rows)), p);
    throw new RangeError(`${who}: rows needs ${countNoun(x.columns, 'column')}, got ${rows.columns}`);
  };
  const outputsAt = (who: string, point: Vec, rows: Matrix) => evaluateOn(who, point, rows, outputsOn);
  const validationSet = validationSetOf(who, data, head, sizes);
  const made: Model = {
    ...whole,
    outputs: 1,
    start: spec.start(sizes, 0),
    ...(spec.isRandom && { starts: (replicate) => spec.start(sizes, replicate) }),
    rows: x.rows,
    lossTitle: head.loss.title,
    baseline() {
      const apart = validationSet?.y ?? null;
      if (head.isClassifier) return classBaseline(y, outputs, apart, weights);
      return meanBaseline(y, apart, scaling?.target?.deviation ?? 1, (found, isApart) => {
        const wanted = isApart ? validationSet!.target : target;
        return head.loss(wanted).at(found).value[0];
      });
    },
    batchesInPlace: fastPath(
      lossBatchesInPlace([x, target], (x, target) => loss(target, outputsOn(x))),
      whole.at,
    ),
    ...(head.isClassifier
      ? {
          accuracy: accuracyOn(head, logits, y),
          classScores: classScoresOn(head, data, outputs, { x, y }, validationSet, outputsOn),
        }
      : { errors: errorsOn(logits, y, scaling?.target) }),
    ...(validationSet && validationOn(head, outputsOn(validationSet.x), validationSet, scaling?.target)),
    predict: (point, rows) =>
      inUnits(head.read(outputsAt('predict', point, rows), rows.rows), scaling?.target),
    logits: (point, rows) => ({
      rows: rows.rows,
      columns: outputs,
      data: outputsAt('logits', point, rows),
    }),
    ...(spec.hidden.length > 0 && {
      hidden: (point: Vec, rows: Matrix) => {
        const own = sizes.slice(0, -1);
        const data = evaluateOn('hidden', point, rows, (x) => networkOutputs(x, own, activation));
        const shape = { rows: rows.rows, columns: own[own.length - 1] };
        const outputs = elementwise(activation, data.length).at(data).value;
        return { sums: { ...shape, data }, outputs: { ...shape, data: outputs } };
      },
    }),
    unflatten: (point) => {
      const p = checkedNumbers('unflatten', 'point', point, whole.inputs);
      return spans.map(({ from, count: weights }, k) => ({
        W: matrix(sizes[k + 1], sizes[k], p.slice(from, from + weights)),
        b: p.slice(from + weights, from + weights + sizes[k + 1]),
      }));
    },
  };
  const recipe = options && { maker: who, data: keptData({ x, y }, validationSet, data), options };
  return recipe ? keepRecipe(made, recipe, originOf(data)) : made;
}

/** Most numbers of one array of rows × classes; a loss takes four of them, and the engine has 2 GB. */
const MOST_OUTPUTS = 2 ** 26;

/** Throws RangeError for more rows and classes than there is memory for, before it is filled. */
function needRoom(who: string, rows: number, outputs: number): void {
  if (rows * outputs <= MOST_OUTPUTS) return;
  const megabytes = (n: number) => Math.ceil((8 * n) / 1e6);
  throw new RangeError(
    `${who}: data needs at most ${megabytes(MOST_OUTPUTS)} MB for rows × classes, got ${rows} × ${outputs} of ${megabytes(rows * outputs)} MB; fewer classes, fewer rows, or a target of numbers without classes`,
  );
}

/** Copy of all of the data that a model depends on. */
const keptData = ({ x, y }: Rows, validationSet: ValidationSet | null, data: Data) => ({
  x,
  y,
  ...(data.classes && { classes: [...data.classes] }),
  ...(data.names && { names: [...data.names] }),
  ...(data.scaling && { scaling: scalingOf(data) }),
  ...(validationSet && { validation: { x: validationSet.x, y: validationSet.y } }),
});

/** Rows and their targets. */
interface Rows {
  x: Matrix;
  y: Vec;
}

/** Validation rows. */
interface ValidationSet extends Rows {
  target: Matrix;
}

function validationSetOf(
  who: string,
  { validation }: Data,
  head: ModelHead,
  sizes: readonly number[],
): ValidationSet | null {
  if (!validation) return null;
  const outputs = sizes[sizes.length - 1];
  const { x, y } = trainingRows(who, 'data.validation', validation, head, outputs);
  if (x.columns !== sizes[0])
    throw new RangeError(`${who}: data.validation needs ${countNoun(sizes[0], 'column')}, got ${x.columns}`);
  return { x, y, target: head.target(y, outputs) };
}

/** Copy of the rows and their targets, checked: what is missing is for the caller to drop or to fill. */
function trainingRows(who: string, what: string, data: Data, head: ModelHead, outputs: number): Rows {
  if (data.x?.rows === 0) throw new RangeError(`${who}: ${what} needs rows, got 0`);
  const x = finiteMatrixFrom(who, `${what}.x`, data.x);
  const y = finiteNumbers(who, `${what}.y`, data.y, x.rows);
  if (head.isClassifier) {
    y.forEach((each, i) => {
      needWhole(who, `${what}.y[${i}]`, each, 0, Math.max(outputs, 2) - 1);
    });
  }
  return { x, y };
}

const scalingOf = ({ scaling }: Data): Data['scaling'] =>
  scaling && {
    mean: scaling.mean.slice(),
    deviation: scaling.deviation.slice(),
    ...(scaling.target && { target: { ...scaling.target } }),
  };

type TargetScaling = NonNullable<Data['scaling']>['target'];

/** Predictions in the units of the original data; classes as they are. */
function inUnits(told: Int32Array | Float64Array, target: TargetScaling): Int32Array | Float64Array {
  if (!target || told instanceof Int32Array) return told;
  return told.map((value) => target.mean + target.deviation * value);
}

/** Rows in the units that the model was fitted in, from those of the original data. */
function scaleRows(scaling: Data['scaling'], { rows, columns, data }: Matrix): Matrix {
  if (!scaling) return { rows, columns, data };
  const { mean, deviation } = scaling;
  const own = data.map((value, i) => {
    const j = i % columns;
    return deviation[j] === 0 ? 0 : (value - mean[j]) / deviation[j];
  });
  return { rows, columns, data: own };
}

/** Share of rows that are classified correctly. */
const accuracyOn = (head: ModelHead, f: Fn, wanted: Vec) => (point: Vec) => {
  const found = head.read(evaluateInPlace('predict', f, point), wanted.length);
  return wanted.reduce((right, each, i) => right + (found[i] === each ? 1 : 0), 0) / wanted.length;
};

/** Errors of predicted numbers, in the units of the original data. */
const errorsOn = (f: Fn, wanted: Vec, target: TargetScaling) => (point: Vec) =>
  predictionErrors(evaluateInPlace('predict', f, point), wanted, target?.deviation ?? 1);

/** Scores of classes on the rows of a model, and on those kept apart. */
function classScoresOn(
  head: ModelHead,
  data: Data,
  outputs: number,
  rows: Rows,
  validationSet: ValidationSet | null,
  outputsOn: (x: Matrix) => Fn,
) {
  const names = [...data.classes!];
  const on = ({ x, y }: Rows, point: Vec) => {
    const found = evaluateInPlace('classScores', outputsOn(x), point);
    const logits = { rows: x.rows, columns: outputs, data: found };
    return classScoresFrom(names, y, head.read(found, x.rows), logits);
  };
  return (point: Vec) => ({
    ...on(rows, point),
    ...(validationSet && { validation: on(validationSet, point) }),
  });
}

function validationOn(head: ModelHead, f: Fn, { y, target }: ValidationSet, scaling: TargetScaling) {
  const mean = compose(head.loss(target), f);
  const accuracy = head.isClassifier && accuracyOn(head, f, y);
  const errors = head.isClassifier ? null : errorsOn(f, y, scaling);
  const validation = (point: Vec) => ({
    loss: mean.at(point).value[0],
    ...(accuracy && { accuracy: accuracy(point) }),
    ...errors?.(point),
  });
  const validationInPlace = (allocate: Allocate, precision?: Precision) =>
    inPlaceOf(mean, precision)!(allocate);
  return { validation, validationInPlace: fastPath(validationInPlace, validation) };
}

/** f(p), computed in scratch arrays; f may take the first of the numbers only. */
const evaluateInPlace = (who: string, f: Fn, p: Vec): Vec =>
  withAllocator(who, (allocate) => {
    const value = allocate(f.outputs);
    inPlaceOf(f)!(allocate).value(allocateCopy(allocate, p.subarray(0, f.inputs)), value);
    return value.slice();
  });
