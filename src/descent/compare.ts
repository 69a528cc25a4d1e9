import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { needKeys, needOptions, needWhole, noSuch, wrongKind } from '../need.js';
import { comparison } from './comparison.js';
import { type AnyOptimizer, type Contender, contender, knobsOf, optimizerFrom } from './contender.js';
import type { Course } from './course.js';
import { Descent } from './descent.js';
import { alike, Fleet } from './fleet.js';
import { ratesFrom } from './logspace.js';
import { DESCENT_KEYS, type DescentOptions, type Limits, limitsFrom } from './options.js';
import { type Task, taskFrom } from './problem.js';
import type { RateList } from './rate.js';
import type { Comparison, Lap } from './run.js';

export interface CompareOptions<P extends Point = Point> extends DescentOptions<P> {
  /** Each runs at each of the rates. */
  optimizers?: readonly AnyOptimizer[];
  /** For all optimizers, or by optimizer: numbers, or a range like `1e-3..1e3:9`. */
  rates?: readonly number[] | string | Readonly<Record<string, readonly number[] | string>>;
  /** Instead of optimizers and rates: the runs one by one. */
  runs?: readonly {
    optimizer: AnyOptimizer;
    rate?: number | RateList;
    label?: string;
    [knob: string]: unknown;
  }[];
  /**
   * How often each runs, from another random start, or with the rows in another order, each time; what the first is
   * given is the same for all. 1 unless said.
   */
  replicates?: number;
  /** Ends the comparison with the signal's reason. */
  signal?: AbortSignal;
  /** Called now and then with the updates done and the updates there could be. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** A knob goes to the optimizers that have it; it is an error if none has. */
  [knob: string]: unknown;
}

const KEYS = [...DESCENT_KEYS, 'replicates', 'optimizers', 'rates', 'runs', 'signal', 'onProgress'];

/** How long to compute before letting the page or server do something else, in milliseconds. */
const SLICE = 8;

/**
 * Runs several optimizers at several rates on one problem, from the same start. The runs go side by side,
 * in slices that leave the thread free in between.
 * Rejects as `minimize` throws, and with the signal's reason when that aborts.
 */
export async function compare<P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): Promise<Comparison> {
  const race = new Race(problem, options);
  const pause = pauses(race);
  while (!race.over) {
    race.needRunning();
    race.advance();
    await pause();
  }
  race.report();
  return race.comparison();
}

/** The same, a lap at a time: an item for the start and for each update, the last with the comparison. */
compare.stream = <P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): AsyncIterable<Lap> => laps(new Race(problem, options));

async function* laps(race: Race): AsyncGenerator<Lap> {
  const pause = pauses(race);
  for (let entry = 0; ; entry++) {
    race.needRunning();
    while (race.known < entry && !race.over) race.advance();
    const lap = {
      step: race.steps(entry),
      values: race.values(entry),
      done: race.over && entry >= race.last,
    };
    if (lap.done) {
      race.report();
      yield { ...lap, comparison: race.comparison() };
      return;
    }
    yield lap;
    await pause();
  }
}

/** Now and then a turn for whatever else is to be done on this thread. */
function pauses(race: Race): () => Promise<void> | undefined {
  let until = performance.now() + SLICE;
  return () => {
    if (performance.now() < until) return undefined;
    race.report();
    return turn().then(() => {
      until = performance.now() + SLICE;
    });
  };
}

