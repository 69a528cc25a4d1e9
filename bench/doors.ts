// Fixed costs: every public function on the smallest sensible input, in hundreds of additions one after another, so
// that the numbers hold on other machines too. bench/budget.json says how much each may cost.
import { readFileSync } from 'node:fs';
import type { MakerEntry } from '../src/entry.js';
import * as nabla from '../src/index.js';
import { ratio } from './pairs.js';

const { formula, matrix } = nabla;

const square = (x: ArrayLike<number>) => x[0] * x[0];
const [parabola, plane, line, straight] = ['x^2', 'x y', 'a x', 'x - 1'].map((text) => formula(text));
const [one, pair] = [Float64Array.of(1), Float64Array.of(1, 2)];
const [column, single] = [matrix(2, 1, pair), matrix(1, 1, one)];
const numeric = { x: column, y: pair, names: ['x'] };
const labelled = { x: column, y: Int32Array.of(0, 1), classes: ['a', 'b'], names: ['x'] };
const training = { optimizer: 'sgd', rate: 0.1, steps: 1 } as const;
const trained = nabla.minimize(nabla.mlp(labelled, { layers: [1] }), training);
const exported = nabla.exportModel(trained);
const layer = nabla.linear([[1]]);
const comparing = { optimizers: ['sgd'], rates: [0.1], steps: 1, start: one } as const;
const spec = nabla.specOf('x^2', comparing);
const link = nabla.linkOf(spec);

type Maker = MakerEntry & ((...given: unknown[]) => unknown);

/** Data sets and models, which are called by what they say of themselves. */
const makers = Object.entries(nabla).flatMap(([name, each]) =>
  typeof each === 'function' && 'knobs' in each && (name in nabla.datasets || 'tells' in each)
    ? [[name, each as unknown as Maker & { tells?: string }] as const]
    : [],
);

const calls: Readonly<Record<string, () => unknown>> = Object.fromEntries(
  makers.map(([name, make]) => [
    name,
    name in nabla.datasets
      ? () => make('n' in make.knobs ? { n: 2 } : {})
      : () => make(make.tells === 'classes' ? labelled : numeric),
  ]),
);

/** A call of each public function, by its name. */
export const doors: Readonly<Record<string, () => unknown>> = {
  ...calls,
  affine: () => nabla.affine(matrix(1, 1, one), one),
  binaryCrossEntropy: () => nabla.binaryCrossEntropy([1]),
  callback: () => nabla.callback(square),
  checkGradient: () => nabla.checkGradient(parabola, () => [2], one),
  checkHessian: () => nabla.checkHessian(parabola, [[2]], one),
  compare: () => nabla.compare(parabola, comparing),
  compose: () => nabla.compose(layer, layer),
  crossEntropy: () => nabla.crossEntropy([1]),
  csv: () => nabla.csv('x,y\n1,2\n2,3\n', { target: 'y' }),
  curveFit: () => nabla.curveFit(line, { x: pair }, pair, { a: 1 }),
  det: () => nabla.det(single),
  derivative: () => nabla.derivative(parabola, 1),
  diagnose: () => nabla.diagnose(parabola, one),
  difference: () => nabla.difference(Math.abs, 1),
  directional: () => nabla.directional(parabola, one, one),
  elementwise: () => nabla.elementwise('relu', 1),
  findRate: () => nabla.findRate(parabola, { optimizer: 'sgd', start: one, count: 2 }),
  formula: () => formula('x^2'),
  enclosure: () => nabla.enclosure(parabola, [1, 2]),
  fromSpec: () => nabla.fromSpec(spec),
  gradient: () => nabla.gradient(parabola, one),
  grid: () => nabla.grid(plane, { x: [0, 1, 2], y: [0, 1, 2] }),
  hessian: () => nabla.hessian(parabola, one),
  huber: () => nabla.huber([1]),
  hvp: () => nabla.hvp(parabola, one, one),
  jacobian: () => nabla.jacobian(parabola, one),
  jvp: () => nabla.jvp(parabola, one, one),
  leastSquares: () => nabla.leastSquares(straight, { start: one }),
  linear: () => nabla.linear([[1]]),
  linkOf: () => nabla.linkOf(spec),
  logspace: () => nabla.logspace(0.1, 1, 2),
  matmul: () => nabla.matmul(column, single),
  matrix: () => matrix(1, 1, one),
  meanSquaredError: () => nabla.meanSquaredError([1]),
  minimize: () => nabla.minimize(parabola, { ...training, start: one }),
  optimizer: () => nabla.optimizer({ title: 'plain', knobs: { rate: 0.1 }, next: { x: 'x - rate g' } }),
  predict: () => nabla.predict(trained, [[1]]),
  remainder: () => nabla.remainder(parabola, 1, 2, 1),
  resident: () => nabla.resident(column).free(),
  sharpness: () => nabla.sharpness(parabola, one),
  softmax: () => nabla.softmax(2),
  solve: () => nabla.solve(single, one),
  specFromLink: () => nabla.specFromLink(link),
  specOf: () => nabla.specOf('x^2', comparing),
  spectrum: () => nabla.spectrum(parabola, one),
  folds: () => nabla.folds(numeric, { folds: 2 }),
  classScores: () => nabla.classScores(trained),
  exportModel: () => nabla.exportModel(trained),
  importModel: () => nabla.importModel(exported),
  exportCode: () => nabla.exportCode(exported, { language: 'numpy' }),
  split: () => nabla.split(numeric, { validation: 0.5 }),
  standardize: () => nabla.standardize(numeric),
  stepCurve: () => nabla.stepCurve(parabola, 1),
  svd: () => nabla.svd(single),
  taylor: () => nabla.taylor(parabola, 1, 2),
  trace: () => nabla.trace(parabola, one),
  unflatten: () => nabla.unflatten(trained.point),
  value: () => nabla.value(parabola, one),
  values: () => nabla.values(parabola, [one]),
  vjp: () => nabla.vjp(parabola, one, one),
};

/** Most that each function may cost, in hundreds of additions; of data sets and models, each of its kind. */
export const budget: Readonly<Record<string, number>> = JSON.parse(readFileSync('bench/budget.json', 'utf8'));

const budgetOf = new Map(
  makers.map(([name]) => [name, budget[name in nabla.datasets ? 'dataset' : 'model']]),
);
/** Names of the functions whose budget is their kind's. */
export const byKind: readonly string[] = [...budgetOf.keys()];

let sum = 0;
function hundredAdditions(): void {
  let own = sum;
  for (let i = 0; i < 100; i++) own += 0.5;
  sum = own;
}

export interface Door {
  name: string;
  /** Nanoseconds per call, at best. */
  ns: number;
  /** Cost in hundreds of additions: median and range of pairs. */
  median: number;
  low: number;
  high: number;
  most: number;
  met: boolean;
}

/** Cost of a function; it is within its budget where the median is. */
export function doorCost(name: string): Door {
  const { ns, median, low, high } = ratio(hundredAdditions, doors[name]);
  const most = budgetOf.get(name) ?? budget[name];
  return { name, ns: ns * median, median, low, high, most, met: median <= most };
}
