import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Comparison } from '../src/index.js';
import { list } from './attributes.js';
import { crew } from './controllers/crew.js';
import type { Pace } from './controllers/pace.js';
import { Roster } from './controllers/roster.js';
import type { Stage, StageEvents } from './controllers/stage.js';
import type { Strand } from './draw/strand.js';
import { NablaChangeEvent, NablaEndEvent, NablaStepEvent } from './events.js';
import { Figure, settings } from './figure.js';
import type { Planned } from './job.js';
import { chips } from './parts/chips.js';
import { editor } from './parts/editor.js';
import { Ledger } from './parts/ledger.js';
import { outcomes } from './parts/outcomes.js';
import type { Grid } from './parts/table.js';
import { transport } from './parts/transport.js';
import { runs } from './styles/runs.js';
import { transport as transportStyle } from './styles/transport.js';

/** What figures share in which optimizers run: playing, the runs under the reader's hand, what came of them. */
export abstract class RunsFigure extends Figure {
  static override properties: PropertyDeclarations = settings({
    ...Figure.properties,
    optimizers: {},
    rates: {},
    runs: {},
    steps: { type: Number },
    workerUrl: { attribute: 'worker-url' },
  });
  static override styles: CSSResultGroup = [Figure.styles, transportStyle, runs];

  /** Names of optimizers: `sgd adam`. */
  declare optimizers: string | readonly string[];
  /** Learning rates: `0.01 0.1 1`, or `1e-3..1e3:9` for nine of them over the decades; each optimizer's own when empty. */
  declare rates: string | readonly number[];
  /** Instead of optimizers and rates, the runs one by one: `sgd 0.1, adam 0.01 0.03@137`; a rate changes at a step. */
  declare runs: string | readonly Planned[];
  /** How many updates each run makes. */
  declare steps: number;
  /** Where `worker.js` is served from, for pages whose policy forbids workers made from a Blob. */
  declare workerUrl: string;

  protected abstract readonly stage: Stage;
  /** What a stage tells. */
  protected readonly told: StageEvents = {
    changed: (moved) => this.#changed(moved),
    ended: (comparison) => this.dispatchEvent(new NablaEndEvent(comparison)),
    failed: (error) => this.fail(error),
  };
  #roster = new Roster(this, {
    stage: () => this.stage,
    asked: () => this.runs,
    changed: (runs) => this.change('runs', runs),
  });
  #ledger = new Ledger(() => this.requestUpdate());
  #lost = 0;
  #stays = false;

  constructor() {
    super();
    this.optimizers = this.rates = this.runs = this.workerUrl = '';
  }

  /** What was compared, once all of it has been computed. */
  get comparison(): Comparison | null {
    return this.stage.comparison;
  }

  play(): void {
    this.begin();
    this.stage.play();
  }

  pause(): void {
    this.stage.pace.pause();
  }

  /** Moves by n steps, back where n is negative, and stops there. */
  step(n = 1): void {
    this.stage.step(n);
  }

  /** Back to the start. */
  reset(): void {
    this.stage.seek(0);
  }

  protected get pace(): Pace {
    return this.stage.pace;
  }

  protected toggle(): void {
    if (this.pace.playing) this.pause();
    else this.play();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.workerUrl) crew.url = this.workerUrl;
    super.willUpdate(changed);
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

  protected controls() {
    const hurry = (speed: number) => {
      this.speed = speed;
    };
    return html`<div class="controls">
      ${transport(this.stage, this.speed, this.numbers, { play: () => this.play(), hurry })}
    </div>`;
  }

  /** The runs by name, what happened to each, and their numbers. */
  protected results<S extends Strand>(title: string, strands: readonly S[], grid: (strand: S) => Grid) {
    const { numbers, comparison } = this;
    return html`
      ${strands.length > 0 ? chips(this.stage, numbers, this.#roster) : nothing}
      ${editor(this.#roster.edited, numbers, this.#roster)}
      ${comparison ? outcomes({ runs: comparison.runs, strands, numbers }) : nothing}
      ${comparison && strands.length > 0 ? this.#ledger.of(title, strands, grid, numbers) : nothing}
    `;
  }

  #changed(moved: boolean): void {
    const { strands, pace, trace, lost } = this.stage;
    if (lost !== this.#lost) this.requestUpdate();
    this.#lost = lost;
    this.redraw();
    if (!moved || strands.length === 0 || trace.laps === 0) return;
    const lap = trace.lapAt(pace.step);
    const runs = strands.map(({ label, optimizer, values }) => ({ label, optimizer, value: values[lap] }));
    this.dispatchEvent(new NablaStepEvent(pace.step, runs));
  }
}
