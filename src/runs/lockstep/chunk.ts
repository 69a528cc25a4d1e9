import type { Engine } from '../../engine/load.js';
import type { Vec } from '../../fn.js';
import type { LockstepLoop } from '../../formula/lockstep.js';
import { heapIndex, type LockstepLayout, MOST_STEPS, NUMBER_BYTES } from '../../formula/lockstepLayout.js';
import type { Budget } from '../../spec/budget.js';
import { FLOOR, stallWindow } from '../outcome.js';
import { LockstepArrays } from './lockstepArrays.js';
import type { LockstepRun } from './run.js';

/** Most numbers that the steps of a call take up, to stay in the processor's cache. */
const CALL_NUMBERS = 100_000;
const MIN_CALL_STEPS = 16;

/** Result of the last call for one run: whether it ended there, and at which step. */
interface CallResult {
  over: boolean;
  last: number;
  /** First step at which the loss was higher than before; the number of steps of the call for none. */
  rise: number;
  lowest: number;
  /** Largest entry of the gradient, in absolute value, at the last step. */
  gradientNorm: number;
}

/**
 * Lockstep chunk: some steps of a group, by one call of its loop after the other, in scratch memory. Losses stay there
 * until the chunk is over; of the points, only those of the last call.
 */
export class LockstepChunk {
  readonly #engine: Engine;
  readonly #loop: LockstepLoop;
  readonly #runs: readonly LockstepRun[];
  readonly #budget: Budget;
  readonly #arrays: LockstepArrays;
  /** Address of the results of the kernel `tally`. */
  readonly #found: number;
  /** Number of steps before the chunk. */
  readonly #from: number;
  /** Most steps of a call. */
  readonly #maxCallSteps: number;
  /** Numbers of steps before the last call, and in it. */
  #made = 0;
  #steps = 0;

