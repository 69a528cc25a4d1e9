import { html, nothing, type PropertyDeclarations } from 'lit';
import { splitWords } from '../../src/numbers.js';
import type { Strand } from '../../src/picture/series.js';
import type { Grid } from '../../src/picture/textGrid.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import type { WrittenRun } from '../../src/spec/runsText.js';
import { knobSettings } from '../../src/spec/settings.js';
import { settingProperties } from '../data/attributes.js';
import { NablaChangeEvent } from '../figure/events.js';
import { settings } from '../figure/figure.js';
import { outcomes } from './outcomesTable.js';
import { PlayedFigure } from './playedFigure.js';
import { editor } from './rateEditor.js';
import { chips } from './runChips.js';
import { Roster } from './runEditor.js';

/** How runs are made, each empty where it is not given; knobs of optimizers by their names, one value or several to try. */
const howToRun = {
  ...{ optimizers: '', rates: '', runs: '', schedule: null, tolerance: null, clip: null },
  ...Object.fromEntries(knobSettings.map((name) => [name, null])),
};

/** What figures share in which several optimizers run: the runs under the reader's hand, what came of them. */
export abstract class RunsFigure extends PlayedFigure {
  static override properties: PropertyDeclarations = settings({
    ...PlayedFigure.properties,
    ...settingProperties(Object.keys(howToRun)),
  });

  /** Names of optimizers: `sgd adam`; SGD when empty. */
  declare optimizers: string | readonly string[];
  /** Learning rates: `0.01 0.1 1`, or `1e-3..1e3:9` for nine of them over the decades; each optimizer's own when empty. */
  declare rates: string | readonly number[];
  /**
   * Instead of optimizers and rates, the runs one by one: `sgd 0.1 momentum=0.9 schedule=cosine, adam 0.01 0.03@137`; a
   * rate changes at a step.
   */
  declare runs: string | readonly (WrittenRun | PlannedRun)[];
  /** How the rate changes on the way: `cosine`, or with knobs, `cosine:etaMin=0.1`. */
  declare schedule: string | Readonly<Record<string, unknown>> | null;
  /** How flat it is where a run has settled; 1e-8 when empty. */
  declare tolerance: number | string | null;
  /** The longest a gradient may be; a longer one is shortened to it. */
  declare clip: number | string | null;
  #roster = new Roster(this, {
    stage: () => this.stage,
    asked: () => this.runs,
    changed: (runs) => this.change('runs', runs),
  });
  #stays = false;

  constructor() {
    super();
    Object.assign(this, howToRun);
  }

  /** Whether what is asked for now is the reader's doing, and the figure stays at the step shown; said once. */
  protected stays(): boolean {
    const stays = this.#stays;
    this.#stays = false;
    return stays;
  }

  /** The reader has changed something: what is on show follows, and the page is told. */
  protected change(name: keyof this & string, value: unknown): void {
    if (this[name] === value) return;
    Object.assign(this, { [name]: value });
    this.#stays = true;
    this.dispatchEvent(new NablaChangeEvent({ name, value }));
  }

  /** A rate of the first optimizer named, where nothing runs. */
  protected readonly addFirst = (): void => {
    this.#roster.add(splitWords(String(this.optimizers))[0] ?? 'sgd');
  };

  /** The runs by name, what happened to each, and their numbers. */
  protected results<S extends Strand>(title: string, strands: readonly S[], grid: (strand: S) => Grid) {
    const { numbers, comparison } = this;
    return html`
      ${strands.length > 0 ? chips(this.stage, numbers, this.#roster) : nothing}
      ${editor(this.#roster.edited, numbers, this.#roster)}
      ${comparison ? outcomes({ runs: comparison.runs, strands, numbers }) : nothing}
      ${comparison && strands.length > 0 ? this.ledger.of(title, strands, grid, numbers) : nothing}
    `;
  }
}
