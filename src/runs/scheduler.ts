import type { Limits } from '../spec/budget.js';
import type { Contender } from '../spec/configuration.js';
import type { Task } from '../spec/objective.js';
import type { CompareOptions, Plan } from '../spec/plan.js';
import { Fleet, kins } from './lockstep/group.js';
import type { Run } from './run.js';
import { type Going, goingOf } from './searchRun.js';
import type { Course } from './trajectory.js';

/** Milliseconds of computing between two pauses for the page or server. */
export const SLICE = 8;
/** Least milliseconds of a run's turn: its workspace has to be set up first. */
const LEAST = 1;

/** Scheduler of the runs of a plan on this thread. */
export class Race {
  /** All runs, in the order of the configurations; the single ones; the lockstep groups. */
  readonly #courses: readonly Course[];
  readonly #descents: readonly Going[];
  readonly #fleets: readonly Fleet[];
  readonly #limits: Limits;
  /** Number of replicates of each configuration, which follow each other. */
  readonly replicates: number;
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: CompareOptions['onProgress'];

  constructor({ contenders, tasks, limits, signal, onProgress }: Plan) {
    [this.#signal, this.#onProgress] = [signal, onProgress];
    this.needRunning();
    const teams = tasks.map((each) => team(contenders, each, limits));
    [this.#limits, this.replicates] = [limits, tasks.length];
    this.#fleets = teams.flatMap(({ fleets }) => fleets);
    this.#descents = teams.flatMap(({ descents }) => descents);
    this.#courses = contenders.flatMap((each) => teams.map(({ courses }) => courses.get(each)!));
  }

  get over(): boolean {
    return this.#courses.every((course) => course.over);
  }

  /** Last entry of the losses that every run has reached, unless it ended before. */
  get known(): number {
    let known = Infinity;
    for (const { over, losses } of this.#courses) if (!over) known = Math.min(known, losses.length - 1);
    return known;
  }

  /** Last entry of the longest run. */
  get last(): number {
    return this.#courses.reduce((last, { losses }) => Math.max(last, losses.length - 1), 0);
  }

  needRunning(): void {
    if (this.#signal?.aborted) throw this.#signal.reason;
  }

  /** Some updates of every single run that is behind, and a chunk of every lockstep group that is. */
  advance(): void {
    const { known } = this;
    const share = Math.max(LEAST, SLICE / (this.#descents.length + this.#fleets.length));
    for (const descent of this.#descents) {
      if (!descent.over && descent.losses.length - 1 <= known) descent.advance(share);
    }
    for (const fleet of this.#fleets) if (fleet.known <= known + 1) fleet.advance(share);
  }

  report(): void {
    if (!this.#onProgress) return;
    const { steps } = this.#limits;
    const done = this.#courses.reduce((sum, course) => sum + (course.over ? steps : course.steps), 0);
    this.#onProgress({ done, total: this.#courses.length * steps });
  }

  /** Number of updates before an entry of the losses. */
  steps(entry: number): number {
    return Math.min(entry * this.#limits.every, this.#limits.steps);
  }

  /** Losses of all runs at an entry. */
  values(entry: number): Float64Array {
    return Float64Array.from(this.#courses, (course) => course.after(entry));
  }

  /** Validation losses of all runs at an entry; null where there are none. */
  validation(entry: number): Float64Array | null {
    const traces = this.#courses.map(({ validationLosses }) => validationLosses);
    if (traces.includes(null)) return null;
    return Float64Array.from(this.#courses, (course, k) => course.after(entry, traces[k]!));
  }

  runs(): Run[] {
    return this.#courses.map((course) => course.run());
  }
}

/** Runs of all configurations on one objective: in lockstep groups where they can be, else single. */
function team(contenders: Contender[], task: Task, limits: Limits) {
  const courses = new Map<Contender, Course>();
  const fleets: Fleet[] = [];
  const descents: Going[] = [];
  for (const kin of kins(contenders)) {
    const fleet = Fleet.of('compare', task, kin, limits);
    const own: readonly Course[] = fleet?.lanes ?? kin.map((each) => goingOf('compare', task, each, limits));
    if (fleet) fleets.push(fleet);
    else for (const each of own) descents.push(each as Going);
    for (const [i, each] of kin.entries()) courses.set(each, own[i]);
  }
  return { courses, fleets, descents };
}
