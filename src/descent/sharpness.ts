import { symmetricMatrix } from '../algebra/symmetricMatrix.js';
import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import type { Vec } from '../fn.js';
import type { OptimizerState } from '../formula/update.js';
import { needLength, needOptions, needWhole, wrongKind } from '../need.js';
import { checkedNumbers } from '../numbers.js';
import { entryOfStep, type OptimizerEntry } from '../optimizer.js';
import * as optimizers from '../optimizers/index.js';
import { randomStream } from '../random.js';
import { type HessianProduct, type LargestPairs, largestEigenpairs, ROUNDING } from '../search/lanczos.js';
import { isFiniteVector, norm } from '../search/norm.js';
import { symmetricEigen } from '../search/symmetricEigen.js';
import { makeConfiguration } from '../spec/configuration.js';
import type { AnyOptimizer } from '../spec/optimizerOptions.js';
import { type Curvature, curvatureAt, DENSE, needSeed, needTolerance } from './curvature.js';

export interface SharpnessOptions {
  /** Optimizer whose steps the curvature is measured for: a name or an entry. */
  optimizer?: AnyOptimizer;
  /** Its knobs; the rate is what is looked for. */
  knobs?: Readonly<Record<string, unknown>>;
  /** What it remembers, and the number of its last step; without it, what it remembers after a first step from here. */
  state?: OptimizerState & { readonly step?: number };
  /** How many eigenvalues are told, the largest first: 1. */
  count?: number;
  /** Size of the residual ‖Hv − λv‖, as a share of λ, from which a pair is found, above 64 parameters: 1e-4. */
  tolerance?: number;
  /** Seed of the vectors that the search begins with: 0. */
  seed?: number;
  /** Eigenvectors of a point nearby, as they were told there: the search begins with them. */
  vectors?: readonly ArrayLike<number>[];
}

export interface Sharpness {
  /** The largest eigenvalue of P⁻¹H, by sign; NaN where there is none. */
  lambdaMax: number;
  /** The `count` largest eigenvalues, falling. */
  values: Vec;
  /** Their eigenvectors, of length 1. */
  vectors: Vec[];
  /** The largest ‖Hv − λv‖ of them, in the units of the steps. */
  residual: number;
  /** Products of H and a vector that it took. */
  iterations: number;
  /** The rate from which steps on a quadratic of this curvature no longer settle; null where none is known. */
  stableRate: number | null;
  /**
   * `ok`; `degenerate`, where the two largest found are equal; `zero` and `negative`, where no rate is too large for the
   * curvature; `not converged` and `not finite`.
   */
  status: 'ok' | 'degenerate' | 'zero' | 'negative' | 'not converged' | 'not finite';
}

const who = 'sharpness';
const KEYS = ['optimizer', 'knobs', 'state', 'count', 'tolerance', 'seed', 'vectors'];
/** Most products of a pair. */
const PRODUCTS = 1000;

/**
 * The largest eigenvalues of the Hessian of a problem at a point, or at its start, by sign and not by size; with an
 * `optimizer` those of P⁻¹H, P being the diagonal that it measures slopes in. Up to 64 parameters by the whole
 * matrix, above by Lanczos' method on exact products.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for sizes and values.
 */
export function sharpness(
  problem: Problem | Source,
  point?: Point,
  options: SharpnessOptions = {},
): Sharpness {
  const curvature = curvatureAt(who, problem, point, options, KEYS);
  const { count = 1, tolerance = 1e-4, seed = 0 } = options;
  const { n } = curvature;
  needWhole(who, 'count', count, 1, n);
  needTolerance(who, tolerance);
  needSeed(who, seed);
  const guesses = guessesFrom(options.vectors, n);
  const steps = stepsOf(curvature, options);
  const { product, toPoint, fromPoint } = steps.units;
  const found =
    n <= DENSE
      ? densePairs(n, product, count)
      : largestEigenpairs(n, product, {
          count,
          tolerance,
          products: PRODUCTS * count,
          random: (pair) => randomStream(seed, 'sharpness', pair),
          guesses: guesses.map(fromPoint),
        });
  const values = Float64Array.from(found.values);
  const [lambdaMax = NaN] = values;
  const status = statusOf(found);
  return {
    lambdaMax,
    values,
    vectors: found.vectors.map(toPoint),
    residual: found.residual,
    iterations: found.products,
    stableRate: lambdaMax > 0 && status !== 'zero' ? steps.stableRate(lambdaMax) : null,
    status,
  };
}

function statusOf({ values, scale, status }: LargestPairs): Sharpness['status'] {
  if (status !== 'ok') return status;
  const [largest, next] = values;
  if (Math.abs(largest) <= ROUNDING * scale) return 'zero';
  if (largest < 0) return 'negative';
  return next >= largest - ROUNDING * scale ? 'degenerate' : 'ok';
}

