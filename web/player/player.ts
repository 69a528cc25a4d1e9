import type { ReactiveElement } from 'lit';
import type { Comparison } from '../../src/index.js';
import type { RunsView } from '../../src/picture/compare/runView.js';
import {
  createSeries,
  seriesRange,
  updateSeries,
  validationShown,
} from '../../src/picture/compare/seriesOfRuns.js';
import { isolate } from '../../src/picture/isolate.js';
import type { LossRange, LossScale } from '../../src/picture/lossRange.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { type RunSeries, type SeriesStyle, seriesStyle } from '../../src/picture/series.js';
import type { LossHistory } from '../../src/results/lossHistory.js';
import { stepsOn } from '../../src/spec/budget.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { wordsOf } from '../figure/askedWords.js';
import { Playhead } from '../figure/playhead.js';
import type { Job } from '../worker/job.js';
import { type ForeignRuns, JobRunner } from './jobRunner.js';

export interface PlayerEvents {
  /** Called when other runs are shown, before any is drawn. */
  entered?(): void;
  /** Called when another step is shown, with `moved`, or more has been computed. */
  changed(moved: boolean): void;
  /** Called when a comparison has been shown to its end for the first time. */
  ended(comparison: Comparison): void;
  failed(error: Error): void;
}

export const prefersReducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Player of a comparison: the job being computed, joined with the step shown. */
export class Player {
  readonly playhead: Playhead;
  seriesList: RunSeries[] = [];
  range: LossRange = { low: -2.5, high: 2.5, zero: null, scale: 'log' };
  #scale: LossScale = 'log';
  #showsValidation = false;
  cursor: RunsView['cursor'] = null;
  focus: RunSeries | null = null;
  /** The job shown; another may be running. */
  job: Job | null = null;
  /** The runs shown, where they were made elsewhere. */
  record: ForeignRuns | null = null;
  /** The error of the last request. */
  error: Error | null = null;
  #runner: JobRunner;
  #host: ReactiveElement;
  #events: PlayerEvents;
  #numbers: () => NumberFormats;
  #style: SeriesStyle;
  #shownHistory: LossHistory | null = null;
  #endReported = false;
  #autoplay = false;
  #requestKey = '';
  #keepsStep = false;
  /** Whether to stay at the end while the user changes what leads to it. */
  #isAtEnd = false;
  #reportedStep = -1;
  /** The step shown before printing, and whether it played; null while nothing is printed. */
  #beforePrint: { step: number; playing: boolean } | null = null;

