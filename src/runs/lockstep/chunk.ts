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
  /** Largest entry of the gradient of all steps so far at which the loss was at most that of the start. */
  steepest: number;
}

/** Result of the kernel `tally`. */
interface Tally {
  end: number;
  rise: number;
  least: number;
  steepest: number;
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
    this.#found = engine.memory.take('compare', 4);
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
    const { over, last, rise, lowest, steepest } = this.#find(run, r);
    run.updateLowest(lowest, entry + last);
    run.steepest = steepest;
    if (!run.firstRise && rise <= last)
      run.firstRise = { step: entry + rise, from: arrays.point(r, rise - 1), to: arrays.point(r, rise) };
    if (this.#budget.record) run.recordPoints(entry, arrays.points(r, last));
    if (!over && entry + last < this.#budget.steps) return;
    this.#giveLosses(run, r, last);
    run.judge(arrays.point(r, last), arrays.point(r, last - 1));
  }

  /** Result of the last call for a run. */
  #find(run: LockstepRun, r: number): CallResult {
    const { heap } = this.#engine.memory;
    const { end: found, rise, least, steepest } = this.#findEnd(run, r);
    const end = Math.min(found, this.#firstNonFinite(r));
    const last = Math.min(end, this.#steps - 1);
    const row = this.#lossIndex(r);
    return {
      over: end < this.#steps,
      last,
      rise,
      lowest: end === found ? least : lowestLoss(heap.subarray(row, row + last + 1)),
      steepest,
    };
  }

  /** Tally up to the first step at which a run's loss leaves its bounds, or it has settled. */
  #findEnd(run: LockstepRun, r: number): Tally {
    // Most runs settle where they first may; from one that does not, ever more steps are tested at once.
    for (let [untested, count, settled] = [0, 1, -1]; ; count *= 2) {
      const tally = this.#scanLosses(run, r, untested);
      const { end } = tally;
      if (end === this.#steps || end === settled || !run.isWithinBounds(this.#lossAt(r, end))) return tally;
      const rows = Math.min(count, this.#steps - end);
      untested = end + this.#settledAfter(run, r, end, rows, tally.steepest);
      settled = untested < end + rows ? untested : -1;
    }
  }

  /** First of some steps, counted from the first of them, at which a run has settled; their number for none. */
  #settledAfter(run: LockstepRun, r: number, first: number, count: number, steepest: number): number {
    const { heap } = this.#engine.memory;
    const losses = heap.subarray(this.#lossIndex(r) + first, this.#lossIndex(r) + first + count);
    return run.settledAmong(this.#arrays.columns(r, first, count), losses, steepest);
  }

  /** Tally of the last call, in which no step before `untested` is one at which the run has settled. */
  #scanLosses(run: LockstepRun, r: number, untested: number): Tally {
    const { kernels, memory } = this.#engine;
    const { heap } = memory;
    const { tolerance } = this.#budget;
    const [row, slopes] = [this.#lossIndex(r), this.#arrays.slopeIndex(r)];
    const before = this.#made > 0 ? heap[row - 1] : this.#from > 0 ? run.value : NaN;
    const numbers = [FLOOR, run.highest, run.start, tolerance, untested, before, run.steepest] as const;
    kernels.tally(this.#steps, ...numbers, NUMBER_BYTES * row, NUMBER_BYTES * slopes, this.#found);
    const found = heapIndex(this.#found);
    const [end, rise, least, steepest] = heap.subarray(found, found + 4);
    return { end, rise, least, steepest };
  }

  /** Copies a run's losses to it, up to a step of the last call. */
  #giveLosses(run: LockstepRun, r: number, last: number): void {
    const { heap } = this.#engine.memory;
    const row = this.#lossIndex(r);
    if (Number.isNaN(heap[row + last])) heap[row + last] = NaN;
    run.takeLosses(this.#from, heap.subarray(row - this.#made, row + last + 1));
  }

  /** First step at which a coordinate is not finite: from then on it stays so. */
  #firstNonFinite(r: number): number {
    let step = this.#steps;
    while (step > 0 && !this.#arrays.isFinite(r, step - 1)) step--;
    return step;
  }

  #lossAt(r: number, step: number): number {
    return this.#engine.memory.heap[this.#lossIndex(r) + step];
  }

  /** Index in the heap of run r's losses of the last call. */
  #lossIndex(r: number): number {
    return this.#arrays.lossIndex(r, this.#made);
  }
}

const lowestLoss = (losses: Vec) => losses.reduce((least, loss) => (loss < least ? loss : least), Infinity);
