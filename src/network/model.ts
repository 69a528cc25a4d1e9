import { type Matrix, matrix, matrixFrom } from '../algebra/matrix.js';
import type { Data } from '../data/data.js';
import { originOf } from '../data/origin.js';
import { lending } from '../engine/load.js';
import { type Activation, knobValue, type MakerEntry, nonNegative, type Problem } from '../entry.js';
import { compose, type Fn, fastPath, inPlaceOf, type Vec } from '../fn.js';
import { type Allocate, copyInto, type InPlace } from '../inPlace.js';
import { binaryCrossEntropy } from '../losses/binaryCrossEntropy.js';
import { crossEntropy } from '../losses/crossEntropy.js';
import { meanSquaredError } from '../losses/meanSquaredError.js';
import { count, needWhole, wrongKind } from '../need.js';
import { numbers } from '../numbers.js';
import { batchesOn } from './batches.js';
import { withDecay } from './decay.js';
import { makeAgain } from './modelRecipe.js';
import { network, weightsOf } from './network.js';

export interface ModelOptions {
  /** Weight decay in the loss: (l2/2)·ΣW², biases excluded. */
  l2?: number;
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
  /** Number of rows it is fitted to. */
  readonly rows: number;
  /** In-place form of the loss on the rows given by index, valid until the next is made. */
  batchesInPlace?(allocate: Allocate): (rows: ArrayLike<number>) => InPlace;
  /** Predictions for rows in the units of the original data: indices of classes, or numbers. */
  predict(point: Vec, rows: Matrix): Int32Array | Float64Array;
  /**
   * Outputs that predictions are read from, a row for each: a logit per class, of which the largest counts, or one
   * whose sign decides between two, or the number predicted.
   */
  logits(point: Vec, rows: Matrix): Matrix;
  unflatten(point: Vec): Layer[];
}

/** Kind of prediction: how data become targets, the loss, and how outputs are read. */
export interface Aim {
  outputs(who: string, data: Data): number;
  target(y: Vec, outputs: number): Matrix;
  loss(target: Matrix): Fn;
  read(outputs: Vec, rows: number): Int32Array | Float64Array;
  isClassifier: boolean;
}

/** Classification by a logit per class: softmax and cross-entropy. */
export const classes: Aim = {
  outputs: classesOf,
  target(y, k) {
    const target = matrix(y.length, k);
    for (let i = 0; i < y.length; i++) target.data[i * k + y[i]] = 1;
    return target;
  },
  loss: crossEntropy,
  read: leaders,
  isClassifier: true,
};

/** Classification of two classes by one logit: binary cross-entropy. */
export const yesOrNo: Aim = {
  outputs(who, data) {
    const k = classesOf(who, data);
    if (k !== 2) throw new RangeError(`${who}: data.classes needs two, got ${k}`);
    return 1;
  },
  target: (y) => matrix(y.length, 1, y),
  loss: binaryCrossEntropy,
  read: (outputs) => Int32Array.from(outputs, (logit) => (logit > 0 ? 1 : 0)),
  isClassifier: true,
};

