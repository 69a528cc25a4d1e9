// Client of the one worker of the page; where there can be none, jobs are computed on the page itself.
import { compiled } from '../../src/engine/load.js';
import type { Batch } from '../../src/results/lapBatch.js';
import { batches, type Job } from './job.js';
import type { Order, Report } from './serveJobs.js';
import { text } from './worker.generated.js';

interface Listener {
  batch(batch: Batch): void;
  error(error: Error): void;
}

/** Milliseconds to wait for a worker's `ready` before jobs are computed on the page. */
const patience = 3000;
/** Milliseconds that a worker outlives the last element: a move within the page disconnects and reconnects. */
const grace = 2000;
/** Milliseconds of work between two paints where jobs are computed on the page. */
const slice = 8;

const errorKinds: Record<string, new (message: string) => Error> = { TypeError, RangeError, SyntaxError };

export class Crew {
  #worker: Worker | null = null;
  #there: Promise<Worker | null> | null = null;
  #listeners = new Map<number, Listener>();
  #members = 0;
  #next = 1;
  #farewell: ReturnType<typeof setTimeout> | undefined;

  /**
   * The address of the worker's script, for pages whose policy forbids Blobs; read when the worker starts. `data:` and
   * `javascript:` addresses are refused.
   */
  url: string | null = null;

  join(): void {
    clearTimeout(this.#farewell);
    this.#members++;
  }

  leave(): void {
    if (--this.#members > 0) return;
    // A worker that is still starting is waited for, or it would outlive all elements.
    this.#farewell = setTimeout(() => {
      void this.#there?.then(() => this.#members === 0 && this.#dismiss());
    }, grace);
  }

  /** Start of a job; returns a function that cancels it. */
  start(job: Job, listener: Listener): () => void {
    const id = this.#next++;
    const abort = new AbortController();
    this.#listeners.set(id, listener);
    void this.#hire().then((worker) => {
      if (abort.signal.aborted) return;
      if (worker) this.#post(worker, { id, job, module: compiled() });
      else void this.#here(id, job, abort.signal);
    });
    return () => {
      abort.abort();
      if (this.#listeners.delete(id) && this.#worker) this.#post(this.#worker, { id, cancel: true });
    };
  }

  #post(worker: Worker, order: Order): void {
    worker.postMessage(order);
  }

  async #here(id: number, job: Job, signal: AbortSignal): Promise<void> {
    try {
      for await (const batch of batches(job, signal, slice)) this.#hear({ id, batch });
    } catch (error) {
      if (!signal.aborted) this.#hear({ id, error: error as Error });
    }
  }

  #hear(report: Report): void {
    if ('ready' in report) return;
    // A cancelled job has no listener any more: its late messages are dropped.
    const listener = this.#listeners.get(report.id);
    if (!listener) return;
    if ('error' in report || report.batch.runs) this.#listeners.delete(report.id);
    if ('batch' in report) listener.batch(report.batch);
    else listener.error(revived(report.error));
  }

  #hire(): Promise<Worker | null> {
    this.#there ??= new Promise((resolve) => {
      const worker = start(this.url);
      if (!worker) return resolve(null);
      const give = (answer: Worker | null) => {
        clearTimeout(late);
        if (!answer) worker.terminate();
        this.#worker = answer;
        resolve(answer);
      };
      const late = setTimeout(() => give(null), patience);
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.#worker) this.#lose();
        else give(null);
      };
      worker.onmessage = ({ data }: MessageEvent<Report>) => {
        if ('ready' in data) give(worker);
        else this.#hear(data);
      };
    });
    return this.#there;
  }

  /** Failure of the worker: its jobs end with an error, and the next job starts another worker. */
  #lose(): void {
    const waiting = [...this.#listeners.values()];
    this.#dismiss();
    for (const listener of waiting) listener.error(new Error('nabla: the worker stopped before it was done'));
  }

  #dismiss(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#there = null;
    this.#listeners.clear();
  }
}

/** A new worker; null where policy or browser refuses at once. Some refuse later, by an error event. */
function start(url: string | null): Worker | null {
  if (url !== null && /^\s*(data|javascript):/i.test(url)) return null;
  const source = url ?? URL.createObjectURL(new Blob([text()], { type: 'text/javascript' }));
  try {
    return new Worker(source);
  } catch {
    return null;
  } finally {
    // The fetch of the script has begun by then and keeps the Blob.
    if (!url) setTimeout(() => URL.revokeObjectURL(source), patience);
  }
}

function revived({ name, message }: { name: string; message: string }): Error {
  const error = new (errorKinds[name] ?? Error)(message);
  if (error.name !== name) error.name = name;
  return error;
}

/** The page's only client. */
export const crew = new Crew();
