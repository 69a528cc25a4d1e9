import { type Matrix, matrix, matrixFrom } from '../algebra/matrix.js';
import type { Data } from '../data/data.js';
import type { Problem } from '../entry.js';
import { compose, type Fn, local, type Vec } from '../fn.js';
import { affine } from '../layers/affine.js';
import { crossEntropy } from '../losses/crossEntropy.js';
import { needKeys, needNumber, needWhole, wrongKind } from '../need.js';
import { numbers } from '../numbers.js';

export interface ModelOptions {
  /** Weight decay in the loss: (l2/2)·ΣW², biases excluded. */
  l2?: number;
}

/**
 * Softmax regression on data with classes, as a function of its parameters [W row by row (classes ×
 * columns), then b]: the mean cross-entropy over the rows, from a start of zeros.
 * Throws TypeError for data without classes, RangeError for data without rows.
 */
export function softmaxRegression(data: Data, options: ModelOptions = {}): Problem {
  const who = 'softmaxRegression';
  needKeys(who, 'option', options, ['l2']);
  const l2 =
    options.l2 === undefined ? 0 : needNumber(who, 'l2', options.l2, 'a number from 0 up', (x) => x >= 0);
  const { x, y, k } = classified(who, data);
  const logits = affine.parameters(x, k);
  const loss = compose(crossEntropy(oneHot(y, k)), logits);
  return {
    ...(l2 > 0 ? withDecay(loss, l2, k * x.columns) : loss),
    start: new Float64Array(logits.inputs),
    accuracy: (point) => shareRight(logits.at(point).value, y, k),
  };
}

/** A copy of the rows, the class of each, and how many classes there are. */
function classified(who: string, data: Data): { x: Matrix; y: Vec; k: number } {
  if (typeof data !== 'object' || data === null || !Array.isArray(data.classes))
    throw wrongKind(who, 'data', 'data with classes', data);
  if (data.x?.rows === 0) throw new RangeError(`${who}: data needs rows, got 0`);
  const k = data.classes.length;
  if (k === 0) throw new RangeError(`${who}: data.classes needs at least one, got 0`);
  const x = matrixFrom(who, 'data.x', data.x);
  const y = numbers(who, 'data.y', data.y, x.rows);
  y.forEach((each, i) => {
    needWhole(who, `data.y[${i}]`, each, 0, k - 1);
  });
  return { x, y, k };
}

function oneHot(y: ArrayLike<number>, k: number): Matrix {
  const target = matrix(y.length, k);
  for (let i = 0; i < y.length; i++) target.data[i * k + y[i]] = 1;
  return target;
}

/** The share of rows whose largest logit, the first among equals, is at their class. */
function shareRight(logits: Vec, y: ArrayLike<number>, k: number): number {
  let right = 0;
  for (let i = 0; i < y.length; i++) {
    let lead = 0;
    for (let j = 1; j < k; j++) if (logits[i * k + j] > logits[i * k + lead]) lead = j;
    if (lead === y[i]) right++;
  }
  return right / y.length;
}

/** f(p) + (l2/2)·Σ of the first `weights` parameters squared. */
function withDecay(f: Fn, l2: number, weights: number): Fn {
  const decay = (v: Vec, scale: number) => v.map((x, i) => (i < weights ? l2 * scale * x : 0));
  const inner = (a: Vec, b: Vec) => a.reduce((total, x, i) => total + x * b[i], 0);
  return {
    inputs: f.inputs,
    outputs: 1,
    at(given) {
      const p = given.slice();
      const near = f.at(p);
      const slope = decay(p, 1);
      return local(Float64Array.of(near.value[0] + inner(slope, p) / 2), {
        push: (v) => Float64Array.of(near.push(v)[0] + inner(slope, v)),
        pull: (u) => near.pull(u).map((back, i) => back + slope[i] * u[0]),
        bend: (v, u) => {
          const own = decay(v, u[0]);
          return near.bend(v, u).map((turn, i) => turn + own[i]);
        },
      });
    },
  };
}
