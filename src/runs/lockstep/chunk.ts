import type { Engine } from '../../engine/load.js';
import type { Vec } from '../../fn.js';
import type { Lockstep } from '../../formula/lockstep.js';
import { heapIndex, type LockstepLayout, MOST_STEPS, NUMBER } from '../../formula/lockstepLayout.js';
import type { Limits } from '../../spec/budget.js';
import { FLOOR, windowOf } from '../outcome.js';
import { LockstepArrays } from './lockstepArrays.js';
import type { Lane } from './run.js';

/** Most numbers that the steps of a call take up, to stay in the processor's cache. */
const NEAR = 100_000;
const LEAST_STEPS = 16;

/** Result of the last call for one run: whether it ended there, and at which step. */
interface Found {
  over: boolean;
  last: number;
  /** First step at which the loss was higher than before; the number of steps of the call for none. */
  rise: number;
  least: number;
  /** Largest entry of the gradient, in absolute value, at the last step. */
  steepness: number;
}

/**
 * Lockstep chunk: some steps of a group, by one call of its loop after the other, in scratch memory. Losses stay there
 * until the chunk is over; of the points, only those of the last call.
 */
export class Slice {
  readonly #engine: Engine;
  readonly #loop: Lockstep;
  readonly #lanes: readonly Lane[];
  readonly #limits: Limits;
  readonly #arrays: LockstepArrays;
  /** Address of the results of the kernel `tally`. */
  readonly #found: number;
  /** Number of steps before the chunk. */
  readonly #from: number;
  /** Most steps of a call. */
  readonly #near: number;
  /** Numbers of steps before the last call, and in it. */
  #made = 0;
  #steps = 0;

  /** `from` steps were made before; there is room for `most` more. */
  constructor(
    engine: Engine,
    loop: Lockstep,
    layout: LockstepLayout,
    lanes: readonly Lane[],
    limits: Limits,
    from: number,
    most: number,
  ) {
    [this.#engine, this.#loop, this.#lanes, this.#limits, this.#from] = [engine, loop, lanes, limits, from];
    const near = Math.floor(NEAR / (lanes.length * (layout.variables + 2)));
    this.#near = Math.min(Math.max(LEAST_STEPS, near), MOST_STEPS, most);
    this.#found = engine.memory.take('compare', 3);
    this.#arrays = new LockstepArrays(engine.memory, layout, lanes.length, this.#near, most);
    for (let r = 0; r < 2 * this.#arrays.pairs; r++) {
      // The last pair may be one run twice.
      const lane = lanes[Math.min(r, lanes.length - 1)];
      const knobs = lane.knobsAt(layout.update.knobs, from + 1);
      this.#arrays.enter(r, lane.last, lane.x, lane.memory, knobs);
    }
  }

  /** Number of steps made. */
  get length(): number {
    return this.#made + this.#steps;
  }

  /** Whether a run has ended, or there is no room for more steps. */
  get over(): boolean {
    return this.length === this.#arrays.room || this.#lanes.some((lane) => lane.over);
  }

  /** Calls the loop once, and judges the runs by what it made of them. */
  advance(): void {
    const { stride, pairs } = this.#arrays;
    this.#arrays.turn(this.#steps);
    this.#made = this.length;
    this.#steps = this.#few();
    this.#loop(this.#arrays.places(this.#made), stride, pairs, this.#steps);
    this.#lanes.forEach((lane, r) => {
      this.#look(lane, r);
    });
  }

  /** Copies losses, points and states to the runs that go on. */
  settle(): void {
    this.#lanes.forEach((lane, r) => {
      if (lane.over) return;
      this.#take(lane, r, this.#steps - 1);
      this.#arrays.leave(r, this.#steps, lane.last, lane.x, lane.memory);
    });
  }

  /** Number of steps of the next call, such that the last window of the budget begins with a call. */
  #few(): number {
    const { steps } = this.#limits;
    const before = steps - windowOf(steps) + 1 - this.#from - this.#made;
    return Math.min(this.#near, this.#arrays.room - this.#made, before > 0 ? before : Infinity);
  }

  /** Updates a run with the result of the last call, and judges it where it has ended. */
  #look(lane: Lane, r: number): void {
    const arrays = this.#arrays;
    const entry = this.#from + this.#made;
    const { over, last, rise, least, steepness } = this.#find(lane, r);
    lane.fell(least, entry + last);
    if (!lane.rose && rise <= last)
      lane.rose = { step: entry + rise, from: arrays.point(r, rise - 1), to: arrays.point(r, rise) };
    if (this.#limits.record) lane.pass(entry, arrays.points(r, last));
    if (!over && entry + last < this.#limits.steps) return;
    this.#take(lane, r, last);
    lane.judge(arrays.point(r, last), arrays.point(r, last - 1), steepness);
  }

  /** Result of the last call for a run. */
  #find(lane: Lane, r: number): Found {
    const { heap } = this.#engine.memory;
    const [flat, rise, least] = this.#tally(lane, r);
    const wasNaN = flat < this.#steps && this.#wasNaN(lane, r, flat);
    const end = Math.min(wasNaN ? this.#steps : flat, this.#lost(r));
    const last = Math.min(end, this.#steps - 1);
    const row = this.#row(r);
    return {
      over: end < this.#steps,
      last,
      rise,
      least: end === flat ? least : lowest(heap.subarray(row, row + last + 1)),
      steepness: wasNaN && last === flat ? NaN : heap[this.#arrays.slope(r) + last],
    };
  }

  /**
   * First step at which a run's loss leaves its bounds or its gradient is small, first rise of the loss, and lowest
   * loss up to there.
   */
  #tally(lane: Lane, r: number): [end: number, rise: number, least: number] {
    const { kernels, memory } = this.#engine;
    const { heap } = memory;
    const { tolerance } = this.#limits;
    const [row, slopes] = [this.#row(r), this.#arrays.slope(r)];
    const before = this.#made > 0 ? heap[row - 1] : this.#from > 0 ? lane.value : NaN;
    const [losses, steepness] = [NUMBER * row, NUMBER * slopes];
    kernels.tally(this.#steps, FLOOR, lane.highest, tolerance, before, losses, steepness, this.#found);
    const found = heapIndex(this.#found);
    return [heap[found], heap[found + 1], heap[found + 2]];
  }

  /** Copies a run's losses to it, up to a step of the last call. */
  #take(lane: Lane, r: number, last: number): void {
    const { heap } = this.#engine.memory;
    const row = this.#row(r);
    if (Number.isNaN(heap[row + last])) heap[row + last] = NaN;
    lane.take(this.#from, heap.subarray(row - this.#made, row + last + 1));
  }

  /** Whether a gradient seems small only because the loop may lose a NaN among its entries; the next x does not. */
  #wasNaN(lane: Lane, r: number, flat: number): boolean {
    const loss = this.#engine.memory.heap[this.#row(r) + flat];
    if (!(loss <= lane.highest && loss >= FLOOR) || this.#arrays.isFinite(r, flat + 1)) return false;
    return lane.task.fn.at(this.#arrays.point(r, flat)).pull(Float64Array.of(1)).some(Number.isNaN);
  }

  /** First step at which a coordinate is not finite: from then on it stays so. */
  #lost(r: number): number {
    let step = this.#steps;
    while (step > 0 && !this.#arrays.isFinite(r, step - 1)) step--;
    return step;
  }

  /** Index in the heap of run r's losses of the last call. */
  #row(r: number): number {
    return this.#arrays.loss(r, this.#made);
  }
}

const lowest = (losses: Vec) => losses.reduce((least, loss) => (loss < least ? loss : least), Infinity);
