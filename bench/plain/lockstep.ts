// The loop that compare runs in, bare: the same compiled loop, called as many steps at a time, which keeps every loss in
// an array a run, and nothing else. It never looks at what it has made, and does not let the thread go.
import { loaded } from '../../src/engine/load.js';
import { lockstep, MOST_STEPS, type Places } from '../../src/formula/lockstep.js';
import { type OptimizerEntry, optimizers, type ProblemEntry } from '../../src/index.js';

export interface Job {
  readonly problem: ProblemEntry;
  readonly optimizer: 'sgd' | 'adam';
  /** An even number of them. */
  readonly rates: readonly number[];
  readonly steps: number;
}

/** Numbers that a call's steps may take, to stay near the processor. */
const NEAR = 100_000;

/** Ready to be run, its module made. */
function made({ problem, optimizer, rates, steps }: Job) {
  const { memory } = loaded()!;
  const { heap } = memory;
  const [n, runs] = [problem.inputs, rates.length];
  const entry: OptimizerEntry = optimizers[optimizer];
  const knobs = Object.fromEntries(Object.entries(entry.knobs).map(([name, knob]) => [name, knob.default]));
  const update = entry.update(knobs);
  const loop = lockstep(problem, update, false)!;
  const { clock, state } = entry.init(n);
  const remembered = [
    ...update.state.flatMap((name) => [...state[name]]),
    ...update.clock.map((name) => clock[name]),
    0,
  ];
  const most = Math.min(MOST_STEPS, Math.floor(NEAR / (runs * (n + 2))));
  const take = (count: number) => memory.take('bench', runs * count);
  /** The numbers of pairs stand side by side. */
  const write = (address: number, r: number, numbers: readonly number[]) => {
    numbers.forEach((each, i) => {
      heap[(address >> 3) + (r >> 1) * 2 * numbers.length + (r & 1) + 2 * i] = each;
    });
  };
  /** Makes all steps: `losses` says where those of a call go, `kept` is told when they are there. */
  function run(
    stride: number,
    losses: (from: number) => number,
    kept: (from: number, count: number) => void,
  ) {
    const [x, slopes] = [take(n * (most + 1)), 0];
    const places: Places = {
      x,
      memory: take(remembered.length),
      knobs: take(update.knobs.length),
      losses: 0,
      slopes,
    };
    for (let r = 0; r < runs; r++) {
      write(x, r, [...problem.start]);
      write(places.memory, r, remembered);
      write(
        places.knobs,
        r,
        update.knobs.map((name) => (name === 'rate' ? rates[r] : Number(knobs[name]))),
      );
    }
    for (let from = 0; from <= steps; from += most) {
      const count = Math.min(most, steps + 1 - from);
      places.losses = losses(from);
      loop(places, stride, runs / 2, count);
      kept(from, count);
      const end = (x >> 3) + runs * n * count;
      heap.copyWithin(x >> 3, end, end + runs * n);
    }
  }
  return { memory, heap, most, take, run };
}

/** Losses of a call are set into arrays made before. */
export function setBySet(job: Job): () => Float64Array[] {
  const { memory, heap, most, take, run } = made(job);
  return () => {
    const mark = memory.mark();
    const all = job.rates.map(() => new Float64Array(job.steps + 1));
    const stride = most + 8;
    const losses = take(stride);
    run(
      stride,
      () => losses,
      (from, count) => {
        all.forEach((each, r) => {
          const row = (losses >> 3) + r * stride;
          each.set(heap.subarray(row, row + count), from);
        });
      },
    );
    memory.reset(mark);
    return all;
  };
}

/** Losses stay where the loop writes them, and are made arrays of at the end. */
export function atOnce(job: Job): () => Float64Array[] {
  const { memory, heap, take, run } = made(job);
  return () => {
    const mark = memory.mark();
    // An odd number of lines of the processor's memory.
    const stride = 8 * (Math.ceil((job.steps + 1) / 8) | 1);
    const losses = take(stride);
    run(
      stride,
      (from) => losses + 8 * from,
      () => {},
    );
    const all = job.rates.map((_, r) => {
      const row = (losses >> 3) + r * stride;
      return new Float64Array(heap.subarray(row, row + job.steps + 1));
    });
    memory.reset(mark);
    return all;
  };
}
