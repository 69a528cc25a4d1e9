import type { ReactiveElement } from 'lit';
import { changedRate, lastRate } from '../../src/picture/rateText.js';
import type { RunSeries } from '../../src/picture/series.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { popoverOpener } from '../figure/popover.js';
import type { Player } from './player.js';
import { type EditedRun, editorId } from './rateEditor.js';

interface RunEditorHost {
  player(): Player;
  /** The `runs` property. */
  givenRuns(): unknown;
  /** Takes over the edited runs. */
  changeRuns(runs: readonly PlannedRun[]): void;
}

/** Edits of the runs: hide, change a rate, add, remove. */
export class RunEditor {
  #host: ReactiveElement;
  #figure: RunEditorHost;
  #editedIndex: number | null = null;

  constructor(host: ReactiveElement, figure: RunEditorHost) {
    this.#host = host;
    this.#figure = figure;
  }

  /** The state of the editor; null while it is closed. */
  get editedRun(): EditedRun | null {
    const { requested, seriesList } = this.#figure.player();
    const run = this.#editedIndex === null ? undefined : requested[this.#editedIndex];
    if (!run || run.rate === null) return null;
    const rates = requested.map(({ rate }) => Math.log10(lastRate(rate))).filter(Number.isFinite);
    const middle = Math.round((Math.min(...rates) + Math.max(...rates)) / 2);
    const reach = Math.max(1.5, ...rates.map((each) => Math.abs(each - middle)));
    return {
      optimizer: run.optimizer,
      rate: lastRate(run.rate),
      hidden: seriesList[this.#editedIndex!].hidden,
      from: this.#fromStep,
      decades: [middle - Math.ceil(reach), middle + Math.ceil(reach)],
    };
  }

  readonly toggleRun = (series: RunSeries): void => {
    series.hidden = !series.hidden;
    this.#host.requestUpdate();
  };

  readonly editRun = (run: number): void => {
    this.#editedIndex = run;
    this.#host.requestUpdate();
  };

  readonly toggleEdited = (): void => this.toggleRun(this.#figure.player().seriesList[this.#editedIndex!]);

  readonly changeRate = (rate: number): void => {
    const at = this.#place;
    const withRate = (run: PlannedRun, i: number): PlannedRun =>
      i === at && run.rate !== null ? { ...run, rate: changedRate(run.rate, this.#fromStep, rate) } : run;
    this.#figure.changeRuns(this.#requestedRuns.map(withRate));
  };

  readonly removeRun = (): void => {
    const at = this.#place;
    this.#editedIndex = null;
    const popover = (this.#host.renderRoot as ShadowRoot).getElementById(editorId);
    // The focus goes to another button: the one that opened the popover is removed.
    const row = popover && popoverOpener(popover)?.closest('.row');
    row?.querySelector<HTMLElement>('.add')?.focus();
    popover?.hidePopover();
    this.#figure.changeRuns(this.#requestedRuns.filter((_, i) => i !== at));
  };

  /** Adds a rate, as far above the highest, in ratio, as that is above the one below it. */
  readonly addRun = (optimizer: string): void => {
    const last = this.#requestedRuns.findLastIndex((run) => run.optimizer === optimizer);
    const rates = this.#requestedRuns
      .filter((run) => run.optimizer === optimizer)
      .map(({ rate }) => lastRate(rate))
      .sort((a, b) => b - a);
    const [high = 0.01, next = high / 10] = [...new Set(rates)];
    const rate = Number((high * (high / next)).toPrecision(2));
    this.#figure.changeRuns(this.#requestedRuns.toSpliced(last + 1, 0, { optimizer, rate }));
  };

  /** The step from which a new rate holds: the step shown; 0 at the end. */
  get #fromStep(): number {
    const { playhead } = this.#figure.player();
    return playhead.ended ? 0 : playhead.step;
  }

  /** The index of the edited run, replicates counted once. */
  get #place(): number {
    const before = this.#figure.player().requested.slice(0, (this.#editedIndex ?? -1) + 1);
    return before.filter(({ replicate }) => !replicate).length - 1;
  }

  /** The runs as last requested, shown or pending. */
  get #requestedRuns(): readonly PlannedRun[] {
    const asked = this.#figure.givenRuns();
    if (Array.isArray(asked)) return asked;
    return this.#figure
      .player()
      .requested.filter(({ replicate }) => !replicate)
      .map(({ replicate: _, ...run }) => run as PlannedRun);
  }
}
