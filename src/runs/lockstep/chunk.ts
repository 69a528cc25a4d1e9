import type { Engine } from '../../engine/load.js';
import type { Vec } from '../../fn.js';
import type { LockstepLoop } from '../../formula/lockstep.js';
import { heapIndex, type LockstepLayout, MOST_STEPS, NUMBER_BYTES } from '../../formula/lockstepLayout.js';
import type { Budget } from '../../spec/budget.js';
import type { Configuration } from '../../spec/configuration.js';
import { FLOOR, stallWindow } from '../outcome.js';
import type { KnobTracks } from './knobTracks.js';
import { LockstepArrays } from './lockstepArrays.js';
import type { LockstepRun } from './run.js';

/** Most numbers that the steps of a call take up, to stay in the processor's cache. */
const CALL_NUMBERS = 100_000;
const MIN_CALL_STEPS = 16;

/** Places of the results of the kernel `tally`. */
const [END, RISE, LEAST, STEEPEST] = [0, 1, 2, 3];

/** What the runs of a group have in common. */
export interface LockstepSetting {
  readonly engine: Engine;
  readonly loop: LockstepLoop;
  readonly layout: LockstepLayout;
  readonly budget: Budget;
  readonly tracks: KnobTracks;
}

/**
 * Lockstep chunk: some steps of a group, by one call of its loop after the other, in scratch memory. Losses stay there
 * until the chunk is over; of the points, only those of the last call.
 */
export class LockstepChunk {
  readonly #setting: LockstepSetting;
  readonly #heap: Vec;
  readonly #runs: readonly LockstepRun[];
  readonly #lanes: readonly Configuration[];
  readonly #arrays: LockstepArrays;
  /** Address of the results of the kernel `tally`, and their index in the heap. */
  readonly #found: number;
  readonly #results: number;
  /** Number of steps before the chunk. */
  readonly #from: number;
  /** Most steps of a call. */
  readonly #maxCallSteps: number;
  /** Numbers of steps before the last call, and in it. */
  #made = 0;
  #steps = 0;
  #hasEnded = false;

