import type { ReactiveElement } from 'lit';
import type { Comparison } from '../../src/index.js';
import type { View } from '../../src/picture/compare/runView.js';
import { follow, rangeOf, shownOf, strandsOf } from '../../src/picture/compare/seriesOfRuns.js';
import type { LossRange } from '../../src/picture/lossRange.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import { type Strand, type Style, styleOf } from '../../src/picture/series.js';
import type { Trace } from '../../src/results/lossHistory.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { Pace } from '../figure/playhead.js';
import type { Job } from '../worker/job.js';
import { Running } from './jobRunner.js';

export interface StageEvents {
  /** Called when other runs are shown, before any is drawn. */
  entered?(): void;
  /** Called when another step is shown, with `moved`, or more has been computed. */
  changed(moved: boolean): void;
  /** Called when a comparison has been shown to its end for the first time. */
  ended(comparison: Comparison): void;
  failed(error: Error): void;
}

export const stillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Player of a comparison: the job being computed, joined with the step shown. */
export class Stage {
  readonly pace: Pace;
  strands: Strand[] = [];
  range: LossRange = { low: -2.5, high: 2.5, zero: null, linear: false };
  #linear = false;
  #apart = false;
  cursor: View['cursor'] = null;
  focus: Strand | null = null;
  /** The job shown; another may be running. */
  job: Job | null = null;
  /** The error of the last request. */
  error: Error | null = null;
  #running: Running;
  #host: ReactiveElement;
  #events: StageEvents;
  #numbers: () => Numbers;
  #style: Style;
  #shown: Trace | null = null;
  #told = false;
  #autoplay = false;
  #asked = '';
  #stays = false;
  /** Whether to stay at the end while the user changes what leads to it. */
  #atEnd = false;
  #step = -1;

