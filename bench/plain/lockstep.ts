// The bare lockstep loop of compare: the same compiled loop with as many steps per call, which stores every loss in an
// array per run, and nothing else. It never tests its results, and does not yield the thread.
import { loadedEngine } from '../../src/engine/load.js';
import { compileLockstep } from '../../src/formula/lockstep.js';
import {
  type LockstepAddresses,
  LockstepLayout,
  MOST_STEPS,
  rowIndex,
  writeRun,
} from '../../src/formula/lockstepLayout.js';
import { type OptimizerEntry, optimizers, type ProblemEntry } from '../../src/index.js';

export interface Job {
  readonly problem: ProblemEntry;
  readonly optimizer: 'sgd' | 'adam';
  /** Learning rates; an even number of them. */
  readonly rates: readonly number[];
  readonly steps: number;
}

/** Doubles per call that stay in the processor's cache. */
const NEAR = 100_000;

/** The compiled loop of a job, ready to run. */
function made({ problem, optimizer, rates, steps }: Job) {
  const { memory } = loadedEngine()!;
  const { heap } = memory;
  const [n, runs] = [problem.inputs, rates.length];
  const entry: OptimizerEntry = optimizers[optimizer];
  const knobs = Object.fromEntries(Object.entries(entry.knobs).map(([name, knob]) => [name, knob.default]));
  const update = entry.update(knobs);
  const layout = new LockstepLayout(n, update, { slopes: false, clips: false, inputs: [] });
  const loop = compileLockstep(problem, layout)!;
  const remembered = layout.initialMemory(entry.init(n));
  const most = Math.min(MOST_STEPS, Math.floor(NEAR / (runs * (n + 2))));
  const take = (count: number) => memory.take('bench', runs * count);
  /** All steps: `losses` gives the address for those of a call, `kept` is called when they are there. */
  function run(
    stride: number,
    losses: (from: number) => number,
    kept: (from: number, count: number) => void,
  ) {
    const x = take(n * (most + 1));
    const places: LockstepAddresses = {
      x,
      memory: take(layout.memoryLength),
      knobs: take(layout.knobCount),
      ...{ losses: 0, slopes: 0, inputs: 0 },
    };
    for (let r = 0; r < runs; r++) {
      const own = update.knobs.map((name) => (name === 'rate' ? rates[r] : Number(knobs[name])));
      writeRun(heap, x, r, problem.start);
      writeRun(heap, places.memory, r, remembered);
      writeRun(heap, places.knobs, r, own);
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

/** Losses copied after each call into arrays allocated before. */
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
          const row = rowIndex(losses, stride, r);
          each.set(heap.subarray(row, row + count), from);
        });
      },
    );
    memory.reset(mark);
    return all;
  };
}

/** Losses left where the loop writes them, and copied into arrays at the end. */
export function atOnce(job: Job): () => Float64Array[] {
  const { memory, heap, take, run } = made(job);
  return () => {
    const mark = memory.mark();
    // An odd number of cache lines.
    const stride = 8 * (Math.ceil((job.steps + 1) / 8) | 1);
    const losses = take(stride);
    run(
      stride,
      (from) => losses + 8 * from,
      () => {},
    );
    const all = job.rates.map((_, r) => {
      const row = rowIndex(losses, stride, r);
      return new Float64Array(heap.subarray(row, row + job.steps + 1));
    });
    memory.reset(mark);
    return all;
  };
}
