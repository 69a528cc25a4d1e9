import { lending } from '../engine/load.js';
import type { Optimizer, Settings } from '../entry.js';
import type { Vec } from '../fn.js';
import { type Allocate, copyInto } from '../inPlace.js';
import { dot, largest } from '../kernels/index.js';
import { numbers } from '../numbers.js';
import { linesOf, type OptimizerEntry } from '../optimizer.js';
import { shuffled } from '../random.js';
import type { Limits } from '../spec/budget.js';
import { type Contender, knobsOf } from '../spec/configuration.js';
import { changing } from '../spec/knobSchedule.js';
import type { Task } from '../spec/objective.js';
import { type Objective, objectiveInPlace, objectiveOf } from '../spec/objectiveInPlace.js';
import { rateAt } from '../spec/rate.js';
import { exploded, judged } from './outcome.js';
import { Course } from './trajectory.js';

/** Callback at the start and after every update. */
export type OnStep = (now: { step: number; value: number; point: Vec }) => void;

/** Random streams of a replicate, one for each epoch. */
const STREAMS = 2 ** 32;

/** Arrays that a run is worked on in, for all of it or for some of its steps. */
interface Workspace {
  readonly objective: Objective;
  now: Vec;
  next: Vec;
  /** Writes `next` from `now` and a gradient. */
  readonly step: (gradient: Vec, settings: Settings) => void;
  /** Copies the optimizer's state out of the workspace. */
  readonly clear: () => void;
}

/** Run of an optimizer that steps along gradients, not in lockstep. */
export class Descent extends Course {
  readonly #who: string;
  readonly #onStep: OnStep | undefined;
  readonly #memory: unknown;
  readonly #inPlace: ReturnType<typeof objectiveInPlace>;
  #workspace: Workspace | null = null;
  /** Gradient at the current point, once computed. */
  #slope: Vec | null = null;
  #settings: Settings;
  readonly #changes: ReturnType<typeof changing>;
  /** Point at the last entry of the losses, with batches. */
  #entry: Vec | null = null;
  /** Order of the rows in an epoch. */
  #order: { epoch: number; rows: Int32Array } | null = null;

