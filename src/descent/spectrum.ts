import { symmetricMatrix } from '../algebra/symmetricMatrix.js';
import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import type { Vec } from '../fn.js';
import { needWhole } from '../need.js';
import { type Random, randomStream } from '../random.js';
import { lanczosQuadrature } from '../search/lanczos.js';
import { innerProduct, isFiniteVector } from '../search/norm.js';
import { symmetricEigen } from '../search/symmetricEigen.js';
import { curvatureAt, DENSE, needSeed, needTolerance } from './curvature.js';

export interface TraceOptions {
  /** Most vectors that are tried: 1000. */
  samples?: number;
  /** Standard error, as a share of the trace, from which it is found: 0.01. */
  tolerance?: number;
  /** Seed of the vectors: 0. */
  seed?: number;
}

export interface Trace {
  /** Sum of the eigenvalues of the Hessian; NaN where it is not finite. */
  trace: number;
  /** Standard error of it; 0 where it is exact. */
  standardError: number;
  /** Products of H and a vector that it took. */
  samples: number;
  status: 'ok' | 'not converged' | 'not finite';
}

/** Most random vectors. */
const MOST = 1e6;
/** Least number of samples of which a standard error is made. */
const LEAST = 8;

/** A random vector of 1 and −1. */
const signs = (n: number, random: Random): Vec =>
  Float64Array.from({ length: n }, () => (random.whole() >= 2 ** 31 ? 1 : -1));

/**
 * Trace of the Hessian of a problem at a point, or at its start: exact up to 64 parameters, above the mean of vᵀHv over
 * random signs v, with its standard error.
 * Hutchinson 1990, A stochastic estimator of the trace.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for sizes and values.
 */
export function trace(problem: Problem | Source, point?: Point, options: TraceOptions = {}): Trace {
  const who = 'trace';
  const { n, product } = curvatureAt(who, problem, point, options, ['samples', 'tolerance', 'seed']);
  const { samples = 1000, tolerance = 0.01, seed = 0 } = options;
  needWhole(who, 'samples', samples, 1, MOST);
  needTolerance(who, tolerance);
  needSeed(who, seed);
  if (n <= DENSE) {
    const matrix = symmetricMatrix(n, product);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += matrix[i * n + i];
    return isFiniteVector(matrix)
      ? { trace: sum, standardError: 0, samples: n, status: 'ok' }
      : { trace: NaN, standardError: NaN, samples: n, status: 'not finite' };
  }
  // Welford 1962: mean and sum of squared differences from it.
  let [mean, squares, error] = [0, 0, Infinity];
  for (let count = 1; count <= samples; count++) {
    const v = signs(n, randomStream(seed, 'trace', count));
    const found = innerProduct(v, product(v));
    if (!Number.isFinite(found))
      return { trace: NaN, standardError: NaN, samples: count, status: 'not finite' };
    const difference = found - mean;
    mean += difference / count;
    squares += difference * (found - mean);
    if (count > 1) error = Math.sqrt(squares / (count - 1) / count);
    if (count >= LEAST && error <= tolerance * Math.abs(mean))
      return { trace: mean, standardError: error, samples: count, status: 'ok' };
  }
  return { trace: mean, standardError: error, samples, status: 'not converged' };
}

export interface SpectrumOptions {
  /** Random vectors, over which the density is averaged: 8. */
  samples?: number;
  /** Steps of Lanczos' method from each: 32. */
  steps?: number;
  /** Seed of the vectors: 0. */
  seed?: number;
}

export interface Spectrum {
  /** Places of the density, rising. */
  values: Vec;
  /** Share of the eigenvalues at each; together 1. */
  weights: Vec;
  /** Products of H and a vector that it took. */
  products: number;
  status: 'ok' | 'not finite';
}

/**
 * Density of the eigenvalues of the Hessian of a problem at a point, or at its start: the eigenvalues themselves up to
 * 64 parameters, above the nodes and weights of Lanczos' quadrature from random vectors.
 * Ubaru, Chen and Saad 2017, Fast estimation of tr(f(A)) via stochastic Lanczos quadrature.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for sizes and values.
 */
export function spectrum(problem: Problem | Source, point?: Point, options: SpectrumOptions = {}): Spectrum {
  const who = 'spectrum';
  const { n, product } = curvatureAt(who, problem, point, options, ['samples', 'steps', 'seed']);
  const { samples = 8, steps = 32, seed = 0 } = options;
  needWhole(who, 'samples', samples, 1, MOST);
  needWhole(who, 'steps', steps, 1, 1000);
  needSeed(who, seed);
  if (n <= DENSE) {
    const matrix = symmetricMatrix(n, product);
    if (!isFiniteVector(matrix)) return notFinite(n);
    const { values } = symmetricEigen(matrix, n);
    return { values: values.reverse(), weights: new Float64Array(n).fill(1 / n), products: n, status: 'ok' };
  }
  const nodes: [value: number, weight: number][] = [];
  let products = 0;
  for (let sample = 0; sample < samples; sample++) {
    const found = lanczosQuadrature(signs(n, randomStream(seed, 'spectrum', sample)), product, steps);
    if (!found) return notFinite(products + 1);
    products += found.products;
    found.values.forEach((value, i) => {
      nodes.push([value, found.weights[i] / samples]);
    });
  }
  nodes.sort(([a], [b]) => a - b);
  const [values, weights] = [0, 1].map((part) => Float64Array.from(nodes, (node) => node[part]));
  return { values, weights, products, status: 'ok' };
}

const notFinite = (products: number): Spectrum => ({
  values: new Float64Array(),
  weights: new Float64Array(),
  products,
  status: 'not finite',
});
