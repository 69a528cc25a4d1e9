import type { Task } from './row.js';

/** Length of a batch, and of the shortest and longest warm-up, in milliseconds. */
const [BATCH_MS, WARM_MS, LONGEST_MS] = [30, 300, 1500];
/** Spread of the last batches of a warm-up, as a ratio, below which a workload counts as warm. */
const WARM = 1.03;

/** Time of a call in a batch, in nanoseconds. */
export interface Batch {
  readonly wall: number;
  /** Time of the processor, of all threads, the kernel's share included; null where none is told. */
  readonly cpu: number | null;
}

export interface Timed {
  /** Result of the first call. */
  readonly result: number[];
  /** Whether the last batches of the warm-up took the same time. */
  readonly warm: boolean;
  batch(): Promise<Batch>;
}

/** A workload run until it is warm; `cpu` is the time of the processor used so far, in nanoseconds. */
export async function timed(task: Task, cpu?: () => number): Promise<Timed> {
  const time = async (calls: number): Promise<Batch> => {
    const [start, used] = [performance.now(), cpu?.()];
    for (let i = 0; i < calls; i++) {
      const result = task.run();
      if (result instanceof Promise) await result;
    }
    const wall = ((performance.now() - start) * 1e6) / calls;
    return { wall, cpu: used === undefined ? null : (cpu!() - used) / calls };
  };
  await task.run();
  const result = Array.from(task.result());
  const begun = performance.now();
  let calls = 1;
  const last: number[] = [];
  const stable = () => last.length === 3 && Math.max(...last) < WARM * Math.min(...last);
  for (;;) {
    const found = await time(calls);
    if (found.wall * calls < BATCH_MS * 1e6) {
      calls = Math.ceil(calls * Math.min(8, Math.max(1.2, (1.1 * BATCH_MS * 1e6) / (found.wall * calls))));
      last.length = 0;
      continue;
    }
    last.push(found.cpu ?? found.wall);
    if (last.length > 3) last.shift();
    const spent = performance.now() - begun;
    if (spent > LONGEST_MS || (spent > WARM_MS && stable())) break;
  }
  return { result, warm: stable(), batch: () => time(calls) };
}
