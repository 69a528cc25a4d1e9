import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Comparison } from '../../src/index.js';
import { type Asked, subjectOf } from '../attributes.js';
import { measureIn } from '../controllers/canvas.js';
import { crew } from '../controllers/crew.js';
import { pointedAt } from '../controllers/cursor.js';
import { Plot } from '../controllers/plot.js';
import { Stage, stillness } from '../controllers/stage.js';
import { steer, steeringKeys } from '../controllers/steering.js';
import { lossChart, named } from '../draw/chart.js';
import type { Palette } from '../draw/palette.js';
import type { Drawing, Measure } from '../draw/scene.js';
import { sensitivityChart } from '../draw/sensitivity.js';
import type { Strand } from '../draw/strand.js';
import { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../events.js';
import { type Demo, Figure } from '../figure.js';
import type { Planned } from '../job.js';
import { chips, editorId } from '../parts/chips.js';
import { type Edited, editor } from '../parts/editor.js';
import { downIcon } from '../parts/icons.js';
import { live } from '../parts/live.js';
import { caption, empty } from '../parts/notes.js';
import { outcomes } from '../parts/outcomes.js';
import { type Grid, numbersTable } from '../parts/table.js';
import { transport } from '../parts/transport.js';
import { runs } from '../styles/runs.js';
import { transport as transportStyle } from '../styles/transport.js';
import { csv } from '../words/csv.js';
import { changedRate, lastRate, runsText } from '../words/rate.js';
import { subtitle } from '../words/subtitle.js';
import { wording } from '../words/wording.js';

export { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent };

const firstOf = (optimizers: string | readonly string[]) =>
  String(optimizers)
    .split(/[\s,]+/)
    .find((name) => name !== '') ?? 'sgd';
const asking = ['problem', 'start', 'data', 'model', 'optimizers', 'rates', 'runs', 'steps'] as const;

/**
 * Optimizers at several learning rates on one problem, loss against steps, played as they descend.
 *
 * @fires nabla-step - {@link NablaStepEvent}
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-end - {@link NablaEndEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaCompare extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    problem: {},
    start: {},
    data: {},
    model: {},
    optimizers: {},
    rates: {},
    runs: {},
    scale: {},
    view: { state: true },
    steps: { type: Number },
    workerUrl: { attribute: 'worker-url' },
  };
  static override styles: CSSResultGroup = [Figure.styles, transportStyle, runs];
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
  ];

  /** The name of a problem, such as `rosenbrock`, or a formula: `(1-x)^2 + 100 (y-x^2)^2`. */
  declare problem: string;
  /** Where to start: `-1.2,1` or `x=-1.2,y=1`; the problem's own start when empty; a formula needs one. */
  declare start: string;
  /** Instead of a problem, a data set: `iris`. */
  declare data: string;
  /** What is fitted to the data: `softmax`. */
  declare model: string;
  /** Names of optimizers: `sgd adam`. */
  declare optimizers: string | readonly string[];
  /** Learning rates: `0.01 0.1 1`, or `1e-3..1e3:9` for nine of them evenly spread over the decades. */
  declare rates: string | readonly number[];
  /** Instead of optimizers and rates, the runs one by one: `sgd 0.1, adam 0.01 0.03@137`; a rate changes at a step. */
  declare runs: string | readonly Planned[];
  /** The loss axis: `log`, which shows zero below a break, or `linear`. */
  declare scale: 'log' | 'linear';
  /** Losses against steps, or against rates. */
  declare protected view: 'loss' | 'sensitivity';
  /** How many updates each run makes. */
  declare steps: number;
  /** Where `worker.js` is served from, for pages whose policy forbids workers made from a Blob. */
  declare workerUrl: string;

  protected readonly question = 'Which learning rate?';
  protected readonly keys = steeringKeys;
  #lost = 0;
  #edited: number | null = null;
  #stay = false;
  #table = { open: false, page: 0 };
  /** The run whose losses the table has. */
  #listed = 0;
  #slow = false;
  #stage = new Stage(this, () => this.numbers, {
    changed: (moved) => this.#changed(moved),
    ended: (comparison) => this.dispatchEvent(new NablaEndEvent(comparison)),
    failed: (error) => this.fail(error),
  });
  #plot = new Plot(this, () => this.renderRoot.querySelector<HTMLElement>('.plot'));

  constructor() {
    super();
    this.problem = this.start = this.data = this.model = this.workerUrl = '';
    this.optimizers = this.rates = this.runs = '';
    this.steps = 1000;
    this.scale = 'log';
    this.view = 'loss';
  }

  /** What was compared, once all of it has been computed. */
  get comparison(): Comparison | null {
    return this.#stage.comparison;
  }

  play(): void {
    this.begin();
    this.#stage.play();
  }

  pause(): void {
    this.#stage.pace.pause();
  }

  /** Moves by n steps, back where n is negative, and stops there. */
  step(n = 1): void {
    this.#stage.step(n);
  }

  /** Back to the start. */
  reset(): void {
    this.#stage.seek(0);
  }

  protected override get subtitle(): string {
    const { job } = this.#stage;
    return job ? subtitle(subjectOf(job), job, this.numbers) : '';
  }

  protected override get drawn(): boolean {
    return this.#stage.job !== null;
  }

  protected override get tools() {
    const choice = (view: 'loss' | 'sensitivity', text: string) => html`<button
      aria-pressed=${this.view === view ? 'true' : 'false'}
      @click=${() => {
        this.view = view;
        this.dispatchEvent(new NablaChangeEvent({ name: 'view', value: view }));
      }}
    >${text}</button>`;
    return html`<div class="segments" role="group" aria-label="View" part="views">
      ${choice('loss', 'Loss')}${choice('sensitivity', 'Sensitivity')}
    </div>`;
  }

  get #axisName(): string {
    const { pace, course } = this.#stage;
    const after = pace.ended
      ? `Final loss after ${this.numbers.count(course.total)} steps`
      : 'Loss at the step shown';
    const what = this.view === 'loss' ? 'Loss' : after;
    return this.scale === 'linear' ? what : `${what}, log scale`;
  }

  protected override hold(held: boolean): void {
    this.#stage.pace.hold(held);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('speed')) this.#stage.pace.speed = Math.min(8, Math.max(0.25, this.speed || 1));
    if (changed.has('scale')) this.#stage.linear = this.scale === 'linear';
    if (changed.has('workerUrl')) crew.url = this.workerUrl || null;
    super.willUpdate(changed);
  }

  /** Starts what the attributes ask for, unless that is what is running or shown already. */
  protected begin(): void {
    const asked = Object.fromEntries(asking.map((name) => [name, this[name]]));
    const texts = { optimizers: String(this.optimizers), rates: String(this.rates) };
    const [stay, fresh] = [this.#stay, { ...asked, ...texts } as Asked];
    this.#stay = false;
    if (!this.#stage.ask(fresh, this.autoplay, stay)) return;
    this.error = this.#stage.error;
    this.#slow = false;
    setTimeout(() => {
      this.#slow = true;
      this.requestUpdate();
    }, 400);
  }

  #changed(moved: boolean): void {
    const { strands, pace, lost } = this.#stage;
    if (lost !== this.#lost) this.requestUpdate();
    this.#lost = lost;
    this.redraw();
    const view = this.#stage.view();
    if (!moved || !view) return;
    const runs = strands.map(({ label, optimizer, values }) => ({
      label,
      optimizer,
      value: values[view.head],
    }));
    this.dispatchEvent(new NablaStepEvent(pace.step, runs));
  }

  protected paint(palette: Palette): void {
    const { width } = this.size;
    const sheet = { width, narrow: this.narrow, palette, measure: measureIn(palette) };
    const view = this.#stage.view();
    if (width >= 1) {
      const said = wording(this.numbers);
      const chart = lossChart(view, sheet, said);
      const { marks } = this.view === 'sensitivity' && view ? sensitivityChart(view, sheet, said) : chart;
      this.#plot.show({ ...chart, marks }, palette);
    }
    live(this.renderRoot, this.#stage, this.numbers, this.#plot.gutters);
  }

  protected drawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#stage.view();
    if (!view) return null;
    const sheet = { width, narrow: this.narrow, palette, measure };
    const chart = this.view === 'sensitivity' ? sensitivityChart : lossChart;
    return named(chart(view, sheet, wording(this.numbers)), this.#axisName, palette);
  }

  /** A line for each step that has been computed, a column for each run; empty after a run's end. */
  toCSV(): string {
    const { trace, strands } = this.#stage;
    const lines = Array.from({ length: trace.laps }, (_, lap) => [
      trace.steps[lap],
      ...strands.map(({ values, end }) => (lap <= end ? values[lap] : '')),
    ]);
    return csv(['step', ...strands.map(({ label }) => label)], lines);
  }

  /** Where a new rate begins to hold: now, unless the run is at its beginning or its end. */
  get #from(): number {
    const { pace } = this.#stage;
    return pace.ended ? 0 : pace.step;
  }

  get #editing(): Edited | null {
    const { planned, strands } = this.#stage;
    const run = this.#edited === null ? undefined : planned[this.#edited];
    if (!run || run.rate === null) return null;
    const rates = planned.map(({ rate }) => Math.log10(lastRate(rate))).filter(Number.isFinite);
    const rate = lastRate(run.rate);
    const middle = Math.round((Math.min(...rates) + Math.max(...rates)) / 2);
    const reach = Math.max(1.5, ...rates.map((each) => Math.abs(each - middle)));
    const decades = [middle - Math.ceil(reach), middle + Math.ceil(reach)] as const;
    return {
      optimizer: run.optimizer,
      rate,
      hidden: strands[this.#edited!].hidden,
      from: this.#from,
      decades,
    };
  }

  #toggle(strand: Strand): void {
    strand.hidden = !strand.hidden;
    this.requestUpdate();
  }

  /** The runs as they were asked for last, on show or about to be. */
  get #planned(): readonly Planned[] {
    return typeof this.runs === 'string' ? this.#stage.planned : this.runs;
  }

  #change(rate: number): void {
    const at = this.#edited;
    this.#rewrite(
      this.#planned.map((run, i) =>
        i === at && run.rate !== null ? { ...run, rate: changedRate(run.rate, this.#from, rate) } : run,
      ),
    );
  }

  #remove(): void {
    const at = this.#edited;
    this.#edited = null;
    (this.renderRoot as ShadowRoot).getElementById(editorId)?.hidePopover();
    this.#rewrite(this.#planned.filter((_, i) => i !== at));
  }

  /** One rate more, as far above the highest as that is above the one below it. */
  #add(optimizer: string): void {
    const last = this.#planned.findLastIndex((run) => run.optimizer === optimizer);
    const rates = this.#planned
      .filter((run) => run.optimizer === optimizer)
      .map(({ rate }) => lastRate(rate))
      .sort((a, b) => b - a);
    const [high = 0.01, next = high / 10] = [...new Set(rates)];
    const rate = Number((high * (high / next)).toPrecision(2));
    this.#rewrite(this.#planned.toSpliced(last + 1, 0, { optimizer, rate }));
  }

  /** Takes up what the reader made of the runs, at the step shown. */
  #rewrite(runs: readonly Planned[]): void {
    this.#stay = true;
    this.runs = runs;
    this.dispatchEvent(new NablaChangeEvent({ name: 'runs', value: runs }));
  }

  get #grid(): Grid {
    const { trace, strands } = this.#stage;
    const strand = strands[this.#listed] ?? strands[0];
    return {
      names: ['Step', strand.label],
      rows: strand.end + 1,
      cells: (lap) => [this.numbers.count(trace.steps[lap]), this.numbers.cell(strand.values[lap])],
    };
  }

  get #paging() {
    const set = (next: Partial<{ open: boolean; page: number }>) => {
      this.#table = { ...this.#table, ...next };
      this.requestUpdate();
    };
    return { ...this.#table, show: (open: boolean) => set({ open }), turn: (page: number) => set({ page }) };
  }

  get #choice() {
    const choose = (event: Event) => {
      this.#listed = Number((event.target as HTMLSelectElement).value);
      this.#paging.turn(0);
    };
    return html`<label class="choice">Run
      <span class="select"><select @change=${choose}>
        ${this.#stage.strands.map(({ label }, i) => html`<option value=${i} ?selected=${i === this.#listed}>${label}</option>`)}
      </select>${downIcon}</span>
    </label>`;
  }

  protected override get rewritten(): Readonly<Record<string, string | null>> {
    if (typeof this.runs === 'string') return {};
    return { optimizers: null, rates: null, runs: runsText(this.runs) };
  }

  #key = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || this.#stage.trace.laps === 0) return;
    const { pace } = this.#stage;
    const said = steer(event, this.#stage, this.numbers, () => (pace.playing ? this.pause() : this.play()));
    if (said === null) return;
    this.renderRoot.querySelector('.spoken')!.textContent = said;
    this.redraw();
  };

  #leave = (): void => {
    this.#stage.cursor = null;
    this.#stage.point(null);
  };

  #point = (event: PointerEvent): void => {
    if (this.view === 'sensitivity') return;
    const { trace, strands, range, pace } = this.#stage;
    if (!this.#plot.box || trace.laps === 0) return;
    const surface = event.currentTarget as Element;
    if (event.type === 'pointerdown') surface.setPointerCapture(event.pointerId);
    if (surface.hasPointerCapture(event.pointerId)) {
      this.#stage.seek(Math.round(this.#plot.stepAt(event.clientX)));
    }
    const over = event.type !== 'pointerleave' && event.pointerType !== 'touch';
    const head = trace.lapAt(pace.step);
    this.#stage.cursor = over ? pointedAt(event, this.#plot, trace, strands, range, head) : null;
    this.redraw();
  };

  protected body() {
    const stage = this.#stage;
    const { comparison, strands, error } = stage;
    const { numbers } = this;
    return html`
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span>${this.#axisName}</span><span class="hint">← → step, ↑ ↓ run, Space play</span></p>
        <p class="spoken" role="status"></p>
        <div
          class="plot"
          part="plot"
          role="application"
          aria-label=${`${this.#axisName}, of each run. Arrow keys move the step and choose a run.`}
          tabindex="0"
          @keydown=${this.#key}
          @blur=${this.#leave}
          @pointermove=${this.#point}
          @pointerdown=${this.#point}
          @pointerleave=${this.#point}
        >
          ${stage.empty ? empty(() => this.#add(firstOf(this.optimizers))) : nothing}
        </div>
      </div>
      <div class="controls">
        ${transport(stage, this.speed, numbers, {
          play: () => this.play(),
          hurry: (speed) => {
            this.speed = speed;
          },
        })}
      </div>
      ${caption(stage, numbers, stillness() && this.autoplay, this.#slow)}
      ${
        strands.length > 0
          ? chips(stage, numbers, {
              toggle: (strand) => this.#toggle(strand),
              edit: (run) => {
                this.#edited = run;
                this.requestUpdate();
              },
              add: (optimizer) => this.#add(optimizer),
            })
          : nothing
      }
      ${editor(editorId, this.#editing, numbers, {
        change: (rate) => this.#change(rate),
        hide: () => this.#toggle(strands[this.#edited!]),
        remove: () => this.#remove(),
      })}
      ${comparison ? outcomes({ runs: comparison.runs, strands, numbers }) : nothing}
      ${comparison ? numbersTable('Losses, step by step', this.#grid, this.#paging, numbers, this.#choice) : nothing}
    `;
  }
}

if (!customElements.get('nabla-compare')) customElements.define('nabla-compare', NablaCompare);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-compare': NablaCompare;
  }
}
