import type { ReactiveController, ReactiveElement } from 'lit';
import { comparisonOf } from '../../src/results/comparison.js';
import { LossHistory } from '../../src/results/lossHistory.js';
import type { LossBatch } from '../../src/results/sampleBatch.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { attributeSyntax, rewordError } from '../../src/spec/settingSyntax.js';
import { computeAtOnce, type Job } from '../worker/job.js';
import { workerClient } from '../worker/workerClient.js';

/** Losses that were made elsewhere, and what is known of the runs. */
export interface ForeignRuns {
  readonly labels: readonly string[];
  readonly runs: readonly PlannedRun[];
  readonly history: LossHistory;
}

interface JobRunnerEvents {
  /** Called at each batch; with the last, the comparison is there too. */
  progress(): void;
  error(error: Error): void;
}

/** Controller that has a job computed, in the page's worker where there is one, and keeps its losses so far. */
export class JobRunner implements ReactiveController {
  history = new LossHistory();
  /** The job whose losses `history` holds or will hold. */
  job: Job | null = null;
  /** The runs that `history` holds, where they were made elsewhere. */
  record: ForeignRuns | null = null;
  /** The job whose losses `history` holds. */
  #shownJob: Job | null = null;
  #cancel: (() => void) | null = null;
  #host: ReactiveElement;
  #events: JobRunnerEvents;
  #connected = false;
  #interrupted: Job | null = null;

  constructor(host: ReactiveElement, events: JobRunnerEvents) {
    this.#host = host;
    this.#events = events;
    host.addController(this);
  }

  /** Start of a job; the old losses stay until the new job has reached the step `from`, or its end. */
  beginJob(job: Job, from = 0): void {
    this.#cancel?.();
    this.job = job;
    const history = new LossHistory();
    const takeBatch = (batch: LossBatch) => {
      history.appendBatch(batch);
      if (batch.runs) history.comparison = comparisonOf(batch.runs, job.spec.options.replicates);
      if (batch.runs) this.#cancel = null;
      if (history.lastStep < from && !batch.runs) return;
      [this.history, this.#shownJob, this.record] = [history, job, null];
      this.#events.progress();
    };
    const failJob = (error: Error) => {
      this.#cancel = null;
      this.job = this.#shownJob;
      this.#events.error(rewordError(attributeSyntax(this.#host.localName), error));
    };
    this.#cancel = workerClient.submitJob(job, { batch: takeBatch, error: failJob });
  }

  /** Shows runs that were made elsewhere, in place of a job. */
  showRecord(record: ForeignRuns): void {
    this.clearJob();
    [this.history, this.record] = [record.history, record];
    this.#events.progress();
  }

  /**
   * The running job computed at once on the page, as far as it comes until a time; true where nothing is left to
   * compute. Otherwise the worker goes on.
   */
  finishAtOnce(until: number): boolean {
    const { job } = this;
    if (!job || !this.#cancel) return true;
    const batch = computeAtOnce(job, until);
    if (!batch) return false;
    const history = new LossHistory();
    history.appendBatch(batch);
    if (batch.runs) {
      history.comparison = comparisonOf(batch.runs, job.spec.options.replicates);
      this.#cancel();
      this.#cancel = null;
    }
    [this.history, this.#shownJob] = [history, job];
    this.#events.progress();
    return batch.runs !== undefined;
  }

  /** Whether an equal job is done or running. */
  hasJob(job: Job): boolean {
    const kept = this.#cancel !== null || this.history.comparison !== null;
    return kept && JSON.stringify(job) === JSON.stringify(this.job);
  }

  /** Cancels the job and drops its losses. */
  clearJob(): void {
    this.cancelJob();
    this.job = this.#shownJob = this.record = null;
    this.history = new LossHistory();
  }

  /** Cancels the running job; the losses shown stay. */
  cancelJob(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.job = this.#shownJob;
  }

  hostConnected(): void {
    if (this.#connected) return;
    this.#connected = true;
    workerClient.addUser();
    if (this.#interrupted) this.beginJob(this.#interrupted);
    this.#interrupted = null;
  }

  /** Cancels a running job, to be started again on return; a finished one is kept. */
  hostDisconnected(): void {
    this.#connected = false;
    this.#interrupted = this.#cancel ? this.job : null;
    this.cancelJob();
    workerClient.removeUser();
  }
}
