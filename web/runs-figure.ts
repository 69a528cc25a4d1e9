import { html, nothing, type PropertyDeclarations } from 'lit';
import { list } from './attributes.js';
import { Roster } from './controllers/roster.js';
import type { Strand } from './draw/strand.js';
import { NablaChangeEvent } from './events.js';
import { settings } from './figure.js';
import type { Planned } from './job.js';
import { chips } from './parts/chips.js';
import { editor } from './parts/editor.js';
import { outcomes } from './parts/outcomes.js';
import type { Grid } from './parts/table.js';
import { PlayedFigure } from './played-figure.js';

/** What figures share in which several optimizers run: the runs under the reader's hand, what came of them. */
export abstract class RunsFigure extends PlayedFigure {
  static override properties: PropertyDeclarations = settings({
    ...PlayedFigure.properties,
    optimizers: {},
    rates: {},
    runs: {},
  });

  /** Names of optimizers: `sgd adam`. */
  declare optimizers: string | readonly string[];
  /** Learning rates: `0.01 0.1 1`, or `1e-3..1e3:9` for nine of them over the decades; each optimizer's own when empty. */
  declare rates: string | readonly number[];
  /** Instead of optimizers and rates, the runs one by one: `sgd 0.1, adam 0.01 0.03@137`; a rate changes at a step. */
  declare runs: string | readonly Planned[];
  #roster = new Roster(this, {
    stage: () => this.stage,
    asked: () => this.runs,
    changed: (runs) => this.change('runs', runs),
  });
  #stays = false;

  constructor() {
    super();
    this.optimizers = this.rates = this.runs = '';
  }

  /** Some properties as they are, lists as text. */
  protected asked<Name extends keyof this & string>(names: readonly Name[]): Record<Name, unknown> {
    const lists = { optimizers: String(this.optimizers), rates: String(this.rates) };
    return {
      ...(Object.fromEntries(names.map((name) => [name, this[name]])) as Record<Name, unknown>),
      ...lists,
    };
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
    this.#roster.add(list(String(this.optimizers))[0] ?? 'sgd');
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
