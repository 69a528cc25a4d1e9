import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { named } from '../../src/picture/compare/lossChart.js';
import { netSentences } from '../../src/picture/network/regionSentences.js';
import { netDrawing } from '../../src/picture/network/regionsPlot.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { subtitle } from '../../src/picture/subtitle.js';
import { csv } from '../../src/results/csv.js';
import { type Asked, planeOf, settingProperties, subjectOf } from '../data/attributes.js';
import type { Table } from '../data/columnSurvey.js';
import { Choosing } from '../data/dataPicker.js';
import { measureIn, show } from '../figure/canvas.js';
import { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../figure/events.js';
import { type Demo, settings } from '../figure/figure.js';
import type { Keys } from '../figure/header.js';
import { Plane } from '../network/classRegions.js';
import { live } from '../player/livePosition.js';
import { outcomes } from '../player/outcomesTable.js';
import { PlayedFigure } from '../player/playedFigure.js';
import { Stage, stillness } from '../player/player.js';
import { steer, steeringKeys } from '../player/playerKeys.js';
import { network } from '../styles/network.js';
import { source } from '../styles/source.js';

export { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent };

/** Defaults of the settings of the training. */
const whatToLearn = {
  ...{ data: '', target: '', columns: '', model: 'mlp:8', validation: '', missing: null, l2: null },
  ...{ standardize: null, batch: null, seed: 0, schedule: null, tolerance: null, clip: null },
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
  static override properties: PropertyDeclarations = settings({
    ...PlayedFigure.properties,
    ...settingProperties(Object.keys(whatToLearn)),
    optimizer: {},
    rate: {},
  });
  static override styles: CSSResultGroup = [PlayedFigure.styles, source, network];
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
  /** The largest gradient entry at which a run has settled, relative to max(1, |loss|); 1e-8 when empty. */
  declare tolerance: number | string | null;
  /** The largest 2-norm of a gradient; a longer one is scaled down to it. */
  declare clip: number | string | null;
  /** The number of rows per update; all rows when empty. */
  declare batch: number | null;
  /** The seed of generated data, of the rows kept apart, of a network's initial weights and of the order of batches. */
  declare seed: number;

  protected readonly question = 'How does a network learn?';
  protected readonly keys: Keys = steeringKeys.filter(([key]) => key !== '↑ ↓');
  #plane = new Plane();
  protected readonly stage: Stage = new Stage(this, () => this.numbers, {
    ...this.told,
    failed: (error) => {
      if (!this.#choosing.refused(error)) this.told.failed(error);
    },
  });
  #choosing = new Choosing(
    this,
    this.chosen(
      () => this,
      (settings) => this.adopt({ ...settings, rate: this.rate || '0.05' }),
    ),
    'plane',
  );
  /** Inputs of the last painting, which is repeated only where one of them differs. */
  #painted: readonly unknown[] = [];
  #gutters = { left: 0, right: 0 };

  constructor() {
    super();
    Object.assign(this, whatToLearn);
    this.rate = '';
    this.optimizer = 'adam';
    this.steps = 300;
  }

  protected override get subtitle(): string {
    const { job } = this.stage;
    if (!job) return '';
    const { title, start } = subjectOf(job);
    const run = this.stage.strands[0]?.label ?? '';
    return subtitle(
      { title: `${title}, ${run}`, start },
      job.spec.options,
      this.numbers,
      this.stage.trace.rows,
    );
  }

  protected override get drawn(): boolean {
    return this.stage.job !== null;
  }

  protected override get trouble(): unknown {
    return this.#choosing.wrong ? nothing : super.trouble;
  }

  protected override get asked(): Asked {
    return { ...super.asked, optimizers: this.optimizer, rates: this.rate };
  }

  protected override propertiesOf({ optimizers, rates, ...told }: Asked): Asked {
    return { ...told, optimizer: optimizers, rate: rates };
  }

  protected begin(): void {
    const { asked } = this;
    const read = (table: Table | null) => planeOf(this.localName, asked, table);
    this.#choosing.begin(this.stage, asked, read, this.autoplay, () => false);
  }

  get #sheet() {
    return { narrow: this.narrow, tick: this.numbers.coordinate };
  }

  protected paint(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    const view = this.#plane.view(this.stage);
    const on = [view, this.#waiting, this.numbers, canvas, width, palette, devicePixelRatio];
    if (on.some((each, i) => each !== this.#painted[i])) {
      const drawing = netDrawing(view, { ...this.#sheet, width, palette, measure: measureIn(palette) });
      if (view || !this.#waiting) show(canvas, drawing, palette);
      [this.#painted, this.#gutters] = [on, drawing.gutters];
    }
    live(this.renderRoot, this.stage, this.numbers, this.#gutters);
  }

  get #waiting(): boolean {
    return !this.error && (this.stage.asked || this.stage.job !== null);
  }

  protected drawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#plane.view(this.stage);
    return (
      view && named(netDrawing(view, { ...this.#sheet, width, palette, measure }), view.names[1], palette)
    );
  }

  /**
   * The points drawn as CSV: the features, the class, the class predicted at the step shown, and `training` or
   * `validation`.
   */
  toCSV(): string {
    const view = this.#plane.view(this.stage);
    const heads = ['class', 'told', 'used'];
    if (!view) return csv(['x', 'y', ...heads], []);
    const { points, of, told, classes, names, fitted } = view;
    const lines = Array.from(of, (k, i) => {
      const used = i < fitted ? 'training' : 'validation';
      return [points[2 * i], points[2 * i + 1], classes[k], classes[told[i]], used];
    });
    return csv([...names, ...heads], lines);
  }

  #key = (event: KeyboardEvent): void => {
    if (this.stage.trace.laps === 0 || event.key === 'ArrowUp' || event.key === 'ArrowDown') return;
    const said = steer(event, this.stage, this.numbers, () => this.toggle());
    if (said === null) return;
    this.renderRoot.querySelector('.spoken')!.textContent = said && this.#said(said);
    this.redraw();
  };

  /** Announcement to screen readers after a key: `step 12, loss 0.41, 180 of 200 points in their area`. */
  #said(step: string): string {
    const { stage, numbers } = this;
    const tally = this.#plane.tally(stage);
    if (!tally) return step;
    const loss = numbers.told(stage.trace.values[0][stage.trace.lapAt(stage.pace.step)]);
    const [right, all] = [tally.right, tally.all].map(numbers.count);
    return `${step}, loss ${loss}, ${right} of ${all} points in their area`;
  }

  #caption() {
    const { stage, numbers } = this;
    const { comparison, pace, trace, course } = stage;
    const [at, end] = [this.#plane.tally(stage), this.#plane.final(stage)];
    const starting = this.#choosing.late(stage) ? 'starting …' : '';
    const said =
      comparison && at && end
        ? netSentences({
            run: comparison.runs[0],
            at,
            end,
            loss: trace.values[0][trace.lapAt(pace.step)],
            rows: trace.rows!,
            step: pace.step,
            total: course.total,
            playing: pace.playing,
            ended: pace.ended,
            still: stillness() && this.autoplay,
            numbers,
          })
        : { text: '', quiet: starting, finally: '' };
    return html`<div class="caption" part="caption">
      <p aria-live=${pace.playing || pace.ended ? 'polite' : 'off'}>
        ${said.text} ${said.quiet ? html`<span class="quiet">${said.quiet}</span>` : nothing}
      </p>
      <p class="room" aria-hidden="true">${said.finally}</p>
    </div>`;
  }

  protected body() {
    const { stage, numbers } = this;
    const { strands, comparison, error } = stage;
    const { names = [], classes = [] } = this.#plane.view(stage) ?? {};
    const grid = () => ({
      names: ['Step', 'Loss'],
      rows: stage.trace.laps,
      cells: (lap: number) => [
        numbers.count(stage.trace.steps[lap]),
        numbers.cell(stage.trace.values[0][lap]),
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
          @keydown=${this.#key}
        >
          <canvas></canvas>
          ${stage.empty ? html`<div class="empty"><span>No data yet</span><small>Drop a CSV file here, or choose data below.</small></div>` : nothing}
        </div>
      </div>
      ${this.controls()}
      ${this.#caption()}
      ${comparison ? outcomes({ runs: comparison.runs, strands, numbers }) : nothing}
      ${comparison ? this.ledger.of('Losses, step by step', strands, grid, numbers) : nothing}
      ${this.#choosing.render(stage.empty, this.#choosing.late(stage), this.drawn)}
    `;
  }
}

if (!customElements.get('nabla-network')) customElements.define('nabla-network', NablaNetwork);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-network': NablaNetwork;
  }
}
