import type { ReactiveElement } from 'lit';
import { changedRate, lastRate } from '../../src/picture/rateText.js';
import type { Strand } from '../../src/picture/series.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { openerOf } from '../figure/popover.js';
import type { Stage } from './player.js';
import { type Edited, editorId } from './rateEditor.js';

interface Rostered {
  stage(): Stage;
  /** The list of runs that was asked for, where there is one. */
  asked(): unknown;
  /** What the reader made of the runs. */
  changed(runs: readonly PlannedRun[]): void;
}

/** The runs under the reader's hand: hidden, changed, added, removed. */
export class Roster {
  #host: ReactiveElement;
  #page: Rostered;
  #edited: number | null = null;

  constructor(host: ReactiveElement, page: Rostered) {
    this.#host = host;
    this.#page = page;
  }

  /** The run whose chip is open. */
  get edited(): Edited | null {
    const { planned, strands } = this.#page.stage();
    const run = this.#edited === null ? undefined : planned[this.#edited];
    if (!run || run.rate === null) return null;
    const rates = planned.map(({ rate }) => Math.log10(lastRate(rate))).filter(Number.isFinite);
    const middle = Math.round((Math.min(...rates) + Math.max(...rates)) / 2);
    const reach = Math.max(1.5, ...rates.map((each) => Math.abs(each - middle)));
    return {
      optimizer: run.optimizer,
      rate: lastRate(run.rate),
      hidden: strands[this.#edited!].hidden,
      from: this.#from,
      decades: [middle - Math.ceil(reach), middle + Math.ceil(reach)],
    };
  }

  readonly toggle = (strand: Strand): void => {
    strand.hidden = !strand.hidden;
    this.#host.requestUpdate();
  };

  readonly edit = (run: number): void => {
    this.#edited = run;
    this.#host.requestUpdate();
  };

  readonly hide = (): void => this.toggle(this.#page.stage().strands[this.#edited!]);

  readonly change = (rate: number): void => {
    const at = this.#place;
    const change = (run: PlannedRun, i: number): PlannedRun =>
      i === at && run.rate !== null ? { ...run, rate: changedRate(run.rate, this.#from, rate) } : run;
    this.#page.changed(this.#planned.map(change));
  };

  readonly remove = (): void => {
    const at = this.#place;
    this.#edited = null;
    const popover = (this.#host.renderRoot as ShadowRoot).getElementById(editorId);
    // The button that opened it goes.
    const row = popover && openerOf(popover)?.closest('.row');
    row?.querySelector<HTMLElement>('.add')?.focus();
    popover?.hidePopover();
    this.#page.changed(this.#planned.filter((_, i) => i !== at));
  };

  /** One rate more, as far above the highest as that is above the one below it. */
  readonly add = (optimizer: string): void => {
    const last = this.#planned.findLastIndex((run) => run.optimizer === optimizer);
    const rates = this.#planned
      .filter((run) => run.optimizer === optimizer)
      .map(({ rate }) => lastRate(rate))
      .sort((a, b) => b - a);
    const [high = 0.01, next = high / 10] = [...new Set(rates)];
    const rate = Number((high * (high / next)).toPrecision(2));
    this.#page.changed(this.#planned.toSpliced(last + 1, 0, { optimizer, rate }));
  };

  /** Where a new rate begins to hold: now, unless the run is at its beginning or its end. */
  get #from(): number {
    const { pace } = this.#page.stage();
    return pace.ended ? 0 : pace.step;
  }

  /** Which of the runs asked for is edited, replicates counted once. */
  get #place(): number {
    const before = this.#page.stage().planned.slice(0, (this.#edited ?? -1) + 1);
    return before.filter(({ replicate }) => !replicate).length - 1;
  }

  /** The runs as they were asked for last, on show or about to be. */
  get #planned(): readonly PlannedRun[] {
    const asked = this.#page.asked();
    if (Array.isArray(asked)) return asked;
    return this.#page
      .stage()
      .planned.filter(({ replicate }) => !replicate)
      .map(({ replicate: _, ...run }) => run as PlannedRun);
  }
}
