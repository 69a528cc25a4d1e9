import { withAllocator } from '../engine/load.js';
import type { Optimizer, Settings } from '../entry.js';
import type { Vec } from '../fn.js';
import { type Allocate, allocateCopy } from '../inPlace.js';
import { dot, largest, roundSingle } from '../kernels/index.js';
import { checkedNumbers } from '../numbers.js';
import { entryOfStep, type OptimizerEntry } from '../optimizer.js';
import { randomPermutation, randomStream } from '../random.js';
import type { Budget } from '../spec/budget.js';
import { type Configuration, optimizerKnobs } from '../spec/configuration.js';
import { applySchedules } from '../spec/knobSchedule.js';
import type { Objective } from '../spec/objective.js';
import { evaluatorFromFn, type ObjectiveEvaluator, objectiveInPlace } from '../spec/objectiveInPlace.js';
import { rateAt } from '../spec/rate.js';
import { checkDivergence, type Ending, judgeOutcome } from './outcome.js';
import { type OnStep, Trajectory } from './trajectory.js';

/** Arrays that a run is worked on in, for all of it or for some of its steps. */
interface Workspace {
  readonly evaluator: ObjectiveEvaluator;
  /** Current point, always in this array, so that kernels are called with what they were called with before. */
  readonly now: Vec;
  /** The point before it. */
  readonly last: Vec;
  /** Copies `now` to `last`, and moves it by a gradient. */
  readonly step: (gradient: Vec, settings: Settings) => void;
  /** Copies the optimizer's state out of the workspace. */
  readonly clear: () => void;
}

/** Run of an optimizer that steps along gradients, not in lockstep. */
export class GradientRun extends Trajectory {
  gradientNorm = NaN;
  readonly #who: string;
  readonly #onStep: OnStep | undefined;
  readonly #memory: unknown;
  readonly #inPlace: ReturnType<typeof objectiveInPlace>;
  #workspace: Workspace | null = null;
  /** Gradient at the current point, once computed. */
  #cachedGradient: Vec | null = null;
  #settings: Settings;
  readonly #schedule: ReturnType<typeof applySchedules>;
  /** Point at the last entry of the losses, with batches. */
  #entry: Vec | null = null;
  /** Order of the rows in an epoch. */
  #order: { epoch: number; rows: Int32Array } | null = null;

  constructor(
    who: string,
    objective: Objective,
    configuration: Configuration,
    budget: Budget,
    onStep?: OnStep,
  ) {
    super(who, objective, configuration, budget);
    this.#who = who;
    this.#onStep = onStep;
    this.#settings = settingsAt(configuration, 1);
    this.#schedule = applySchedules(who, configuration.schedule, optimizerKnobs(configuration.optimizer));
    this.#memory = configuration.optimizer.init(this.point.length);
    this.#inPlace = objectiveInPlace(objective, budget.precision);
    if (budget.roundsPoints) roundSingle(this.point);
    // Arrays are set up for the start and the first steps at once, unless the start may throw.
    if (!this.#inPlace) this.#inWorkspace((workspace) => this.#begin(workspace));
  }

  /** Evaluation at the start. */
  #begin({ evaluator, now }: Workspace): void {
    this.value = evaluator.value(now);
    this.recordLoss(this.value, now);
    if (this.budget.batch) this.#entry = now.slice();
    this.ending = this.#judge(now);
  }

  override currentPoint(): Vec {
    return this.#workspace!.now.slice();
  }

