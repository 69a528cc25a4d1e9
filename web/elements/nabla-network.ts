import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { withAxisTitle } from '../../src/picture/compare/lossChart.js';
import { networkCaption } from '../../src/picture/network/regionSentences.js';
import { planeDrawing } from '../../src/picture/network/regionsPlot.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { compareSubtitle } from '../../src/picture/subtitle.js';
import { formatCsv } from '../../src/results/csv.js';
import {
  type AttributeValues,
  describeSubject,
  planeJobFromAttributes,
  settingProperties,
} from '../data/attributes.js';
import type { CsvTable } from '../data/columnSurvey.js';
import { DataPicker } from '../data/dataPicker.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../figure/events.js';
import type { Demo } from '../figure/figure.js';
import type { KeyHelp } from '../figure/header.js';
import { text } from '../figure/properties.js';
import { DecisionPlane } from '../network/classRegions.js';
import { updateTransport } from '../player/livePosition.js';
import { outcomesTable } from '../player/outcomesTable.js';
import { PlayedFigure } from '../player/playedFigure.js';
import { Player, prefersReducedMotion } from '../player/player.js';
import { handlePlaybackKey, playbackKeys } from '../player/playerKeys.js';
import { networkStyles } from '../styles/network.js';
import { sourceStyles } from '../styles/source.js';

export { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent };

/** Defaults of the settings of the training. */
const whatToLearn = {
  ...{ data: '', target: '', columns: '', model: 'mlp:8', validation: '', missing: null, l2: null },
  ...{ standardize: null, batch: null, seed: 0, schedule: null, tolerance: null, clip: null },
  ...{ precision: null, masterWeights: null, validateEvery: null },
};