  /** `from` steps were made before; there is room for `most` more. */
  constructor(
    engine: Engine,
    loop: LockstepLoop,
    layout: LockstepLayout,
    runs: readonly LockstepRun[],
    budget: Budget,
    from: number,
    most: number,
  ) {
    [this.#engine, this.#loop, this.#runs, this.#budget, this.#from] = [engine, loop, runs, budget, from];
    const maxCallSteps = Math.floor(CALL_NUMBERS / (runs.length * (layout.variableCount + 2)));
    this.#maxCallSteps = Math.min(Math.max(MIN_CALL_STEPS, maxCallSteps), MOST_STEPS, most);
    this.#found = engine.memory.take('compare', 3);
    this.#arrays = new LockstepArrays(engine.memory, layout, runs.length, this.#maxCallSteps, most);
    for (let r = 0; r < 2 * this.#arrays.pairs; r++) {
      // The last pair may be one run twice.
      const run = runs[Math.min(r, runs.length - 1)];
      const knobs = run.knobsAt(layout.update.knobs, from + 1);
      this.#arrays.storeRun(r, run.last, run.x, run.state, knobs);
    }
  }

  /** Number of steps made. */
  get length(): number {
    return this.#made + this.#steps;
  }

  /** Whether a run has ended, or there is no room for more steps. */
  get over(): boolean {
    return this.length === this.#arrays.room || this.#runs.some((run) => run.over);
  }

  /** Calls the loop once, and judges the runs by what it made of them. */
  advance(): void {
    const { stride, pairs } = this.#arrays;
    this.#arrays.carryLastRows(this.#steps);
    this.#made = this.length;
    this.#steps = this.#callLength();
    this.#loop(this.#arrays.addressesAt(this.#made), stride, pairs, this.#steps);
    this.#runs.forEach((run, r) => {
      this.#inspectRun(run, r);
    });
  }

  /** Copies losses, points and states to the runs that go on. */
  handBack(): void {
    this.#runs.forEach((run, r) => {
      if (run.over) return;
      this.#giveLosses(run, r, this.#steps - 1);
      this.#arrays.loadRun(r, this.#steps, run.last, run.x, run.state);
    });
  }

  /** Number of steps of the next call, such that the last window of the budget begins with a call. */
  #callLength(): number {
    const { steps } = this.#budget;
    const before = steps - stallWindow(steps) + 1 - this.#from - this.#made;
    return Math.min(this.#maxCallSteps, this.#arrays.room - this.#made, before > 0 ? before : Infinity);
  }

  /** Updates a run with the result of the last call, and judges it where it has ended. */
  #inspectRun(run: LockstepRun, r: number): void {
    const arrays = this.#arrays;
    const entry = this.#from + this.#made;
    const { over, last, rise, lowest, gradientNorm } = this.#find(run, r);
    run.updateLowest(lowest, entry + last);
    if (!run.firstRise && rise <= last)
      run.firstRise = { step: entry + rise, from: arrays.point(r, rise - 1), to: arrays.point(r, rise) };
    if (this.#budget.record) run.recordPoints(entry, arrays.points(r, last));
    if (!over && entry + last < this.#budget.steps) return;
    this.#giveLosses(run, r, last);
    run.judge(arrays.point(r, last), arrays.point(r, last - 1), gradientNorm);
  }

  /** Result of the last call for a run. */
  #find(run: LockstepRun, r: number): CallResult {
    const { heap } = this.#engine.memory;
    const [flat, rise, least] = this.#scanLosses(run, r);
    const wasNaN = flat < this.#steps && this.#wasNaN(run, r, flat);
    const end = Math.min(wasNaN ? this.#steps : flat, this.#firstNonFinite(r));
    const last = Math.min(end, this.#steps - 1);
    const row = this.#lossIndex(r);
    return {
      over: end < this.#steps,
      last,
      rise,
      lowest: end === flat ? least : lowestLoss(heap.subarray(row, row + last + 1)),
      gradientNorm: wasNaN && last === flat ? NaN : heap[this.#arrays.slopeIndex(r) + last],
    };
  }

  /**
   * First step at which a run's loss leaves its bounds or its gradient is small, first rise of the loss, and lowest
   * loss up to there.
   */
  #scanLosses(run: LockstepRun, r: number): [end: number, rise: number, least: number] {
    const { kernels, memory } = this.#engine;
    const { heap } = memory;
    const { tolerance } = this.#budget;
    const [row, slopes] = [this.#lossIndex(r), this.#arrays.slopeIndex(r)];
    const before = this.#made > 0 ? heap[row - 1] : this.#from > 0 ? run.value : NaN;
    const [losses, gradientNorm] = [NUMBER_BYTES * row, NUMBER_BYTES * slopes];
    kernels.tally(this.#steps, FLOOR, run.highest, tolerance, before, losses, gradientNorm, this.#found);
    const found = heapIndex(this.#found);
    return [heap[found], heap[found + 1], heap[found + 2]];
  }

  /** Copies a run's losses to it, up to a step of the last call. */
  #giveLosses(run: LockstepRun, r: number, last: number): void {
    const { heap } = this.#engine.memory;
    const row = this.#lossIndex(r);
    if (Number.isNaN(heap[row + last])) heap[row + last] = NaN;
    run.takeLosses(this.#from, heap.subarray(row - this.#made, row + last + 1));
  }

  /** Whether a gradient seems small only because the loop may lose a NaN among its entries; the next x does not. */
  #wasNaN(run: LockstepRun, r: number, flat: number): boolean {
    const loss = this.#engine.memory.heap[this.#lossIndex(r) + flat];
    if (!(loss <= run.highest && loss >= FLOOR) || this.#arrays.isFinite(r, flat + 1)) return false;
    return run.objective.fn.at(this.#arrays.point(r, flat)).pull(Float64Array.of(1)).some(Number.isNaN);
  }

  /** First step at which a coordinate is not finite: from then on it stays so. */
  #firstNonFinite(r: number): number {
    let step = this.#steps;
    while (step > 0 && !this.#arrays.isFinite(r, step - 1)) step--;
    return step;
  }

  /** Index in the heap of run r's losses of the last call. */
  #lossIndex(r: number): number {
    return this.#arrays.lossIndex(r, this.#made);
  }
}

const lowestLoss = (losses: Vec) => losses.reduce((least, loss) => (loss < least ? loss : least), Infinity);
