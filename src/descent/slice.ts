import type { Engine } from '../engine/load.js';
import type { Vec } from '../fn.js';
import { type Lockstep, MOST_STEPS, type Places, ROW } from '../formula/lockstep.js';
import type { Update } from '../formula/update.js';
import type { Lane } from './lane.js';
import type { Limits } from './options.js';
import { FLOOR, windowOf } from './outcome.js';
import { rateAt } from './rate.js';

/** Numbers that the steps of a call may take, to stay near the processor. */
const NEAR = 100_000;
const LEAST_STEPS = 16;
/** Losses of all runs at most. */
const MOST_LOSSES = 2 ** 21;

/**
 * Some steps of runs in lockstep, a call of their loop after the other: their numbers in scratch memory, and what becomes
 * of the runs. Losses stay where the loop writes them until the slice is over; of points those of the last call are there.
 */
export class Slice {
  readonly #engine: Engine;
  readonly #loop: Lockstep;
  readonly #lanes: readonly Lane[];
  readonly #limits: Limits;
  readonly #places: Places;
  readonly #found: number;
  readonly #pairs: number;
  readonly #n: number;
  readonly #remembered: number;
  /** Steps before, steps that there is room for, and numbers from one run's losses to the next's. */
  readonly #from: number;
  readonly #room: number;
  readonly #stride: number;
  /** Steps that a call may make. */
  readonly #near: number;
  /** Steps made before the last call, and those of it. */
  #made = 0;
  #steps = 0;

