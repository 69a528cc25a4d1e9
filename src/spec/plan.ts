import type { Point } from '../calculus/source.js';
import type { Knob, Problem } from '../entry.js';
import type { Formula } from '../formula/formula.js';
import {
  needCallback,
  needKeys,
  needOptions,
  needSignal,
  needWhole,
  outOfRange,
  unknownName,
  wrongKind,
} from '../need.js';
import {
  askedSteps,
  type Budget,
  budgetFrom,
  DESCENT_KEYS,
  type DescentOptions,
  type RunLength,
} from './budget.js';
import {
  type Configuration,
  configurationAt,
  makeConfiguration,
  needKnobOwner,
  optimizerFrom,
  optimizerKnobs,
  withSchedules,
} from './configuration.js';
import { knobSchedulesFrom, type ScheduleOption } from './knobSchedule.js';
import { ratesFrom } from './logspace.js';
import { type Objective, objectiveFrom, objectiveOfKnown, type ProblemName } from './objective.js';
import { batchableRows } from './objectiveInPlace.js';
import type { AnyOptimizer, KnobOptions, OptimizerName, SharedKnobOptions } from './optimizerOptions.js';

/** One of the `runs`. */
interface RunSettings<O> {
  optimizer: O;
  label?: string;
  /** Schedule of this run, for its knobs instead of the shared one. */
  schedule?: ScheduleOption;
}

type RunOptions =
  | { [Name in OptimizerName]: RunSettings<Name> & KnobOptions<Name> }[OptimizerName]
  | (RunSettings<Exclude<AnyOptimizer, OptimizerName>> & { readonly [knob: string]: unknown });

