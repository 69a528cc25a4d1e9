import { type Matrix, matrix } from '../algebra/matrix.js';
import type { Fn, Vec } from '../fn.js';
import { needNumber, needOptions, unknownName, wrongKind } from '../need.js';
import { weightedBinaryCrossEntropy, weightedCrossEntropy } from './weightedLoss.js';

/** Weights of classes: `'balanced'`, by which each class counts alike, or by name; a class without one has 1. */
export type ClassWeights = 'balanced' | Readonly<Record<string, number>>;

/** Weights of classes as they were given, checked but for the names. */
export function needClassWeights(who: string, given: unknown): ClassWeights | undefined {
  if (given === undefined || given === 'balanced') return given;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongKind(who, 'classWeights', "'balanced' or weights by the names of classes", given);
  for (const [name, weight] of Object.entries(needOptions(who, given)))
    needNumber(who, `classWeights[${JSON.stringify(name)}]`, weight, 'a number above 0', (x) => x > 0);
  return { ...(given as Record<string, number>) };
}

/** Weight of each class; balanced as in scikit-learn, rows/(classes·rows of the class). */
export function weightsOf(
  who: string,
  given: ClassWeights,
  classes: readonly string[],
  y: Vec,
): Float64Array {
  if (given === 'balanced') {
    const counts = new Float64Array(classes.length);
    for (const k of y) counts[k]++;
    return counts.map((count) => y.length / (classes.length * Math.max(1, count)));
  }
  const unknown = Object.keys(given).find((name) => !classes.includes(name));
  if (unknown !== undefined) throw unknownName(who, 'class in classWeights:', unknown, classes);
  return Float64Array.from(classes, (name) => (Object.hasOwn(given, name) ? given[name] : 1));
}

/** How a model of classes makes targets of them, and its loss. */
interface ClassHead {
  target(y: Vec, outputs: number): Matrix;
  readonly loss: ((target: Matrix) => Fn) & { readonly title: string };
}

/** Head by whose loss rows count for as much as their class, on average for one. */
export function weightedHead<H extends ClassHead>(head: H, weights: Vec, isBinary: boolean): H {
  const unitOf = (y: Vec) => y.length / y.reduce((sum, k) => sum + weights[k], 0);
  const { title } = head.loss;
  return {
    ...head,
    target(y: Vec, outputs: number) {
      const unit = unitOf(y);
      const columns = isBinary ? 2 : outputs;
      const target = matrix(y.length, columns);
      for (let i = 0; i < y.length; i++) target.data[i * columns + y[i]] = unit * weights[y[i]];
      return target;
    },
    loss: Object.assign(
      (target: Matrix) => (isBinary ? weightedBinaryCrossEntropy : weightedCrossEntropy)(target),
      {
        title: `Weighted ${title[0].toLowerCase()}${title.slice(1)}`,
      },
    ),
  };
}
