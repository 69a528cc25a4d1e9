import { loadedEngine } from '../../engine/load.js';
import { Formula } from '../../formula/formula.js';
import { LockstepLayout } from '../../formula/lockstepLayout.js';
import type { Update } from '../../formula/update.js';
import { largest } from '../../kernels/index.js';
import { entryOfStep, type OptimizerEntry } from '../../optimizer.js';
import type { Budget } from '../../spec/budget.js';
import type { Configuration } from '../../spec/configuration.js';
import type { Objective } from '../../spec/objective.js';
import { LockstepChunk, type LockstepSetting } from './chunk.js';
import { KnobTracks } from './knobTracks.js';
import { loopFor } from './loops.js';
import { LockstepRun } from './run.js';

/** Lockstep group: runs of one optimizer on one formula, advanced a chunk at a time. */
export class LockstepGroup {
  readonly runs: readonly LockstepRun[];
  /** Number of losses known of every run that goes on. */
  known = 0;
  readonly #setting: LockstepSetting;

  private constructor(setting: LockstepSetting, runs: readonly LockstepRun[]) {
    [this.#setting, this.runs] = [setting, runs];
  }

  /**
   * Lockstep group of configurations that share an update; null where they run one by one, to the same bits: where the
   * objective is no formula, the optimizer has no lines, a schedule depends on losses or chooses among lines, a run may
   * be stopped by its losses, there is little to do, or no engine.
   */
  static of(
    who: string,
    objective: Objective,
    configurations: readonly Configuration[],
    budget: Budget,
  ): LockstepGroup | null {
    const { fn, start } = objective;
    const engine = loadedEngine();
    const update = updateFor(configurations[0]);
    if (!(fn instanceof Formula) || !engine || !update || budget.patience < Infinity) return null;
    const tracks = new KnobTracks(who, update.knobs, configurations);
    const form = { slopes: budget.tolerance > 0, clips: budget.clip < Infinity, inputs: tracks.names };
    const layout = new LockstepLayout(start.length, update, form);
    const loop = loopFor(engine, fn, layout, configurations.length, budget.steps);
    if (!loop) return null;
    const near = fn.at(start);
    const first = {
      value: near.value[0],
      gradientNorm: largest(near.pull(Float64Array.of(1))),
      state: layout.initialMemory(initialState(configurations[0], start.length)),
    };
    const runs = configurations.map(
      (each) => new LockstepRun(who, objective, each, budget, first, steadyKnobs(each, layout, budget)),
    );
    // All begin alike: where one does not end, none does.
    if (runs[0].judgeStart()) for (const run of runs.slice(1)) run.judgeStart();
    return new LockstepGroup({ engine, loop, layout, budget, tracks }, runs);
  }

  get over(): boolean {
    return this.runs.every((run) => run.over);
  }

  /** One chunk, until a run ends or so many milliseconds are over. */
  advance(milliseconds = 0): void {
    const runs = this.runs.filter((run) => !run.over);
    if (runs.length === 0) return;
    const { memory } = this.#setting.engine;
    const mark = memory.mark();
    const until = performance.now() + milliseconds;
    try {
      const chunk = new LockstepChunk(this.#setting, runs, this.known);
      do chunk.advance();
      while (!chunk.over && performance.now() < until);
      chunk.handBack();
      this.known += chunk.length;
    } finally {
      memory.reset(mark);
    }
  }
}

/** Values of the knobs that stay, and the bound of the gradient. */
const steadyKnobs = ({ knobs }: Configuration, { knobs: names, form }: LockstepLayout, { clip }: Budget) => [
  ...names.map((name) => Number(knobs[name])),
  ...(form.clips ? [clip] : []),
];

/**
 * Whether the lines of a configuration's updates are known before its losses are: each schedule is one of the catalogue
 * that depends on the number of the update alone, and a knob that it makes 0 chooses no other lines.
 */
function keepsLines(entry: OptimizerEntry, update: Update, { knobs, schedule }: Configuration): boolean {
  if (schedule.length === 0) return true;
  const isPlanned = schedule.every(({ watchesLoss, serializable }) => !watchesLoss && serializable);
  const scheduled = schedule.map(({ knob }) => knob);
  if (!isPlanned || !scheduled.every((name) => update.knobs.includes(name))) return false;
  const texts = JSON.stringify(update.lines.texts);
  const isKept = (settings: Record<string, unknown>, [name, ...rest]: string[]): boolean =>
    name === undefined
      ? JSON.stringify(entry.update(settings).lines.texts) === texts
      : isKept(settings, rest) && (!settings[name] || isKept({ ...settings, [name]: 0 }, rest));
  return isKept(knobs, scheduled);
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

/** Update of a configuration in lockstep; null where it has none. */
function updateFor(configuration: Configuration): Update | null {
  const entry = entryOfStep(configuration.optimizer);
  const update = entry?.update(configuration.knobs);
  return update?.staysNonFinite && keepsLines(entry!, update, configuration) ? update : null;
}

/** Memory of a configuration's optimizer before its first update. */
const initialState = ({ optimizer }: Configuration, n: number) =>
  (optimizer as unknown as OptimizerEntry).init(n);