  constructor(host: ReactiveElement, numbers: () => Numbers, events: StageEvents, style: Style = styleOf) {
    this.#host = host;
    this.#events = events;
    this.#numbers = numbers;
    this.#style = style;
    this.#running = new Running(host, {
      progress: () => this.#progress(),
      error: (error) => this.#fail(error),
    });
    this.pace = new Pace(
      host,
      () => this.course,
      () => this.#moved(),
    );
  }

  get trace(): Trace {
    return this.#running.trace;
  }

  get comparison(): Comparison | null {
    return this.#shown?.comparison ?? null;
  }

  /** The timeline: once all runs have ended, it ends with the longest of them. */
  get course() {
    const { comparison, trace } = this;
    const total = comparison ? trace.frontier : (this.job?.spec.options.steps ?? 0);
    return { frontier: this.#shown ? trace.frontier : 0, total, done: comparison !== null };
  }

  /** Whether a job is running that is not shown yet. */
  get asked(): boolean {
    return this.#running.job !== this.job;
  }

  /** Whether too little was given to compare anything. */
  get empty(): boolean {
    return this.#asked !== '' && !this.#running.job && !this.error;
  }

  /** The planned runs of the job shown. */
  get planned(): readonly PlannedRun[] {
    return this.job?.runs ?? [];
  }

  /**
   * Takes over the attributes; true where they differ from the last ones. With `stay` the step shown stays. A job equal
   * to the last is not started again.
   */
  ask(asked: unknown, read: () => Job | null, autoplay: boolean, stay: boolean): boolean {
    const words = JSON.stringify(asked);
    if (words === this.#asked) return false;
    this.#asked = words;
    this.#autoplay = autoplay;
    this.error = null;
    this.#host.requestUpdate();
    try {
      const job = read();
      if (!job) this.#clear();
      else if (!this.#running.has(job)) this.#start(job, stay);
    } catch (error) {
      this.#running.stop();
      this.#fail(error as Error);
    }
    return true;
  }

  #start(job: Job, stay: boolean): void {
    this.#stays = stay && this.job !== null;
    this.#atEnd = this.#stays && (this.#atEnd || this.pace.ended);
    this.#running.start(job, this.#stays ? this.pace.step : 0);
  }

  #clear(): void {
    this.pace.pause();
    this.#running.clear();
    this.#shown = null;
    this.job = null;
    this.strands = [];
  }

  /** Reports an error and pauses; the runs shown stay. */
  #fail(error: Error): void {
    this.error = error;
    this.pace.pause();
    this.#host.requestUpdate();
    this.#events.failed(error);
  }

  /** Whether the loss axis is linear or logarithmic. */
  set linear(linear: boolean) {
    if (linear === this.#linear) return;
    this.#linear = linear;
    if (this.#shown) this.#measure();
  }

  /** Whether validation losses are shown, where rows are kept apart. */
  set apart(apart: boolean) {
    if (apart === this.#apart) return;
    this.#apart = apart;
    if (this.#shown) follow(this.strands, this.trace, apart);
  }

  /** Whether the job shown keeps rows apart. */
  get parted(): boolean {
    const { problem } = this.job?.spec ?? {};
    return (
      problem !== undefined &&
      'data' in problem &&
      Boolean(problem.data.changes?.some((each) => 'split' in each))
    );
  }

  play(): void {
    if (stillness()) this.pace.seek(this.course.frontier);
    else this.pace.play();
  }

  step(n: number): void {
    this.pace.pause();
    this.pace.seek(this.pace.step + n);
  }

  seek(step: number): void {
    this.pace.pause();
    this.pace.seek(step);
  }

  /** The view at the step shown; null before there are losses. */
  view(): View | null {
    const { trace, strands, range, cursor, focus, pace } = this;
    if (!this.#shown || trace.laps === 0) return null;
    const head = trace.lapAt(pace.step);
    const ended = pace.ended;
    const future = !pace.playing && head < trace.laps - 1;
    const span = Math.max(1, this.course.total);
    return {
      strands,
      apart: shownOf(trace, this.#apart),
      steps: trace.steps,
      head,
      frontier: trace.laps - 1,
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
  point(strand: Strand | null): void {
    this.focus = strand;
    this.#events.changed(false);
  }

  /** The index of the last sample; null until all have been computed. */
  get last(): number | null {
    return this.comparison ? this.trace.laps - 1 : null;
  }

  /** The number of runs that have diverged by the step shown. */
  get lost(): number {
    const head = this.trace.lapAt(this.pace.step);
    return this.strands.filter(({ diverged }) => diverged !== null && diverged <= head).length;
  }

  #progress(): void {
    const { trace } = this;
    const fresh = trace !== this.#shown;
    if (fresh) this.#take(trace);
    follow(this.strands, trace, this.#apart);
    this.#measure();
    if (fresh) {
      this.#events.entered?.();
      if (!this.#stays) this.#begin();
    }
    const toEnd = this.#atEnd && trace.comparison !== null;
    if (toEnd) this.#atEnd = false;
    if (toEnd || (stillness() && this.#autoplay)) this.pace.seek(trace.frontier);
    // While playing, the next frame draws what is new; painting at every batch would slow the computation.
    else if (!this.pace.playing) this.#moved();
    if (fresh || trace.comparison) this.#host.requestUpdate();
  }

  #measure(): void {
    this.range = rangeOf(this.strands, this.trace, this.#linear);
  }

  #take(trace: Trace): void {
    this.#shown = trace;
    this.job = this.#running.job;
    const hidden = new Set(this.strands.filter((strand) => strand.hidden).map(({ label }) => label));
    this.strands = strandsOf(this.planned, this.#numbers(), this.#style);
    if (this.#stays) for (const strand of this.strands) strand.hidden = hidden.has(strand.label);
    [this.cursor, this.focus, this.#told, this.#step] = [null, null, false, -1];
  }

  #begin(): void {
    this.pace.pause();
    this.pace.seek(0);
    if (this.#autoplay && !stillness()) this.pace.play();
  }

  #moved(): void {
    const moved = this.pace.step !== this.#step;
    this.#step = this.pace.step;
    this.#events.changed(moved);
    if (this.#told || !this.pace.ended || !this.comparison) return;
    this.#told = true;
    this.#host.requestUpdate();
    this.#events.ended(this.comparison);
  }
}