/** Pairs of the whole matrix. */
function densePairs(n: number, product: HessianProduct, count: number): LargestPairs {
  const matrix = symmetricMatrix(n, product);
  const found: LargestPairs = {
    values: [],
    vectors: [],
    residual: NaN,
    products: n,
    scale: NaN,
    status: 'not finite',
  };
  if (!isFiniteVector(matrix)) return found;
  const { values, vectors } = symmetricEigen(matrix, n);
  const told = vectors.slice(0, count);
  const residuals = told.map((v, k) =>
    norm(v.map((_, i) => v.reduce((sum, each, j) => sum + matrix[i * n + j] * each, -values[k] * v[i]))),
  );
  return {
    values: [...values.subarray(0, count)],
    vectors: told,
    residual: Math.max(...residuals),
    products: n,
    scale: Math.max(Math.abs(values[0]), Math.abs(values[n - 1])),
    status: 'ok',
  };
}

/** Steps of an optimizer near a point. */
interface Steps {
  /** Its Hessian made symmetric in its units, and vectors from them and into them, of length 1. */
  units: { product: HessianProduct; toPoint(v: Vec): Vec; fromPoint(v: Vec): Vec };
  stableRate(lambda: number): number | null;
}

function stepsOf(
  { place, n, product }: Curvature,
  { optimizer, knobs = {}, state }: SharpnessOptions,
): Steps {
  if (optimizer === undefined && (state !== undefined || Object.keys(needOptions(who, knobs)).length > 0))
    throw new TypeError(`${who}: ${state ? 'state' : 'knobs'} needs an optimizer, got none`);
  const configuration = makeConfiguration(who, optimizer ?? optimizers.sgd, { ...needOptions(who, knobs) });
  const entry = entryOfStep(configuration.optimizer);
  const settings = { ...configuration.knobs, rate: 1 };
  if (!entry) return { units: unitsOf(product, 0, null), stableRate: () => null };
  const memory = state ?? firstMemory(entry, place, settings);
  const { clock, step = 1 } = checkedMemory(memory, entry, n);
  const scale = entry.preconditioner(memory, settings, step);
  // Thresholds are a/rate + b.
  const at = (rate: number) => entry.threshold({ ...settings, rate }, { ...clock, step });
  const [whole, half] = [at(1), at(2)];
  return {
    units: unitsOf(product, entry.coupledDecay(settings), scale),
    stableRate(lambda) {
      if (whole === null || half === null) return null;
      const share = 2 * (whole - half);
      const rate = share / (lambda - (whole - share));
      return rate > 0 ? rate : null;
    },
  };
}

/** What an optimizer remembers after a first step from a place. */
function firstMemory(
  entry: OptimizerEntry,
  { x, gradient }: Curvature['place'],
  settings: object,
): OptimizerState {
  const memory = entry.init(x.length);
  entry.advance(memory, x.slice(), gradient, { ...settings, step: 1 } as never);
  return memory;
}

function checkedMemory(given: unknown, entry: OptimizerEntry, n: number): OptimizerState & { step?: number } {
  const memory = needOptions(who, given) as Partial<OptimizerState & { step?: number }>;
  for (const [name, numbers] of Object.entries(entry.init(n).state)) {
    const told = memory.state?.[name];
    if (!(told instanceof Float64Array) || !memory.clock)
      throw wrongKind(who, 'state', `what ${entry.title}'s init returns`, given);
    needLength(who, `state.${name}`, told, numbers.length);
  }
  if (memory.step !== undefined) needWhole(who, 'state.step', memory.step, 1, Number.MAX_SAFE_INTEGER);
  return memory as OptimizerState;
}

function unitsOf(product: HessianProduct, decay: number, scale: Vec | null): Steps['units'] {
  const decayed: HessianProduct = decay ? (v) => product(v).map((each, i) => each + decay * v[i]) : product;
  if (!scale) return { product: decayed, toPoint: (v) => v, fromPoint: (v) => v };
  const root = scale.map(Math.sqrt);
  const divided = (v: Vec) => v.map((each, i) => each / root[i]);
  const unit = (v: Vec) => {
    const length = norm(v);
    return v.map((each) => each / length);
  };
  return {
    product: (v) => divided(decayed(divided(v))),
    toPoint: (v) => unit(divided(v)),
    fromPoint: (v) => unit(v.map((each, i) => each * root[i])),
  };
}

function guessesFrom(vectors: SharpnessOptions['vectors'], n: number): Vec[] {
  if (vectors === undefined) return [];
  if (!Array.isArray(vectors)) throw wrongKind(who, 'vectors', 'an array of vectors', vectors);
  return vectors.map((each, i) => checkedNumbers(who, `vectors[${i}]`, each, n));
}
