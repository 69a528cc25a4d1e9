import type { ReactiveController, ReactiveElement } from 'lit';
import { comparison } from '../../src/results/comparison.js';
import type { Batch } from '../../src/results/lapBatch.js';
import { Trace } from '../../src/results/lossHistory.js';
import { element, inWordsOf } from '../../src/spec/speaker.js';
import type { Job } from '../worker/job.js';
import { crew } from '../worker/workerClient.js';

interface RunningEvents {
  /** There is more to draw, and with the last of it the comparison. */
  progress(): void;
  error(error: Error): void;
}

/** Has a job computed, in the page's worker where there is one, and keeps what has come of it so far. */
export class Running implements ReactiveController {
  trace = new Trace();
  /** The job whose laps `trace` holds, or is about to. */
  job: Job | null = null;
  /** The job whose laps `trace` holds. */
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

  /** What is on show stays until the new job has got to the step `from`, or to its end. */
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

  /** Whether such a job is done, or under way. */
  has(job: Job): boolean {
    const kept = this.#cancel !== null || this.trace.comparison !== null;
    return kept && JSON.stringify(job) === JSON.stringify(this.job);
  }

  /** Forgets all there was. */
  clear(): void {
    this.stop();
    this.job = this.#held = null;
    this.trace = new Trace();
  }

  /** Calls off what is under way; what is on show stays. */
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

  /** A job under way is called off and begun anew on return; a finished one is kept. */
  hostDisconnected(): void {
    this.#connected = false;
    this.#interrupted = this.#cancel ? this.job : null;
    this.stop();
    crew.leave();
  }
}
