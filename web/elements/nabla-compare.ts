import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Comparison } from '../../src/index.js';
import { subjectOf } from '../attributes.js';
import { crew } from '../controllers/crew.js';
import { pointedAt } from '../controllers/cursor.js';
import { Plot } from '../controllers/plot.js';
import { Sight } from '../controllers/sight.js';
import { Size } from '../controllers/size.js';
import { Stage, stillness } from '../controllers/stage.js';
import { Theme } from '../controllers/theme.js';
import { NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../events.js';
import { chips } from '../parts/chips.js';
import { live } from '../parts/live.js';
import { caption, empty, failure } from '../parts/notes.js';
import { outcomes } from '../parts/outcomes.js';
import { transport } from '../parts/transport.js';
import { figure, transportStyle } from '../styles/compare.js';
import { controls, track } from '../styles/controls.js';
import { runs } from '../styles/runs.js';
import { tokens } from '../styles/tokens.js';
import { languageOf, type Numbers, numbersIn } from '../words/numbers.js';
import { subtitle } from '../words/subtitle.js';

export { NablaEndEvent, NablaErrorEvent, NablaStepEvent };

const asking = ['problem', 'start', 'data', 'model', 'optimizers', 'rates', 'steps'] as const;
const unlessFalse = { fromAttribute: (text: string | null) => text !== 'false' && text !== 'off' };

/**
 * Optimizers at several learning rates on one problem, loss against steps, played as they descend.
 *
 * @fires nabla-step - {@link NablaStepEvent}
 * @fires nabla-end - {@link NablaEndEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaCompare extends LitElement {
  static override properties = {
    problem: {},
    start: {},
    data: {},
    model: {},
    optimizers: {},
    rates: {},
    steps: { type: Number },
    heading: {},
    theme: { reflect: true },
    loading: {},
    autoplay: { converter: unlessFalse },
    speed: { type: Number },
    workerUrl: { attribute: 'worker-url' },
  };
  static override styles = [tokens, controls, track, figure, transportStyle, runs];

  /** The name of a problem, such as `rosenbrock`. */
  declare problem: string;
  /** Where to start: `-1.2,1` or `x=-1.2,y=1`; the problem's own start when empty. */
  declare start: string;
  /** Instead of a problem, a data set: `iris`. */
  declare data: string;
  /** What is fitted to the data: `softmax`. */
  declare model: string;
  /** Names of optimizers: `sgd adam`. */
  declare optimizers: string | readonly string[];
  /** Learning rates: `0.01 0.1 1`, or `1e-3..1e3:9` for nine of them evenly spread over the decades. */
  declare rates: string | readonly number[];
  declare steps: number;
  declare heading: string;
  /** `light` or `dark`; the page's own when empty. */
  declare theme: string;
  /** `eager` starts at once, `lazy` when the figure comes into sight. */
  declare loading: string;
  /** Whether it plays by itself. It never does where the reader wants no motion. */
  declare autoplay: boolean;
  /** How much faster than six seconds a run is shown, from 0.25 to 8. */
  declare speed: number;
  /** Where `worker.js` is served from, for pages whose policy forbids workers made from a Blob. */
  declare workerUrl: string;

  #internals = this.attachInternals();
  #numbers: Numbers = numbersIn('en');
  #lost = 0;
  #slow = false;
  #stage = new Stage(this, () => this.#numbers, {
    changed: (moved) => this.#changed(moved),
    ended: (comparison) => this.dispatchEvent(new NablaEndEvent(comparison)),
    failed: (error) => this.dispatchEvent(new NablaErrorEvent(error)),
  });
  #sight = new Sight(this, () => this.#look());
  #size = new Size(this, () => this.#draw());
  #theme = new Theme(this, () => this.#draw());
  #plot = new Plot(this, () => this.renderRoot.querySelector<HTMLElement>('.plot'));

  constructor() {
    super();
    this.problem = this.start = this.data = this.model = this.heading = this.theme = this.workerUrl = '';
    this.optimizers = this.rates = '';
    this.steps = 1000;
    this.loading = 'lazy';
    this.autoplay = true;
    this.speed = 1;
    this.#internals.role = 'figure';
  }

  /** What was compared, once all of it has been computed. */
  get comparison(): Comparison | null {
    return this.#stage.comparison;
  }

  play(): void {
    this.#begin();
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

  override connectedCallback(): void {
    super.connectedCallback();
    this.#numbers = numbersIn(languageOf(this));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('speed')) this.#stage.pace.speed = Math.min(8, Math.max(0.25, this.speed || 1));
    if (changed.has('workerUrl')) crew.url = this.workerUrl || null;
    this.#internals.ariaLabel = this.#heading;
    const asked = asking.some((name) => changed.has(name)) || changed.has('loading');
    if (asked && (this.loading === 'eager' || this.#sight.seen)) this.#begin();
  }

  protected override updated(): void {
    this.#draw();
  }

  get #heading(): string {
    return this.heading || 'Which learning rate?';
  }

  /** Starts what the attributes ask for, unless that is what is running or shown already. */
  #begin(): void {
    const { problem, start, data, model, optimizers, rates, steps } = this;
    const asked = {
      problem,
      start,
      data,
      model,
      optimizers: String(optimizers),
      rates: String(rates),
      steps,
    };
    if (!this.#stage.ask(asked, this.autoplay)) return;
    this.#slow = false;
    setTimeout(() => {
      this.#slow = true;
      this.requestUpdate();
    }, 400);
  }

  #look(): void {
    if (this.#sight.visible) this.#begin();
    this.#stage.pace.hold(!this.#sight.visible);
  }

  #changed(moved: boolean): void {
    const { strands, pace, lost } = this.#stage;
    if (lost !== this.#lost) this.requestUpdate();
    this.#lost = lost;
    this.#draw();
    const view = this.#stage.view();
    if (!moved || !view) return;
    const runs = strands.map(({ label, optimizer, values }) => ({
      label,
      optimizer,
      value: values[view.head],
    }));
    this.dispatchEvent(new NablaStepEvent(pace.step, runs));
  }

  /** What moves with every frame; the rest is for render, which is called when something has happened. */
  #draw(): void {
    const palette = this.#theme.palette;
    if (!palette || !this.isConnected) return;
    const { width } = this.#size;
    const view = this.#stage.view();
    this.#plot.show({
      view,
      palette,
      numbers: this.#numbers,
      width,
      narrow: width < 480,
      last: this.#stage.last,
    });
    if (this.#theme.apart) this.#internals.states.add('apart');
    else this.#internals.states.delete('apart');
    live(this.renderRoot, this.#stage, this.#numbers, this.#plot.gutters);
  }

  #point = (event: PointerEvent): void => {
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
    this.#draw();
  };

  protected override render() {
    const stage = this.#stage;
    const { job, comparison, strands, error } = stage;
    const numbers = this.#numbers;
    return html`
      <span class="probe"></span>
      <h3 part="heading">${this.#heading}</h3>
      <p class="subtitle" part="subtitle">${job ? subtitle(subjectOf(job), job, numbers) : nothing}</p>
      ${error ? failure(error, job !== null) : nothing}
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis">Loss, log scale</p>
        <div
          class="plot"
          part="plot"
          role="img"
          aria-label="Loss of each run against steps, on a log scale"
          @pointermove=${this.#point}
          @pointerdown=${this.#point}
          @pointerleave=${this.#point}
        >
          ${stage.empty ? empty() : nothing}
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
      ${strands.length > 0 ? chips(stage, numbers, () => this.requestUpdate()) : nothing}
      ${comparison ? outcomes({ runs: comparison.runs, strands, numbers }) : nothing}
    `;
  }
}

if (!customElements.get('nabla-compare')) customElements.define('nabla-compare', NablaCompare);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-compare': NablaCompare;
  }
}
