import type { Memory } from '../../engine/memory.js';
import type { Vec } from '../../fn.js';
import {
  heapIndex,
  isRunFinite,
  type LockstepLayout,
  NUMBER,
  type Places,
  ROW,
  readRun,
  rowOf,
  writeRun,
} from '../../formula/lockstepLayout.js';

/** Most losses of all runs together. */
const MOST_LOSSES = 2 ** 21;

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
  readonly #places: Places;

  /** `steps` per call at most, and `most` in all. */
  constructor(memory: Memory, layout: LockstepLayout, runs: number, steps: number, most: number) {
    [this.#heap, this.#layout] = [memory.heap, layout];
    this.pairs = Math.ceil(runs / 2);
    this.#row = layout.row(this.pairs);
    const take = (count: number) => memory.take('compare', 2 * this.pairs * count);
    // One row more than the steps read and write: the point of each run before the first of them.
    const [x, remembered] = [take(layout.variables * (steps + 2)), take(layout.memory)];
    const [knobs, slopes] = [take(layout.knobs), take(ROW)];
    const room = Math.floor(Math.min(MOST_LOSSES, memory.left / 2) / (2 * this.pairs));
    this.room = Math.min(Math.max(room, steps), most);
    // An odd number of cache lines, so that the runs' losses do not compete for the same ones.
    this.stride = 8 * (Math.ceil(this.room / 8) | 1);
    this.#places = { x, memory: remembered, knobs, slopes, losses: take(this.stride) };
  }

  /** Addresses for a call after so many steps. */
  places(made: number): Places {
    return { ...this.#places, x: this.#x(0), losses: this.#places.losses + NUMBER * made };
  }

  /** Index in the heap of run r's loss at a step since the arrays were taken. */
  loss(r: number, step: number): number {
    return rowOf(this.#places.losses, this.stride, r) + step;
  }

  /** Index in the heap of run r's gradient norms in the last call. */
  slope(r: number): number {
    return rowOf(this.#places.slopes, ROW, r);
  }

  /** Writes run r: the point before, the point, the state of its optimizer, and its knobs. */
  enter(r: number, last: Vec, x: Vec, memory: Vec, knobs: readonly number[]): void {
    writeRun(this.#heap, this.#x(-1), r, last);
    writeRun(this.#heap, this.#x(0), r, x);
    writeRun(this.#heap, this.#places.memory, r, memory);
    writeRun(this.#heap, this.#places.knobs, r, knobs);
  }

  /** Reads run r after a step: the point before, the point, and the state of its optimizer. */
  leave(r: number, step: number, last: Vec, x: Vec, memory: Vec): void {
    readRun(this.#heap, this.#x(step - 1), r, last);
    readRun(this.#heap, this.#x(step), r, x);
    readRun(this.#heap, this.#places.memory, r, memory);
  }

  /** Moves the last two rows of x of a call, of so many steps, before those of the next. */
  turn(steps: number): void {
    const [to, from, end] = [-1, steps - 1, steps + 1].map((step) => heapIndex(this.#x(step)));
    this.#heap.copyWithin(to, from, end);
  }

  /** Point of run r before a step, from −1 on. */
  point(r: number, step: number): Vec {
    const point = new Float64Array(this.#layout.variables);
    readRun(this.#heap, this.#x(step), r, point);
    return point;
  }

  /** Points of run r from step 0 to the last, one after the other. */
  points(r: number, last: number): Vec {
    const n = this.#layout.variables;
    const all = new Float64Array(n * (last + 1));
    for (let step = 0; step <= last; step++) all.set(this.point(r, step), n * step);
    return all;
  }

  isFinite(r: number, step: number): boolean {
    return isRunFinite(this.#heap, this.#x(step), r, this.#layout.variables);
  }

  /** Address of x before a step. */
  #x(step: number): number {
    return this.#places.x + this.#row * (step + 1);
  }
}