  constructor(who: string, task: Task, contender: Contender, limits: Limits, onStep?: OnStep) {
    super(who, task, contender, limits);
    this.#who = who;
    this.#onStep = onStep;
    this.#settings = settingsOf(contender, 1);
    this.#changes = changing(who, contender.schedule, knobsOf(contender.optimizer));
    this.#memory = contender.optimizer.init(this.point.length);
    this.#inPlace = objectiveInPlace(task);
    this.#work(({ objective, now }) => {
      this.value = objective.value(now);
      this.note(this.value, now);
      if (limits.batch) this.#entry = now.slice();
      this.ending = exploded(this, task.fn, this.value, now) ?? judged(this);
    });
  }

  get steepness(): number {
    return largest(this.#gradient());
  }

  /** One update; with an in-place objective, as many as begin within so many milliseconds. */
  advance(milliseconds = 0): void {
    const until = this.#inPlace && milliseconds > 0 ? performance.now() + milliseconds : 0;
    this.#work((workspace) => {
      do this.#update(workspace);
      while (!this.over && performance.now() < until);
    });
  }

  #update(workspace: Workspace): void {
    const { task, limits } = this;
    const gradient = limits.batch ? this.#ofBatch(workspace) : this.#gradient();
    this.steps++;
    this.#settings = this.#settled();
    workspace.step(shortened(gradient, limits.clip), this.#settings);
    const { now, next } = workspace;
    if (this.#isWithin(next)) {
      [workspace.now, workspace.next] = [next, now];
      return;
    }
    const value = workspace.objective.value(next);
    if (value > this.value && !this.rose && !limits.batch)
      this.rose = { step: this.steps, from: now.slice(), to: next.slice() };
    if (this.steps === limits.steps) this.moved = next.some((x, i) => x !== now[i]);
    this.note(value, next);
    this.ending = exploded(this, task.fn, value, next);
    if (this.ending && !(Number.isFinite(value) && largest(next) < Infinity)) {
      if (this.#entry) now.set(this.#entry);
      return;
    }
    [workspace.now, workspace.next] = [next, now];
    this.value = value;
    this.#slope = null;
    if (limits.batch) this.#entry = next.slice();
    this.ending ??= judged(this);
  }

  protected override apart(point: Vec): number {
    return this.#workspace!.objective.validation?.(point) ?? super.apart(point);
  }

  /** Gradient of the loss on the next batch; every epoch has its own order of rows, and its last batch may be short. */
  #ofBatch({ objective, now }: Workspace): Vec {
    const { rows, of, seed } = this.limits.batch!;
    const { every } = this.limits;
    const [epoch, batch] = [Math.floor(this.steps / every), this.steps % every];
    if (this.#order?.epoch !== epoch) {
      const stream = (this.task.replicate ?? 0) * STREAMS + epoch;
      this.#order = { epoch, rows: shuffled(of, seed, stream) };
    }
    const chosen = this.#order.rows.subarray(batch * rows, Math.min(of, (batch + 1) * rows));
    this.batchLosses!.push(objective.batch!(now, chosen));
    return objective.slope();
  }

  /** Whether a point comes before the end of its epoch, with all numbers finite. */
  #isWithin(point: Vec): boolean {
    const { batch, every, steps } = this.limits;
    if (!batch || this.steps % every === 0 || this.steps === steps) return false;
    return largest(point) < Infinity && Number.isFinite(this.batchLosses!.at(this.steps - 1));
  }

  /** Knobs at the current update, with schedules applied. */
  #settled(): Settings {
    const { contender, steps, limits } = this;
    const settings = settingsOf(contender, steps, this.#changes ? undefined : this.#settings);
    this.#changes?.(settings, steps, this.value, (steps - 1) % limits.every === 0);
    return settings;
  }

  #gradient(): Vec {
    this.#slope ??= this.#workspace!.objective.slope();
    return this.#slope;
  }

  /** Does some work in a workspace of scratch arrays, and copies out what is to be kept. */
  #work(work: (workspace: Workspace) => void): void {
    const inPlace = this.#inPlace;
    if (!inPlace) {
      this.#workspace ??= this.#open((n) => new Float64Array(n), objectiveOf(this.#who, this.task.fn));
      work(this.#workspace);
      this.point = this.#workspace.now;
      return;
    }
    lending(this.#who, (allocate) => {
      this.#workspace = this.#open(allocate, inPlace(allocate));
      work(this.#workspace);
      this.#workspace.clear();
      this.point = this.#workspace.now.slice();
      // A copy: the objective's array is freed with the workspace.
      this.#slope = this.#slope?.slice() ?? null;
      this.#workspace = null;
    });
  }

  #open(allocate: Allocate, objective: Objective): Workspace {
    const { length } = this.point;
    const [now, next] = [allocate(length), allocate(length)];
    now.set(this.point);
    const { optimizer } = this.contender;
    const lines = linesOf(optimizer);
    const workspace: Workspace = {
      objective,
      now,
      next,
      ...(lines
        ? inPlace(lines, this.#memory as never, allocate, () => workspace)
        : byCall(this.#who, optimizer as Optimizer, this.#memory, () => workspace)),
    };
    return workspace;
  }

  protected override note(value: number, point: Vec): void {
    const step = this.losses.length;
    super.note(value, point);
    this.#onStep?.({ step, value, point: point.slice() });
  }
}

/** Step by an optimizer's lines, with its state in the workspace. */
function inPlace(
  entry: OptimizerEntry,
  { clock, state }: ReturnType<OptimizerEntry['init']>,
  allocate: Allocate,
  workspace: () => Workspace,
): Pick<Workspace, 'step' | 'clear'> {
  const lent = Object.entries(state).map(([name, home]) => {
    const here = copyInto(allocate, home);
    return { name, home, here };
  });
  const memory = { clock, state: Object.fromEntries(lent.map(({ name, here }) => [name, here])) };
  return {
    step(gradient, settings) {
      const { now, next } = workspace();
      next.set(now);
      entry.advance(memory, next, gradient, settings);
    },
    clear() {
      for (const { home, here } of lent) home.set(here);
    },
  };
}

/** Step by any other optimizer, which is given copies and whose result is checked. */
function byCall(
  who: string,
  optimizer: Optimizer,
  memory: unknown,
  workspace: () => Workspace,
): Pick<Workspace, 'step' | 'clear'> {
  return {
    step(gradient, settings) {
      const { now, next } = workspace();
      const found = optimizer.step(memory, now.slice(), gradient.slice(), { ...settings });
      next.set(numbers(who, 'the next point', found, now.length));
    },
    clear() {},
  };
}

/** Knobs at an update, before schedules. */
function settingsOf({ knobs }: Contender, step: number, last?: Settings): Settings {
  const { rate } = knobs;
  if (last && typeof rate !== 'object') return Object.assign(last, { step });
  return { ...knobs, ...(typeof rate === 'object' && { rate: rateAt(rate, step) }), step } as Settings;
}

/** g, scaled down to the 2-norm `most` where it is longer. */
function shortened(g: Vec, most: number): Vec {
  if (most === Infinity) return g;
  const norm = Math.sqrt(dot(g, g));
  return norm > most ? g.map((slope) => slope * (most / norm)) : g;
}