  /** With room for so many steps at most. */
  constructor(
    engine: Engine,
    loop: Lockstep,
    lanes: readonly Lane[],
    update: Update,
    limits: Limits,
    from: number,
    most: number,
  ) {
    const n = lanes[0].x.length;
    const remembered = lanes[0].memory.length;
    const pairs = Math.ceil(lanes.length / 2);
    const take = (count: number) => engine.memory.take('compare', count);
    [this.#engine, this.#loop, this.#lanes, this.#limits, this.#from] = [engine, loop, lanes, limits, from];
    [this.#n, this.#pairs, this.#remembered] = [n, pairs, remembered];
    const near = Math.floor(NEAR / (lanes.length * (n + 2)));
    this.#near = Math.min(Math.max(LEAST_STEPS, near), MOST_STEPS, most);
    this.#found = take(3) >> 3;
    const [x, memory] = [take(2 * pairs * n * (this.#near + 2)), take(2 * pairs * remembered)];
    const [knobs, slopes] = [take(2 * pairs * update.knobs.length), take(2 * pairs * ROW)];
    const room = Math.floor(Math.min(MOST_LOSSES, engine.memory.left / 2) / (2 * pairs));
    this.#room = Math.min(Math.max(room, this.#near), most);
    // An odd number of lines of the processor's memory.
    this.#stride = 8 * (Math.ceil(this.#room / 8) | 1);
    this.#places = { x, memory, knobs, slopes, losses: take(2 * pairs * this.#stride) };
    for (let r = 0; r < 2 * pairs; r++) {
      // The last pair may be one run twice.
      const lane = lanes[Math.min(r, lanes.length - 1)];
      this.#write(this.#place(r, -1), lane.last);
      this.#write(this.#place(r, 0), lane.x);
      this.#write(spot(memory, remembered, r), lane.memory);
      this.#write(spot(knobs, update.knobs.length, r), knobsOf(lane, update, from + 1));
    }
  }

  /** Steps made. */
  get length(): number {
    return this.#made + this.#steps;
  }

  /** Whether a run has ended, or there is no room for more steps. */
  get over(): boolean {
    return this.length === this.#room || this.#lanes.some((lane) => lane.over);
  }

  /** A call of the loop, and a look at what has come of it. */
  advance(): void {
    const { x, losses } = this.#places;
    const { heap } = this.#engine.memory;
    const width = 2 * this.#n * this.#pairs;
    // The last two places of a run come before its next.
    const last = (x >> 3) + this.#steps * width;
    heap.copyWithin(x >> 3, last, last + 2 * width);
    this.#made = this.length;
    this.#steps = this.#few();
    const places = { ...this.#places, x: x + 8 * width, losses: losses + 8 * this.#made };
    this.#loop(places, this.#stride, this.#pairs, this.#steps);
    this.#lanes.forEach((lane, r) => {
      this.#look(lane, r);
    });
  }

  /** Hands what is known of the runs that go on to them. */
  settle(): void {
    this.#lanes.forEach((lane, r) => {
      if (lane.over) return;
      this.#take(lane, r, this.#steps - 1);
      this.#read(this.#place(r, this.#steps - 1), lane.last);
      this.#read(this.#place(r, this.#steps), lane.x);
      this.#read(spot(this.#places.memory, this.#remembered, r), lane.memory);
    });
  }

  /** So many steps that the last window of the budget begins with a call. */
  #few(): number {
    const { steps } = this.#limits;
    const before = steps - windowOf(steps) + 1 - this.#from - this.#made;
    return Math.min(this.#near, this.#room - this.#made, before > 0 ? before : Infinity);
  }

  #look(lane: Lane, r: number): void {
    const { memory, kernels } = this.#engine;
    const { heap } = memory;
    const [steps, row, entry] = [this.#steps, this.#row(r), this.#from + this.#made];
    const before = this.#made > 0 ? heap[row - 1] : entry > 0 ? lane.value : NaN;
    const slopes = this.#places.slopes + 8 * ROW * r;
    const { tolerance } = this.#limits;
    kernels.tally(steps, FLOOR, lane.highest, tolerance, before, 8 * row, slopes, 8 * this.#found);
    const [flat, rise] = [heap[this.#found], heap[this.#found + 1]];
    const wasNaN = flat < steps && this.#wasNaN(lane, r, flat);
    const end = Math.min(wasNaN ? steps : flat, this.#lost(r));
    const last = Math.min(end, steps - 1);
    lane.fell(
      end === flat ? heap[this.#found + 2] : lowest(heap.subarray(row, row + last + 1)),
      entry + last,
    );
    if (!lane.rose && rise <= last)
      lane.rose = { step: entry + rise, from: this.#point(r, rise - 1), to: this.#point(r, rise) };
    if (this.#limits.record) lane.pass(entry, this.#points(r, last));
    if (end === steps && entry + last < this.#limits.steps) return;
    this.#take(lane, r, last);
    const steepness = wasNaN && last === flat ? NaN : heap[(slopes >> 3) + last];
    lane.judge(this.#point(r, last), this.#point(r, last - 1), steepness);
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
    if (!(loss <= lane.highest && loss >= FLOOR) || this.#isFinite(r, flat + 1)) return false;
    return lane.task.fn.at(this.#point(r, flat)).pull(Float64Array.of(1)).some(Number.isNaN);
  }

  /** The first step at which a coordinate is not finite: once lost they stay so. */
  #lost(r: number): number {
    let step = this.#steps;
    while (step > 0 && !this.#isFinite(r, step - 1)) step--;
    return step;
  }

  #isFinite(r: number, step: number): boolean {
    const { heap } = this.#engine.memory;
    const place = this.#place(r, step);
    for (let i = 0; i < this.#n; i++) if (!Number.isFinite(heap[place + 2 * i])) return false;
    return true;
  }

  #point(r: number, step: number): Vec {
    const point = new Float64Array(this.#n);
    this.#read(this.#place(r, step), point);
    return point;
  }

  #points(r: number, last: number): Vec {
    const all = new Float64Array(this.#n * (last + 1));
    for (let step = 0; step <= last; step++) all.set(this.#point(r, step), this.#n * step);
    return all;
  }

  /** Where run r has its losses of the last call. */
  #row(r: number): number {
    return (this.#places.losses >> 3) + r * this.#stride + this.#made;
  }

  /** Where run r is before a step of the last call, from −1 on. */
  #place(r: number, step: number): number {
    return spot(this.#places.x + 16 * this.#n * this.#pairs * (step + 1), this.#n, r);
  }

  #read(place: number, out: Vec): void {
    const { heap } = this.#engine.memory;
    for (let i = 0; i < out.length; i++)
      out[i] = Number.isNaN(heap[place + 2 * i]) ? NaN : heap[place + 2 * i];
  }

  #write(place: number, values: ArrayLike<number>): void {
    const { heap } = this.#engine.memory;
    for (let i = 0; i < values.length; i++) heap[place + 2 * i] = values[i];
  }
}

/** The place of the first of run r's numbers, `count` of them, where those of pairs stand side by side. */
const spot = (address: number, count: number, r: number) => (address >> 3) + (r >> 1) * 2 * count + (r & 1);

const lowest = (losses: Vec) => losses.reduce((least, loss) => (loss < least ? loss : least), Infinity);

/** The knobs of a run at an update, in the order of its lines' numbers. */
function knobsOf({ contender }: Lane, update: Update, number: number): number[] {
  return update.knobs.map((name) => {
    const knob = contender.knobs[name];
    return typeof knob === 'object' ? rateAt(knob, number) : Number(knob);
  });
}
