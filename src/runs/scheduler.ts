import type { Budget } from '../spec/budget.js';
import type { Configuration } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import type { CompareOptions, Plan } from '../spec/plan.js';
import { groupConfigurations, LockstepGroup } from './lockstep/group.js';
import type { Run } from './run.js';
import { type SingleRun, startSingleRun } from './searchRun.js';
import type { Trajectory } from './trajectory.js';

/** Milliseconds of computing between two pauses for the page or server. */
export const SLICE_MS = 8;
/** Least milliseconds of a run's turn: its workspace has to be set up first. */
const LEAST_MS = 1;

/** Scheduler of the runs of a plan on this thread. */
export class Scheduler {
  /** All runs, in the order of the configurations; the single ones; the lockstep groups. */
  readonly #trajectories: readonly Trajectory[];
  readonly #singleRuns: readonly SingleRun[];
  readonly #groups: readonly LockstepGroup[];
  readonly #budget: Budget;
  /** Number of replicates of each configuration, which follow each other. */
  readonly replicates: number;
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: CompareOptions['onProgress'];

  constructor({ configurations, objectives, budget, signal, onProgress }: Plan) {
    [this.#signal, this.#onProgress] = [signal, onProgress];
    this.needRunning();
    const startedRuns = objectives.map((each) => startRuns(configurations, each, budget));
    [this.#budget, this.replicates] = [budget, objectives.length];
    this.#groups = startedRuns.flatMap(({ groups }) => groups);
    this.#singleRuns = startedRuns.flatMap(({ singleRuns }) => singleRuns);
    this.#trajectories = configurations.flatMap((each) =>
      startedRuns.map(({ trajectories }) => trajectories.get(each)!),
    );
  }

  get over(): boolean {
    return this.#trajectories.every((trajectory) => trajectory.over);
  }

  /** Last entry of the losses that every run has reached, unless it ended before. */
  get known(): number {
    let known = Infinity;
    for (const { over, losses } of this.#trajectories) if (!over) known = Math.min(known, losses.length - 1);
    return known;
  }

  /** Last entry of the longest run. */
  get last(): number {
    return this.#trajectories.reduce((last, { losses }) => Math.max(last, losses.length - 1), 0);
  }

  needRunning(): void {
    if (this.#signal?.aborted) throw this.#signal.reason;
  }

  /** Some updates of every single run that is behind, and a chunk of every lockstep group that is. */
  advance(): void {
    const { known } = this;
    const share = Math.max(LEAST_MS, SLICE_MS / (this.#singleRuns.length + this.#groups.length));
    for (const singleRun of this.#singleRuns) {
      if (!singleRun.over && singleRun.losses.length - 1 <= known) singleRun.advance(share);
    }
    for (const group of this.#groups) if (group.known <= known + 1) group.advance(share);
  }

  report(): void {
    if (!this.#onProgress) return;
    const { steps } = this.#budget;
    const done = this.#trajectories.reduce(
      (sum, trajectory) => sum + (trajectory.over ? steps : trajectory.steps),
      0,
    );
    this.#onProgress({ done, total: this.#trajectories.length * steps });
  }

  /** Number of updates before an entry of the losses. */
  steps(entry: number): number {
    return Math.min(entry * this.#budget.every, this.#budget.steps);
  }

  /** Losses of all runs at an entry. */
  values(entry: number): Float64Array {
    return Float64Array.from(this.#trajectories, (trajectory) => trajectory.lossAt(entry));
  }

  /** Validation losses of all runs at an entry; null where there are none. */
  validation(entry: number): Float64Array | null {
    const validationLosses = this.#trajectories.map(({ validationLosses }) => validationLosses);
    if (validationLosses.includes(null)) return null;
    return Float64Array.from(this.#trajectories, (trajectory, k) =>
      trajectory.lossAt(entry, validationLosses[k]!),
    );
  }

  runs(): Run[] {
    return this.#trajectories.map((trajectory) => trajectory.toRun());
  }
}

/** Runs of all configurations on one objective: in lockstep groups where they can be, else single. */
function startRuns(configurations: readonly Configuration[], objective: Objective, budget: Budget) {
  const trajectories = new Map<Configuration, Trajectory>();
  const groups: LockstepGroup[] = [];
  const singleRuns: SingleRun[] = [];
  for (const members of groupConfigurations(configurations)) {
    const group = LockstepGroup.of('compare', objective, members, budget);
    const own: readonly Trajectory[] =
      group?.runs ?? members.map((each) => startSingleRun('compare', objective, each, budget));
    if (group) groups.push(group);
    else for (const each of own) singleRuns.push(each as SingleRun);
    for (const [i, each] of members.entries()) trajectories.set(each, own[i]);
  }
  return { trajectories, groups, singleRuns };
}
