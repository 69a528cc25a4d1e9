// Client of the one worker of the page; where there can be none, tasks are computed on the page itself. In modules both
// are files that are fetched when they are needed.
import type { DerivativeRequest, WorkedDerivative } from '../../src/calculus/workedDerivative.js';
import { compiledModule } from '../../src/engine/load.js';
import type { ExportedModel } from '../../src/exported/modelFile.js';
import type { LossBatch } from '../../src/results/sampleBatch.js';
import type { Job } from './job.js';
import type { ModelRequest } from './modelOfRun.js';
import type { WorkerReply, WorkerRequest } from './serveJobs.js';
import type { Task, TaskResult } from './task.js';
import { nextTurn } from './turns.js';

interface TaskListener {
  result(result: TaskResult): void;
  error(error: Error): void;
}

interface JobListener extends Pick<TaskListener, 'error'> {
  batch(batch: LossBatch): void;
}

interface DerivativeListener extends Pick<TaskListener, 'error'> {
  worked(worked: WorkedDerivative): void;
}

/** Milliseconds to wait for a worker's `ready` before tasks are computed on the page. */
const readyTimeout = 3000;
/** Milliseconds that a worker outlives the last element: a move within the page disconnects and reconnects. */
const idleTimeout = 2000;
/** Milliseconds of work between two paints where tasks are computed on the page. */
const sliceMs = 8;

const errorKinds: Record<string, new (message: string) => Error> = { TypeError, RangeError, SyntaxError };

export class WorkerClient {
  #worker: Worker | null = null;
  #workerReady: Promise<Worker | null> | null = null;
  #listeners = new Map<number, TaskListener>();
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

  /** Start of a comparison; returns a function that cancels it. */
  submitJob(job: Job, { batch, error }: JobListener): () => void {
    return this.#submitTask({ job }, { result: (each) => 'batch' in each && batch(each.batch), error });
  }

  /** Start of working out a derivative; returns a function that cancels it. */
  submitDerivative(derivative: DerivativeRequest, { worked, error }: DerivativeListener): () => void {
    return this.#submitTask(
      { derivative },
      { result: (each) => 'worked' in each && worked(each.worked), error },
    );
  }

  /** The exported model of a run of a comparison. */
  exportModel(model: ModelRequest): Promise<ExportedModel> {
    return new Promise((resolve, reject) => {
      this.#submitTask(
        { model },
        { result: (each) => 'exported' in each && resolve(each.exported), error: reject },
      );
    });
  }

  #submitTask(task: Task, listener: TaskListener): () => void {
    const id = this.#nextId++;
    const abort = new AbortController();
    this.#listeners.set(id, listener);
    void this.#requestWorker().then((worker) => {
      if (abort.signal.aborted) return;
      if (worker) this.#postRequest(worker, { id, task, module: compiledModule() });
      else void this.#runOnPage(id, task, abort.signal);
    });
    return () => {
      abort.abort();
      if (this.#listeners.delete(id) && this.#worker) this.#postRequest(this.#worker, { id, cancel: true });
    };
  }

  #postRequest(worker: Worker, order: WorkerRequest): void {
    worker.postMessage(order);
  }

  async #runOnPage(id: number, task: Task, signal: AbortSignal): Promise<void> {
    try {
      const { streamResults } = await import('./task.js');
      for await (const result of streamResults(task, signal, sliceMs)) this.#receiveReply({ id, ...result });
    } catch (error) {
      if (!signal.aborted) this.#receiveReply({ id, error: error as Error });
    }
  }

  #receiveReply(report: WorkerReply): void {
    if ('ready' in report) return;
    // A cancelled task has no listener any more: its late messages are dropped.
    const listener = this.#listeners.get(report.id);
    if (!listener) return;
    if ('error' in report || isLast(report)) this.#listeners.delete(report.id);
    if ('error' in report) listener.error(reviveError(report.error));
    else listener.result(report);
  }

  #requestWorker(): Promise<Worker | null> {
    this.#workerReady ??= nextTurn().then(() => this.#startWorker());
    return this.#workerReady;
  }

  async #startWorker(): Promise<Worker | null> {
    const worker = await createWorker(this.url);
    if (!worker) return null;
    return new Promise((resolve) => {
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
  }

  /** Failure of the worker: its tasks end with an error, and the next task starts another worker. */
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
async function createWorker(url: string | null): Promise<Worker | null> {
  if (url !== null && /^\s*(data|javascript):/i.test(url)) return null;
  let made = '';
  try {
    made = url === null ? await workerAddress() : '';
    return new Worker(scriptAddress(url ?? made));
  } catch {
    return null;
  } finally {
    // The fetch of the script has begun by then and keeps the Blob.
    if (made) setTimeout(() => URL.revokeObjectURL(made), readyTimeout);
  }
}

async function workerAddress(): Promise<string> {
  const { text } = await import('./worker.generated.js');
  return URL.createObjectURL(new Blob([text()], { type: 'text/javascript' }));
}

/** Whether no result follows this one. */
const isLast = (result: TaskResult): boolean => !('batch' in result) || result.batch.runs !== undefined;

interface AddressPolicy {
  createScriptURL(address: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: AddressPolicy): AddressPolicy;
}

let addressPolicy: AddressPolicy | undefined;

/**
 * An address as a page takes it that requires Trusted Types: by a policy of ours, which nobody else can ask. Throws a
 * TypeError where the page does not allow it.
 */
function scriptAddress(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return address;
  addressPolicy ??= trustedTypes.createPolicy('nabla-worker', { createScriptURL: (given) => given });
  return addressPolicy.createScriptURL(address);
}

function reviveError({ name, message }: { name: string; message: string }): Error {
  const error = new (errorKinds[name] ?? Error)(message);
  if (error.name !== name) error.name = name;
  return error;
}

/** The page's only client. */
export const workerClient = new WorkerClient();
