import type { Point } from '../calculus/source.js';
import type { Precision } from '../engine/kernel.js';
import { log10 } from '../math/log10.js';
import {
  countNoun,
  listNames,
  needKeys,
  needNumber,
  needOptions,
  needWhole,
  outOfRange,
  unknownName,
  wrongKind,
} from '../need.js';
import type { RateTool } from '../results/foundRates.js';
import { isSearcher } from '../runs/searchRun.js';
import { budgetFrom } from '../spec/budget.js';
import { type Configuration, makeConfiguration, optimizerKnobs } from '../spec/configuration.js';
import { logspace } from '../spec/logspace.js';
import { type Objective, objectiveFrom } from '../spec/objective.js';
import { batchableRows } from '../spec/objectiveInPlace.js';
import type { AnyOptimizer, KnobOptions, OptimizerName } from '../spec/optimizerOptions.js';
import type { RateRange, RateTrial } from './rateCurve.js';
import { ownRunner, type RateRunner, rateRunners } from './rateTools.js';

interface FindRateSettings<P extends Point, O> {
  /** Optimizer whose rate is looked for: a name, an entry, or any `{ init, step }`. */
  optimizer: O;
  /** Starting point; needed where the problem has none of its own. */
  start?: P;
  /** Lowest and highest rate: 1e-7 and 10, of a preset those of its tool. */
  from?: number;
  to?: number;
  /** Number of rates, and so of steps: 100. */
  count?: number;
  /** Memory of the average of the losses, from 0, none, to below 1: 0.98 with `batch`, else 0. */
  smoothing?: number;
  /** Tools whose rules are read off a run as the tool makes it, instead of off ours. */
  presets?: readonly RateTool[];
  /** Number of runs, each from another random start or with the rows in another order, by which rules are repeated: 1. */
  repeats?: number;
  /** Whether the curvature at the start suggests rates too: true. */
  curvature?: boolean;
  /** Whether real runs are made under the curve, and of how many rates and steps: 4 a decade, 300 steps. */
  truth?: boolean | { count?: number; steps?: number };
  /** Rows per update, for a model on data; all rows unless said. */
  batch?: number;
  /** Seed of the order of the rows: 0. */
  seed?: number;
  /** Largest 2-norm of a gradient; a longer one is scaled down to it. */
  clip?: number;
  /** Precision of the products of a model's layers, and whether parameters keep double precision, as in `minimize`. */
  precision?: Precision;
  masterWeights?: boolean;
}

/** Options of `findRate`, with the knobs of its optimizer but its rate. */
export type FindRateOptions<
  P extends Point = Point,
  O extends AnyOptimizer = OptimizerName,
> = FindRateSettings<P, O> & Omit<KnobOptions<O>, 'rate'>;

const who = 'findRate';
const OWN_KEYS = [
  'optimizer',
  'start',
  'from',
  'to',
  'count',
  'smoothing',
  'presets',
  'repeats',
  'curvature',
  'truth',
];
const BUDGET_KEYS = ['batch', 'seed', 'clip', 'precision', 'masterWeights'];
const MOST_RATES = 1e4;
const MOST_REPEATS = 1000;
const AVERAGE = 0.98;
const TRUTH_STEPS = 300;
const TRUTH_PER_DECADE = 4;

/** What is asked, checked. */
export interface AskedRates {
  readonly trial: RateTrial;
  readonly objectives: Objective[];
  readonly smoothing: number;
  readonly tools: readonly RateTool[];
  /** Range and number of rates of a way of running. */
  range(runner: RateRunner): RateRange;
  readonly hasCurvature: boolean;
  readonly seed: number;
  readonly truth: { rates: number[]; steps: number } | null;
}

export function askedRates(problem: unknown, given: unknown): AskedRates {
  const options = needOptions(who, given);
  const configuration = configurationFrom(options);
  const objective = objectiveFrom(who, problem, options.start);
  const rows = batchableRows(objective);
  const { presets = [], smoothing = options.batch === undefined ? 0 : AVERAGE, curvature = true } = options;
  const budget = Object.fromEntries(BUDGET_KEYS.map((key) => [key, options[key]]));
  budgetFrom(who, { ...budget, steps: 1 }, rows);
  const rate = optimizerKnobs(configuration.optimizer).rate.default as number;
  const range = rangeFrom(options, rate);
  const own = range(ownRunner(0));
  if (typeof curvature !== 'boolean') throw wrongKind(who, 'curvature', 'true or false', curvature);
  const tools = toolsFrom(presets);
  for (const tool of tools) range(rateRunners[tool]);
  return {
    trial: { who, configuration, options: budget, rows },
    objectives: repeatsFrom(objective, options),
    smoothing: needNumber(who, 'smoothing', smoothing, 'a number from 0 to below 1', (x) => x >= 0 && x < 1),
    tools,
    range,
    hasCurvature: curvature,
    seed: (options.seed as number | undefined) ?? 0,
    truth: truthFrom(options.truth, own),
  };
}

