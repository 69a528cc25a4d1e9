import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { needKeys, needOptions, noSuch, wrongKind } from '../need.js';
import { comparison } from './comparison.js';
import { type AnyOptimizer, type Contender, contender, knobsOf, optimizerFrom } from './contender.js';
import { Descent } from './descent.js';
import { ratesFrom } from './logspace.js';
import { DESCENT_KEYS, type DescentOptions, limitsFrom } from './options.js';
import { taskFrom } from './problem.js';
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
  /** Ends the comparison with the signal's reason. */
  signal?: AbortSignal;
  /** Called now and then with the updates done and the updates there could be. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** A knob goes to the optimizers that have it; it is an error if none has. */
  [knob: string]: unknown;
}

const KEYS = [...DESCENT_KEYS, 'optimizers', 'rates', 'runs', 'signal', 'onProgress'];

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
  let last: Lap | undefined;
  for await (const lap of compare.stream(problem, options)) last = lap;
  return last!.comparison!;
}

/** The same, a lap at a time: an item for the start and for each update, the last with the comparison. */
compare.stream = <P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): AsyncIterable<Lap> => laps(new Race(problem, options));

async function* laps(race: Race): AsyncGenerator<Lap> {
  let until = performance.now() + SLICE;
  for (;;) {
    race.needRunning();
    const done = race.over;
    const lap = { step: race.step, values: race.values(), done };
    if (done) {
      race.report();
      yield { ...lap, comparison: race.comparison() };
      return;
    }
    yield lap;
    race.advance();
    if (performance.now() < until) continue;
    race.report();
    await turn();
    until = performance.now() + SLICE;
  }
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
  step = 0;
  readonly #descents: Descent[];
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
    const limits = limitsFrom('compare', options);
    const task = taskFrom('compare', problem, options.start);
    this.needRunning();
    this.#descents = contenders.map((each) => new Descent('compare', task, each, limits));
  }

  get over(): boolean {
    return this.#descents.every((descent) => descent.over);
  }

  needRunning(): void {
    if (this.#signal?.aborted) throw this.#signal.reason;
  }

  /** One update of every run that goes on. */
  advance(): void {
    for (const descent of this.#descents) if (!descent.over) descent.advance();
    this.step++;
  }

  report(): void {
    if (!this.#onProgress) return;
    const done = this.#descents.reduce(
      (sum, { over, steps, limits }) => sum + (over ? limits.steps : steps),
      0,
    );
    this.#onProgress({ done, total: this.#descents.length * this.#descents[0].limits.steps });
  }

  values(): Float64Array {
    return Float64Array.from(this.#descents, (descent) => descent.latest);
  }

  comparison(): Comparison {
    return comparison(this.#descents.map((descent) => descent.run()));
  }
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
