import type { Vec } from '../fn.js';
import { axpy, dot } from '../kernels/index.js';
import type { Random } from '../random.js';
import { isFiniteVector, norm } from './norm.js';
import { symmetricEigen } from './symmetricEigen.js';

/** Product of a symmetric matrix and a vector, which stays as it is. */
export type HessianProduct = (v: Vec) => Vec;

export interface LargestOptions {
  /** How many pairs are sought. */
  count: number;
  /** Size of the residual, as a share of the eigenvalue, from which a pair is found. */
  tolerance: number;
  /** Most products. */
  products: number;
  /** Random numbers of the start of a pair. */
  random(pair: number): Random;
  /** Eigenvectors of a matrix that is alike, from which the search begins. */
  guesses?: readonly Vec[];
}

export interface LargestPairs {
  values: number[];
  vectors: Vec[];
  /** The largest ‖Hv − λv‖ of the pairs. */
  residual: number;
  products: number;
  /** The largest |eigenvalue| that was met. */
  scale: number;
  status: 'ok' | 'not converged' | 'not finite';
}

/** Most vectors that span the space looked in, twice as many numbers being kept. */
const MOST = 24;
/** How many of them a restart keeps. */
const KEPT = 8;
/** Share of a start that is random: in what a guess has nothing of, it would find nothing. */
const RANDOM_SHARE = 0.05;
/** Share of the largest |eigenvalue| below which an eigenvalue, or a residual, is of rounding. */
export const ROUNDING = 2 ** -44;

/**
 * The largest eigenvalues, by sign, of a symmetric n×n matrix that is known by its products: Lanczos with full
 * reorthogonalisation and thick restarts, one pair after the other, so that equal ones are found as often as they are.
 * Parlett 1998, The Symmetric Eigenvalue Problem, 13; Wu and Simon 2000, Thick-restart Lanczos.
 */
export function largestEigenpairs(n: number, product: HessianProduct, options: LargestOptions): LargestPairs {
  const found: LargestPairs = {
    values: [],
    vectors: [],
    residual: 0,
    products: 0,
    scale: 0,
    status: 'ok',
  };
  while (found.values.length < Math.min(options.count, n) && found.status === 'ok')
    findNext(n, product, options, found);
  return found;
}

/** Space of orthonormal vectors with their images, and the matrix in it. */
interface Space {
  basis: Vec[];
  images: Vec[];
  matrix: number[][];
}

function findNext(n: number, product: HessianProduct, options: LargestOptions, found: LargestPairs): void {
  const { tolerance, products, guesses = [] } = options;
  const locked = found.vectors;
  const random = options.random(locked.length);
  let space: Space = { basis: [], images: [], matrix: [] };
  let next = startOf(n, random, guesses[locked.length]);
  for (;;) {
    while (!makeOrthonormal(next, [locked, space.basis])) next = startOf(n, random);
    const image = product(next);
    found.products++;
    if (!isFiniteVector(image)) {
      found.status = 'not finite';
      return;
    }
    for (const each of locked) subtractPart(image, each);
    space.basis.push(next);
    space.images.push(image);
    space.matrix.push(space.basis.map((each) => dot(each, image)));
    const size = space.basis.length;
    const { values, vectors } = symmetricEigen(squareOf(space.matrix), size);
    found.scale = Math.max(found.scale, Math.abs(values[0]), Math.abs(values[size - 1]));
    const rest = image.slice();
    const length = removeParts(rest, [locked, space.basis]);
    const error = length * Math.abs(vectors[0][size - 1]);
    const isWhole = size + locked.length === n || length <= ROUNDING * found.scale;
    const isFound = error <= Math.max(tolerance * Math.abs(values[0]), ROUNDING * found.scale);
    const isOver = found.products >= products;
    if (isFound || isWhole || isOver) {
      found.values.push(values[0]);
      found.vectors.push(combined(space.basis, vectors[0]));
      found.residual = Math.max(found.residual, residualOf(space, values[0], vectors[0]));
      if (!isFound && !isWhole) found.status = 'not converged';
      return;
    }
    if (size === MOST) space = restarted(space, values, vectors);
    next = rest;
  }
}

/** A guess with something random, or what is random alone. */
function startOf(n: number, random: Random, guess?: Vec): Vec {
  const start = Float64Array.from({ length: n }, () => 2 * random.number() - 1);
  if (!guess) return start;
  const share = RANDOM_SHARE / norm(start);
  return start.map((each, i) => guess[i] + share * each);
}

/** The space of the largest pairs found so far in a larger one. */
function restarted({ basis, images }: Space, values: Vec, vectors: readonly Vec[]): Space {
  const kept = vectors.slice(0, KEPT);
  return {
    basis: kept.map((each) => combined(basis, each)),
    images: kept.map((each) => combined(images, each)),
    matrix: kept.map((_, i) => Array.from({ length: i + 1 }, (_, k) => (i === k ? values[i] : 0))),
  };
}

/** The full matrix of a lower triangle, by rows. */
function squareOf(lower: readonly (readonly number[])[]): Vec {
  const n = lower.length;
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, k] = [Math.floor(at / n), at % n];
    return i < k ? lower[k][i] : lower[i][k];
  });
}

function combined(vectors: readonly Vec[], shares: Vec): Vec {
  const sum = new Float64Array(vectors[0].length);
  for (const [i, each] of vectors.entries()) axpy(shares[i], each, sum);
  return sum;
}

function residualOf({ basis, images }: Space, value: number, shares: Vec): number {
  const difference = combined(images, shares);
  axpy(-value, combined(basis, shares), difference);
  return norm(difference);
}

const subtractPart = (v: Vec, unit: Vec) => axpy(-dot(unit, v), unit, v);

/** What is left of a vector beside orthonormal ones, in its place, and its length; twice, for what rounding left. */
function removeParts(v: Vec, spaces: readonly (readonly Vec[])[]): number {
  for (let time = 0; time < 2; time++)
    for (const units of spaces) for (const unit of units) subtractPart(v, unit);
  return norm(v);
}

/** A vector made orthogonal to others and of length 1; false where nothing of it is left. */
function makeOrthonormal(v: Vec, spaces: readonly (readonly Vec[])[]): boolean {
  const before = norm(v);
  const length = removeParts(v, spaces);
  if (!(length > ROUNDING * before)) return false;
  for (let i = 0; i < v.length; i++) v[i] /= length;
  return true;
}

/** Nodes and weights of the density of eigenvalues that one random vector of length 1 sees. */
export function lanczosQuadrature(
  start: Vec,
  product: HessianProduct,
  steps: number,
): { values: Vec; weights: Vec; products: number } | null {
  const n = start.length;
  const basis: Vec[] = [];
  const matrix: number[][] = [];
  let next = start;
  while (basis.length < Math.min(steps, n) && makeOrthonormal(next, [basis])) {
    const image = product(next);
    if (!isFiniteVector(image)) return null;
    basis.push(next);
    matrix.push(basis.map((each) => dot(each, image)));
    const scale = norm(image);
    next = image;
    if (removeParts(next, [basis]) <= ROUNDING * scale) break;
  }
  const { values, vectors } = symmetricEigen(squareOf(matrix), basis.length);
  return { values, weights: Float64Array.from(vectors, ([first]) => first * first), products: basis.length };
}
