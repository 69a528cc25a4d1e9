// The message loop of the worker: results posted back for each task posted to it.
import { adoptModule } from '../../src/engine/load.js';
import { streamResults, type Task, type TaskResult } from './task.js';

/** Messages of the page. The compiled module comes with every task; the first one is used. */
export type WorkerRequest =
  | { id: number; task: Task; module: WebAssembly.Module | null }
  | { id: number; cancel: true };

/** Messages of the worker; `ready` once, before any other. */
export type WorkerReply =
  | { ready: true }
  | ({ id: number } & TaskResult)
  | { id: number; error: { name: string; message: string } };

/** The worker's global scope, as far as it is used: the DOM's types describe a window. */
const workerScope = globalThis as unknown as {
  postMessage(report: WorkerReply, transfer?: Transferable[]): void;
  onmessage: ((event: { data: WorkerRequest }) => void) | null;
};

const runningTasks = new Map<number, AbortController>();
async function answerTask(id: number, task: Task): Promise<void> {
  const abort = new AbortController();
  runningTasks.set(id, abort);
  try {
    for await (const result of streamResults(task, abort.signal, 16)) {
      if (abort.signal.aborted) return;
      workerScope.postMessage({ id, ...result }, buffersOf(result));
    }
  } catch (error) {
    if (abort.signal.aborted) return;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    workerScope.postMessage({ id, error: { name, message } });
  } finally {
    runningTasks.delete(id);
  }
}

/** Memory of a result that is posted without being copied. */
function buffersOf(result: TaskResult): Transferable[] {
  if (!('batch' in result)) return [];
  const { steps, values, validation } = result.batch;
  return [steps, values, ...(validation ? [validation] : [])].map(({ buffer }) => buffer as ArrayBuffer);
}

/** Start of the message loop, announced by `ready`. The compiled module comes with every task; the first one is used. */
export function serveJobs(): void {
  let adopted = false;
  workerScope.onmessage = ({ data: order }) => {
    if ('cancel' in order) {
      runningTasks.get(order.id)?.abort();
      return;
    }
    if (!adopted) adoptModule(order.module);
    adopted = true;
    void answerTask(order.id, order.task);
  };
  workerScope.postMessage({ ready: true });
}
