import type { Task } from './row.js';

const WARM_MS = 400;
const BATCH_MS = 30;

/** A workload run until it is warm: the result of its first call, and a timer of batches. */
export async function timed(task: Task): Promise<{ result: number[]; batch(): Promise<number> }> {
  /** Milliseconds for a number of calls. */
  const time = async (calls: number): Promise<number> => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) {
      const result = task.run();
      if (result instanceof Promise) await result;
    }
    return performance.now() - start;
  };
  await task.run();
  const result = Array.from(task.result());
  let calls = 1;
  let took = 0;
  const warm = performance.now() + WARM_MS;
  while (performance.now() < warm) took = await time(calls);
  while (took < BATCH_MS) {
    took = await time(calls);
    if (took < BATCH_MS) calls *= 2;
  }
  return { result, batch: async () => ((await time(calls)) * 1e6) / calls };
}
