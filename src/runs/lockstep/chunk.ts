import type { Engine } from '../../engine/load.js';
import type { Vec } from '../../fn.js';
import type { Lockstep } from '../../formula/lockstep.js';
import { heapIndex, type LockstepLayout, MOST_STEPS, NUMBER } from '../../formula/lockstepLayout.js';
import type { Limits } from '../../spec/budget.js';
import { FLOOR, windowOf } from '../outcome.js';
import { LockstepArrays } from './lockstepArrays.js';
import type { Lane } from './run.js';

/** Numbers that the steps of a call may take, to stay near the processor. */
const NEAR = 100_000;
const LEAST_STEPS = 16;

/** What the last call made of a run: whether it ended there, and at which step. */
interface Found {
  over: boolean;
  last: number;
  /** The first step at which the loss was higher than before; the steps of the call for none. */
  rise: number;
  least: number;
  /** The largest entry of the gradient at the last step. */
  steepness: number;
}

/**
 * Some steps of runs in lockstep, a call of their loop after the other: their numbers in scratch memory, and what becomes
 * of the runs. Losses stay where the loop writes them until the slice is over; of points those of the last call are there.
 */
export class Slice {
  readonly #engine: Engine;
  readonly #loop: Lockstep;
  readonly #lanes: readonly Lane[];
  readonly #limits: Limits;
  readonly #arrays: LockstepArrays;
  /** The address of what `tally` finds. */
  readonly #found: number;
  /** Steps before. */
  readonly #from: number;
  /** Steps that a call may make. */
  readonly #near: number;
  /** Steps made before the last call, and those of it. */
  #made = 0;
  #steps = 0;

  /** With room for so many steps at most. */
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

  /** Steps made. */
  get length(): number {
    return this.#made + this.#steps;
  }

  /** Whether a run has ended, or there is no room for more steps. */
  get over(): boolean {
    return this.length === this.#arrays.room || this.#lanes.some((lane) => lane.over);
  }

  /** A call of the loop, and a look at what has come of it. */
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

  /** Hands what is known of the runs that go on to them. */
  settle(): void {
    this.#lanes.forEach((lane, r) => {
      if (lane.over) return;
      this.#take(lane, r, this.#steps - 1);
      this.#arrays.leave(r, this.#steps, lane.last, lane.x, lane.memory);
    });
  }

  /** So many steps that the last window of the budget begins with a call. */
  #few(): number {
    const { steps } = this.#limits;
    const before = steps - windowOf(steps) + 1 - this.#from - this.#made;
    return Math.min(this.#near, this.#arrays.room - this.#made, before > 0 ? before : Infinity);
  }

  /** Notes on a run what the last call made of it. */
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

  /** How far a run went in the last call. */
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

  /** Where a run's losses leave what is allowed or are flat, where they first rise, and the lowest up to there. */
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

  /** A run takes its losses, up to a step of the last call. */
  #take(lane: Lane, r: number, last: number): void {
    const { heap } = this.#engine.memory;
    const row = this.#row(r);
    if (Number.isNaN(heap[row + last])) heap[row + last] = NaN;
    lane.take(this.#from, heap.subarray(row - this.#made, row + last + 1));
  }

  /** Whether a run that looks flat is so only because the loop may lose a NaN among its slopes; the next x does not. */
  #wasNaN(lane: Lane, r: number, flat: number): boolean {
    const loss = this.#engine.memory.heap[this.#row(r) + flat];
    if (!(loss <= lane.highest && loss >= FLOOR) || this.#arrays.isFinite(r, flat + 1)) return false;
    return lane.task.fn.at(this.#arrays.point(r, flat)).pull(Float64Array.of(1)).some(Number.isNaN);
  }

  /** The first step at which a coordinate is not finite: once lost they stay so. */
  #lost(r: number): number {
    let step = this.#steps;
    while (step > 0 && !this.#arrays.isFinite(r, step - 1)) step--;
    return step;
  }

  /** The index in the heap of run r's losses of the last call. */
  #row(r: number): number {
    return this.#arrays.loss(r, this.#made);
  }
}

const lowest = (losses: Vec) => losses.reduce((least, loss) => (loss < least ? loss : least), Infinity);