  constructor(
    host: ReactiveElement,
    numbers: () => NumberFormats,
    events: PlayerEvents,
    style: SeriesStyle = seriesStyle,
  ) {
    this.#host = host;
    this.#events = events;
    this.#numbers = numbers;
    this.#style = style;
    this.#runner = new JobRunner(host, {
      progress: () => this.#takeProgress(),
      error: (error) => this.#showFailure(error),
    });
    this.playhead = new Playhead(
      host,
      () => this.timeline,
      () => this.#reportMove(),
    );
  }

  get history(): LossHistory {
    return this.#runner.history;
  }

  get comparison(): Comparison | null {
    return this.#shownHistory?.comparison ?? null;
  }

  /** The timeline: once all runs have ended, it ends with the longest of them. */
  get timeline() {
    const { comparison, history } = this;
    const options = this.job?.spec.options;
    const asked = options ? stepsOn(history.rows?.fitted ?? 1, options) : 0;
    const total = comparison ? history.lastStep : asked;
    return { computed: this.#shownHistory ? history.lastStep : 0, total, done: comparison !== null };
  }

  /** Whether a job is running that is not shown yet. */
  get isPending(): boolean {
    return this.#runner.job !== this.job;
  }

  /** Whether too little was given to compare anything. */
  get empty(): boolean {
    return this.#requestKey !== '' && !this.#runner.job && !this.#runner.record && !this.error;
  }

  /** Whether there is something to show beside an error. */
  get isShown(): boolean {
    return this.job !== null || this.record !== null;
  }

  /** The planned runs of the job shown, or what is known of those made elsewhere. */
  get requested(): readonly PlannedRun[] {
    return this.job?.runs ?? this.record?.runs ?? [];
  }

  /**
   * Takes over the attributes; true where they differ from the last ones. With `stay` the step shown stays. A job equal
   * to the last is not started again.
   */
  requestJob(
    asked: unknown,
    read: () => Job | ForeignRuns | null,
    autoplay: boolean,
    stay: boolean,
  ): boolean {
    const words = wordsOf(asked);
    if (words === this.#requestKey) return false;
    this.#requestKey = words;
    this.#autoplay = autoplay;
    this.error = null;
    this.#host.requestUpdate();
    try {
      const job = read();
      if (!job) this.#clearRuns();
      else if ('history' in job) this.#startRecord(job, stay);
      else if (!this.#runner.hasJob(job)) this.#startJob(job, stay);
    } catch (error) {
      this.#runner.cancelJob();
      this.#showFailure(error as Error);
    }
    return true;
  }

  #startRecord(record: ForeignRuns, stay: boolean): void {
    this.#keepStep(stay);
    this.#runner.showRecord(record);
  }

  #keepStep(stay: boolean): void {
    this.#keepsStep = stay && this.isShown;
    this.#isAtEnd = this.#keepsStep && (this.#isAtEnd || this.playhead.ended);
  }

  #startJob(job: Job, stay: boolean): void {
    this.#keepStep(stay);
    this.#runner.beginJob(job, this.#keepsStep ? this.playhead.step : 0);
  }

  #clearRuns(): void {
    this.playhead.pause();
    this.#runner.clearJob();
    this.#shownHistory = null;
    [this.job, this.record] = [null, null];
    this.seriesList = [];
  }

  /** Reports an error and pauses; the runs shown stay. */
  #showFailure(error: Error): void {
    this.error = error;
    this.playhead.pause();
    this.#host.requestUpdate();
    this.#events.failed(error);
  }

  /** The scale asked for the loss axis; a log scale changes by itself where losses are below 0. */
  set scale(scale: LossScale) {
    if (scale === this.#scale) return;
    this.#scale = scale;
    if (this.#shownHistory) this.#updateRange();
  }

  /** Whether validation losses are shown, where rows are kept apart. */
  set showsValidation(shows: boolean) {
    if (shows === this.#showsValidation) return;
    this.#showsValidation = shows;
    if (this.#shownHistory) updateSeries(this.seriesList, this.history, shows);
  }

  /** Whether rows are kept apart in what is shown. */
  get hasValidation(): boolean {
    if (this.record) return this.history.validation.length > 0;
    const { problem } = this.job?.spec ?? {};
    return (
      problem !== undefined &&
      'data' in problem &&
      Boolean(problem.data.changes?.some((each) => 'split' in each))
    );
  }

  play(): void {
    if (prefersReducedMotion()) this.playhead.seek(this.timeline.computed);
    else this.playhead.play();
  }

  step(n: number): void {
    this.playhead.pause();
    this.playhead.seek(this.playhead.step + n);
  }

  seek(step: number): void {
    this.playhead.pause();
    this.playhead.seek(step);
  }

  /** The end of the runs for a print, computed until a time; true where all of it is there. Nothing is told of it. */
  enterPrint(until: number): boolean {
    const shown = this.#shownHistory !== null && !this.isPending;
    if (shown) this.#keepsStep = true;
    this.#beforePrint = { step: this.playhead.step, playing: this.playhead.playing };
    const isComplete = this.#finishAtOnce(until);
    if (!shown) this.#beforePrint = { step: this.playhead.step, playing: this.playhead.playing };
    this.playhead.pause();
    this.playhead.seek(this.timeline.computed);
    return isComplete && (this.comparison !== null || this.empty || this.error !== null);
  }

  #finishAtOnce(until: number): boolean {
    try {
      return this.#runner.finishAtOnce(until);
    } catch {
      // The worker meets the same error, and it is told then.
      return false;
    }
  }

  /** What was shown before the print. */
  exitPrint(): void {
    if (!this.#beforePrint) return;
    const { step, playing } = this.#beforePrint;
    this.playhead.seek(step);
    this.#beforePrint = null;
    if (playing) this.playhead.play();
  }

  /** The view at the step shown; null before there are losses. */
  currentView(): RunsView | null {
    const { history, seriesList, range, cursor, focus, playhead } = this;
    if (!this.#shownHistory || history.length === 0) return null;
    const head = history.sampleAt(playhead.step);
    const ended = playhead.ended;
    const future = !playhead.playing && head < history.length - 1;
    const span = Math.max(1, this.timeline.total);
    return {
      seriesList,
      showsValidation: validationShown(history, this.#showsValidation),
      held: history.held,
      steps: history.steps,
      head,
      computed: history.length - 1,
      last: this.last,
      range,
      span,
      ended,
      future,
      cursor,
      focus,
    };
  }

  /** Brings one run to the front while its name is pointed at; null for none. */
  focusSeries(series: RunSeries | null): void {
    this.focus = series;
    this.#events.changed(false);
  }

  /** The index of the last sample; null until all have been computed. */
  get last(): number | null {
    return this.comparison ? this.history.length - 1 : null;
  }

  /** The number of runs that have diverged by the step shown. */
  get divergedCount(): number {
    const head = this.history.sampleAt(this.playhead.step);
    return this.seriesList.filter(({ diverged }) => diverged !== null && diverged <= head).length;
  }

  #takeProgress(): void {
    const { history } = this;
    const fresh = history !== this.#shownHistory;
    if (fresh) this.#showHistory(history);
    updateSeries(this.seriesList, history, this.#showsValidation);
    this.#updateRange();
    if (fresh) {
      this.#events.entered?.();
      if (!this.#keepsStep) this.#playFromStart();
    }
    const toEnd = this.#isAtEnd && history.comparison !== null;
    if (toEnd) this.#isAtEnd = false;
    if (toEnd || (prefersReducedMotion() && this.#autoplay)) this.playhead.seek(history.lastStep);
    // While playing, the next frame draws what is new; painting at every batch would slow the computation.
    else if (!this.playhead.playing) this.#reportMove();
    if (fresh || history.comparison) this.#host.requestUpdate();
  }

  #updateRange(): void {
    this.range = seriesRange(this.seriesList, this.history, this.#scale);
  }

  #showHistory(history: LossHistory): void {
    this.#shownHistory = history;
    [this.job, this.record] = [this.#runner.job, this.#runner.record];
    const hidden = new Set(this.seriesList.filter((series) => series.hidden).map(({ label }) => label));
    this.seriesList = createSeries(this.requested, this.#numbers(), this.#style);
    for (const [i, label] of this.record?.labels.entries() ?? []) this.seriesList[i].label = isolate(label);
    if (this.#keepsStep) for (const series of this.seriesList) series.hidden = hidden.has(series.label);
    [this.cursor, this.focus, this.#endReported, this.#reportedStep] = [null, null, false, -1];
  }

  #playFromStart(): void {
    this.playhead.pause();
    this.playhead.seek(0);
    if (this.#autoplay && !prefersReducedMotion()) this.playhead.play();
  }

  #reportMove(): void {
    if (this.#beforePrint) {
      this.#events.changed(false);
      return;
    }
    const moved = this.playhead.step !== this.#reportedStep;
    this.#reportedStep = this.playhead.step;
    this.#events.changed(moved);
    if (this.#endReported || !this.playhead.ended || !this.comparison) return;
    this.#endReported = true;
    this.#host.requestUpdate();
    this.#events.ended(this.comparison);
  }
}