/** A turn of the event loop; browsers make a timer wait 4 ms. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

class Race {
  /** Every run, in the order of the contenders; those that go one by one, and those in lockstep. */
  readonly #courses: readonly Course[];
  readonly #descents: readonly Descent[];
  readonly #fleets: readonly Fleet[];
  readonly #limits: Limits;
  readonly #replicates: number;
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: CompareOptions['onProgress'];

  constructor(problem: unknown, given: unknown) {
    const options = needOptions('compare', given);
    const { signal, onProgress } = options;
    if (signal !== undefined && !(signal instanceof AbortSignal))
      throw wrongKind('compare', 'signal', 'an AbortSignal', signal);
    if (onProgress !== undefined && typeof onProgress !== 'function') {
      throw wrongKind('compare', 'onProgress', 'a function', onProgress);
    }
    this.#signal = signal;
    this.#onProgress = onProgress as CompareOptions['onProgress'];
    const contenders = contendersFrom(options);
    const task = taskFrom('compare', problem, options.start);
    const limits = limitsFrom('compare', options, task.model?.rows);
    this.needRunning();
    const tasks = replicatesOf(task, options, limits);
    const teams = tasks.map((each) => team(contenders, each, limits));
    [this.#limits, this.#replicates] = [limits, tasks.length];
    this.#fleets = teams.flatMap(({ fleets }) => fleets);
    this.#descents = teams.flatMap(({ descents }) => descents);
    this.#courses = contenders.flatMap((each) => teams.map(({ courses }) => courses.get(each)!));
  }

  get over(): boolean {
    return this.#courses.every((course) => course.over);
  }

  /** The entry of losses up to which every run is known, or has ended before. */
  get known(): number {
    return Math.min(...this.#courses.map(({ over, losses }) => (over ? Infinity : losses.length - 1)));
  }

  /** The last entry of the longest run. */
  get last(): number {
    return Math.max(...this.#courses.map(({ losses }) => losses.length - 1));
  }

  needRunning(): void {
    if (this.#signal?.aborted) throw this.#signal.reason;
  }

  /** An update or a few of every run that would fall behind, or a slice of those in lockstep. */
  advance(): void {
    const { known } = this;
    const share = SLICE / this.#descents.length;
    for (const descent of this.#descents) {
      if (!descent.over && descent.losses.length - 1 <= known) descent.advance(share);
    }
    for (const fleet of this.#fleets) if (fleet.known <= known + 1) fleet.advance();
  }

  report(): void {
    if (!this.#onProgress) return;
    const { steps } = this.#limits;
    const done = this.#courses.reduce((sum, course) => sum + (course.over ? steps : course.steps), 0);
    this.#onProgress({ done, total: this.#courses.length * steps });
  }

  /** The updates before an entry of losses. */
  steps(entry: number): number {
    return Math.min(entry * this.#limits.every, this.#limits.steps);
  }

  /** An entry of the losses of every run. */
  values(entry: number): Float64Array {
    return Float64Array.from(this.#courses, (course) => course.after(entry));
  }

  comparison(): Comparison {
    return comparison(
      this.#courses.map((course) => course.run()),
      this.#replicates,
    );
  }
}

/** The courses of all contenders on one task: in lockstep where they can, else each by itself. */
function team(contenders: Contender[], task: Task, limits: Limits) {
  const courses = new Map<Contender, Course>();
  const fleets: Fleet[] = [];
  const descents: Descent[] = [];
  for (const first of contenders) {
    if (courses.has(first)) continue;
    const kin = contenders.filter((each) => each === first || alike(first, each));
    const fleet = Fleet.of('compare', task, kin, limits);
    const own: readonly Course[] =
      fleet?.lanes ?? kin.map((each) => new Descent('compare', task, each, limits));
    if (fleet) fleets.push(fleet);
    else descents.push(...(own as Descent[]));
    for (const [i, each] of kin.entries()) courses.set(each, own[i]);
  }
  return { courses, fleets, descents };
}

const MOST_REPLICATES = 2 ** 20;

/** The task once, or as often as asked, from a start of each replicate's own where the problem has such. */
function replicatesOf(task: Task, { replicates, start }: Record<string, unknown>, { batch }: Limits): Task[] {
  if (replicates === undefined) return [task];
  const count = needWhole('compare', 'replicates', replicates, 1, MOST_REPLICATES);
  if (count === 1) return [task];
  const starts = start === undefined ? task.problem.starts : undefined;
  if (!starts && !batch)
    throw new TypeError(
      `compare: replicates needs batch, or a model with a random start, got ${count} runs that would be alike`,
    );
  return Array.from({ length: count }, (_, replicate) => ({
    ...task,
    replicate,
    ...(starts && { start: starts(replicate) }),
  }));
}

function contendersFrom(options: Record<string, unknown>): Contender[] {
  const shared = Object.fromEntries(Object.entries(options).filter(([key]) => !KEYS.includes(key)));
  const lots = options.runs === undefined ? lotsOfGrid(options) : lotsOfRuns(options);
  const chosen = lots.map(({ optimizer }) => knobsOf(optimizerFrom('compare', optimizer).optimizer));
  const known = [...new Set(chosen.flatMap((knobs) => Object.keys(knobs)))];
  needKeys('compare', 'option', shared, [...known, ...KEYS]);
  return lots.map(({ optimizer, label, knobs }, i) => {
    const own = Object.entries(shared).filter(([key]) => Object.hasOwn(chosen[i], key));
    return contender('compare', optimizer, { ...Object.fromEntries(own), ...knobs }, label);
  });
}

interface Lot {
  optimizer: unknown;
  label?: unknown;
  knobs: Record<string, unknown>;
}

function lotsOfRuns({ runs, optimizers, rates }: Record<string, unknown>): Lot[] {
  if (optimizers !== undefined || rates !== undefined) {
    throw new TypeError('compare: the call needs either runs or optimizers and rates, got both');
  }
  return list('runs', runs).map((run, i) => {
    if (typeof run !== 'object' || run === null) throw wrongKind('compare', `runs[${i}]`, 'an object', run);
    const { optimizer, label, ...knobs } = run as Record<string, unknown>;
    return { optimizer, label, knobs };
  });
}

function lotsOfGrid({ optimizers, rates }: Record<string, unknown>): Lot[] {
  const chosen = list('optimizers', optimizers);
  const byOptimizer = ratesByOptimizer(
    chosen.map((each) => optimizerFrom('compare', each).name),
    rates,
  );
  return chosen.flatMap((optimizer): Lot[] => {
    const { name, optimizer: found } = optimizerFrom('compare', optimizer);
    const grid = byOptimizer(name);
    if (!grid || !('rate' in knobsOf(found))) return [{ optimizer, knobs: {} }];
    return grid.map((rate) => ({ optimizer, knobs: { rate } }));
  });
}

function ratesByOptimizer(names: string[], rates: unknown): (name: string) => number[] | null {
  if (rates === undefined) return () => null;
  const isRecord = typeof rates === 'object' && rates !== null && !('length' in rates);
  if (!isRecord) {
    const all = ratesFrom('compare', rates);
    return () => all;
  }
  const own = new Map(Object.entries(rates));
  for (const key of own.keys())
    if (!names.includes(key)) throw noSuch('compare', 'optimizer in rates:', key, names);
  return (name) => (own.has(name) ? ratesFrom('compare', own.get(name)) : null);
}

function list(what: string, given: unknown): unknown[] {
  if (!Array.isArray(given)) throw wrongKind('compare', what, 'an array', given);
  if (given.length === 0) throw new RangeError(`compare: ${what} needs at least one, got 0`);
  // A copy has undefined for holes, which map would pass over in silence.
  return Array.from(given);
}
