import { html, nothing, type PropertyDeclarations } from 'lit';
import { splitWords } from '../../src/numbers.js';
import { runPhrases } from '../../src/phrases/en.js';
import type { RunSeries } from '../../src/picture/series.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { knobSettings } from '../../src/spec/settings.js';
import { settingProperties } from '../data/attributes.js';
import { NablaChangeEvent } from '../figure/events.js';
import { outcomesTable } from './outcomesTable.js';
import { PlayedFigure } from './playedFigure.js';
import { rateEditor } from './rateEditor.js';
import { runChips } from './runChips.js';
import { RunEditor } from './runEditor.js';

/** Defaults of the settings of the runs; knobs of optimizers have one value or several to try. */
const howToRun = {
  ...{ optimizers: '', rates: '', runs: '', schedule: null, tolerance: null, clip: null },
  ...Object.fromEntries(knobSettings.map((name) => [name, null])),
};

/** Base class of figures in which several optimizers run, with their legend, editor, outcomes and numbers. */
export abstract class RunsFigure extends PlayedFigure {
  static override properties: PropertyDeclarations = {
    ...PlayedFigure.properties,
    ...settingProperties(howToRun),
  };

  /** The optimizers by name: `sgd adam`; SGD when empty. */
  declare optimizers: string | readonly string[];
  /**
   * The learning rates: `0.01 0.1 1`, or `1e-3..1e3:9` for nine evenly spaced in the logarithm; each optimizer's own
   * when empty.
   */
  declare rates: string | readonly number[];
  /** The runs one by one, in place of optimizers and rates. */
  abstract runs: unknown;
  /** The schedule of the learning rate: `cosine`, or with knobs, `cosine:etaMin=0.1`. */
  declare schedule: string | Readonly<Record<string, unknown>> | null;
  /**
   * How small the largest entry of the gradient has to become, by itself and beside the largest met, for a run to
   * settle; when empty 1e-8, in `f32` 1e-5.
   */
  declare tolerance: number | string | null;
  /** The largest 2-norm of a gradient; a longer one is scaled down to it. */
  declare clip: number | string | null;
  #runEditor = new RunEditor(this, {
    player: () => this.player,
    givenRuns: () => this.runs,
    changeRuns: (runs) => this.changeProperty('runs', runs),
  });
  #keepsStep = false;

  /** Whether the last change came from the user, so that the step shown stays; resets itself. */
  protected takeKeepsStep(): boolean {
    const stays = this.#keepsStep;
    this.#keepsStep = false;
    return stays;
  }

  /** Change of a property by the user, announced by `nabla-change`. */
  protected changeProperty(name: keyof this & string, value: unknown): void {
    if (this[name] === value) return;
    Object.assign(this, { [name]: value });
    this.#keepsStep = true;
    this.dispatchEvent(new NablaChangeEvent({ name, value }));
  }

  /** Adds a rate of the first optimizer, where nothing runs. */
  protected readonly addFirstRun = (): void => {
    this.#runEditor.addRun(splitWords(String(this.optimizers))[0] ?? 'sgd');
  };

  /** The word for a run that diverged, in its chip. */
  protected divergenceWord(_series: RunSeries): string {
    return this.phrases(runPhrases).diverged;
  }

  /** The legend with its editor, the outcomes and the numbers. */
  protected renderResults<S extends RunSeries>(
    title: string,
    seriesList: readonly S[],
    grid: (series: S) => Grid,
  ) {
    const { language, comparison } = this;
    return html`
      ${seriesList.length > 0 ? runChips(this.player, language, this.#runEditor, (series) => this.divergenceWord(series)) : nothing}
      ${rateEditor(this.#runEditor.editedRun, language, this.#runEditor)}
      ${comparison ? outcomesTable({ runs: comparison.runs, seriesList, language }) : nothing}
      ${comparison && seriesList.length > 0 ? this.numbersPager.renderTable(title, seriesList, grid, language) : nothing}
    `;
  }
}
