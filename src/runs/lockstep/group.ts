import { type Engine, loaded } from '../../engine/load.js';
import { Formula } from '../../formula/formula.js';
import { type Lockstep, lockstep } from '../../formula/lockstep.js';
import { LockstepLayout } from '../../formula/lockstepLayout.js';
import type { Update } from '../../formula/update.js';
import { largest } from '../../kernels/index.js';
import { linesOf, type OptimizerEntry } from '../../optimizer.js';
import type { Limits } from '../../spec/budget.js';
import type { Contender } from '../../spec/configuration.js';
import type { Task } from '../../spec/objective.js';
import { Slice } from './chunk.js';
import { Lane } from './run.js';

/** Least number of updated numbers in all for which a loop is compiled. */
const FEW = 1000;

/** Lockstep group: runs of one optimizer on one formula, advanced a chunk at a time. */
export class Fleet {
  readonly lanes: readonly Lane[];
  /** Number of losses known of every run that goes on. */
  known = 0;
  readonly #engine: Engine;
  readonly #loop: Lockstep;
  readonly #layout: LockstepLayout;
  readonly #limits: Limits;

  private constructor(
    engine: Engine,
    loop: Lockstep,
    layout: LockstepLayout,
    limits: Limits,
    lanes: readonly Lane[],
  ) {
    this.#engine = engine;
    this.#loop = loop;
    this.#layout = layout;
    this.#limits = limits;
    this.lanes = lanes;
  }

  /**
   * Lockstep group of configurations that share an update; null where they run one by one, to the same bits: where the
   * objective is no formula, the optimizer has no lines, gradients are clipped, knobs have schedules, there is little
   * to do, or no engine.
   */
  static of(who: string, task: Task, contenders: readonly Contender[], limits: Limits): Fleet | null {
    const { fn, start } = task;
    const update = updateOf(contenders[0]);
    const engine = loaded();
    const few = contenders.length * limits.steps * start.length < FEW;
    // Knobs that change from step to step would have to be inputs of the loop.
    const changes = contenders.some(({ schedule }) => schedule.length > 0);
    if (
      changes ||
      !engine ||
      !update?.staysLost ||
      !(fn instanceof Formula) ||
      few ||
      limits.clip !== Infinity
    )
      return null;
    const loop = loopOf(fn, update, limits.tolerance > 0);
    if (!loop) return null;
    const near = fn.at(start);
    const first = { value: near.value[0], steepness: largest(near.pull(Float64Array.of(1))) };
    const layout = new LockstepLayout(start.length, update);
    const lanes = contenders.map(
      (each) => new Lane(who, task, each, limits, first, layout.start(remembered(each, start.length))),
    );
    return new Fleet(engine, loop, layout, limits, lanes);
  }

  get over(): boolean {
    return this.lanes.every((lane) => lane.over);
  }

  /** One chunk, until a run ends or so many milliseconds are over. */
  advance(milliseconds = 0): void {
    const lanes = this.lanes.filter((lane) => !lane.over);
    if (lanes.length === 0) return;
    const { memory } = this.#engine;
    const mark = memory.mark();
    const until = performance.now() + milliseconds;
    try {
      const slice = new Slice(
        this.#engine,
        this.#loop,
        this.#layout,
        lanes,
        this.#limits,
        this.known,
        this.#most(lanes),
      );
      do slice.advance();
      while (!slice.over && performance.now() < until);
      slice.settle();
      this.known += slice.length;
    } finally {
      memory.reset(mark);
    }
  }

  /** Number of steps up to the end of the budget, or to where a rate changes. */
  #most(lanes: readonly Lane[]): number {
    const changes = lanes.flatMap(({ contender }) => {
      const { rate } = contender.knobs;
      return typeof rate === 'object' ? rate.map(([step]) => step) : [];
    });
    const bounds = [this.#limits.steps + 1, ...changes].filter((bound) => bound > this.known);
    return Math.min(...bounds) - this.known;
  }
}

/** Configurations grouped by their update, those of a group for one lockstep loop. */
export function kins(contenders: readonly Contender[]): Contender[][] {
  const found = new Map<Update | Contender, Contender[]>();
  for (const each of contenders) {
    const update = updateOf(each) ?? each;
    const kin = found.get(update);
    if (kin) kin.push(each);
    else found.set(update, [each]);
  }
  return [...found.values()];
}

/** Update for the knobs of a configuration; null for an optimizer without lines. */
function updateOf({ optimizer, knobs }: Contender): Update | null {
  return linesOf(optimizer)?.update(knobs) ?? null;
}

/** Memory of a configuration's optimizer before its first update. */
const remembered = ({ optimizer }: Contender, n: number) => (optimizer as unknown as OptimizerEntry).init(n);

const loops = [false, true].map(() => new WeakMap<Formula, Map<Update, Lockstep | null>>());

function loopOf(f: Formula, update: Update, slopes: boolean): Lockstep | null {
  const all = loops[Number(slopes)];
  const own = all.get(f) ?? new Map<Update, Lockstep | null>();
  all.set(f, own);
  if (!own.has(update)) own.set(update, lockstep(f, update, slopes));
  return own.get(update)!;
}
