import type { Engine } from '../engine/load.js';
import type { Vec } from '../fn.js';
import { type Places, ROW, STEEP } from '../formula/lockstep.js';
import type { Update } from '../formula/update.js';
import type { Lane } from './lane.js';
import type { Limits } from './options.js';
import { FLOOR } from './outcome.js';
import { rateAt } from './rate.js';

const NONE = new Float64Array();

/** Some steps of runs in lockstep: their numbers in scratch memory, and what becomes of the runs. */
export class Slice {
  readonly places: Places;
  readonly pairs: number;
  readonly #engine: Engine;
  readonly #lanes: readonly Lane[];
  readonly #limits: Limits;
  readonly #n: number;
  /** Steps before, and steps of this slice. */
  readonly #from: number;
  readonly #steps: number;
  readonly #remembered: number;

  constructor(
    engine: Engine,
    lanes: readonly Lane[],
    update: Update,
    limits: Limits,
    from: number,
    steps: number,
  ) {
    const n = lanes[0].x.length;
    const remembered = lanes[0].memory.length;
    const pairs = Math.ceil(lanes.length / 2);
    this.#engine = engine;
    this.#lanes = lanes;
    this.#limits = limits;
    [this.#n, this.#from, this.#steps, this.pairs, this.#remembered] = [n, from, steps, pairs, remembered];
    const take = (count: number) => engine.memory.take('compare', count);
    this.places = {
      x: take(2 * pairs * n * (steps + 1)),
      memory: take(2 * pairs * remembered),
      knobs: take(2 * pairs * update.knobs.length),
      losses: take(2 * pairs * ROW),
    };
    const { x, memory, knobs } = this.places;
    for (let r = 0; r < 2 * pairs; r++) {
      // The last pair may be one run twice.
      const lane = lanes[Math.min(r, lanes.length - 1)];
      this.#write(spot(x, n, r), lane.x);
      this.#write(spot(memory, remembered, r), lane.memory);
      this.#write(spot(knobs, update.knobs.length, r), knobsOf(lane, update, from + 1));
    }
  }

  /** Once the steps are made: what is known of every run, and which have ended. */
  settle(): void {
    const { memory, kernels } = this.#engine;
    const { losses } = this.places;
    const [rows, steps] = [this.#lanes.length, this.#steps];
    const [high, before, ends, rises, least] = Array.from({ length: 5 }, () => memory.take('compare', rows));
    const { heap } = memory;
    this.#lanes.forEach((lane, r) => {
      heap[(high >> 3) + r] = lane.highest;
      heap[(before >> 3) + r] = this.#from === 0 ? NaN : lane.value;
    });
    // 0 switches the test for flatness off, which a run that is quite flat would pass.
    const tolerance = this.#limits.tolerance || -1;
    kernels.tally(rows, steps, STEEP, FLOOR, tolerance, high, before, losses, ends, rises, least);
    this.#lanes.forEach((lane, r) => {
      this.#settle(lane, r, heap[(ends >> 3) + r], heap[(rises >> 3) + r], heap[(least >> 3) + r]);
    });
  }

  #settle(lane: Lane, r: number, flat: number, rise: number, least: number): void {
    const [steps, from] = [this.#steps, this.#from];
    const { heap } = this.#engine.memory;
    const row = (this.places.losses >> 3) + r * ROW;
    const wasNaN = flat < steps && this.#wasNaN(lane, r, flat);
    const end = Math.min(wasNaN ? steps : flat, this.#lost(r));
    const last = Math.min(end, steps - 1);
    const whole = end === flat ? least : lowest(heap.subarray(row, row + last + 1));
    if (!lane.rose && rise <= last)
      lane.rose = { step: from + rise, from: this.#before(lane, r, rise), to: this.#point(r, rise) };
    if (Number.isNaN(heap[row + last])) heap[row + last] = NaN;
    // The loss at the start is known from the start.
    const first = from === 0 ? 1 : 0;
    lane.take(heap.subarray(row + first, row + last + 1), whole, this.#recorded(r, first, last));
    const ended = end < steps || from + last === this.#limits.steps;
    const steepness = wasNaN && last === flat ? NaN : heap[row + STEEP + last];
    if (ended) lane.judge(this.#point(r, last), this.#before(lane, r, last), steepness);
    else {
      this.#read(this.#place(r, last), lane.last);
      this.#read(this.#place(r, steps), lane.x);
      this.#read(spot(this.places.memory, this.#remembered, r), lane.memory);
    }
  }

  /** Whether a run that looks flat is so only because the loop may lose a NaN among its slopes; the next x does not. */
  #wasNaN(lane: Lane, r: number, flat: number): boolean {
    const loss = this.#engine.memory.heap[(this.places.losses >> 3) + r * ROW + flat];
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

  #before(lane: Lane, r: number, step: number): Vec {
    return step === 0 ? lane.last.slice() : this.#point(r, step - 1);
  }

  #point(r: number, step: number): Vec {
    const point = new Float64Array(this.#n);
    this.#read(this.#place(r, step), point);
    return point;
  }

  #recorded(r: number, first: number, last: number): Vec {
    if (!this.#limits.record) return NONE;
    const all = new Float64Array(this.#n * (last + 1 - first));
    for (let step = first; step <= last; step++) all.set(this.#point(r, step), this.#n * (step - first));
    return all;
  }

  /** Where run r is before a step. */
  #place(r: number, step: number): number {
    return spot(this.places.x + 16 * this.#n * this.pairs * step, this.#n, r);
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
