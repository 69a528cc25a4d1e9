import { type CSSResultGroup, html, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Comparison, ExportedModel } from '../../src/index.js';
import { figurePhrases } from '../../src/phrases/en.js';
import { needSpec } from '../../src/spec/needSpec.js';
import { tableOptionsFrom } from '../../src/spec/readSpec.js';
import { settingTable } from '../../src/spec/settings.js';
import type { Spec } from '../../src/spec/spec.js';
import { writeSpec } from '../../src/spec/writeSpec.js';
import {
  type AttributeValues,
  isGiven,
  jobFromAttributes,
  propertyName,
  settingProperties,
} from '../data/attributes.js';
import type { DataPickerHost } from '../data/dataPicker.js';
import { NablaChangeEvent, NablaEndEvent, NablaStepEvent } from '../figure/events.js';

import { Figure, type FigureValue } from '../figure/figure.js';
import type { ExportItem } from '../figure/header.js';
import type { Playhead } from '../figure/playhead.js';
import { type FigureProperty, text } from '../figure/properties.js';
import { downloadFile } from '../figure/saveFile.js';
import { runsStyles } from '../styles/runs.js';
import { transportStyles as transportStyle } from '../styles/transport.js';
import { workerClient } from '../worker/workerClient.js';
import { NumbersPager } from './numbersPager.js';
import type { Player, PlayerEvents } from './player.js';
import { divergenceTick, transportControls } from './transport.js';

