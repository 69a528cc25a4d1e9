import type { Memory } from '../../engine/memory.js';
import type { Vec } from '../../fn.js';
import {
  heapIndex,
  isRunEqual,
  isRunFinite,
  type LockstepAddresses,
  type LockstepLayout,
  NUMBER_BYTES,
  ROW_LENGTH,
  readRun,
  rowIndex,
  writeRun,
} from '../../formula/lockstepLayout.js';

/**
 * Most losses of all runs together: what is still in the processor's cache when it is copied, and enough for 16 runs of
 * 10 000 steps, whose losses are then copied once, into arrays that are not zeroed before.
 */
const MOST_LOSSES = 2 ** 18;

/** Arrays of a lockstep chunk in scratch memory, by run and step of the last call. */
export class LockstepArrays {
  readonly pairs: number;
  /** Number of steps that there is room for the losses of, and the stride from one run's losses to the next's. */
  readonly room: number;
  readonly stride: number;
  readonly #heap: Vec;
  readonly #layout: LockstepLayout;
  /** Bytes from x of one step to that of the next. */
  readonly #row: number;
  readonly #addresses: LockstepAddresses;

  /** `steps` per call at most, and `most` in all. */
  constructor(memory: Memory, layout: LockstepLayout, runs: number, steps: number, most: number) {
    [this.#heap, this.#layout] = [memory.heap, layout];
    this.pairs = Math.ceil(runs / 2);
    this.#row = layout.rowBytes(this.pairs);
    const take = (count: number) => memory.take('compare', 2 * this.pairs * count);
    // One row more than the steps read and write: the point of each run before the first of them.
    const [x, remembered] = [take(layout.variableCount * (steps + 2)), take(layout.memoryLength)];
    const [knobs, inputs] = [take(layout.knobCount), take(layout.form.inputs.length * steps)];
    const slopes = take(layout.form.slopes ? ROW_LENGTH : 0);
    const room = Math.floor(Math.min(MOST_LOSSES, memory.left / 2) / (2 * this.pairs));
    this.room = Math.min(Math.max(room, steps), most);
    // An odd number of cache lines, so that the runs' losses do not compete for the same ones.
    this.stride = 8 * (Math.ceil(this.room / 8) | 1);
    this.#addresses = { x, memory: remembered, knobs, inputs, slopes, losses: take(this.stride) };
  }

  /** Address of the knobs that change. */
  get inputs(): number {
    return this.#addresses.inputs;
  }

  /** Addresses for a call after so many steps. */
  addressesAt(made: number): LockstepAddresses {
    return { ...this.#addresses, x: this.#xAddress(0), losses: this.#addresses.losses + NUMBER_BYTES * made };
  }

  /** Index in the heap of run r's loss at a step since the arrays were taken. */
  lossIndex(r: number, step: number): number {
    return rowIndex(this.#addresses.losses, this.stride, r) + step;
  }

  /** Index in the heap of run r's gradient norms in the last call. */
  slopeIndex(r: number): number {
    return rowIndex(this.#addresses.slopes, ROW_LENGTH, r);
  }

  /** Writes run r: the point before, the point, the state of its optimizer, and its knobs. */
  storeRun(r: number, last: Vec, x: Vec, memory: Vec, knobs: readonly number[]): void {
    writeRun(this.#heap, this.#xAddress(-1), r, last);
    writeRun(this.#heap, this.#xAddress(0), r, x);
    writeRun(this.#heap, this.#addresses.memory, r, memory);
    writeRun(this.#heap, this.#addresses.knobs, r, knobs);
  }

  /** Reads run r after a step: the point before, the point, and the state of its optimizer. */
  loadRun(r: number, step: number, last: Vec, x: Vec, memory: Vec): void {
    readRun(this.#heap, this.#xAddress(step - 1), r, last);
    readRun(this.#heap, this.#xAddress(step), r, x);
    readRun(this.#heap, this.#addresses.memory, r, memory);
  }

  /** Moves the last two rows of x of a call, of so many steps, before those of the next. */
  carryLastRows(steps: number): void {
    const [to, from, end] = [-1, steps - 1, steps + 1].map((step) => heapIndex(this.#xAddress(step)));
    this.#heap.copyWithin(to, from, end);
  }

  /** Point of run r before a step, from −1 on. */
  point(r: number, step: number): Vec {
    const point = new Float64Array(this.#layout.variableCount);
    readRun(this.#heap, this.#xAddress(step), r, point);
    return point;
  }

  /** Points of run r from step 0 to the last, one after the other. */
  points(r: number, last: number): Vec {
    const n = this.#layout.variableCount;
    const all = new Float64Array(n * (last + 1));
    for (let step = 0; step <= last; step++) readRun(this.#heap, this.#xAddress(step), r, all, n * step, n);
    return all;
  }

  /** Points of run r from a step on, an array for each variable. */
  columns(r: number, first: number, count: number): Vec[] {
    const columns = Array.from({ length: this.#layout.variableCount }, () => new Float64Array(count));
    for (let step = 0; step < count; step++) {
      const point = this.point(r, first + step);
      for (let i = 0; i < columns.length; i++) columns[i][step] = point[i];
    }
    return columns;
  }

  /** Whether a step changed any coordinate of run r. */
  moved(r: number, step: number): boolean {
    return !isRunEqual(
      this.#heap,
      this.#xAddress(step - 1),
      this.#xAddress(step),
      r,
      this.#layout.variableCount,
    );
  }

  isFinite(r: number, step: number): boolean {
    return isRunFinite(this.#heap, this.#xAddress(step), r, this.#layout.variableCount);
  }

  /** Address of x before a step. */
  #xAddress(step: number): number {
    return this.#addresses.x + this.#row * (step + 1);
  }
}
