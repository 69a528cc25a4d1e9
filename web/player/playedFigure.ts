import { type CSSResultGroup, html, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Comparison } from '../../src/index.js';
import { needSpec } from '../../src/spec/needSpec.js';
import { settingTable } from '../../src/spec/settings.js';
import type { Spec } from '../../src/spec/spec.js';
import { writeSpec } from '../../src/spec/writeSpec.js';
import { type Asked, jobOf, settingProperties } from '../data/attributes.js';
import type { Chosen } from '../data/dataPicker.js';
import { NablaChangeEvent, NablaEndEvent, NablaStepEvent } from '../figure/events.js';
import { Figure, settings } from '../figure/figure.js';
import type { Pace } from '../figure/playhead.js';
import { runs } from '../styles/runs.js';
import { transport as transportStyle } from '../styles/transport.js';
import { crew } from '../worker/workerClient.js';
import { Ledger } from './numbersPager.js';
import type { Stage, StageEvents } from './player.js';
import { transport } from './transport.js';

/** Base class of figures that play runs. */
export abstract class PlayedFigure extends Figure {
  static override properties: PropertyDeclarations = settings({
    ...Figure.properties,
    ...settingProperties(['steps']),
    workerUrl: { attribute: 'worker-url' },
  });
  static override styles: CSSResultGroup = [Figure.styles, transportStyle, runs];

  /** The number of updates that each run makes at most. */
  declare steps: number;
  /** The address of `worker.js`, for pages whose policy forbids workers made from a Blob. */
  declare workerUrl: string;

  protected abstract readonly stage: Stage;
  /** Handlers of the player's events. */
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

  /** The settings by name, as the properties have them. */
  protected get asked(): Asked {
    const { elementProperties } = this.constructor as typeof Figure;
    const names = Object.keys(settingTable).filter((name) => elementProperties.has(name));
    return Object.fromEntries(names.map((name) => [name, this[name as keyof this]]));
  }

  /** Settings by the names of their properties. */
  protected propertiesOf(told: Asked): Asked {
    return told;
  }

  /** As `Figure.getState`, with the settings as a spec where they make one. */
  override getState(): Record<string, unknown> {
    const state = super.getState();
    const spec = this.#spec();
    if (!spec) return state;
    const own = Object.keys(this.propertiesOf(this.asked));
    return { ...Object.fromEntries(Object.entries(state).filter(([name]) => !own.includes(name))), spec };
  }

  #spec(): Spec | null {
    try {
      const spec = jobOf(this.localName, this.asked)?.spec ?? null;
      return spec && writeSpec(spec) && spec;
    } catch {
      return null;
    }
  }

  override setState({ spec, ...state }: Readonly<Record<string, unknown>>): void {
    super.setState({ ...state, ...(spec !== undefined && this.#settingsOf(spec)) });
  }

  /**
   * All settings of a spec as properties; undefined, for the default, where it has none. Throws a TypeError for a spec
   * that attributes cannot express.
   */
  #settingsOf(spec: unknown): Asked {
    const told = writeSpec(needSpec(this.localName, spec));
    if (!told)
      throw new TypeError(
        `${this.localName}: state.spec needs what attributes can say, data by name or address, got another`,
      );
    const none = Object.fromEntries(Object.keys(this.asked).map((name) => [name, undefined]));
    return this.propertiesOf({ ...none, ...told });
  }

  /** The comparison; null until all of it has been computed. */
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

  /** Moves by n steps, back where n is negative, and pauses. */
  step(n = 1): void {
    this.stage.step(n);
  }

  /** Moves to the start and pauses. */
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

  /** Settings of the data form as properties, each announced by `nabla-change`. */
  protected adopt(settings: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(settings)) {
      if (this[name as keyof this] === value) continue;
      Object.assign(this, { [name]: value });
      this.dispatchEvent(new NablaChangeEvent({ name, value }));
    }
    this.requestUpdate();
  }

  /** Interface of the figure to the data form. */
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
