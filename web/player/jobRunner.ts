import type { ReactiveController, ReactiveElement } from 'lit';
import { comparison } from '../../src/results/comparison.js';
import type { Batch } from '../../src/results/lapBatch.js';
import { Trace } from '../../src/results/lossHistory.js';
import { element, inWordsOf } from '../../src/spec/speaker.js';
import type { Job } from '../worker/job.js';
import { crew } from '../worker/workerClient.js';

interface RunningEvents {
  /** Called at each batch; with the last, the comparison is there too. */
  progress(): void;
  error(error: Error): void;
}

/** Controller that has a job computed, in the page's worker where there is one, and keeps its losses so far. */
export class Running implements ReactiveController {
  trace = new Trace();
  /** The job whose losses `trace` holds or will hold. */
  job: Job | null = null;
  /** The job whose losses `trace` holds. */
  #held: Job | null = null;
  #cancel: (() => void) | null = null;
  #host: ReactiveElement;
  #events: RunningEvents;
  #connected = false;
  #interrupted: Job | null = null;

  constructor(host: ReactiveElement, events: RunningEvents) {
    this.#host = host;
    this.#events = events;
    host.addController(this);
  }

  /** Start of a job; the old losses stay until the new job has reached the step `from`, or its end. */
  start(job: Job, from = 0): void {
    this.#cancel?.();
    this.job = job;
    const trace = new Trace();
    const batch = (batch: Batch) => {
      trace.append(batch);
      if (batch.runs) trace.comparison = comparison(batch.runs, job.spec.options.replicates);
      if (batch.runs) this.#cancel = null;
      if (trace.frontier < from && !batch.runs) return;
      [this.trace, this.#held] = [trace, job];
      this.#events.progress();
    };
    const error = (error: Error) => {
      this.#cancel = null;
      this.job = this.#held;
      this.#events.error(inWordsOf(element(this.#host.localName), error));
    };
    this.#cancel = crew.start(job, { batch, error });
  }

  /** Whether an equal job is done or running. */
  has(job: Job): boolean {
    const kept = this.#cancel !== null || this.trace.comparison !== null;
    return kept && JSON.stringify(job) === JSON.stringify(this.job);
  }

  /** Cancels the job and drops its losses. */
  clear(): void {
    this.stop();
    this.job = this.#held = null;
    this.trace = new Trace();
  }

  /** Cancels the running job; the losses shown stay. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.job = this.#held;
  }

  hostConnected(): void {
    if (this.#connected) return;
    this.#connected = true;
    crew.join();
    if (this.#interrupted) this.start(this.#interrupted);
    this.#interrupted = null;
  }

  /** Cancels a running job, to be started again on return; a finished one is kept. */
  hostDisconnected(): void {
    this.#connected = false;
    this.#interrupted = this.#cancel ? this.job : null;
    this.stop();
    crew.leave();
  }
}