interface CompareSettings<P extends Point, O> extends DescentOptions<P> {
  /** Optimizers, each run at each of the rates; sgd where only rates are given. */
  optimizers?: readonly O[];
  /** Rates for all optimizers, or by optimizer: numbers, or a range like `1e-3..1e3:9`. */
  rates?: readonly number[] | string | Readonly<Record<string, readonly number[] | string>>;
  /** Runs one by one, instead of optimizers and rates. */
  runs?: readonly RunOptions[];
  /**
   * Number of runs of each configuration, each from another random start or with the rows in another order; all
   * configurations share those of a replicate. 1 unless said.
   */
  replicates?: number;
  /**
   * Number of worker threads, in Node; own optimizers and callbacks stay on this thread. The results are the same,
   * whatever their number. 0 unless said: all on this thread. Each takes about 0.4 s of a processor's time to start, in
   * every call, so that they pay where a comparison takes seconds: a formula's millions of updates, or networks.
   */
  workers?: number;
  /** Signal that ends the comparison, which rejects with its reason. */
  signal?: AbortSignal;
  /** Progress callback: the updates done, and the updates there can be. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/**
 * Options of `compare`, with knobs, each for the optimizers that have it; one that none has is an error. With
 * `optimizers`, a list of values is tried one by one at every rate, and lists of several knobs in every combination, in
 * the order in which the optimizer declares them.
 */
export type CompareOptions<P extends Point = Point, O extends AnyOptimizer = OptimizerName> = CompareSettings<
  P,
  O
> &
  RunLength &
  SharedKnobOptions<O>;

const COMPARE_KEYS = [
  ...DESCENT_KEYS,
  'replicates',
  'optimizers',
  'rates',
  'runs',
  'signal',
  'onProgress',
  'workers',
];

/**
 * Configurations, objectives and budget of a comparison: each configuration runs on each objective, one per replicate.
 */
export interface Plan {
  configurations: readonly Configuration[];
  objectives: Objective[];
  budget: Budget;
  /** Options that the budget was made from. */
  givenOptions: Record<string, unknown>;
  workers: number;
  signal: AbortSignal | undefined;
  onProgress: CompareOptions['onProgress'];
}

const RUN_KEYS = ['optimizer', 'label', 'schedule'];

const MOST_WORKERS = 256;

export const planFrom = (problem: unknown, given: unknown): Plan =>
  makePlan(given, (start) => objectiveFrom('compare', problem, start));

/** Plans for a model on each fold of some data, each a replicate with batches of its own rows. */
export function foldPlans(models: readonly unknown[], given: unknown): Plan[] {
  const who = 'compare';
  if (models.length < 2) throw outOfRange(who, 'problem', 'models on two folds at least', models.length);
  const { replicates, workers = 0 } = needOptions(who, given);
  if (replicates !== undefined)
    throw new TypeError(`${who}: the call needs either folds or replicates, got both`);
  if (workers !== 0) throw wrongKind(who, 'workers', '0 where there are folds', workers);
  const plans = models.map((model) => planFrom(model, given));
  return plans.map((plan, replicate) => {
    const [objective] = plan.objectives;
    if (!objective.model || objective.fn.inputs !== plans[0].objectives[0].fn.inputs)
      throw wrongKind(who, `problem[${replicate}]`, 'a model like the first', models[replicate]);
    return { ...plan, objectives: [{ ...objective, replicate }] };
  });
}

/** Plan for what needs no parsing: the name of a problem, a problem or a formula. */
export const planOfKnown = (problem: ProblemName | Problem | Formula, given: unknown): Plan =>
  makePlan(given, (start) => objectiveOfKnown('compare', problem, start));

function makePlan(given: unknown, objectiveAt: (start: unknown) => Objective): Plan {
  const options = needOptions('compare', given);
  const { signal, onProgress, workers = 0 } = options;
  const heeded = needSignal('compare', signal);
  const told = needCallback<NonNullable<Plan['onProgress']>>('compare', 'onProgress', onProgress);
  const asked = configurationsFrom(options);
  const objective = objectiveAt(options.start);
  const budget = budgetFrom('compare', options, batchableRows(objective));
  // Schedules of single runs are for as many updates as the epochs have.
  const { epochs, ...rest } = options;
  const configurations = epochs === undefined ? asked : configurationsFrom({ ...rest, steps: budget.steps });
  const schedule = knobSchedulesFrom('compare', options.schedule, budget.steps);
  return {
    configurations: withSchedules('compare', configurations, schedule),
    objectives: replicatesOf(objective, options, budget),
    budget,
    givenOptions: Object.fromEntries(
      Object.entries(options).filter(
        ([key]) => DESCENT_KEYS.includes(key) && key !== 'start' && key !== 'schedule',
      ),
    ),
    workers: needWhole('compare', 'workers', workers, 0, MOST_WORKERS),
    signal: heeded,
    onProgress: told,
  };
}

const MOST_REPLICATES = 2 ** 20;

/** The number of replicates, checked. */
export const needReplicates = (who: string, count: unknown): number =>
  needWhole(who, 'replicates', count, 1, MOST_REPLICATES);

/** Objectives of the replicates, each with a start of its own where the problem has random starts. */
function replicatesOf(
  objective: Objective,
  { replicates, start }: Record<string, unknown>,
  { batch }: Budget,
): Objective[] {
  if (replicates === undefined) return [objective];
  const count = needReplicates('compare', replicates);
  if (count === 1) return [objective];
  const starts = start === undefined ? objective.problem.starts : undefined;
  if (!starts && !batch)
    throw new TypeError(
      `compare: replicates needs batch, or a model with a random start, got ${count} runs that would be alike`,
    );
  return Array.from({ length: count }, (_, replicate) => ({
    ...objective,
    replicate,
    ...(starts && { start: starts(replicate) }),
  }));
}

/** Configurations of the options, in order, without the shared schedule. */
export function configurationsFrom(options: Record<string, unknown>): Configuration[] {
  const shared = Object.fromEntries(Object.entries(options).filter(([key]) => !COMPARE_KEYS.includes(key)));
  const requests = options.runs === undefined ? requestsFromGrid(options) : requestsFromRuns(options);
  const known = new Set(requests.flatMap((request) => Object.keys(request.known)));
  const names = requests.map(({ name }) => name);
  for (const key of Object.keys(shared)) if (!known.has(key)) needKnobOwner('compare', key, key, names);
  needKeys('compare', 'option', shared, [...known], COMPARE_KEYS);
  const configure = options.runs === undefined ? gridConfigurations : runConfiguration;
  return requests.flatMap((request) => {
    // In the order of the optimizer's declaration: that of the options must not matter.
    const own = Object.keys(request.known).filter((key) => Object.hasOwn(shared, key));
    return configure(request, Object.fromEntries(own.map((key) => [key, shared[key]])), options);
  });
}

/** Configuration of one of the `runs`. */
function runConfiguration(
  { optimizer, name, knobs, label, schedule }: RunRequest,
  shared: Record<string, unknown>,
  options: Record<string, unknown>,
): readonly Configuration[] {
  const configuration = {
    ...makeConfiguration('compare', optimizer, { ...shared, ...knobs }, { label, name, options: RUN_KEYS }),
    varied: Object.keys(knobs).filter((key) => key !== 'rate'),
  };
  if (schedule === undefined) return [configuration];
  const steps = askedSteps('compare', options);
  return withSchedules('compare', [configuration], knobSchedulesFrom('compare', schedule, steps));
}

/** Configurations of an optimizer at each of its rates, with each combination of knobs that are lists. */
function gridConfigurations(
  { optimizer, name, known, rates }: RunRequest,
  shared: Record<string, unknown>,
): Configuration[] {
  // A list as `rate` is a rate that changes, not values to try.
  const lists = Object.entries(shared).filter(([key, value]) => key !== 'rate' && Array.isArray(value));
  const varied = lists.map(([key]) => key);
  const first = knobCombinations(lists).map((each) =>
    makeConfiguration(
      'compare',
      optimizer,
      { ...shared, ...(rates && { rate: rates[0] }), ...each },
      { varied, name },
    ),
  );
  // Of the further ones nothing but the rate is left to check.
  const further = (rates ?? []).slice(1);
  return [
    ...first,
    ...further.flatMap((rate) => first.map((each) => configurationAt('compare', each, known, rate))),
  ];
}

/** Cartesian product of lists, the first outermost. */
function knobCombinations(lists: readonly (readonly [string, unknown])[]): Record<string, unknown>[] {
  return lists.reduce<Record<string, unknown>[]>(
    (all, [key, values]) =>
      all.flatMap((each) => nonEmptyList(key, values).map((one) => ({ ...each, [key]: one ?? null }))),
    [{}],
  );
}

/** Optimizer, and what is asked of it alone. */
interface RunRequest {
  optimizer: unknown;
  name: string;
  known: Readonly<Record<string, Knob>>;
  knobs: Record<string, unknown>;
  /** Rates of a grid; null where they are not given. */
  rates: readonly number[] | null;
  label?: unknown;
  schedule?: unknown;
}

/** Names of optimizers and their knobs; of two that would have one name, the second has a number behind it. */
function knownOptimizers(given: readonly unknown[]): Pick<RunRequest, 'optimizer' | 'name' | 'known'>[] {
  const owners = new Map<string, unknown>();
  return given.map((each) => {
    const found = optimizerFrom('compare', each);
    let name = found.name;
    for (let n = 2; owners.has(name) && owners.get(name) !== found.optimizer; n++)
      name = `${found.name} ${n}`;
    owners.set(name, found.optimizer);
    return { optimizer: each, name, known: optimizerKnobs(found.optimizer) };
  });
}

function requestsFromRuns({ runs, optimizers, rates }: Record<string, unknown>): RunRequest[] {
  if (optimizers !== undefined || rates !== undefined) {
    throw new TypeError('compare: the call needs either runs or optimizers and rates, got both');
  }
  const given = nonEmptyList('runs', runs).map((run, i) => {
    if (typeof run !== 'object' || run === null) throw wrongKind('compare', `runs[${i}]`, 'an object', run);
    return run as Record<string, unknown>;
  });
  const found = knownOptimizers(given.map(({ optimizer }) => optimizer));
  return given.map(({ optimizer, label, schedule, ...knobs }, i) => ({
    ...found[i],
    ...{ label, knobs, schedule, rates: null },
  }));
}

function requestsFromGrid({ optimizers, rates, rate }: Record<string, unknown>): RunRequest[] {
  const chosen = nonEmptyList('optimizers', optimizers ?? (rates === undefined ? undefined : ['sgd']));
  if (rate !== undefined && rates !== undefined && !isByOptimizer(rates))
    throw new TypeError('compare: the call needs either rate or rates, got both');
  const found = knownOptimizers(chosen);
  const byOptimizer = ratesByOptimizer(
    found.map(({ name }) => name),
    rates,
  );
  return found.map((each) => {
    const grid = byOptimizer(each.name);
    return { ...each, knobs: {}, rates: 'rate' in each.known ? grid : null };
  });
}

const isByOptimizer = (rates: unknown): rates is object =>
  typeof rates === 'object' && rates !== null && !('length' in rates);

function ratesByOptimizer(names: string[], rates: unknown): (name: string) => number[] | null {
  if (rates === undefined) return () => null;
  if (!isByOptimizer(rates)) {
    const all = ratesFrom('compare', rates);
    return () => all;
  }
  const own = new Map(Object.entries(rates));
  for (const key of own.keys())
    if (!names.includes(key)) throw unknownName('compare', 'optimizer in rates:', key, names);
  return (name) => (own.has(name) ? ratesFrom('compare', own.get(name)) : null);
}

function nonEmptyList(what: string, given: unknown): unknown[] {
  if (!Array.isArray(given)) throw wrongKind('compare', what, 'an array', given);
  if (given.length === 0) throw new RangeError(`compare: ${what} needs at least one, got 0`);
  // A copy has undefined for holes, which map would pass over in silence.
  return Array.from(given);
}