/** Optimizer and knobs; its rate stays at the default. */
function configurationFrom(options: Readonly<Record<string, unknown>>): Configuration {
  const own = [...OWN_KEYS, ...BUDGET_KEYS];
  const { optimizer } = makeConfiguration(who, options.optimizer, {});
  const known = optimizerKnobs(optimizer);
  if (isSearcher(optimizer) || !('rate' in known))
    throw wrongKind(who, 'optimizer', 'one that steps at a rate, such as sgd or adam', options.optimizer);
  if (options.rate !== undefined)
    throw wrongKind(who, 'rate', 'to be left open, as it is looked for between from and to', options.rate);
  const knobs = Object.keys(known).filter((knob) => knob !== 'rate');
  needKeys(who, 'option', options, [...own, ...knobs]);
  const given = knobs.filter((knob) => Object.hasOwn(options, knob) && !own.includes(knob));
  return makeConfiguration(
    who,
    options.optimizer,
    Object.fromEntries(given.map((knob) => [knob, options[knob]])),
  );
}

/** Range of each way of running: as given, else its own. */
function rangeFrom({ from, to, count = 100 }: Readonly<Record<string, unknown>>, ownRate: number) {
  const positive = (what: string, rate: unknown) =>
    needNumber(who, what, rate, 'a number above 0', (x) => x > 0);
  if (from !== undefined) positive('from', from);
  if (to !== undefined) positive('to', to);
  needWhole(who, 'count', count, 2, MOST_RATES);
  return (runner: RateRunner): RateRange => {
    const low = (from ?? runner.from ?? ownRate) as number;
    const high = (to ?? runner.to) as number;
    if (!(low < high)) throw outOfRange(who, 'to', `a number above from, ${low}`, high);
    return { from: low, to: high, count: count as number };
  };
}

function toolsFrom(presets: unknown): RateTool[] {
  const names = Object.keys(rateRunners);
  if (!Array.isArray(presets)) throw wrongKind(who, 'presets', `an array of ${listNames(names)}`, presets);
  return [...new Set(Array.from(presets))].map((name) => {
    if (!names.includes(name)) throw unknownName(who, 'preset', name, names);
    return name;
  });
}

/** Objectives of the repeats, as those of the replicates of a comparison. */
function repeatsFrom(objective: Objective, options: Readonly<Record<string, unknown>>): Objective[] {
  const count = needWhole(who, 'repeats', options.repeats ?? 1, 1, MOST_REPEATS);
  if (count === 1) return [objective];
  const starts = options.start === undefined ? objective.problem.starts : undefined;
  if (!starts && options.batch === undefined)
    throw new TypeError(
      `${who}: repeats needs batch, or a model with a random start, got ${countNoun(count, 'run')} that would be alike`,
    );
  return Array.from({ length: count }, (_, replicate) => ({
    ...objective,
    replicate,
    ...(starts && { start: starts(replicate) }),
  }));
}

function truthFrom(given: unknown, { from, to }: RateRange): AskedRates['truth'] {
  if (given === undefined || given === false) return null;
  if (given !== true && (typeof given !== 'object' || given === null || Array.isArray(given)))
    throw wrongKind(who, 'truth', 'true, false, or an object', given);
  const options = given === true ? {} : (given as Readonly<Record<string, unknown>>);
  needKeys(who, 'option of truth', options, ['count', 'steps']);
  const decades = log10(to) - log10(from);
  const { count = Math.max(2, Math.round(TRUTH_PER_DECADE * decades) + 1), steps = TRUTH_STEPS } = options;
  needWhole(who, 'truth.count', count, 2, MOST_RATES);
  needWhole(who, 'truth.steps', steps, 1, 1e9);
  return { rates: logspace(from, to, count as number), steps: steps as number };
}
