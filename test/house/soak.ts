// Whether memory stays where it is while an operation is done over and over, giving the event loop its turn
// every 1 000 calls.
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadedEngine } from '../../src/engine/load.js';
import {
  affine,
  binaryCrossEntropy,
  callback,
  checkGradient,
  checkHessian,
  classScores,
  compare,
  compose,
  crossEntropy,
  csv,
  curveFit,
  datasets,
  derivative,
  det,
  diagnose,
  difference,
  directional,
  elementwise,
  enclosure,
  exportCode,
  exportModel,
  findRate,
  folds,
  formula,
  fromSpec,
  gradient,
  grid,
  hessian,
  huber,
  hvp,
  importModel,
  iris,
  jacobian,
  jvp,
  leastSquares,
  linear,
  linkOf,
  logspace,
  matmul,
  matrix,
  meanSquaredError,
  minimize,
  optimizer,
  optimizers,
  predict,
  problems,
  remainder,
  resident,
  schedules,
  sharpness,
  softmax,
  softmaxRegression,
  solve,
  specFromLink,
  specOf,
  spectrum,
  split,
  standardize,
  stepCurve,
  svd,
  taylor,
  trace,
  unflatten,
  value,
  values,
  vjp,
} from '../../src/index.js';
import * as models from '../../src/models/index.js';
import type { Model, ModelEntry } from '../../src/network/model.js';

const w = matrix(30, 30).data.map((_, i) => ((i * 37) % 11) / 11);
const square = matrix(30, 30, w);
const regular = matrix(
  30,
  30,
  w.map((each, i) => (i % 31 === 0 ? 30 + each : each)),
);
const x = w.slice(0, 30);
const data = standardize(iris());
const table = 'a,b,c\n1,2,"x"\n3,4,y\n,6,y\n5,7,a longer name of a class\n';
const model = softmaxRegression(data);
const fitted = minimize(model, { optimizer: 'sgd', rate: 0.1, steps: 3 });
const exported = exportModel(fitted);
const numeric = { x: matrix(30, 1, w.slice(0, 30)), y: w.slice(0, 30), names: ['x'] };
const yesOrNo = { ...numeric, y: numeric.y.map((y) => +(y > 0)), classes: ['a', 'b'] };
const makers = Object.entries(models as Record<string, ModelEntry & ((data: typeof numeric) => Model)>);
const network = compose(
  crossEntropy([1, ...new Array(29).fill(0)]),
  elementwise('sigmoid', 30),
  linear(square),
);
const f = callback((p) => p[0] * p[1] + p[2], { inputs: 3 });
const thrown = new Error('thrown on purpose');
const throwing = () => {
  throw thrown;
};
const valley = formula('(1 - x)^2 + 100 (y - x^2)^2');
const wave = formula('exp(-x) sin(3x)');
const wavelets = formula('sin(x y) exp(-y^2)');
const spec = specOf(model, { optimizers: ['sgd', 'adam'], rates: '1e-3..1:4', steps: 3 });
const link = linkOf(spec);
const held = [0, 1, 2].map(() => resident(square));
const vectors = [0, 1, 2, 3].map(() => resident(square.data.subarray(0, 30)));
const slopes = { values: vectors[2], gradient: [vectors[3]] };
const stepper = optimizers.adam.on(vectors[1]);