/**
 * The classes that a model predicts over the plane of two features while it trains, with the data points on top.
 *
 * @fires nabla-step - {@link NablaStepEvent}
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-end - {@link NablaEndEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaNetwork extends PlayedFigure {
  static override properties: PropertyDeclarations = {
    ...PlayedFigure.properties,
    ...settingProperties({ ...whatToLearn, steps: 300 }),
    optimizer: text('adam'),
    rate: text(),
  };
  static override styles: CSSResultGroup = [PlayedFigure.styles, sourceStyles, networkStyles];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'Two moons',
      says: 'Eight units bend a line until it runs between the moons.',
      attributes: {
        heading: 'How does a network tell the moons apart?',
        data: 'moons',
        model: 'mlp:8',
        optimizer: 'adam',
        rate: '0.05',
        steps: '300',
      },
    },
    {
      title: 'Two measurements of penguins',
      says: 'Three species by the length and the depth of their bills; drop a CSV file of your own on it.',
      attributes: {
        heading: 'Which penguin has such a bill?',
        data: 'penguins',
        columns: 'bill length,bill depth',
        validation: '0.2',
        model: 'mlp:6',
        optimizer: 'adam',
        rate: '0.05',
        steps: '300',
      },
    },
  ];

  /** Data of two features with classes: `moons`, `spirals`, others with two `columns`, or the address of a CSV file. */
  declare data: string;
  /** The name of the column to predict, of a CSV file. */
  declare target: string;
  /** The names of the two feature columns, with a comma between them. */
  declare columns: string;
  /** The model: a network, `mlp:8` or `mlp:8,8:relu`, or `softmax`, `logistic`. */
  declare model: string;
  /** The name of an optimizer: `adam`. */
  declare optimizer: string;
  /** The learning rate; the optimizer's own when empty. */
  declare rate: string;
  /** The share of the rows kept apart for validation, such as `0.2`; none when empty. */
  declare validation: string | number;
  /**
   * The treatment of rows of a CSV file that lack a value: `refuse` the file, or `drop` the rows; `refuse` when empty.
   */
  declare missing: string | null;
  /** The coefficient of weight decay: (l2/2)·ΣW² is added to the loss, biases excluded. */
  declare l2: number | string | null;
  /** Whether columns are scaled to mean 0 and standard deviation 1; `false` leaves them as they are. */
  declare standardize: string | boolean | null;
  /** The schedule of the learning rate: `cosine`, or with knobs, `cosine:etaMin=0.1`. */
  declare schedule: string | Readonly<Record<string, unknown>> | null;
  /**
   * How small the largest entry of the gradient has to become, by itself and beside the largest met, for a run to
   * settle; when empty 1e-8, in `f32` 1e-5.
   */
  declare tolerance: number | string | null;
  /** The largest 2-norm of a gradient; a longer one is scaled down to it. */
  declare clip: number | string | null;
  /** The number of rows per update; all rows when empty. */
  declare batch: number | null;
  /** The precision of the products of a model's layers: `f64`, or `f32`, which is about twice as fast; `f64` when empty. */
  declare precision: string | null;
  /** Whether parameters keep double precision in `f32`, and are rounded for the products only; `false` rounds them. */
  declare masterWeights: string | boolean | null;
  /** The number of entries of the losses from one validation loss to the next; 1 when empty. */
  declare validateEvery: number | null;
  /** The seed of generated data, of the rows kept apart, of a network's initial weights and of the order of batches. */
  declare seed: number;

  protected readonly question = 'How does a network learn?';
  protected readonly keys: KeyHelp = playbackKeys.filter(([key]) => key !== '↑ ↓');
  #decisionPlane = new DecisionPlane();
  protected readonly player: Player = new Player(this, () => this.numbers, {
    ...this.playerEvents,
    failed: (error) => {
      if (!this.#dataPicker.refuseStarted(error)) this.playerEvents.failed(error);
    },
  });
  #dataPicker = new DataPicker(
    this,
    this.dataPickerHost(
      () => this,
      (settings) => this.applySettings({ ...settings, rate: this.rate || '0.05' }),
    ),
    'plane',
  );
  /** Inputs of the last painting, which is repeated only where one of them differs. */
  #paintedInputs: readonly unknown[] = [];
  #gutters = { left: 0, right: 0 };

  protected override get subtitle(): string {
    const { job } = this.player;
    if (!job) return '';
    const { title, start } = describeSubject(job);
    const run = this.player.seriesList[0]?.label ?? '';
    return compareSubtitle(
      { title: `${title}, ${run}`, start },
      job.spec.options,
      this.numbers,
      this.player.history.rows,
    );
  }

  protected override get drawn(): boolean {
    return this.player.job !== null;
  }

  protected override get errorContent(): unknown {
    return this.#dataPicker.dataError ? nothing : super.errorContent;
  }

  protected override get asked(): AttributeValues {
    return { ...super.asked, optimizers: this.optimizer, rates: this.rate };
  }

  protected override propertiesOf({ optimizers, rates, ...told }: AttributeValues): AttributeValues {
    return { ...told, optimizer: optimizers, rate: rates };
  }

  protected startRequested(): void {
    const { asked } = this;
    const readNetworkJob = (table: CsvTable | null) => planeJobFromAttributes(this.localName, asked, table);
    this.#dataPicker.startWhenLoaded(this.player, asked, readNetworkJob, this.autoplay, () => false);
  }

  get #sheet() {
    return { narrow: this.narrowWidth, tick: this.numbers.coordinate };
  }

  protected paintFrame(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    const view = this.#decisionPlane.viewShown(this.player);
    const on = [view, this.#isWaiting, this.numbers, canvas, width, palette, devicePixelRatio];
    if (on.some((each, i) => each !== this.#paintedInputs[i])) {
      const drawing = planeDrawing(view, { ...this.#sheet, width, palette, measure: canvasMeasure(palette) });
      if (view || !this.#isWaiting) paintOnPage(canvas, drawing, palette);
      [this.#paintedInputs, this.#gutters] = [on, drawing.gutters];
    }
    updateTransport(this.renderRoot, this.player, this.numbers, this.#gutters);
  }

  get #isWaiting(): boolean {
    return !this.error && (this.player.isPending || this.player.job !== null);
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#decisionPlane.viewShown(this.player);
    return (
      view &&
      withAxisTitle(planeDrawing(view, { ...this.#sheet, width, palette, measure }), view.names[1], palette)
    );
  }

  /**
   * The points drawn as CSV: the features, the class, the class predicted at the step shown, and `training` or
   * `validation`.
   */
  toCSV(): string {
    const view = this.#decisionPlane.viewShown(this.player);
    const heads = ['class', 'told', 'used'];
    if (!view) return formatCsv(['x', 'y', ...heads], []);
    const { points, labels, predicted, classes, names, fitted } = view;
    const lines = Array.from(labels, (k, i) => {
      const used = i < fitted ? 'training' : 'validation';
      return [points[2 * i], points[2 * i + 1], classes[k], classes[predicted[i]] ?? '', used];
    });
    return formatCsv([...names, ...heads], lines);
  }

  #playByKey = (event: KeyboardEvent): void => {
    if (this.player.history.length === 0 || event.key === 'ArrowUp' || event.key === 'ArrowDown') return;
    const said = handlePlaybackKey(event, this.player, this.numbers, () => this.togglePlay());
    if (said === null) return;
    this.renderRoot.querySelector('.spoken')!.textContent = said && this.#describeStep(said);
    this.redraw();
  };

  /** Announcement to screen readers after a key: `step 12, loss 0.41, 180 of 200 points in their area`. */
  #describeStep(step: string): string {
    const { player, numbers } = this;
    const tally = this.#decisionPlane.correctShown(player);
    if (!tally) return step;
    const loss = numbers.loss(player.history.values[0][player.history.sampleAt(player.playhead.step)]);
    const [right, all] = [tally.right, tally.all].map(numbers.count);
    return `${step}, loss ${loss}, ${right} of ${all} points in their area`;
  }

  #renderNetworkCaption() {
    const { player, numbers } = this;
    const { comparison, playhead, history, timeline } = player;
    const [at, end] = [this.#decisionPlane.correctShown(player), this.#decisionPlane.correctAtEnd(player)];
    const starting = this.#dataPicker.isLate(player) ? 'starting …' : '';
    const said =
      comparison && at && end
        ? networkCaption({
            run: comparison.runs[0],
            at,
            end,
            loss: history.values[0][history.sampleAt(playhead.step)],
            rows: history.rows!,
            step: playhead.step,
            total: timeline.total,
            playing: playhead.playing,
            ended: playhead.ended,
            still: prefersReducedMotion() && this.autoplay,
            numbers,
          })
        : { text: '', quiet: starting, finally: '' };
    return html`<div class="caption" part="caption">
      <p aria-live=${playhead.playing || playhead.ended ? 'polite' : 'off'}>
        ${said.text} ${said.quiet ? html`<span class="quiet">${said.quiet}</span>` : nothing}
      </p>
      <p class="room" aria-hidden="true">${said.finally}</p>
    </div>`;
  }

  protected renderBody() {
    const { player, numbers } = this;
    const { seriesList, comparison, error } = player;
    const { names = [], classes = [] } = this.#decisionPlane.viewShown(player) ?? {};
    const lossTableData = () => ({
      names: ['Step', 'Loss'],
      rows: player.history.length,
      cells: (sample: number) => [
        numbers.count(player.history.steps[sample]),
        numbers.cell(player.history.values[0][sample]),
      ],
    });
    const what = classes.length > 0 ? `, of ${classes.join(', ')}, by ${names.join(' and ')}` : '';
    return html`
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span>${names[1]}</span><span class="hint">← → step, Space play</span></p>
        <p class="spoken" role="status"></p>
        <div
          class="plot net"
          part="plot"
          role="application"
          tabindex="0"
          aria-label=${`What the model tells in the plane${what}. Arrow keys move the step.`}
          @keydown=${this.#playByKey}
        >
          <canvas></canvas>
          ${player.empty ? html`<div class="empty"><span>No data yet</span><small>Drop a CSV file here, or choose data below.</small></div>` : nothing}
        </div>
      </div>
      ${this.renderControls()}
      ${this.#renderNetworkCaption()}
      ${comparison ? outcomesTable({ runs: comparison.runs, seriesList, numbers }) : nothing}
      ${comparison ? this.numbersPager.renderTable('Losses, step by step', seriesList, lossTableData, numbers) : nothing}
      ${this.#dataPicker.renderPanel(player.empty, this.#dataPicker.isLate(player), this.drawn)}
    `;
  }
}

if (!customElements.get('nabla-network')) customElements.define('nabla-network', NablaNetwork);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-network': NablaNetwork;
  }
}
