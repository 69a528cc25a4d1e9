import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { comparePhrases, figurePhrases, playerPhrases, predictPhrases } from '../../src/phrases/en.js';
import { axisName, type LossView } from '../../src/picture/compare/axisName.js';
import { chartWords } from '../../src/picture/compare/chartWords.js';
import { lossChart, withAxisTitle } from '../../src/picture/compare/lossChart.js';
import { lossCsv, lossTable } from '../../src/picture/compare/lossTable.js';
import { sensitivityChart } from '../../src/picture/compare/sensitivityChart.js';
import type { LossScale } from '../../src/picture/lossRange.js';
import { niceNumber } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { compareSubtitle, recordSubtitle } from '../../src/picture/subtitle.js';
import {
  areRecorded,
  curvesOf,
  fromRecordText,
  plainRecord,
  type RecordedCurves,
  type RecordedRun,
  recordedHistory,
} from '../../src/results/recordedRuns.js';
import { type PlannedRun, plannedFromLabel } from '../../src/spec/plannedRuns.js';
import type { WrittenRun } from '../../src/spec/runsText.js';
import { findPointedRun } from '../compare/cursor.js';
import { beginningOfRuns, lowestQuestion } from '../compare/lowestQuestion.js';
import { UplotSurface } from '../compare/plot.js';
import { describeSubject, fileSettings, jobFromAttributes, settingProperties } from '../data/attributes.js';
import type { CsvTable } from '../data/columnSurvey.js';
import { DataPicker } from '../data/dataPicker.js';
import { RecordedFile } from '../data/recordedFile.js';
import { wordsOf } from '../figure/askedWords.js';
import { canvasMeasure } from '../figure/canvas.js';
import { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../figure/events.js';
import type { Demo } from '../figure/figure.js';
import type { KeyHelp } from '../figure/header.js';
import { choice, type FigureProperty, text } from '../figure/properties.js';
import type { ForeignRuns } from '../player/jobRunner.js';
import { updateTransport } from '../player/livePosition.js';
import { Player, prefersReducedMotion } from '../player/player.js';
import { handlePlaybackKey } from '../player/playerKeys.js';
import { captionNote, emptyNote } from '../player/runCaption.js';
import { RunsFigure } from '../player/runsFigure.js';
import { predictProperties } from '../predict/predictProperties.js';
import { PredictRound } from '../predict/predictRound.js';
import { predictStyles } from '../styles/predict.js';
import { sourceStyles } from '../styles/source.js';

export { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent };

/** Defaults of the settings of the comparison. */
const whatToCompare = {
  ...{ problem: '', formula: '', start: '', data: '', target: '', columns: '', model: '', validation: '' },
  ...{ ...fileSettings, l2: null, standardize: null, batch: null, replicates: null, seed: 0 },
  ...{ precision: null, masterWeights: null, validateEvery: null },
  ...{ init: null, classWeights: null, epochs: null, patience: null, keep: null },
};

/** The property `runs`, which takes runs made elsewhere too: as JSON where it is text. */
const recordedOr = (runs: FigureProperty): FigureProperty => ({
  ...runs,
  read: (who, name, value) => {
    const given = fromRecordText(who, value);
    return areRecorded(given) ? plainRecord(who, given as unknown[]) : runs.read(who, name, given);
  },
});

const recordOf = (curves: readonly RecordedCurves[]): ForeignRuns => ({
  labels: curves.map(({ label }) => label),
  runs: curves.map(({ label }) => plannedFromLabel(label)),
  history: recordedHistory(curves),
});

/**
 * Loss curves of several optimizers at several learning rates on one problem, played step by step.
 *
 * @fires nabla-step - {@link NablaStepEvent}
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-end - {@link NablaEndEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaCompare extends RunsFigure {
  static override properties: PropertyDeclarations = {
    ...RunsFigure.properties,
    ...settingProperties({ ...whatToCompare, steps: 1000 }),
    runs: recordedOr(RunsFigure.properties.runs as FigureProperty),
    src: text(),
    scale: choice('log', 'linear'),
    view: { state: true },
    ...predictProperties('lowest'),
  };
  static override styles: CSSResultGroup = [RunsFigure.styles, sourceStyles, predictStyles];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'Irises',
      says: 'Softmax regression learns three species; which rate learns them?',
      attributes: {
        heading: 'Which learning rate learns the irises?',
        data: 'iris',
        model: 'softmax',
        optimizers: 'sgd adam',
        rates: '1e-3..1e3:9',
        steps: '1000',
      },
    },
    {
      title: 'A curved valley',
      says: 'Too small a rate crawls along the floor; too large a rate leaves it.',
      attributes: {
        heading: 'Which learning rate crosses the valley?',
        problem: 'rosenbrock',
        start: '-1.2,1',
        optimizers: 'sgd adam',
        rates: '1e-5..1e-1:9',
        steps: '1000',
      },
    },
    {
      title: 'Two moons, a network',
      says: 'What is learned from four fifths of the points is tried on the rest; drop a CSV file of your own on it.',
      attributes: {
        heading: 'Which rate tells the moons apart?',
        data: 'moons',
        model: 'mlp:8',
        validation: '0.2',
        batch: '16',
        optimizers: 'sgd adam',
        rates: '1e-3..1:4',
        steps: '1000',
      },
    },
    {
      title: 'Learned by heart',
      says: 'The loss goes on falling on the flowers it learns from, and rises on those kept apart.',
      attributes: {
        heading: 'When has it learned enough?',
        data: 'iris',
        model: 'mlp:8',
        validation: '0.3',
        optimizers: 'sgd adam',
        rates: '0.1',
        steps: '300',
      },
    },
    {
      title: 'Runs of PyTorch',
      says: 'Losses that another library made, with all views that need no optimizer; drop a CSV file of yours, a column a run.',
      attributes: {
        heading: 'Which rate did PyTorch like?',
        runs: JSON.stringify([
          {
            label: 'sgd 0.01',
            losses: [0.65, 0.636, 0.621, 0.606, 0.592, 0.578, 0.563, 0.549, 0.535, 0.522, 0.508],
            every: 20,
          },
          {
            label: 'sgd 0.1',
            losses: [0.65, 0.509, 0.402, 0.344, 0.311, 0.291, 0.278, 0.269, 0.264, 0.26, 0.258],
            every: 20,
          },
          {
            label: 'adam 0.01',
            losses: [0.65, 0.415, 0.294, 0.257, 0.247, 0.234, 0.214, 0.186, 0.157, 0.129, 0.104],
            every: 20,
          },
          {
            label: 'adam 0.1',
            losses: [
              0.65, 0.23, 0.0933, 0.0327, 0.0134, 0.00706, 0.00462, 0.00335, 0.00257, 0.00206, 0.00169,
            ],
            every: 20,
          },
        ]),
      },
    },
    {
      title: 'Guess the lowest run',
      says: 'A third of the way is shown: which run is lowest in the end?',
      attributes: {
        heading: 'Guess the lowest run',
        problem: 'rosenbrock',
        start: '-1.2,1',
        runs: 'sgd 0.001, sgd 0.002, adam 0.03',
        steps: '1000',
        predict: 'lowest',
      },
    },
  ];

  /**
   * The runs one by one, in place of optimizers and rates: `sgd 0.1 momentum=0.9 schedule=cosine, adam 0.01 0.03@137`,
   * where the rate changes to 0.03 at step 137. Or runs made elsewhere, which are drawn as they are: `[{ label, losses }]`,
   * also with `every`, the steps from one loss to the next, and `validation`, the losses of rows kept apart.
   */
  declare runs: string | readonly (WrittenRun | PlannedRun | RecordedRun)[];
  /** The address of a CSV file of losses made elsewhere, a column a run; in place of a problem. */
  declare src: string;
  /** The name of a problem, such as `rosenbrock`, or a formula: `(1-x)^2 + 100 (y-x^2)^2`. */
  declare problem: string;
  /** A formula in place of a problem; also one that could be a name: `xy`. */
  declare formula: string;
  /** The starting point: `-1.2,1` or `x=-1.2,y=1`; the problem's own when empty. A formula needs one. */
  declare start: string;
  /** The name of a data set, such as `iris` or `moons`, or the address of a CSV file; in place of a problem. */
  declare data: string;
  /** The name of the column to predict, of a CSV file. */
  declare target: string;
  /** The names of the feature columns, separated by commas; all other columns when empty. */
  declare columns: string;
  /** The model fitted to the data: `softmax`, `logistic`, `linear`, or a network, `mlp:8` or `mlp:8,8:relu`. */
  declare model: string;
  /** The share of the rows kept apart for validation, such as `0.2`; none when empty. */
  declare validation: string | number;
  /** Class labels of a CSV file: `true` where the numbers of the target are labels, or the labels in their order. */
  declare classes: string | readonly string[] | null;
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
  /** The number of runs of each configuration, each from another start or with the rows in another order. */
  declare replicates: number | null;
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
  /**
   * The scale of the loss axis: `log`, which shows zero below a break, or `linear`. Of losses below 0 a log axis becomes a
   * signed log, with 0 in the middle, or linear, and says so.
   */
  declare scale: 'log' | 'linear';
  /** The chart shown: training or validation losses against steps, or losses against rates. */
  declare protected view: LossView;
  /** Whether the reader first guesses which run is `lowest` in the end, from how the runs begin. */
  declare predict: false | 'lowest';
  declare guess: string;
  declare answered: boolean;

  protected readonly player = new Player(this, () => this.numbers, {
    ...this.playerEvents,
    failed: (error) => {
      if (!this.#dataPicker.refuseStarted(error)) this.playerEvents.failed(error);
    },
  });
  #dataPicker = new DataPicker(this, {
    ...this.dataPickerHost(
      () => this,
      (settings) => this.#runPickedData(settings),
    ),
    takeHistory: (file) => this.#takeHistory(file),
  });
  protected override readonly round = new PredictRound(this, {
    question: () => lowestQuestion(this.player, this.language),
    draw: (sheet) => {
      const { hidden } = this.phrases(predictPhrases);
      const chosen = this.guess === '' ? -1 : Number(this.guess);
      const chart = beginningOfRuns(this.player, chosen, sheet, chartWords(this.language), hidden);
      return chart && withAxisTitle(chart, this.#axisName, sheet.palette);
    },
    move: (shares) => this.#moveStart(shares),
    answer: () => this.player.seek(this.player.timeline.computed),
  });
  #runsInWords: { runs: unknown; words: string } = { runs: null, words: '' };
  #recordedFile = new RecordedFile(this);
  #uplot = new UplotSurface(this, () => this.renderRoot.querySelector<HTMLElement>('.plot'));

  constructor() {
    super();
    this.view = 'loss';
  }

  protected get question(): string {
    return this.phrases(comparePhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(playerPhrases).keys;
  }

  protected override get subtitle(): string {
    const { job, record, history } = this.player;
    if (record) return recordSubtitle(record.labels.length, history.lastStep, this.language);
    return job
      ? compareSubtitle(
          describeSubject(job, this.language),
          job.spec.options,
          this.language,
          this.player.history.rows,
        )
      : '';
  }

  protected override get drawn(): boolean {
    return this.player.isShown;
  }

  protected override get errorContent(): unknown {
    return this.#dataPicker.dataError ? nothing : super.errorContent;
  }

  protected override get headerTools() {
    const { hasValidation } = this.player;
    const said = this.phrases(comparePhrases);
    const viewButton = (view: LossView, text: string) => html`<button
      aria-pressed=${this.#shownView === view ? 'true' : 'false'}
      @click=${() => {
        this.view = view;
        this.dispatchEvent(new NablaChangeEvent({ name: 'view', value: view }));
      }}
    >${text}</button>`;
    if (!hasValidation && !this.#hasRates) return nothing;
    return html`<div class="segments" role="group" aria-label=${this.phrases(figurePhrases).view} part="views">
      ${viewButton('loss', hasValidation ? said.training : this.phrases(playerPhrases).loss)}
      ${hasValidation ? viewButton('validation', said.validation) : nothing}
      ${this.#hasRates ? viewButton('sensitivity', said.sensitivity) : nothing}
    </div>`;
  }

  /** The chart shown; `loss` in place of `validation` where no rows are kept apart, and of rates where there are none. */
  get #shownView(): LossView {
    const has = { loss: true, validation: this.player.hasValidation, sensitivity: this.#hasRates };
    return has[this.view] ? this.view : 'loss';
  }

  /** Whether losses can be drawn against rates: of runs made elsewhere labels may tell them. */
  get #hasRates(): boolean {
    const { record, requested } = this.player;
    return !record || requested.some(({ rate }) => rate !== null);
  }

  get #scaleAsked(): LossScale {
    return this.scale === 'linear' ? 'linear' : 'log';
  }

  get #axisName(): string {
    const { playhead, timeline, hasValidation, range } = this.player;
    const after = playhead.ended ? this.numbers.count(timeline.total) : null;
    return axisName(this.#shownView, hasValidation, this.#scaleAsked, range.scale, after, this.language);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('scale')) this.player.scale = this.#scaleAsked;
    // Rates are judged by the validation loss, where there is one.
    this.player.showsValidation = this.view !== 'loss';
    super.willUpdate(changed);
  }

  /** Start of the job that the attributes specify, unless it is running or shown already. */
  protected startRequested(): void {
    if (this.src !== '' || areRecorded(this.runs)) {
      this.#startRecord();
      return;
    }
    const { asked } = this;
    const readCompareJob = (table: CsvTable | null) => jobFromAttributes(this.localName, asked, table);
    this.#dataPicker.startWhenLoaded(this.player, asked, readCompareJob, this.#playsItself, () =>
      this.takeKeepsStep(),
    );
  }

  /** Start of runs made elsewhere, once their file is there. */
  #startRecord(): void {
    const { src, runs } = this;
    const inFile = src === '' ? undefined : this.#recordedFile.curvesFrom(src);
    if (inFile === null) return;
    const read = () => {
      if (inFile instanceof Error) throw inFile;
      return recordOf(inFile ?? curvesOf(runs as RecordedRun[]));
    };
    const asked = inFile ? { src, file: this.#recordedFile.keyOf(src) } : { runs: this.#wordsOfRuns() };
    if (this.player.requestJob(asked, read, this.#playsItself, this.takeKeepsStep()))
      this.error = this.player.error;
  }

  get #playsItself(): boolean {
    return this.autoplay && !this.awaitsGuess;
  }

  /** Another start; of a model another seed. */
  #moveStart(shares: readonly number[]): void {
    const { job } = this.player;
    const start = job && describeSubject(job, this.language).start;
    if (!start) {
      this.changeProperty('seed', this.seed + 1);
      return;
    }
    const moved = Array.from(start, (each, i) =>
      niceNumber(each + (shares[i % shares.length] - 0.5) * Math.max(1, Math.abs(each)), 0.01),
    );
    this.changeProperty('start', moved.join(','));
  }

  /** Text of the runs, made once for each list: there may be a million losses. */
  #wordsOfRuns(): string {
    if (this.#runsInWords.runs !== this.runs)
      this.#runsInWords = { runs: this.runs, words: wordsOf(this.runs) };
    return this.#runsInWords.words;
  }

  /** Whether an added rate would run: a problem, or data with a target, is given. */
  get #canAddRun(): boolean {
    const { data, problem, formula, target } = this;
    return (
      problem !== '' ||
      formula !== '' ||
      (data !== '' && (target !== '' || !this.#dataPicker.files.knownTable(data)))
    );
  }

  /** Shows the runs of a file that is a history, in place of what was shown. */
  async #takeHistory(file: File): Promise<boolean> {
    if (!(await this.#recordedFile.takeFile(file))) return false;
    if (areRecorded(this.runs)) this.applySettings({ runs: '' });
    this.applySettings({ src: file.name, problem: '', formula: '', start: '', data: '', target: '' });
    return true;
  }

  /**
   * Opens a file as if it had been dropped on the figure: a CSV file of data, compared at once where its `target` is
   * told, else once it is chosen in the form; or a history of runs made elsewhere, a column a run.
   */
  openFile(file: File, target?: string): void {
    this.#dataPicker.takeFile(file, target);
  }

  /** Settings of the data form in place of the problem; with `sgd` and `adam` at four rates where no runs are given. */
  #runPickedData(settings: Record<string, string>): void {
    if (areRecorded(this.runs)) this.applySettings({ runs: '' });
    const runs =
      String(this.optimizers) || String(this.runs) ? {} : { optimizers: 'sgd adam', rates: '1e-3..1:4' };
    this.applySettings({ src: '', problem: '', formula: '', start: '', ...settings, ...runs });
  }

  protected paintFrame(palette: Palette): void {
    const { width } = this.size;
    const sheet = { width, narrow: this.narrowWidth, palette, measure: canvasMeasure(palette) };
    const view = this.player.currentView();
    if (width >= 1) {
      const said = chartWords(this.language);
      const chart = lossChart(view, sheet, said);
      const { marks } =
        this.#shownView === 'sensitivity' && view ? sensitivityChart(view, sheet, said) : chart;
      this.#uplot.showChart({ ...chart, marks }, palette);
    }
    updateTransport(this.renderRoot, this.player, this.language, this.#uplot.gutters);
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.player.currentView();
    if (!view) return null;
    const sheet = { width, narrow: this.narrowWidth, palette, measure };
    const chart = this.#shownView === 'sensitivity' ? sensitivityChart : lossChart;
    return withAxisTitle(chart(view, sheet, chartWords(this.language)), this.#axisName, palette);
  }

  /** The losses as CSV: a row per step computed, a column per run and per validation loss, empty after a run's end. */
  toCSV(): string {
    return lossCsv(this.player.history, this.player.seriesList);
  }

  #steerByKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || this.player.history.length === 0) return;
    const said = handlePlaybackKey(event, this.player, this.language, () => this.togglePlay());
    if (said === null) return;
    this.renderRoot.querySelector('.spoken')!.textContent = said;
    this.redraw();
  };

  #clearCursor = (): void => {
    this.player.cursor = null;
    this.player.focusSeries(null);
  };

  #seekByPointer = (event: PointerEvent): void => {
    if (this.#shownView === 'sensitivity') return;
    const { history, seriesList, range, playhead } = this.player;
    if (!this.#uplot.box || history.length === 0) return;
    const surface = event.currentTarget as Element;
    if (event.type === 'pointerdown') surface.setPointerCapture(event.pointerId);
    if (surface.hasPointerCapture(event.pointerId)) {
      this.player.seek(Math.round(this.#uplot.stepAtPointer(event)));
    }
    const over = event.type !== 'pointerleave' && event.pointerType !== 'touch';
    const head = history.sampleAt(playhead.step);
    this.player.cursor = over ? findPointedRun(event, this.#uplot, history, seriesList, range, head) : null;
    this.redraw();
  };

  protected renderBody() {
    const player = this.player;
    const { seriesList, error } = player;
    const { language } = this;
    const said = this.phrases(comparePhrases);
    return html`
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span>${this.#axisName}</span><span class="hint">${said.hint}</span></p>
        <p class="spoken" role="status"></p>
        <div
          class="plot"
          part="plot"
          role="application"
          aria-label=${said.plot(this.#axisName)}
          tabindex="0"
          @keydown=${this.#steerByKey}
          @blur=${this.#clearCursor}
          @pointermove=${this.#seekByPointer}
          @pointerdown=${this.#seekByPointer}
          @pointerleave=${this.#seekByPointer}
        >
          ${player.empty ? emptyNote(this.#canAddRun ? this.addFirstRun : null, language) : nothing}
        </div>
      </div>
      ${this.round.renderAnswer(language)}
      ${this.renderControls()}
      ${captionNote(player, language, prefersReducedMotion() && this.autoplay, this.#dataPicker.isLate(player))}
      ${this.renderResults(this.phrases(playerPhrases).losses, seriesList, (series) => lossTable(this.player.history, series, seriesList.indexOf(series), language))}
      ${this.#dataPicker.renderPanel(player, this.drawn)}
    `;
  }
}

if (!customElements.get('nabla-compare')) customElements.define('nabla-compare', NablaCompare);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-compare': NablaCompare;
  }
}