/** Every public operation, small enough to be done many thousand times in a second or so. */
export const operations: Record<string, () => unknown> = {
  value: () => value(network, x),
  values: () => values(valley, [x, x], { gradient: true }),
  grid: () => grid(wavelets, { x: [-1, 1, 12], y: [0, 1, 12] }),
  gradient: () => gradient(network, x),
  'gradient by differences': () => gradient(f, [1, 2, 3]),
  jacobian: () => jacobian(softmax(5), [1, 2, 3, 4, 5]),
  jvp: () => jvp(network, x, x),
  vjp: () => vjp(network, x, [1]),
  hvp: () => hvp(network, x, x),
  compose: () =>
    compose(
      softmax(3),
      linear([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ).at(Float64Array.of(1, 2)),
  affine: () => value(affine([[1, 2]], [3]), [4, 5]),
  linear: () => value(linear(square), x),
  elementwise: () => value(elementwise('sigmoid', 30), x),
  softmax: () => value(softmax(30), x),
  crossEntropy: () => value(crossEntropy([1, ...new Array(29).fill(0)]), x),
  meanSquaredError: () => gradient(meanSquaredError(x), x),
  binaryCrossEntropy: () => gradient(binaryCrossEntropy(w.slice(0, 30)), x),
  huber: () => gradient(huber(x, 0.3), w.slice(0, 30)),
  callback: () =>
    value(
      callback((p) => p[0] * p[1] + p[2], { inputs: 3 }),
      [1, 2, 3],
    ),
  formula: () => formula('exp(-x^2) sin(y)'),
  'formula.derivative': () => formula('exp(-x^2) sin(y)').derivative('x').text,
  'formula.explain': () => formula('x sin(x)').explain('x'),
  derivative: () => derivative(wave, 0.5, { order: 2 }),
  directional: () => directional(network, x, x),
  hessian: () => hessian(valley, [1, 2]),
  taylor: () => taylor(wave, 0.5, 5),
  remainder: () => remainder('sin(x)', 0, 0.5, 5),
  sharpness: () => sharpness('x^2 + 3y^2', [1, 2], { optimizer: 'adam' }),
  findRate: () => findRate('x^2 + 3y^2', { optimizer: 'adam', start: [1, 2], count: 20 }),
  trace: () => trace('x^2 + 3y^2', [1, 2]),
  spectrum: () => spectrum('x^2 + 3y^2', [1, 2]),
  enclosure: () => enclosure('sin(x)', [0, 0.5], { order: 5 }),
  diagnose: () => diagnose('log(x)', -1),
  checkGradient: () => checkGradient(valley, ['2 (x - 1) - 400 x (y - x^2)', '200 (y - x^2)'], [1, 2]),
  checkHessian: () => checkHessian(valley, hessian(valley, [1, 2]), [1, 2]),
  difference: () => difference(wave, 0.5),
  stepCurve: () => stepCurve(wave, 0.5, { methods: ['central', 'complex-step'] }),
  'affine.parameters': () => value(affine.parameters(square, 3), new Float64Array(93)),
  matrix: () => matrix(30, 30, w),
  matmul: () => matmul(square, square),
  specOf: () => specOf(valley, { optimizers: ['sgd'], rates: '1e-3..1e-1:3', steps: 3, start: [1, 2] }),
  fromSpec: () => fromSpec(spec),
  linkOf: () => linkOf(spec),
  specFromLink: () => specFromLink(link),
  'matmul of residents': () => matmul(held[0], held[1], { out: held[2] }),
  resident: () => resident(square).free(),
  det: () => det(regular),
  svd: () => svd(square),
  solve: () => solve(regular, vectors[0], { out: vectors[1] }),
  'values into residents': () => values(wave, [vectors[0]], { gradient: true, out: slopes }),
  'grid into a resident': () => grid(valley, { x: [-1, 1, 30], y: [-1, 1, 30] }, { out: held[2] }),
  'steps in place': () => {
    stepper.step(vectors[0]);
    optimizers.rmsprop.on(vectors[1]).free();
  },
  ...datasets,
  csv: () => csv(table, { target: 'c', missing: 'drop' }),
  split: () => split(data),
  standardize: () => standardize(data),
  folds: () => folds(data),
  classScores: () => classScores(fitted),
  exportModel: () => exportModel(fitted),
  importModel: () => importModel(exported).predict(data.x),
  exportCode: () => exportCode(exported, { language: 'numpy' }),
  ...Object.fromEntries(
    makers.map(([name, make]) => [
      name,
      () => {
        const made = make(make.tells === 'numbers' ? numeric : yesOrNo);
        made.at(made.start);
        return minimize(made, { optimizer: 'adam', rate: 0.1, steps: 3 });
      },
    ]),
  ),
  'softmaxRegression of three classes': () => softmaxRegression(data).at(model.start),
  predict: () => predict(fitted, data.x),
  unflatten: () => unflatten(fitted.point),
  minimize: () => minimize(problems.bowl, { optimizer: 'adam', rate: 0.1, steps: 20, record: true }),
  compare: () => compare('rosenbrock', { optimizers: ['sgd', 'adam'], rates: [1e-3, 1e-2], steps: 5 }),
  'compare.stream': async () => {
    for await (const { done } of compare.stream('bowl', { optimizers: ['sgd'], steps: 5 })) if (done) break;
  },
  ...Object.fromEntries(
    (['newton', 'bfgs', 'lbfgs'] as const).map((name) => [
      `minimize by ${name}`,
      () => minimize('rosenbrock', { optimizer: name, steps: 5 }),
    ]),
  ),
  leastSquares: () => leastSquares(['10 (y - x^2)', '1 - x'], { start: [-1.2, 1] }),
  curveFit: () => curveFit('a exp(-b x)', { x: x.slice(0, 5) }, x.slice(5, 10), { a: 1, b: 1 }),
  optimizer: () => optimizer({ title: 'plain', knobs: { rate: 0.1 }, next: { x: 'x - rate g' } }),
  'schedules.cosine.at': () => schedules.cosine.at(3, { steps: 10, etaMin: 0.1 }),
  'schedules.plateau.start': () => schedules.plateau.start({ steps: 10, patience: 0 })(1, 2),
  logspace: () => logspace(1e-3, 1e3, 9),
  'a callback that throws': () => {
    try {
      gradient(throwing, [1, 2]);
    } catch (error) {
      if (error !== thrown) throw error;
    }
  },
  'bad input': () => {
    try {
      matmul(square, matrix(2, 2));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  },
};

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Half {
  /** Bytes alive after collection, at the end, and those that the process still held then. */
  alive: number;
  held: number;
  /** The most bytes the process held, looked at every 1 000 calls. */
  peak: number;
}

export interface Soaked {
  first: Half;
  second: Half;
  /** Engine memory in use beyond what it was. */
  engine: number;
}

const engineMemory = () => {
  const { scratch, held } = loadedEngine()!.memory.used;
  return scratch + held;
};

/** So often an operation is done in each half at least, on the busiest machine. */
const LEAST = 10;

/** Does an operation for so long, and measures each half of the time. */
export async function soak(operation: () => unknown, ms: number): Promise<Soaked> {
  const inUse = engineMemory();
  const half = async (): Promise<Half> => {
    const end = performance.now() + ms / 2;
    let [peak, calls] = [0, 0];
    const isOver = () => calls >= LEAST && performance.now() >= end;
    while (!isOver()) {
      for (let i = 0; i < 1000 && !isOver(); i++, calls++) await operation();
      peak = Math.max(peak, process.memoryUsage.rss());
      await turn();
    }
    // The memory of arrays is swept behind a collection, and counted at the next.
    for (let i = 0; i < 3; i++) {
      collect();
      await turn();
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    return { alive: heapUsed + external, held: rss, peak };
  };
  const [first, second] = [await half(), await half()];
  return { first, second, engine: engineMemory() - inUse };
}
