// The message loop of the worker: batches posted back for each job posted to it.
import { adopt } from '../../src/engine/load.js';
import type { Batch } from '../../src/results/lapBatch.js';
import { batches, type Job } from './job.js';

/** Messages of the page. The compiled module comes with every job; the first one is used. */
export type Order =
  | { id: number; job: Job; module: WebAssembly.Module | null }
  | { id: number; cancel: true };

/** Messages of the worker; `ready` once, before any other. */
export type Report =
  | { ready: true }
  | { id: number; batch: Batch }
  | { id: number; error: { name: string; message: string } };

/** The worker's global scope, as far as it is used: the DOM's types describe a window. */
const page = globalThis as unknown as {
  postMessage(report: Report, transfer?: Transferable[]): void;
  onmessage: ((event: { data: Order }) => void) | null;
};

const running = new Map<number, AbortController>();
async function answer(id: number, job: Job): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    for await (const batch of batches(job, abort.signal, 16)) {
      if (abort.signal.aborted) return;
      const numbers = [batch.steps, batch.values, ...(batch.apart ? [batch.apart] : [])];
      page.postMessage({ id, batch }, numbers.map(({ buffer }) => buffer) as Transferable[]);
    }
  } catch (error) {
    if (abort.signal.aborted) return;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    page.postMessage({ id, error: { name, message } });
  } finally {
    running.delete(id);
  }
}

/** Start of the message loop, announced by `ready`. The compiled module comes with every job; the first one is used. */
export function work(): void {
  let adopted = false;
  page.onmessage = ({ data: order }) => {
    if ('cancel' in order) {
      running.get(order.id)?.abort();
      return;
    }
    if (!adopted) adopt(order.module);
    adopted = true;
    void answer(order.id, order.job);
  };
  page.postMessage({ ready: true });
}