  /** `from` steps were made before. */
  constructor(setting: LockstepSetting, runs: readonly LockstepRun[], from: number) {
    const { engine, layout, budget } = setting;
    [this.#setting, this.#heap, this.#runs, this.#from] = [setting, engine.memory.heap, runs, from];
    this.#lanes = runs.map(({ configuration }) => configuration);
    const most = budget.steps + 1 - from;
    const maxCallSteps = Math.floor(CALL_NUMBERS / (runs.length * (layout.variableCount + 2)));
    this.#maxCallSteps = Math.min(Math.max(MIN_CALL_STEPS, maxCallSteps), MOST_STEPS, most);
    this.#found = engine.memory.take('compare', 4);
    this.#results = heapIndex(this.#found);
    this.#arrays = new LockstepArrays(engine.memory, layout, runs.length, this.#maxCallSteps, most);
    // The last pair may be one run twice.
    for (let r = 0; r < 2 * this.#arrays.pairs; r++)
      runs[Math.min(r, runs.length - 1)].store(this.#arrays, r);
  }

  /** Number of steps made. */
  get length(): number {
    return this.#made + this.#steps;
  }

  /** Whether a run has ended, or there is no room for more steps. */
  get over(): boolean {
    return this.#hasEnded || this.length === this.#arrays.room;
  }

  /** Calls the loop once, and judges the runs by what it made of them. */
  advance(): void {
    const { loop } = this.#setting;
    const { stride, pairs } = this.#arrays;
    this.#arrays.carryLastRows(this.#steps);
    this.#made = this.length;
    this.#steps = this.#prepareCall();
    loop(this.#arrays.addressesAt(this.#made), stride, pairs, this.#steps);
    for (let r = 0; r < this.#runs.length; r++) this.#inspectRun(this.#runs[r], r);
  }

  /** Copies losses, points and states to the runs that go on. */
  handBack(): void {
    this.#runs.forEach((run, r) => {
      if (run.over) return;
      this.#giveLosses(run, r, this.#steps - 1, false);
      run.load(this.#arrays, r, this.#steps);
    });
  }

  /** Number of steps of the next call, such that the last window of the budget begins with a call; writes its knobs. */
  #prepareCall(): number {
    const { tracks, budget } = this.#setting;
    const [entry, { steps }] = [this.#from + this.#made, budget];
    const before = steps - stallWindow(steps) + 1 - entry;
    const room = this.#arrays.room - this.#made;
    const count = Math.min(this.#maxCallSteps, room, before > 0 ? before : Infinity);
    if (tracks.names.length === 0) return count;
    tracks.needFitting(this.#lanes, entry);
    return tracks.fill(this.#heap, this.#arrays.inputs, this.#lanes, entry + 1, count);
  }

  /** Updates a run with the result of the last call, and judges it where it has ended. */
  #inspectRun(run: LockstepRun, r: number): void {
    const [arrays, heap, results] = [this.#arrays, this.#heap, this.#results];
    const { steps, record } = this.#setting.budget;
    const entry = this.#from + this.#made;
    const found = this.#findEnd(run, r);
    const end = Math.min(found, this.#firstNonFinite(r));
    const last = Math.min(end, this.#steps - 1);
    const least = end === found ? heap[results + LEAST] : this.#lowestLoss(r, last);
    run.updateLowest(least, entry + last);
    this.#noteLowest(run, r, least, last);
    run.steepest = heap[results + STEEPEST];
    const rise = heap[results + RISE];
    if (!run.firstRise && rise <= last)
      run.firstRise = { step: entry + rise, from: arrays.point(r, rise - 1), to: arrays.point(r, rise) };
    if (record) run.recordPoints(entry, arrays.points(r, last));
    const ended = end < this.#steps;
    if (!ended && entry + last < steps) return;
    this.#hasEnded = true;
    this.#giveLosses(run, r, last, true);
    run.judge(arrays, r, last, ended);
  }

  /** First step at which a run's loss leaves its bounds, or it has settled; the tally up to there is in the heap. */
  #findEnd(run: LockstepRun, r: number): number {
    // Most runs settle where they first may; from one that does not, ever more steps are tested at once.
    for (let [untested, count, settled] = [0, 1, -1]; ; count *= 2) {
      this.#tally(run, r, untested);
      const end = this.#heap[this.#results + END];
      if (end === this.#steps || end === settled || !run.isWithinBounds(this.#heap[this.#lossIndex(r) + end]))
        return end;
      const rows = Math.min(count, this.#steps - end);
      untested = end + this.#settledAfter(run, r, end, rows);
      settled = untested < end + rows ? untested : -1;
    }
  }

  /** First of some steps, counted from the first of them, at which a run has settled; their number for none. */
  #settledAfter(run: LockstepRun, r: number, first: number, count: number): number {
    const from = this.#lossIndex(r) + first;
    const losses = this.#heap.subarray(from, from + count);
    return run.settledAmong(
      this.#arrays.columns(r, first, count),
      losses,
      this.#heap[this.#results + STEEPEST],
    );
  }

  /** Tally of the last call, in which no step before `untested` is one at which the run has settled. */
  #tally(run: LockstepRun, r: number, untested: number): void {
    const { engine, budget } = this.#setting;
    const row = this.#lossIndex(r);
    engine.kernels.tally(
      this.#steps,
      FLOOR,
      run.highest,
      run.start,
      budget.tolerance,
      untested,
      this.#made > 0 ? this.#heap[row - 1] : this.#from > 0 ? run.value : NaN,
      run.steepest,
      NUMBER_BYTES * row,
      NUMBER_BYTES * this.#arrays.slopeIndex(r),
      this.#found,
    );
  }

  /** Copies a run's losses to it, up to a step of the last call. */
  #giveLosses(run: LockstepRun, r: number, step: number, last: boolean): void {
    const [heap, row] = [this.#heap, this.#lossIndex(r)];
    if (Number.isNaN(heap[row + step])) heap[row + step] = NaN;
    run.takeLosses(this.#from, heap.subarray(row - this.#made, row + step + 1), last);
  }

  /** First step at which a coordinate is not finite: from then on it stays so. */
  #firstNonFinite(r: number): number {
    let step = this.#steps;
    while (step > 0 && !this.#arrays.isFinite(r, step - 1)) step--;
    return step;
  }

  /** Least loss of a run up to a step of the last call. */
  #lowestLoss(r: number, last: number): number {
    const row = this.#lossIndex(r);
    const losses = this.#heap.subarray(row, row + last + 1);
    return losses.reduce((least, loss) => (loss < least ? loss : least), Infinity);
  }

  /** Notes the point at which the lowest loss of a run was first met, where that is in the last call. */
  #noteLowest(run: LockstepRun, r: number, lowest: number, last: number): void {
    const arrays = this.#arrays;
    // What is not finite is no best point.
    const isWhole = arrays.isFinite(r, last);
    const least = isWhole ? lowest : this.#lowestLoss(r, last - 1);
    if (!(least < (run.lowest?.watched ?? Infinity))) return;
    const row = this.#lossIndex(r);
    const step = this.#heap.subarray(row, row + last + 1).indexOf(least);
    run.noteLowest(least, this.#from + this.#made + step, arrays.point(r, step));
  }

  /** Index in the heap of run r's losses of the last call. */
  #lossIndex(r: number): number {
    return this.#arrays.lossIndex(r, this.#made);
  }
}