/** Base class of figures that play runs. */
export abstract class PlayedFigure extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    ...settingProperties({ steps: null }),
    workerUrl: { ...text(), attribute: 'worker-url' },
  };
  static override styles: CSSResultGroup = [Figure.styles, transportStyle, runsStyles];

  /** The number of updates that each run makes at most. */
  declare steps: number;
  /** The address of `worker.js`, for pages whose policy forbids workers made from a Blob. */
  declare workerUrl: string;

  protected abstract readonly player: Player;
  /** Handlers of the player's events. */
  protected readonly playerEvents: PlayerEvents = {
    changed: (moved) => this.#handleChange(moved),
    ended: (comparison) => this.dispatchEvent(new NablaEndEvent(comparison)),
    failed: (error) => this.reportError(error),
  };
  protected readonly numbersPager = new NumbersPager(() => this.requestUpdate());
  #divergedShown = 0;

  /** The settings by name, as the properties have them. */
  protected get asked(): AttributeValues {
    const { elementProperties } = this.constructor as typeof Figure;
    const names = Object.keys(settingTable).filter((name) => elementProperties.has(propertyName(name)));
    const asked = Object.fromEntries(names.map((name) => [name, this[propertyName(name) as keyof this]]));
    // Epochs take the place of the steps that there are unless said.
    const { usual } = elementProperties.get('steps') as FigureProperty;
    return isGiven(asked.epochs) && asked.steps === usual ? { ...asked, steps: undefined } : asked;
  }

  /** Settings by the names of their properties. */
  protected propertiesOf(told: AttributeValues): AttributeValues {
    return Object.fromEntries(Object.entries(told).map(([name, value]) => [propertyName(name), value]));
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
      const spec = jobFromAttributes(this.localName, this.asked)?.spec ?? null;
      return spec && writeSpec(spec) && spec;
    } catch {
      return null;
    }
  }

  protected override plainState({ spec, ...state }: Readonly<Record<string, unknown>>): AttributeValues {
    const told = spec !== undefined && this.#settingsOf(spec);
    // A trained model says what it was trained by, and nothing of the figure.
    return 'layers' in state ? told || {} : { ...state, ...told };
  }

  /**
   * All settings of a spec as properties; undefined, for the default, where it has none. Throws a TypeError for a spec
   * that attributes cannot express.
   */
  #settingsOf(spec: unknown): AttributeValues {
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
    return this.player.comparison;
  }

  /**
   * The model of the best run as plain JSON, as `exportModel` makes it: what `importModel` and `nabla predict` take, and
   * `setState`, which trains it again. Rejects with a TypeError where there is none: without data, before the runs have
   * ended, or where all diverged.
   */
  async toModel(): Promise<ExportedModel> {
    const { comparison, player } = this;
    const best = comparison?.best;
    if (!best || !player.job || !('data' in player.job.spec.problem))
      throw new TypeError(
        `${this.localName}: toModel needs runs on data that have ended, got none that did not diverge`,
      );
    const index = comparison.runs.indexOf(best);
    return workerClient.exportModel({ job: player.job, index, point: best.point });
  }

  protected override get ownExports(): readonly ExportItem[] {
    const { job, comparison } = this.player;
    if (!comparison?.best || !job || !('data' in job.spec.problem)) return [];
    const save = async () =>
      downloadFile(JSON.stringify(await this.toModel()), `${this.localName}-model.json`, 'application/json');
    return [{ name: this.phrases(figurePhrases).model, format: 'JSON', save }];
  }

  play(): void {
    this.startRequested();
    this.player.play();
  }

  pause(): void {
    this.player.playhead.pause();
  }

  /** Moves by n steps, back where n is negative, and pauses. */
  step(n = 1): void {
    this.player.step(n);
  }

  /** Moves to the start and pauses. */
  reset(): void {
    this.player.seek(0);
  }

  protected override enterPrint(until: number): boolean {
    return this.player.enterPrint(until);
  }

  protected override exitPrint(): void {
    this.player.exitPrint();
  }

  protected get playhead(): Playhead {
    return this.player.playhead;
  }

  protected togglePlay(): void {
    if (this.playhead.playing) this.pause();
    else this.play();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.workerUrl) workerClient.url = this.workerUrl;
    super.willUpdate(changed);
  }

  /** Settings of the data form as properties, each announced by `nabla-change`. */
  protected applySettings(settings: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(settings)) {
      if (this[name as keyof this] === value) continue;
      Object.assign(this, { [name]: value });
      this.dispatchEvent(new NablaChangeEvent({ name, value }));
    }
    this.requestUpdate();
  }

  /** Interface of the figure to the data form. */
  protected dataPickerHost(
    attributes: () => ReturnType<DataPickerHost['attributes']>,
    run: DataPickerHost['run'],
  ): DataPickerHost {
    return {
      attributes,
      run,
      tableOptions: () => tableOptionsFrom(this.asked),
      showError: (error) => {
        if (error) this.reportError(error);
        else this.error = this.player.error;
      },
      error: () => this.error,
      flag: (name, on) => this.setStateFlag(name, on),
      language: () => this.language,
    };
  }

  protected renderControls() {
    const changeSpeed = (speed: number) => {
      this.speed = speed;
    };
    const { player } = this;
    const total = Math.max(1, player.timeline.total);
    const lost = player.seriesList.filter(({ diverged }) => diverged !== null);
    const played = {
      ...{ playhead: player.playhead, off: player.currentView() === null, total },
      marks: lost.map(({ diverged, colour }) =>
        divergenceTick(player.history.steps[diverged!] / total, colour + 1),
      ),
      step: (n: number) => player.step(n),
      seek: (step: number) => player.seek(step),
    };
    return html`<div class="controls">
      ${transportControls(played, this.speed, this.language, { play: () => this.play(), changeSpeed })}
    </div>`;
  }

  #handleChange(moved: boolean): void {
    const { seriesList, playhead, history, divergedCount } = this.player;
    if (divergedCount !== this.#divergedShown) this.requestUpdate();
    this.#divergedShown = divergedCount;
    this.redraw();
    if (!moved || seriesList.length === 0 || history.length === 0) return;
    this.dispatchEvent(new NablaStepEvent(playhead.step, this.#runsShown));
  }

  /** The runs at the step shown. */
  get #runsShown() {
    const { seriesList, playhead, history } = this.player;
    const sample = history.sampleAt(playhead.step);
    return seriesList.map(({ label, optimizer }, i) => ({
      label,
      optimizer,
      value: history.values[i][sample],
      ...(history.validation.length > 0 && { validation: history.validation[i][sample] }),
    }));
  }

  /** The step shown, the runs there, how each ended, and the best; undefined before the first losses. */
  protected get shownValue(): FigureValue | undefined {
    const { requested, seriesList, playhead, history } = this.player;
    if (seriesList.length === 0 || history.length === 0) return undefined;
    const runs = this.#runsShown.map((run, i) => ({
      ...run,
      rate: requested[i].rate,
      outcome: this.comparison?.runs[i].outcome ?? null,
    }));
    return { step: playhead.step, runs, best: this.comparison?.best?.label ?? null };
  }

  protected readonly valueSettings: readonly string[] = [];

  protected override takeValue(value: FigureValue): void {
    super.takeValue(value);
    if (typeof value.step === 'number') this.player.seek(value.step);
  }
}
