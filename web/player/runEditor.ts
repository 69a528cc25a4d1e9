import type { ReactiveElement } from 'lit';
import { changedRate, lastRate } from '../../src/picture/rateText.js';
import type { Strand } from '../../src/picture/series.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { openerOf } from '../figure/popover.js';
import type { Stage } from './player.js';
import { type Edited, editorId } from './rateEditor.js';

interface Rostered {
  stage(): Stage;
  /** The `runs` property. */
  asked(): unknown;
  /** Takes over the edited runs. */
  changed(runs: readonly PlannedRun[]): void;
}

/** Edits of the runs: hide, change a rate, add, remove. */
export class Roster {
  #host: ReactiveElement;
  #page: Rostered;
  #edited: number | null = null;

  constructor(host: ReactiveElement, page: Rostered) {
    this.#host = host;
    this.#page = page;
  }

  /** The state of the editor; null while it is closed. */
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
    // The focus goes to another button: the one that opened the popover is removed.
    const row = popover && openerOf(popover)?.closest('.row');
    row?.querySelector<HTMLElement>('.add')?.focus();
    popover?.hidePopover();
    this.#page.changed(this.#planned.filter((_, i) => i !== at));
  };

  /** Adds a rate, as far above the highest, in ratio, as that is above the one below it. */
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

  /** The step from which a new rate holds: the step shown; 0 at the end. */
  get #from(): number {
    const { pace } = this.#page.stage();
    return pace.ended ? 0 : pace.step;
  }

  /** The index of the edited run, replicates counted once. */
  get #place(): number {
    const before = this.#page.stage().planned.slice(0, (this.#edited ?? -1) + 1);
    return before.filter(({ replicate }) => !replicate).length - 1;
  }

  /** The runs as last requested, shown or pending. */
  get #planned(): readonly PlannedRun[] {
    const asked = this.#page.asked();
    if (Array.isArray(asked)) return asked;
    return this.#page
      .stage()
      .planned.filter(({ replicate }) => !replicate)
      .map(({ replicate: _, ...run }) => run as PlannedRun);
  }
}