  /**
   * Whether the gradient of the whole objective is asked for: with batches only the tests of settling and falling
   * without end need it, and no loss of a model falls below 0.
   */
  get #needsSlopes(): boolean {
    return !(this.budget.batch && this.tolerance === 0 && this.objective.model);
  }

  /** Ending of the run at the current point, which is finite. */
  #judge(point: Vec): Ending | null {
    if (this.#needsSlopes) {
      this.gradientNorm = largest(this.#gradient());
      this.noteGradientNorm(this.gradientNorm);
    }
    return checkDivergence(this, this.objective.fn, this.value, point) ?? judgeOutcome(this);
  }

  /** The start, if not yet, and an update; with an in-place objective, as many as begin within so many milliseconds. */
  advance(milliseconds = 0): void {
    const until = this.#inPlace && milliseconds > 0 ? performance.now() + milliseconds : 0;
    this.#inWorkspace((workspace) => {
      if (this.losses.length === 0) this.#begin(workspace);
      if (this.over) return;
      do this.#takeStep(workspace);
      while (!this.over && performance.now() < until);
    });
  }

  #takeStep(workspace: Workspace): void {
    const { objective, budget } = this;
    const gradient = budget.batch ? this.#batchGradient(workspace) : this.#gradient();
    this.steps++;
    this.#settings = this.#scheduledKnobs();
    workspace.step(clipNorm(gradient, budget.clip), this.#settings);
    const { now, last } = workspace;
    if (budget.roundsPoints) roundSingle(now);
    if (this.#isWithin(now)) return;
    const value = workspace.evaluator.value(now);
    if (value > this.value && !this.firstRise && !budget.batch)
      this.firstRise = { step: this.steps, from: last.slice(), to: now.slice() };
    if (this.steps === budget.steps) this.moved = now.some((x, i) => x !== last[i]);
    this.recordLoss(value, now);
    if (!(Number.isFinite(value) && largest(now) < Infinity)) {
      this.ending = checkDivergence(this, objective.fn, value, now);
      now.set(this.#entry ?? last);
      return;
    }
    this.value = value;
    this.#cachedGradient = null;
    if (budget.batch) this.#entry = now.slice();
    this.ending = this.#judge(now);
  }

  protected override validationLoss(point: Vec): number {
    return this.#workspace!.evaluator.validation?.(point) ?? super.validationLoss(point);
  }

  /** Gradient of the loss on the next batch; every epoch has its own order of rows, and its last batch may be short. */
  #batchGradient({ evaluator, now }: Workspace): Vec {
    const { rows, of, seed } = this.budget.batch!;
    const { every } = this.budget;
    const [epoch, batch] = [Math.floor(this.steps / every), this.steps % every];
    if (this.#order?.epoch !== epoch) {
      const random = randomStream(seed, 'order', this.objective.replicate ?? 0, epoch);
      this.#order = { epoch, rows: randomPermutation(of, random) };
    }
    const chosen = this.#order.rows.subarray(batch * rows, Math.min(of, (batch + 1) * rows));
    this.batchLosses!.push(evaluator.batch!(now, chosen));
    return evaluator.gradient();
  }

  /** Whether a point comes before the end of its epoch, with all numbers finite. */
  #isWithin(point: Vec): boolean {
    const { batch, every, steps } = this.budget;
    if (!batch || this.steps % every === 0 || this.steps === steps) return false;
    return largest(point) < Infinity && Number.isFinite(this.batchLosses!.at(this.steps - 1));
  }

  /** Knobs at the current update, with schedules applied. */
  #scheduledKnobs(): Settings {
    const { configuration, steps, budget } = this;
    const settings = settingsAt(configuration, steps, this.#schedule ? undefined : this.#settings);
    this.#schedule?.(settings, steps, this.value, (steps - 1) % budget.every === 0);
    return settings;
  }

  #gradient(): Vec {
    this.#cachedGradient ??= this.#workspace!.evaluator.gradient();
    return this.#cachedGradient;
  }

  /** Does some work in a workspace of scratch arrays, and copies out what is to be kept. */
  #inWorkspace(work: (workspace: Workspace) => void): void {
    const inPlace = this.#inPlace;
    if (!inPlace) {
      this.#workspace ??= this.#openWorkspace(
        (n) => new Float64Array(n),
        evaluatorFromFn(this.#who, this.objective.fn),
      );
      work(this.#workspace);
      this.point = this.#workspace.now;
      return;
    }
    withAllocator(this.#who, (allocate) => {
      this.#workspace = this.#openWorkspace(allocate, inPlace(allocate));
      work(this.#workspace);
      this.point = this.#workspace.now.slice();
      if (!this.over) {
        this.#workspace.clear();
        // A copy: the objective's array is freed with the workspace.
        this.#cachedGradient = this.#cachedGradient?.slice() ?? null;
      }
      this.#workspace = null;
    });
  }

  #openWorkspace(allocate: Allocate, evaluator: ObjectiveEvaluator): Workspace {
    const { length } = this.point;
    const [now, last] = [allocate(length), allocate(length)];
    now.set(this.point);
    const { optimizer } = this.configuration;
    const lines = entryOfStep(optimizer);
    const workspace: Workspace = {
      evaluator,
      now,
      last,
      ...(lines
        ? stepInPlace(lines, this.#memory as never, allocate, () => workspace, this.budget.roundsPoints)
        : stepByCall(this.#who, optimizer as Optimizer, this.#memory, () => workspace)),
    };
    return workspace;
  }

  protected override recordLoss(value: number, point: Vec): void {
    const step = this.losses.length;
    super.recordLoss(value, point);
    this.tell(this.#onStep, step, value, point);
  }
}

/** Step by an optimizer's lines, with its state in the workspace. */
function stepInPlace(
  entry: OptimizerEntry,
  { clock, state }: ReturnType<OptimizerEntry['init']>,
  allocate: Allocate,
  workspace: () => Workspace,
  rounds: boolean,
): Pick<Workspace, 'step' | 'clear'> {
  const copies = Object.entries(state).map(([name, saved]) => {
    const here = allocateCopy(allocate, saved);
    return { name, saved, here };
  });
  const memory = { clock, state: Object.fromEntries(copies.map(({ name, here }) => [name, here])) };
  return {
    step(gradient, settings) {
      const { now, last } = workspace();
      last.set(now);
      entry.advance(memory, now, gradient, settings);
      if (rounds) for (const { here } of copies) roundSingle(here);
    },
    clear() {
      for (const { saved, here } of copies) saved.set(here);
    },
  };
}

/** Step by any other optimizer, which is given copies and whose result is checked. */
function stepByCall(
  who: string,
  optimizer: Optimizer,
  memory: unknown,
  workspace: () => Workspace,
): Pick<Workspace, 'step' | 'clear'> {
  return {
    step(gradient, settings) {
      const { now, last } = workspace();
      const found = optimizer.step(memory, now.slice(), gradient.slice(), { ...settings });
      last.set(now);
      now.set(checkedNumbers(who, 'the next point', found, now.length));
    },
    clear() {},
  };
}

/** Knobs at an update, before schedules. */
function settingsAt({ knobs }: Configuration, step: number, last?: Settings): Settings {
  const { rate } = knobs;
  if (last && typeof rate !== 'object') return Object.assign(last, { step });
  return { ...knobs, ...(typeof rate === 'object' && { rate: rateAt(rate, step) }), step } as Settings;
}

/** g, scaled down to the 2-norm `most` where it is longer; all NaN where its norm is. */
function clipNorm(g: Vec, most: number): Vec {
  if (most === Infinity) return g;
  const scale = Math.min(1, most / Math.sqrt(dot(g, g)));
  return scale === 1 ? g : g.map((slope) => slope * scale);
}
