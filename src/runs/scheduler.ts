import type { Limits } from '../spec/budget.js';
import type { Contender } from '../spec/configuration.js';
import type { Task } from '../spec/objective.js';
import type { CompareOptions, Plan } from '../spec/plan.js';
import { Fleet, kins } from './lockstep/group.js';
import type { Run } from './run.js';
import { type Going, goingOf } from './searchRun.js';
import type { Course } from './trajectory.js';

/** How long to compute before letting the page or server do something else, in milliseconds. */
export const SLICE = 8;
/** How long a run goes on at least: what it works with has to be laid out first. */
const LEAST = 1;

/** Runs side by side, under way on this thread. */
export class Race {
  /** Every run, in the order of the contenders; those that go one by one, and those in lockstep. */
  readonly #courses: readonly Course[];
  readonly #descents: readonly Going[];
  readonly #fleets: readonly Fleet[];
  readonly #limits: Limits;
  /** How many of them in a row are replicates of each other. */
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

  /** The entry of losses up to which every run is known, or has ended before. */
  get known(): number {
    let known = Infinity;
    for (const { over, losses } of this.#courses) if (!over) known = Math.min(known, losses.length - 1);
    return known;
  }

  /** The last entry of the longest run. */
  get last(): number {
    return this.#courses.reduce((last, { losses }) => Math.max(last, losses.length - 1), 0);
  }

  needRunning(): void {
    if (this.#signal?.aborted) throw this.#signal.reason;
  }

  /** An update or a few of every run that would fall behind, or a slice of those in lockstep. */
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

  /** The updates before an entry of losses. */
  steps(entry: number): number {
    return Math.min(entry * this.#limits.every, this.#limits.steps);
  }

  /** An entry of the losses of every run. */
  values(entry: number): Float64Array {
    return Float64Array.from(this.#courses, (course) => course.after(entry));
  }

  /** The same of validation losses; null where there are none. */
  validation(entry: number): Float64Array | null {
    const traces = this.#courses.map(({ validationLosses }) => validationLosses);
    if (traces.includes(null)) return null;
    return Float64Array.from(this.#courses, (course, k) => course.after(entry, traces[k]!));
  }

  runs(): Run[] {
    return this.#courses.map((course) => course.run());
  }
}

/** The courses of all contenders on one task: in lockstep where they can, else each by itself. */
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
