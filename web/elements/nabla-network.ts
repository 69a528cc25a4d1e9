import { html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { type Asked, jobOf, subjectOf } from '../attributes.js';
import { measureIn, show } from '../controllers/canvas.js';
import { Feed } from '../controllers/feed.js';
import { Plane } from '../controllers/plane.js';
import { Stage } from '../controllers/stage.js';
import { steer, steeringKeys } from '../controllers/steering.js';
import { netDrawing } from '../draw/network.js';
import type { Palette } from '../draw/palette.js';
import type { Drawing, Measure } from '../draw/scene.js';
import { NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../events.js';
import { type Demo, settings } from '../figure.js';
import type { Keys } from '../parts/header.js';
import { live } from '../parts/live.js';
import { outcomes } from '../parts/outcomes.js';
import { PlayedFigure } from '../played-figure.js';
import { csv } from '../words/csv.js';
import { subtitle } from '../words/subtitle.js';

export { NablaEndEvent, NablaErrorEvent, NablaStepEvent };

const gutters = { left: 48, right: 84 };

/**
 * What a model tells for every place of a plane while it learns: an area for each class, the points on top.
 *
 * @fires nabla-step - {@link NablaStepEvent}
 * @fires nabla-end - {@link NablaEndEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaNetwork extends PlayedFigure {
  static override properties: PropertyDeclarations = settings({
    ...PlayedFigure.properties,
    data: {},
    target: {},
    columns: {},
    model: {},
    optimizer: {},
    rate: {},
    batch: { type: Number },
    seed: { type: Number },
  });
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
      says: 'Three species by the length and the depth of their bills.',
      attributes: {
        heading: 'Which penguin has such a bill?',
        data: 'penguins',
        columns: 'bill length,bill depth',
        model: 'mlp:6',
        optimizer: 'adam',
        rate: '0.05',
        steps: '300',
      },
    },
  ];

  /** Data of two measurements with classes: `moons`, `spirals`, others with two `columns`, the address of a CSV file. */
  declare data: string;
  /** Of a file: the name of the column that is to be told. */
  declare target: string;
  /** The names of two measurements, with a comma between them. */
  declare columns: string;
  /** A network, `mlp:8` or `mlp:8,8:relu`, or `softmax`, `logistic`. */
  declare model: string;
  /** The name of an optimizer: `adam`. */
  declare optimizer: string;
  /** Its learning rate; its own when empty. */
  declare rate: string;
  /** Rows to an update; all of them without it. */
  declare batch: number | null;
  /** Of data that are made, of the network's start, of the order of batches. */
  declare seed: number;

  protected readonly question = 'How does a network learn?';
  protected readonly keys: Keys = steeringKeys.filter(([key]) => key !== '↑ ↓');
  #plane = new Plane(() => this.requestUpdate());
  protected readonly stage: Stage = new Stage(this, () => this.numbers, {
    ...this.told,
    entered: () => this.#enter(),
  });
  #feed = new Feed(this);

  constructor() {
    super();
    this.data = this.target = this.columns = this.rate = '';
    this.model = 'mlp:8';
    this.optimizer = 'adam';
    this.steps = 300;
    this.batch = null;
    this.seed = 0;
  }

  protected override get subtitle(): string {
    const { job } = this.stage;
    if (!job) return '';
    const run = this.stage.strands[0]?.label ?? '';
    return `${subtitle(subjectOf(job), job, this.numbers, this.stage.trace.rows)}, ${run}`;
  }

  protected override get drawn(): boolean {
    return this.stage.job !== null;
  }

  protected begin(): void {
    const table = this.#feed.of(this.data);
    if (table === null) return;
    const { data, target, columns, model, optimizer, rate, steps, batch, seed } = this;
    const run = { problem: '', start: '', runs: '', optimizers: optimizer, rates: rate };
    const asked: Asked = { ...run, data, target, columns, model, steps, batch, seed, validation: '0' };
    const words = { ...asked, file: table instanceof Error ? table.message : table?.key };
    const read = () => {
      if (table instanceof Error) throw table;
      const job = jobOf(this.localName, asked, table ?? null);
      return job && { ...job, record: true };
    };
    if (this.stage.ask(words, read, this.autoplay, false)) this.error = this.stage.error;
  }

  #enter(): void {
    const { job } = this.stage;
    if (job && 'data' in job.problem)
      this.#plane.take(this.localName, job.problem).catch((error: Error) => this.fail(error));
  }

  protected paint(palette: Palette): void {
    live(this.renderRoot, this.stage, this.numbers, gutters);
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    const measure = measureIn(palette);
    const drawing = this.drawing(width, palette, measure);
    if (drawing) show(canvas, drawing, palette);
    else if (!this.#waiting) show(canvas, netDrawing(null, width, this.narrow, palette, measure), palette);
  }

  get #waiting(): boolean {
    return !this.error && (this.stage.asked || this.stage.job !== null);
  }

  protected drawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#plane.view(this.stage, this.numbers);
    return view && netDrawing(view, width, width < 480, palette, measure);
  }

  /** A line for each point: what was measured, its class, and the class told at the step shown. */
  toCSV(): string {
    const view = this.#plane.view(this.stage, this.numbers);
    if (!view) return csv(['x', 'y', 'class', 'told'], []);
    const { points, of, told, classes, names } = view;
    const lines = Array.from(of, (k, i) => [points[2 * i], points[2 * i + 1], classes[k], classes[told[i]]]);
    return csv([...names, 'class', 'told'], lines);
  }

  #key = (event: KeyboardEvent): void => {
    if (this.stage.trace.laps === 0 || event.key === 'ArrowUp' || event.key === 'ArrowDown') return;
    const said = steer(event, this.stage, this.numbers, () => this.toggle());
    if (said === null) return;
    this.renderRoot.querySelector('.spoken')!.textContent = said;
    this.redraw();
  };

  /** How many points lie in the area of their class, in words. */
  #told(): string {
    const { stage, numbers } = this;
    const view = this.#plane.view(stage, numbers);
    if (!view) return '';
    const right = Array.from(view.of).filter((k, i) => k === view.told[i]).length;
    const { trace, pace } = stage;
    const lap = trace.lapAt(pace.step);
    const loss = numbers.told(trace.values[0][lap]);
    const all = numbers.count(view.of.length);
    const ringed = right < view.of.length ? ', the others are ringed' : '';
    const at = numbers.count(trace.steps[lap]);
    return `At step ${at}, ${numbers.count(right)} of ${all} points lie in the area of their class${ringed}; the loss is ${loss}.`;
  }

  protected body() {
    const { stage, numbers, error } = this;
    const { strands, comparison, pace } = stage;
    const classes = this.#plane.view(stage, numbers)?.classes.join(', ') ?? '';
    const grid = () => ({
      names: ['Step', 'Loss'],
      rows: stage.trace.laps,
      cells: (lap: number) => [
        numbers.count(stage.trace.steps[lap]),
        numbers.cell(stage.trace.values[0][lap]),
      ],
    });
    return html`
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span></span><span class="hint">← → step, Space play</span></p>
        <p class="spoken" role="status"></p>
        <div
          class="plot"
          part="plot"
          role="application"
          tabindex="0"
          aria-label=${`What the model tells in the plane${classes ? `, of ${classes}` : ''}. Arrow keys move the step.`}
          @keydown=${this.#key}
        >
          <canvas></canvas>
          ${stage.empty ? html`<div class="empty"><span>No data yet</span><small>Give it data of two measurements, such as moons.</small></div>` : nothing}
        </div>
      </div>
      ${this.controls()}
      <div class="caption" part="caption"><p aria-live=${pace.playing ? 'off' : 'polite'}>${this.#told()}</p></div>
      ${comparison ? outcomes({ runs: comparison.runs, strands, numbers }) : nothing}
      ${comparison ? this.ledger.of('Losses, step by step', strands, grid, numbers) : nothing}
    `;
  }
}

if (!customElements.get('nabla-network')) customElements.define('nabla-network', NablaNetwork);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-network': NablaNetwork;
  }
}
