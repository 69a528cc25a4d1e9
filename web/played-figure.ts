import { type CSSResultGroup, html, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Comparison } from '../src/index.js';
import type { Chosen } from './controllers/choosing.js';
import { crew } from './controllers/crew.js';
import type { Pace } from './controllers/pace.js';
import type { Stage, StageEvents } from './controllers/stage.js';
import { NablaChangeEvent, NablaEndEvent, NablaStepEvent } from './events.js';
import { Figure, settings } from './figure.js';
import { Ledger } from './parts/ledger.js';
import { transport } from './parts/transport.js';
import { runs } from './styles/runs.js';
import { transport as transportStyle } from './styles/transport.js';

/** What figures share that play runs, whoever chose them. */
export abstract class PlayedFigure extends Figure {
  static override properties: PropertyDeclarations = settings({
    ...Figure.properties,
    steps: { type: Number },
    workerUrl: { attribute: 'worker-url' },
  });
  static override styles: CSSResultGroup = [Figure.styles, transportStyle, runs];

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
  protected readonly ledger = new Ledger(() => this.requestUpdate());
  #lost = 0;

  constructor() {
    super();
    this.workerUrl = '';
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

  /** What the reader made of a file: properties follow, and the page is told. */
  protected adopt(settings: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(settings)) {
      if (this[name as keyof this] === value) continue;
      Object.assign(this, { [name]: value });
      this.dispatchEvent(new NablaChangeEvent({ name, value }));
    }
    this.requestUpdate();
  }

  /** What may be done with the figure by who takes files of data for it. */
  protected chosen(asked: () => ReturnType<Chosen['asked']>, run: Chosen['run']): Chosen {
    return {
      asked,
      run,
      failed: (error) => {
        if (error) this.fail(error);
        else this.error = this.stage.error;
      },
      error: () => this.error,
      flag: (name, on) => this.flag(name, on),
    };
  }

  protected controls() {
    const hurry = (speed: number) => {
      this.speed = speed;
    };
    return html`<div class="controls">
      ${transport(this.stage, this.speed, this.numbers, { play: () => this.play(), hurry })}
    </div>`;
  }

  #changed(moved: boolean): void {
    const { strands, pace, trace, lost } = this.stage;
    if (lost !== this.#lost) this.requestUpdate();
    this.#lost = lost;
    this.redraw();
    if (!moved || strands.length === 0 || trace.laps === 0) return;
    const lap = trace.lapAt(pace.step);
    const runs = strands.map(({ label, optimizer }, i) => ({
      label,
      optimizer,
      value: trace.values[i][lap],
      ...(trace.apart.length > 0 && { validation: trace.apart[i][lap] }),
    }));
    this.dispatchEvent(new NablaStepEvent(pace.step, runs));
  }
}
