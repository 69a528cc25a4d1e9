// Client of the one worker of the page; where there can be none, jobs are computed on the page itself.
import { compiledModule } from '../../src/engine/load.js';
import type { LossBatch } from '../../src/results/sampleBatch.js';
import { type Job, streamBatches } from './job.js';
import type { WorkerReply, WorkerRequest } from './serveJobs.js';
import { text } from './worker.generated.js';

interface JobListener {
  batch(batch: LossBatch): void;
  error(error: Error): void;
}

/** Milliseconds to wait for a worker's `ready` before jobs are computed on the page. */
const readyTimeout = 3000;
/** Milliseconds that a worker outlives the last element: a move within the page disconnects and reconnects. */
const idleTimeout = 2000;
/** Milliseconds of work between two paints where jobs are computed on the page. */
const sliceMs = 8;

const errorKinds: Record<string, new (message: string) => Error> = { TypeError, RangeError, SyntaxError };

export class WorkerClient {
  #worker: Worker | null = null;
  #workerReady: Promise<Worker | null> | null = null;
  #listeners = new Map<number, JobListener>();
  #userCount = 0;
  #nextId = 1;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * The address of the worker's script, for pages whose policy forbids Blobs; read when the worker starts. `data:` and
   * `javascript:` addresses are refused.
   */
  url: string | null = null;

  addUser(): void {
    clearTimeout(this.#idleTimer);
    this.#userCount++;
  }

  removeUser(): void {
    if (--this.#userCount > 0) return;
    // A worker that is still starting is waited for, or it would outlive all elements.
    this.#idleTimer = setTimeout(() => {
      void this.#workerReady?.then(() => this.#userCount === 0 && this.#terminateWorker());
    }, idleTimeout);
  }

  /** Start of a job; returns a function that cancels it. */
  submitJob(job: Job, listener: JobListener): () => void {
    const id = this.#nextId++;
    const abort = new AbortController();
    this.#listeners.set(id, listener);
    void this.#requestWorker().then((worker) => {
      if (abort.signal.aborted) return;
      if (worker) this.#postRequest(worker, { id, job, module: compiledModule() });
      else void this.#runOnPage(id, job, abort.signal);
    });
    return () => {
      abort.abort();
      if (this.#listeners.delete(id) && this.#worker) this.#postRequest(this.#worker, { id, cancel: true });
    };
  }

  #postRequest(worker: Worker, order: WorkerRequest): void {
    worker.postMessage(order);
  }

  async #runOnPage(id: number, job: Job, signal: AbortSignal): Promise<void> {
    try {
      for await (const batch of streamBatches(job, signal, sliceMs)) this.#receiveReply({ id, batch });
    } catch (error) {
      if (!signal.aborted) this.#receiveReply({ id, error: error as Error });
    }
  }

  #receiveReply(report: WorkerReply): void {
    if ('ready' in report) return;
    // A cancelled job has no listener any more: its late messages are dropped.
    const listener = this.#listeners.get(report.id);
    if (!listener) return;
    if ('error' in report || report.batch.runs) this.#listeners.delete(report.id);
    if ('batch' in report) listener.batch(report.batch);
    else listener.error(reviveError(report.error));
  }

  #requestWorker(): Promise<Worker | null> {
    this.#workerReady ??= new Promise((resolve) => {
      const worker = createWorker(this.url);
      if (!worker) return resolve(null);
      const settleWorker = (answer: Worker | null) => {
        clearTimeout(late);
        if (!answer) worker.terminate();
        this.#worker = answer;
        resolve(answer);
      };
      const late = setTimeout(() => settleWorker(null), readyTimeout);
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.#worker) this.#handleCrash();
        else settleWorker(null);
      };
      worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
        if ('ready' in data) settleWorker(worker);
        else this.#receiveReply(data);
      };
    });
    return this.#workerReady;
  }

  /** Failure of the worker: its jobs end with an error, and the next job starts another worker. */
  #handleCrash(): void {
    const waiting = [...this.#listeners.values()];
    this.#terminateWorker();
    for (const listener of waiting) listener.error(new Error('nabla: the worker stopped before it was done'));
  }

  #terminateWorker(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#workerReady = null;
    this.#listeners.clear();
  }
}

/** A new worker; null where policy or browser refuses at once. Some refuse later, by an error event. */
function createWorker(url: string | null): Worker | null {
  if (url !== null && /^\s*(data|javascript):/i.test(url)) return null;
  const source = url ?? URL.createObjectURL(new Blob([text()], { type: 'text/javascript' }));
  try {
    return new Worker(source);
  } catch {
    return null;
  } finally {
    // The fetch of the script has begun by then and keeps the Blob.
    if (!url) setTimeout(() => URL.revokeObjectURL(source), readyTimeout);
  }
}

function reviveError({ name, message }: { name: string; message: string }): Error {
  const error = new (errorKinds[name] ?? Error)(message);
  if (error.name !== name) error.name = name;
  return error;
}

/** The page's only client. */
export const workerClient = new WorkerClient();
