import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { figurePhrases, networkPhrases, playerPhrases } from '../../src/phrases/en.js';
import { withAxisTitle } from '../../src/picture/compare/lossChart.js';
import { lossPanel } from '../../src/picture/network/lossPanel.js';
import {
  firstUnits,
  lossHeight,
  networkDrawing,
  panelWidths,
  unitSize,
} from '../../src/picture/network/networkDrawing.js';
import { networkWords } from '../../src/picture/network/networkWords.js';
import { networkCaption } from '../../src/picture/network/regionSentences.js';
import { type PlaneView, planeDrawing } from '../../src/picture/network/regionsPlot.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { compareSubtitle } from '../../src/picture/subtitle.js';
import { formatCsv } from '../../src/results/csv.js';
import { columnsText } from '../../src/spec/columnsText.js';
import { networkText } from '../../src/spec/modelText.js';
import {
  type AttributeValues,
  describeSubject,
  fileSettings,
  planeJobFromAttributes,
  settingProperties,
} from '../data/attributes.js';
import type { CsvTable } from '../data/columnSurvey.js';
import { DataPicker } from '../data/dataPicker.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../figure/events.js';
import type { Demo } from '../figure/figure.js';
import type { KeyHelp } from '../figure/header.js';
import { choice, flag, text } from '../figure/properties.js';
import { DecisionPlane } from '../network/decisionPlane.js';
import { type NetworkChipActions, networkChips } from '../network/networkChips.js';
import { choiceOf, firstColumns } from '../network/networkChoice.js';
import { paintUnits, type UnitActions, unitStrip } from '../network/unitStrip.js';
import { updateTransport } from '../player/livePosition.js';
import { outcomesTable } from '../player/outcomesTable.js';
import { PlayedFigure } from '../player/playedFigure.js';
import { Player, prefersReducedMotion } from '../player/player.js';
import { handlePlaybackKey } from '../player/playerKeys.js';
import { networkStyles } from '../styles/network.js';
import { sourceStyles } from '../styles/source.js';

export { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent };

/** Defaults of the settings of the training. */
const whatToLearn = {
  ...{ data: '', target: '', columns: '', model: 'mlp:8', validation: '', l2: null, ...fileSettings },
  ...{ standardize: null, batch: null, seed: 0, schedule: null, tolerance: null, clip: null },
  ...{ precision: null, masterWeights: null, validateEvery: null },
  ...{ init: null, classWeights: null, epochs: null, patience: null, keep: null },
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
    noise: text(),
    view: choice('plane', 'units'),
    apart: flag(true),
    allUnits: { state: true },
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
      title: 'Six lines make a curve',
      says: 'Each hidden unit draws one soft line, and the answer adds them; switch one off, or add a layer.',
      attributes: {
        heading: 'How do six lines make a curve?',
        data: 'moons',
        noise: '0.2',
        validation: '0.25',
        model: 'mlp:6',
        optimizer: 'adam',
        rate: '0.05',
        steps: '300',
        view: 'units',
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
  /** Class labels of a CSV file: `true` where the numbers of the target are labels, or the labels in their order. */
  declare classes: string | readonly string[] | null;
  /** The model: a network, `mlp:8` or `mlp:8,8:relu`, or `softmax`, `logistic`. */
  declare model: string;
  /** The name of an optimizer: `adam`. */
  declare optimizer: string;
  /** The learning rate; the optimizer's own when empty. */
  declare rate: string;
  /** The standard deviation of the noise of data that are made, such as `moons`; the set's own when empty. */
  declare noise: string;
  /** What is shown: the `plane` with the losses, or the planes of the hidden `units` below it too. */
  declare view: 'plane' | 'units';
  /** Whether the rows kept apart are drawn in the plane. */
  declare apart: boolean;
  /** Whether all hidden units are shown, also where there are many. */
  declare protected allUnits: boolean;
  /** The share of the rows kept apart for validation, such as `0.2`; none when empty. */
  declare validation: string | number;
  /**
   * Missing values of a CSV file: `refuse` them, `drop` their rows, or fill in the `mean` or `median` of the column;
   * `refuse` when empty.
   */
  declare missing: string | null;
  /** Texts that stand for a missing value, beside an empty field, `NA`, `N/A`, `NaN`, `null`, `None`, `-` and `?`. */
  declare na: string | readonly string[] | null;
  /** Columns of a CSV file to leave out, by name or pattern: `id,f*`. */
  declare without: string | readonly string[] | null;
  /** Columns of text made columns of 0 and 1, one for each level: `true` for all of text, or these. */
  declare oneHot: string | boolean | readonly string[] | null;
  /** The attribute `numbers`: `strict`, or `loose`, with separators of thousands, `%` and signs of currencies too. */
  declare numberStyle: string | null;
  /** Dates of a CSV file: `refuse` them, or count the `days` since 1970-01-01; `refuse` when empty. */
  declare dates: string | null;
  /** What stands between the fields of a CSV file: `,` `;` `tab` `|` or another; recognised when empty. */
  declare delimiter: string | null;
  /** What stands before the decimals of a number, `.` or `,`; recognised when empty. */
  declare decimal: string | null;
  /** The encoding of a CSV file: `utf-8`, `utf-16le`, `windows-1252`; recognised when empty. */
  declare encoding: string | null;
  /** Whether the first row of a CSV file has the names; recognised when empty. */
  declare header: string | boolean | null;
  /** The names of all columns, where the first row has none. */
  declare names: string | readonly string[] | null;
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
  /** How a network's weights start: `glorot`, or `he`; `glorot` when empty. */
  declare init: string | null;
  /** How much the rows of a class count in the loss: `balanced`, or `rare=10,odd=5`; all alike when empty. */
  declare classWeights: string | Readonly<Record<string, number>> | null;
  /** The number of passes over the rows, instead of the steps. */
  declare epochs: number | null;
  /** The number of entries of the losses without a new lowest, of validation where there is one, after which a run is stopped. */
  declare patience: number | null;
  /** The point of a run that counts: `last`, or `best`, the one of the lowest loss; `last` when empty. */
  declare keep: string | null;
  /** The seed of generated data, of the rows kept apart, of a network's initial weights and of the order of batches. */
  declare seed: number;

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
  /** Inputs of the last painting of the plane, of the losses and of the units, which are repeated only where one differs. */
  #painted: { plane: readonly unknown[]; loss: readonly unknown[]; units: readonly unknown[] } = {
    plane: [],
    loss: [],
    units: [],
  };
  #planeHeight = 0;
  /** Frames painted while it plays: the plane has a third of them, units those between. */
  #frame = 0;
  #nextUnit = 0;
  #keepsStep = false;

  constructor() {
    super();
    this.allUnits = false;
  }

  protected get question(): string {
    return this.phrases(networkPhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(playerPhrases).keys.filter(([key]) => key !== '↑ ↓');
  }

  protected override get subtitle(): string {
    const { job } = this.player;
    if (!job) return '';
    const { title, start } = describeSubject(job, this.language);
    const run = this.player.seriesList[0]?.label ?? '';
    return compareSubtitle(
      { title: `${title}, ${run}`, start },
      job.spec.options,
      this.language,
      this.player.history.rows,
    );
  }

  protected override get drawn(): boolean {
    return this.player.job !== null;
  }

  protected override get errorContent(): unknown {
    return this.#dataPicker.dataError ? nothing : super.errorContent;
  }

  /** The step shown, the run there, and how many points are in the area of their class. */
  protected override get shownValue() {
    const shown = super.shownValue;
    return shown && { ...shown, points: this.#decisionPlane.correctShown(this.player) };
  }

  protected override get asked(): AttributeValues {
    return { ...super.asked, optimizers: this.optimizer, rates: this.rate };
  }

  protected override propertiesOf({ optimizers, rates, ...told }: AttributeValues): AttributeValues {
    return { ...super.propertiesOf(told), optimizer: optimizers, rate: rates };
  }

  protected startRequested(): void {
    const asked = { ...this.asked, noise: this.noise };
    const readNetworkJob = (table: CsvTable | null) => planeJobFromAttributes(this.localName, asked, table);
    this.#dataPicker.startWhenLoaded(this.player, asked, readNetworkJob, this.autoplay, () =>
      this.#takeKeepsStep(),
    );
  }

  get #sheet() {
    return { narrow: this.narrowWidth, tick: this.numbers.coordinate };
  }

  protected override get headerTools() {
    if (this.#units.order.length === 0) return nothing;
    const { plane, planeAndUnits } = this.phrases(networkPhrases);
    const button = (view: 'plane' | 'units', name: string) => html`<button
      aria-pressed=${this.view === view ? 'true' : 'false'}
      @click=${() => this.#change({ view })}
    >${name}</button>`;
    return html`<div class="segments" role="group" aria-label=${this.phrases(figurePhrases).view} part="views">
      ${button('plane', plane)} ${button('units', planeAndUnits)}
    </div>`;
  }

  protected paintFrame(palette: Palette): void {
    const { width } = this.size;
    if (width < 1 || !this.renderRoot.querySelector('canvas')) return;
    const turn = this.player.playhead.playing ? this.#frame++ % 3 : null;
    if (turn === null) this.#frame = 0;
    this.#paintPlane(palette, turn);
    this.#paintLosses(palette);
    this.#paintUnits(palette, turn);
    updateTransport(this.renderRoot, this.player, this.language, { left: 48, right: 84 });
  }

  /** Painting of the plane, in the first of three frames while it plays. */
  #paintPlane(palette: Palette, turn: number | null): void {
    const { narrow } = this.#sheet;
    const { plane: width } = panelWidths(this.size.width, narrow);
    const view = turn
      ? this.#decisionPlane.viewKept(this.player)
      : this.#decisionPlane.viewShown(this.player, turn === 0);
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.plane')!;
    const on = [view, this.apart, this.#isWaiting, this.language, canvas, width, palette, devicePixelRatio];
    if (!isOther(on, this.#painted.plane)) return;
    const sheet = { ...this.#sheet, width, palette, measure: canvasMeasure(palette) };
    const drawing = planeDrawing(view && this.#withRows(view), sheet, networkWords(this.language));
    if (view || !this.#isWaiting) paintOnPage(canvas, drawing, palette);
    [this.#painted.plane, this.#planeHeight] = [on, drawing.height];
  }

  #paintLosses(palette: Palette): void {
    const { narrow } = this.#sheet;
    const { loss: width } = panelWidths(this.size.width, narrow);
    const view = this.player.currentView();
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.loss')!;
    const on = [
      view?.head,
      view?.seriesList,
      view?.future,
      view?.range,
      this.language,
      canvas,
      width,
      palette,
    ];
    const all = [...on, this.#planeHeight, devicePixelRatio];
    if (!isOther(all, this.#painted.loss)) return;
    this.#painted.loss = all;
    canvas.hidden = !view;
    if (!view) return;
    const size = { width, height: lossHeight(this.#planeHeight, narrow), narrow };
    const sheet = { ...size, palette, measure: canvasMeasure(palette) };
    paintOnPage(canvas, lossPanel(view, sheet, networkWords(this.language)), palette);
  }

  /** Painting of the units: while it plays some of them in each of the frames between those of the plane. */
  #paintUnits(palette: Palette, turn: number | null): void {
    const { shown, heaviest } = this.#units;
    if (this.view !== 'units' || shown.length === 0 || turn === 0) return;
    const { player, size } = this;
    const sample = player.history.sampleAt(player.playhead.step);
    const { narrow } = this.#sheet;
    const place = this.renderRoot.querySelector('.unit canvas');
    const asked = [sample, player.history, turn, shown.join(), place];
    const on = [...asked, this.language, size.width, palette, devicePixelRatio];
    if (!isOther(on, this.#painted.units)) return;
    const due = turn === null ? shown : this.#nextUnits(shown);
    const views = this.#decisionPlane.unitsShown(player, due);
    if (!views) return;
    const layout = { width: size.width, narrow, count: shown.length, heaviest };
    paintUnits(this.renderRoot, views, palette, this.language, layout);
    this.#painted.units = on;
  }

  /** The units whose turn it is, some in each frame, one after another. */
  #nextUnits(shown: readonly number[]): readonly number[] {
    const from = this.#nextUnit < shown.length ? this.#nextUnit : 0;
    this.#nextUnit = from + unitsPerFrame;
    return shown.slice(from, this.#nextUnit);
  }

  /** Hidden units in order, and those that are shown. */
  get #units(): { order: number[]; shown: number[]; heaviest: number } {
    if (!this.player.comparison) return { order: [], shown: [], heaviest: 0 };
    const { order, heaviest } = this.#decisionPlane.unitOrder(this.player);
    return { order, shown: this.allUnits ? order : order.slice(0, firstUnits), heaviest };
  }

  /** A view with the rows that are to be drawn. */
  #withRows(view: PlaneView): PlaneView {
    return this.apart ? view : { ...view, labels: Array.from(view.labels).slice(0, view.fitted) };
  }

  get #isWaiting(): boolean {
    return !this.error && (this.player.isPending || this.player.job !== null);
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#decisionPlane.viewShown(this.player);
    if (!view) return null;
    const units =
      this.view === 'units' ? this.#decisionPlane.unitsShown(this.player, this.#units.shown) : null;
    const drawing = networkDrawing(
      this.#withRows(view),
      this.player.currentView(),
      units ?? [],
      { ...this.#sheet, width, palette, measure },
      networkWords(this.language),
    );
    return withAxisTitle(drawing, view.names[1], palette);
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
    const said = handlePlaybackKey(event, this.player, this.language, () => this.togglePlay());
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
    return this.phrases(networkPhrases).spoken(step, loss, right, all);
  }

  /** Change of properties by the reader, announced by `nabla-change`; the step shown stays. */
  #change(settings: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(settings)) {
      if (this[name as keyof this] === value) continue;
      Object.assign(this, { [name]: value });
      this.dispatchEvent(new NablaChangeEvent({ name, value }));
    }
    this.#keepsStep = true;
  }

  #takeKeepsStep(): boolean {
    const keeps = this.#keepsStep;
    this.#keepsStep = false;
    return keeps;
  }

  readonly #chipActions: NetworkChipActions = {
    changeLayers: (layers, activation) => {
      const model = networkText(layers, activation);
      if (model === this.model) return;
      this.#change({ model });
      this.#say(this.phrases(networkPhrases).otherLayers);
    },
    changeData: (data) => {
      this.#change({ data, noise: '', target: '', columns: firstColumns(data), missing: null });
      this.#say(this.phrases(networkPhrases).otherData);
    },
    changeNoise: (noise) => this.#change({ noise }),
    changeColumns: (columns) => this.#change({ columns: columnsText(columns) }),
    toggleApart: () => {
      if (this.player.hasValidation) this.#change({ apart: !this.apart });
      else this.#change({ validation: '0.2', apart: true });
    },
  };

  readonly #unitActions: UnitActions = {
    point: (unit) => {
      this.#decisionPlane.pointed = unit;
      this.redraw();
    },
    toggle: (unit) => {
      this.#decisionPlane.toggleUnit(unit);
      this.requestUpdate();
    },
    showAll: () => {
      this.allUnits = true;
    },
  };

  #say(said: string): void {
    this.renderRoot.querySelector('.anew')!.textContent = said;
  }

  #renderUnits() {
    const { order, shown } = this.#units;
    if (this.view !== 'units' || order.length === 0) return nothing;
    const { perRow } = unitSize(this.size.width, shown.length, this.narrowWidth);
    return unitStrip(order, shown, this.#decisionPlane.off, perRow, this.language, this.#unitActions);
  }

  #renderChips() {
    if (!this.player.job) return nothing;
    const shown = choiceOf(this.localName, this, this.player);
    return html`${networkChips(shown, this.language, this.#chipActions)}<p class="anew quiet" role="status"></p>`;
  }

  #renderNetworkCaption() {
    const { player, language } = this;
    const { comparison, playhead, history, timeline } = player;
    const [at, end] = [this.#decisionPlane.correctShown(player), this.#decisionPlane.correctAtEnd(player)];
    const starting = this.#dataPicker.isLate(player) ? this.phrases(playerPhrases).starting : '';
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
            language,
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
    const { player, numbers, language } = this;
    const [said, shared] = [this.phrases(networkPhrases), this.phrases(playerPhrases)];
    const { seriesList, comparison, error } = player;
    const { names = [], classes = [] } = this.#decisionPlane.viewShown(player) ?? {};
    const lossTableData = () => ({
      names: [shared.step, shared.loss],
      rows: player.history.length,
      cells: (sample: number) => [
        numbers.count(player.history.steps[sample]),
        numbers.cell(player.history.values[0][sample]),
      ],
    });
    return html`
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span>${names[1]}</span><span class="hint">${said.hint}</span></p>
        <p class="spoken" role="status"></p>
        <div
          class="plot net"
          part="plot"
          role="application"
          tabindex="0"
          aria-label=${said.plot(classes, names)}
          @keydown=${this.#playByKey}
        >
          <div class=${classMap({ pair: true, narrow: this.narrowWidth })}>
            <canvas class="plane"></canvas><canvas class="loss" hidden></canvas>
          </div>
          ${player.empty ? html`<div class="empty"><span>${said.noData}</span><small>${shared.dropFile}</small></div>` : nothing}
        </div>
      </div>
      ${this.#renderUnits()}
      ${this.renderControls()}
      ${this.#renderNetworkCaption()}
      ${this.#renderChips()}
      ${comparison ? outcomesTable({ runs: comparison.runs, seriesList, language }) : nothing}
      ${comparison ? this.numbersPager.renderTable(shared.losses, seriesList, lossTableData, language) : nothing}
      ${this.#dataPicker.renderPanel(player, this.drawn)}
    `;
  }
}

/** Units painted in a frame while it plays. */
const unitsPerFrame = 2;

/** Whether one of some values is another. */
const isOther = (now: readonly unknown[], before: readonly unknown[]) =>
  now.some((each, i) => each !== before[i]);

if (!customElements.get('nabla-network')) customElements.define('nabla-network', NablaNetwork);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-network': NablaNetwork;
  }
}
