// The message loop of the worker: batches posted back for each job posted to it.
import { adoptModule } from '../../src/engine/load.js';
import type { LossBatch } from '../../src/results/sampleBatch.js';
import { type Job, streamBatches } from './job.js';

/** Messages of the page. The compiled module comes with every job; the first one is used. */
export type WorkerRequest =
  | { id: number; job: Job; module: WebAssembly.Module | null }
  | { id: number; cancel: true };

/** Messages of the worker; `ready` once, before any other. */
export type WorkerReply =
  | { ready: true }
  | { id: number; batch: LossBatch }
  | { id: number; error: { name: string; message: string } };

/** The worker's global scope, as far as it is used: the DOM's types describe a window. */
const workerScope = globalThis as unknown as {
  postMessage(report: WorkerReply, transfer?: Transferable[]): void;
  onmessage: ((event: { data: WorkerRequest }) => void) | null;
};

const runningJobs = new Map<number, AbortController>();
async function answerJob(id: number, job: Job): Promise<void> {
  const abort = new AbortController();
  runningJobs.set(id, abort);
  try {
    for await (const batch of streamBatches(job, abort.signal, 16)) {
      if (abort.signal.aborted) return;
      const numbers = [batch.steps, batch.values, ...(batch.validation ? [batch.validation] : [])];
      workerScope.postMessage({ id, batch }, numbers.map(({ buffer }) => buffer) as Transferable[]);
    }
  } catch (error) {
    if (abort.signal.aborted) return;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    workerScope.postMessage({ id, error: { name, message } });
  } finally {
    runningJobs.delete(id);
  }
}

/** Start of the message loop, announced by `ready`. The compiled module comes with every job; the first one is used. */
export function serveJobs(): void {
  let adopted = false;
  workerScope.onmessage = ({ data: order }) => {
    if ('cancel' in order) {
      runningJobs.get(order.id)?.abort();
      return;
    }
    if (!adopted) adoptModule(order.module);
    adopted = true;
    void answerJob(order.id, order.job);
  };
  workerScope.postMessage({ ready: true });
}
