import * as activations from '../../src/activations/index.js';
import { matrix } from '../../src/algebra/matrix.js';
import { callback } from '../../src/calculus/callback.js';
import { standardize } from '../../src/data/standardize.js';
import { iris } from '../../src/datasets/iris.js';
import { curveResiduals } from '../../src/descent/curveResiduals.js';
import { halfSquares } from '../../src/descent/halfSquares.js';
import type { ProblemEntry } from '../../src/entry.js';
import { compose, type Fn } from '../../src/fn.js';
import { formula } from '../../src/formula/formula.js';
import { affine } from '../../src/layers/affine.js';
import { elementwise } from '../../src/layers/elementwise.js';
import { linear } from '../../src/layers/linear.js';
import { softmax } from '../../src/layers/softmax.js';
import { binaryCrossEntropy, crossEntropy, huber, meanSquaredError } from '../../src/losses/index.js';
import { mlp } from '../../src/models/mlp.js';
import { softmaxRegression } from '../../src/models/softmaxRegression.js';
import * as problems from '../../src/problems/index.js';
import { mulberry32, numbersOf } from './random.js';

const next = mulberry32(7);
const matrixOf = (rows: number, columns: number) => matrix(rows, columns, numbersOf(next, rows * columns));

/** (x, y) ↦ (x²y, x − y³, 3x), and what is known of it in every way `callback` can be told. */
const bent = ([x, y]: Float64Array) => [x * x * y, x - y * y * y, 3 * x];
const rowsOf = ([x, y]: Float64Array) => [
  [2 * x * y, x * x],
  [1, -3 * y * y],
  [3, 0],
];
const sizes = { inputs: 2, outputs: 3 };
const push = (x: Float64Array, v: Float64Array) => rowsOf(x).map((row) => row[0] * v[0] + row[1] * v[1]);
const pull = (x: Float64Array, u: Float64Array) =>
  [0, 1].map((j) => rowsOf(x).reduce((sum, row, i) => sum + u[i] * row[j], 0));

const batch = matrix(3, 2, [0.25, 0.75, 1, 0, 0.5, 0.5]);

/** The problems that there are in n dimensions, in three and in seven of them. */
export const inSpace: Record<string, ProblemEntry> = Object.fromEntries(
  Object.values(problems).flatMap((problem) =>
    'in' in problem ? [3, 7].map((n) => [problem.in(n).title, problem.in(n)]) : [],
  ),
);

/** Every kind of Fn there is, by name. */
export const fns: Record<string, Fn> = {
  linear: linear(matrixOf(3, 4)),
  'linear, one output': linear([[2, -1, 0.5]]),
  affine: affine(matrixOf(2, 5), [1, -2]),
  'affine.parameters at a point': affine.parameters([1, -2, 3], 2),
  'affine.parameters of a batch': affine.parameters(matrixOf(5, 3), 2),
  'softmax of one': softmax(1),
  'softmax of five': softmax(5),
  'cross-entropy, hard target': crossEntropy([0, 1, 0]),
  'cross-entropy, soft target': crossEntropy([0.2, 0.5, 0.3]),
  'cross-entropy of a batch': crossEntropy(batch),
  'mean squared error': meanSquaredError([1, -2, 0.5]),
  'mean squared error of a batch': meanSquaredError(matrixOf(3, 2)),
  'binary cross-entropy': binaryCrossEntropy([0, 1, 0.3, 0.999]),
  'binary cross-entropy of a batch': binaryCrossEntropy(batch),
  huber: huber([1, -2, 0.5]),
  'huber of a batch, its corner elsewhere': huber(matrixOf(3, 2), 0.3),
  'softmax regression': softmaxRegression(standardize(iris())),
  'softmax regression with decay': softmaxRegression(standardize(iris()), { l2: 0.3 }),
  'a network with decay, for numbers': mlp(
    { x: matrixOf(5, 2), y: numbersOf(next, 5), names: ['a', 'b'] },
    { layers: [2], l2: 0.1, seed: 3 },
  ),
  'half the squares of formulas': halfSquares(formula(['x*y', 'sigmoid(x - y)', 'x^2 - y'])),
  'a curve through points': curveResiduals(
    formula('a exp(-b t) + c u'),
    new Map([
      ['t', numbersOf(next, 5)],
      ['u', numbersOf(next, 5)],
    ]),
    ['a', 'b', 'c'],
    numbersOf(next, 5),
  ),
  'a formula': formula('exp(-x^2) sin(y) + x/(2 + cosh(y))'),
  'formulas side by side': formula(['x*y', 'sigmoid(x - y)', 'atan(x) log(4 + y^2)']),
  'a formula of everything smooth': formula(
    'sin(x) + cos(y) tan(x/9) + asin(x/9) + acos(y/9) + atan(x) + sinh(x) + cosh(y) + tanh(x) + asinh(x) + acosh(9+x) + atanh(y/9) + expm1(x) + log1p(x/9) + log2(9+x) + log10(9+y) + sqrt(9+x) + cbrt(9+y) + softplus(x) + erf(y) + (9+x)^y',
  ),
  'a network': compose(
    crossEntropy([0.1, 0.9]),
    affine(matrixOf(2, 3), [0.1, 0.2]),
    elementwise('sigmoid', 3),
    linear(matrixOf(3, 4)),
  ),
  'callback by differences': callback(bent, sizes),
  'callback with its Jacobian': callback(bent, { ...sizes, jacobian: rowsOf }),
  'callback with its push': callback(bent, { ...sizes, push }),
  'callback with its pull': callback(bent, { ...sizes, pull }),
  'callback with its gradient': callback(([x, y]) => x * x * y, {
    inputs: 2,
    outputs: 1,
    gradient: ([x, y]) => [2 * x * y, x * x],
  }),
  ...Object.fromEntries(Object.entries(activations).map(([name, entry]) => [name, elementwise(entry, 4)])),
  ...problems,
  ...inSpace,
};