/** Regression: mean squared error. */
export const quantity: Aim = {
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

function classesOf(who: string, data: Data): number {
  if (typeof data !== 'object' || data === null) throw wrongKind(who, 'data', 'data with classes', data);
  if (data.classes === undefined) throw new TypeError(`${who}: data needs classes, got numbers to predict`);
  if (!Array.isArray(data.classes)) throw wrongKind(who, 'data.classes', 'an array of names', data.classes);
  if (data.classes.length === 0) throw new RangeError(`${who}: data.classes needs at least one, got 0`);
  return data.classes.length;
}

/** Index of the largest number of each row, the first among equals. */
function leaders(all: Vec, rows: number): Int32Array {
  const k = all.length / rows;
  return Int32Array.from({ length: rows }, (_, i) => {
    let lead = 0;
    for (let j = 1; j < k; j++) if (all[i * k + j] > all[i * k + lead]) lead = j;
    return lead;
  });
}

export const l2Knob = nonNegative(0, 'weight decay in the loss: (l2/2)·ΣW², biases excluded');
export const l2From = (who: string, l2: unknown) => knobValue(who, 'l2', l2Knob, l2) as number;

/** Parts of a model beside its data. */
interface Plan {
  aim: Aim;
  hidden: readonly number[];
  activation: Activation;
  l2: number;
  start(sizes: readonly number[], replicate: number): Vec;
  isRandom?: boolean;
}

/**
 * Loss of a network on a copy of the data, as a function of its parameters. `options` can be posted to another thread,
 * to make the model again there; null where they cannot.
 */
export function model(who: string, data: Data, options: object | null, plan: Plan): Model {
  const { aim, activation, l2 } = plan;
  const outputs = aim.outputs(who, data);
  const { x, y } = rowsOf(who, 'data', data, aim, outputs);
  const sizes = [x.columns, ...plan.hidden, outputs];
  const target = aim.target(y, outputs);
  const spans = weightsOf(sizes);
  const outputsOn = (x: Matrix) => network(x, sizes, activation);
  const loss = (target: Matrix, f: Fn) => {
    const mean = compose(aim.loss(target), f);
    return l2 > 0 ? withDecay(mean, l2, spans) : mean;
  };
  const logits = outputsOn(x);
  const whole = loss(target, logits);
  const scaling = scalingOf(data);
  const asked = (who: string, point: Vec, rows: Matrix) => {
    const p = numbers(who, 'point', point, whole.inputs);
    if (rows.columns === x.columns) return evaluate('predict', outputsOn(scaled(scaling, rows)), p);
    throw new RangeError(`${who}: rows needs ${count(x.columns, 'column')}, got ${rows.columns}`);
  };
  const apart = apartOf(who, data, aim, sizes);
  const made: Model = {
    ...whole,
    start: plan.start(sizes, 0),
    ...(plan.isRandom && { starts: (replicate) => plan.start(sizes, replicate) }),
    rows: x.rows,
    batchesInPlace: fastPath(
      batchesOn([x, target], (x, target) => loss(target, outputsOn(x))),
      whole.at,
    ),
    ...(aim.isClassifier && { accuracy: accuracyOn(aim, logits, y) }),
    ...(apart && validationOn(aim, outputsOn(apart.x), apart)),
    predict: (point, rows) => aim.read(asked('predict', point, rows), rows.rows),
    logits: (point, rows) => ({
      rows: rows.rows,
      columns: outputs,
      data: asked('logits', point, rows),
    }),
    unflatten: (point) => {
      const p = numbers('unflatten', 'point', point, whole.inputs);
      return spans.map(({ from, count: weights }, k) => ({
        W: matrix(sizes[k + 1], sizes[k], p.slice(from, from + weights)),
        b: p.slice(from + weights, from + weights + sizes[k + 1]),
      }));
    },
  };
  const recipe = options && { maker: who, data: kept({ x, y }, apart, data), options };
  return recipe ? makeAgain(made, recipe, originOf(data)) : made;
}

/** Copy of all of the data that a model depends on. */
const kept = ({ x, y }: Rows, apart: Apart | null, data: Data) => ({
  x,
  y,
  ...(data.classes && { classes: [...data.classes] }),
  ...(data.names && { names: [...data.names] }),
  ...(data.scaling && { scaling: scalingOf(data) }),
  ...(apart && { validation: { x: apart.x, y: apart.y } }),
});

/** Rows and their targets. */
interface Rows {
  x: Matrix;
  y: Vec;
}

/** Validation rows. */
interface Apart extends Rows {
  target: Matrix;
}

function apartOf(who: string, { validation }: Data, aim: Aim, sizes: readonly number[]): Apart | null {
  if (!validation) return null;
  const outputs = sizes[sizes.length - 1];
  const { x, y } = rowsOf(who, 'data.validation', validation, aim, outputs);
  if (x.columns !== sizes[0])
    throw new RangeError(`${who}: data.validation needs ${count(sizes[0], 'column')}, got ${x.columns}`);
  return { x, y, target: aim.target(y, outputs) };
}

/** Copy of the rows and their targets, checked. */
function rowsOf(who: string, what: string, data: Data, aim: Aim, outputs: number): Rows {
  if (data.x?.rows === 0) throw new RangeError(`${who}: ${what} needs rows, got 0`);
  const x = matrixFrom(who, `${what}.x`, data.x);
  const y = numbers(who, `${what}.y`, data.y, x.rows);
  if (aim.isClassifier) {
    y.forEach((each, i) => {
      needWhole(who, `${what}.y[${i}]`, each, 0, Math.max(outputs, 2) - 1);
    });
  }
  return { x, y };
}

const scalingOf = ({ scaling }: Data): Data['scaling'] =>
  scaling && { mean: scaling.mean.slice(), deviation: scaling.deviation.slice() };

/** Rows in the units that the model was fitted in, from those of the original data. */
function scaled(scaling: Data['scaling'], { rows, columns, data }: Matrix): Matrix {
  if (!scaling) return { rows, columns, data };
  const { mean, deviation } = scaling;
  const own = data.map((value, i) => {
    const j = i % columns;
    return deviation[j] === 0 ? 0 : (value - mean[j]) / deviation[j];
  });
  return { rows, columns, data: own };
}

/** Share of rows that are classified correctly. */
const accuracyOn = (aim: Aim, f: Fn, wanted: Vec) => (point: Vec) => {
  const found = aim.read(evaluate('predict', f, point), wanted.length);
  return wanted.reduce((right, each, i) => right + (found[i] === each ? 1 : 0), 0) / wanted.length;
};

function validationOn(aim: Aim, f: Fn, { y, target }: Apart) {
  const mean = compose(aim.loss(target), f);
  const accuracy = aim.isClassifier && accuracyOn(aim, f, y);
  const validation = (point: Vec) => ({
    loss: mean.at(point).value[0],
    ...(accuracy && { accuracy: accuracy(point) }),
  });
  return { validation, validationInPlace: fastPath(inPlaceOf(mean)!, validation) };
}

/** f(p), computed in scratch arrays. */
const evaluate = (who: string, f: Fn, p: Vec): Vec =>
  lending(who, (allocate) => {
    const value = allocate(f.outputs);
    inPlaceOf(f)!(allocate).value(copyInto(allocate, p), value);
    return value.slice();
  });
