import { type Engine, loadedEngine } from '../../engine/load.js';
import { Formula } from '../../formula/formula.js';
import { compileLockstep, type LockstepLoop } from '../../formula/lockstep.js';
import { LockstepLayout } from '../../formula/lockstepLayout.js';
import type { Update } from '../../formula/update.js';
import { largest } from '../../kernels/index.js';
import { entryOfStep, type OptimizerEntry } from '../../optimizer.js';
import type { Budget } from '../../spec/budget.js';
import type { Configuration } from '../../spec/configuration.js';
import type { Objective } from '../../spec/objective.js';
import { LockstepChunk } from './chunk.js';
import { LockstepRun } from './run.js';

/** Least number of updated numbers in all for which a loop is compiled. */
const FEW = 1000;

/** Lockstep group: runs of one optimizer on one formula, advanced a chunk at a time. */
export class LockstepGroup {
  readonly runs: readonly LockstepRun[];
  /** Number of losses known of every run that goes on. */
  known = 0;
  readonly #engine: Engine;
  readonly #loop: LockstepLoop;
  readonly #layout: LockstepLayout;
  readonly #budget: Budget;

  private constructor(
    engine: Engine,
    loop: LockstepLoop,
    layout: LockstepLayout,
    budget: Budget,
    runs: readonly LockstepRun[],
  ) {
    this.#engine = engine;
    this.#loop = loop;
    this.#layout = layout;
    this.#budget = budget;
    this.runs = runs;
  }

  /**
   * Lockstep group of configurations that share an update; null where they run one by one, to the same bits: where the
   * objective is no formula, the optimizer has no lines, gradients are clipped, knobs have schedules, there is little
   * to do, or no engine.
   */
  static of(
    who: string,
    objective: Objective,
    configurations: readonly Configuration[],
    budget: Budget,
  ): LockstepGroup | null {
    const { fn, start } = objective;
    const update = updateFor(configurations[0]);
    const engine = loadedEngine();
    const few = configurations.length * budget.steps * start.length < FEW;
    // Knobs that change from step to step would have to be inputs of the loop.
    const changes = configurations.some(({ schedule }) => schedule.length > 0);
    if (
      changes ||
      !engine ||
      !update?.staysNonFinite ||
      !(fn instanceof Formula) ||
      few ||
      budget.clip !== Infinity
    )
      return null;
    const loop = loopFor(engine, fn, update, budget.tolerance > 0);
    if (!loop) return null;
    const near = fn.at(start);
    const first = { value: near.value[0], gradientNorm: largest(near.pull(Float64Array.of(1))) };
    const layout = new LockstepLayout(start.length, update);
    const runs = configurations.map(
      (each) =>
        new LockstepRun(
          who,
          objective,
          each,
          budget,
          first,
          layout.initialMemory(initialState(each, start.length)),
        ),
    );
    return new LockstepGroup(engine, loop, layout, budget, runs);
  }

  get over(): boolean {
    return this.runs.every((run) => run.over);
  }

  /** One chunk, until a run ends or so many milliseconds are over. */
  advance(milliseconds = 0): void {
    const runs = this.runs.filter((run) => !run.over);
    if (runs.length === 0) return;
    const { memory } = this.#engine;
    const mark = memory.mark();
    const until = performance.now() + milliseconds;
    try {
      const chunk = new LockstepChunk(
        this.#engine,
        this.#loop,
        this.#layout,
        runs,
        this.#budget,
        this.known,
        this.#maxSteps(runs),
      );
      do chunk.advance();
      while (!chunk.over && performance.now() < until);
      chunk.handBack();
      this.known += chunk.length;
    } finally {
      memory.reset(mark);
    }
  }

  /** Number of steps up to the end of the budget, or to where a rate changes. */
  #maxSteps(runs: readonly LockstepRun[]): number {
    const changes = runs.flatMap(({ configuration }) => {
      const { rate } = configuration.knobs;
      return typeof rate === 'object' ? rate.map(([step]) => step) : [];
    });
    const bounds = [this.#budget.steps + 1, ...changes].filter((bound) => bound > this.known);
    return Math.min(...bounds) - this.known;
  }
}

/** Configurations grouped by their update, those of a group for one lockstep loop. */
export function groupConfigurations(configurations: readonly Configuration[]): Configuration[][] {
  const found = new Map<Update | Configuration, Configuration[]>();
  for (const each of configurations) {
    const update = updateFor(each) ?? each;
    const members = found.get(update);
    if (members) members.push(each);
    else found.set(update, [each]);
  }
  return [...found.values()];
}

/** Update for the knobs of a configuration; null for an optimizer without lines. */
function updateFor({ optimizer, knobs }: Configuration): Update | null {
  return entryOfStep(optimizer)?.update(knobs) ?? null;
}

/** Memory of a configuration's optimizer before its first update. */
const initialState = ({ optimizer }: Configuration, n: number) =>
  (optimizer as unknown as OptimizerEntry).init(n);

interface LoadedLoops {
  readonly engine: Engine;
  readonly byUpdate: Map<Update, LockstepLoop | null>;
}

const loopCache = [false, true].map(() => new WeakMap<Formula, LoadedLoops>());

/** Loop of an update on f, in the memory of this engine. */
function loopFor(engine: Engine, f: Formula, update: Update, slopes: boolean): LockstepLoop | null {
  const all = loopCache[Number(slopes)];
  let own = all.get(f);
  if (own?.engine !== engine) {
    own = { engine, byUpdate: new Map() };
    all.set(f, own);
  }
  const { byUpdate } = own;
  if (!byUpdate.has(update)) byUpdate.set(update, compileLockstep(f, update, slopes));
  return byUpdate.get(update)!;
}
