// A network with a loss as a chain of layers, by the public functions of the library.

import {
  type activations,
  affine,
  checkGradient,
  elementwise,
  type Fn,
  formula,
  jacobian,
  type Matrix,
  matrix,
  type Report,
  type Vec,
  value,
  vjp,
} from '../../index.js';
import { outOfRange } from '../../need.js';
import { parseDecimal, splitWords } from '../../numbers.js';
import { mostUnits, smallNetwork } from '../smallNetwork.js';
import type { LayersView, NamedMatrix } from './layersDrawing.js';
import { plainName } from './plainName.js';

export interface LayersModel extends Pick<LayersView, 'nodes' | 'links' | 'factors' | 'result'> {
  readonly x: readonly number[];
  readonly inputs: readonly string[];
  readonly loss: number;
  /** Check of the slope of the first weights against differences. */
  check(): Report;
}

/** One link of the chain: what makes a layer's output of the one before it. */
interface Link {
  name: string;
  operation: string;
  fn: Fn;
}

const numbersOf = (who: string, what: string, text: string, usual: readonly number[]): number[] => {
  const words = splitWords(text.replaceAll('−', '-'));
  if (words.length > mostUnits) throw outOfRange(who, what, `at most ${mostUnits} numbers`, words.length);
  if (words.length === 0) return [...usual];
  return words.map((word) => {
    const number = parseDecimal(word.replace(/^\w+=/, ''));
    if (Number.isFinite(number)) return number;
    throw outOfRange(who, what, 'numbers with spaces between them', word);
  });
};

/** The network of a text like `mlp:3:tanh` at inputs, with half the squared error against a target. */
export function layersModel(who: string, asked: { model: string; at: string; target: string }): LayersModel {
  const x = numbersOf(who, 'at', asked.at, [0.8, -0.4]);
  const target = numbersOf(who, 'target', asked.target, [1, 0]);
  const { weights, activation } = smallNetwork(who, asked.model, x.length, target.length);
  const links = linksOf(weights, activation, target);
  const values: Vec[] = [Float64Array.from(x)];
  for (const { fn } of links) values.push(vector(value(fn, values[values.length - 1])));
  const slopes: Vec[] = [Float64Array.of(1)];
  for (let k = links.length - 1; k >= 0; k--) slopes.unshift(vjp(links[k].fn, values[k], slopes[0]));
  const names = ['x', ...links.map(({ name }) => name)].map(plainName);
  const slopeName = (of: number, by: string) => `∂${names[of]}/∂${by}`;
  const told = links.map(({ fn, operation }, k) => ({
    ...{ operation, name: slopeName(k + 1, names[k]) },
    matrix: jacobian(fn, values[k]),
  }));
  const [{ W: first, b: biases }] = weights;
  const parameters = affine.parameters(x, first.rows);
  const point = Float64Array.of(...first.data, ...biases);
  const factors: NamedMatrix[] = [
    ...told.slice(1).toReversed(),
    { name: slopeName(1, 'W₁'), matrix: firstColumns(jacobian(parameters, point), first.data.length) },
  ];
  const slope = vjp(parameters, point, slopes[1]).slice(0, first.data.length);
  const lossOf = (w: Vec) =>
    links
      .slice(1)
      .reduce<Float64Array>(
        (all, { fn }) => vector(value(fn, all)),
        vector(value(parameters, Float64Array.of(...w, ...biases))),
      )[0];
  return {
    nodes: names.map((name, i) => ({ name, value: values[i], slope: slopes[i] })),
    ...{ links: told, factors, x },
    inputs: x.map((_, i) => plainName(`x${i + 1}`)),
    result: { name: '∂L/∂W₁', matrix: matrix(first.rows, first.columns, slope) },
    loss: values[values.length - 1][0],
    check: () => checkGradient(lossOf, slope, first.data),
  };
}

function linksOf(
  weights: ReturnType<typeof smallNetwork>['weights'],
  activation: keyof typeof activations,
  target: readonly number[],
): Link[] {
  const sign = activation === 'sigmoid' ? 'σ' : activation;
  const all = weights.flatMap(({ W: w, b: biases }, i): Link[] => [
    {
      name: `h${i + 1}`,
      operation: `${nameOf('W', i)}${i === 0 ? 'x' : nameOf('a', i - 1)} + ${nameOf('b', i)}`,
      fn: affine(w, biases),
    },
    {
      name: i === weights.length - 1 ? 'y' : `a${i + 1}`,
      operation: sign,
      fn: elementwise(activation, w.rows),
    },
  ]);
  const terms = target.map((t, i) => `(y${i + 1} - (${t}))^2`);
  const variables = target.map((_, i) => `y${i + 1}`);
  return [
    ...all,
    { name: 'L', operation: '½(y−t)²', fn: formula(`(${terms.join(' + ')})/2`, { variables }) },
  ];
}

const nameOf = (letter: string, i: number) => plainName(`${letter}${i + 1}`);

/** The first columns of a matrix. */
function firstColumns({ rows, columns, data }: Matrix, count: number): Matrix {
  const kept = Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, i * columns + count)]);
  return matrix(rows, count, kept.flat());
}

const vector = (given: number | Vec) => (typeof given === 'number' ? Float64Array.of(given) : given);
