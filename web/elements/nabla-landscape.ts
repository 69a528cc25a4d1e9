import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { blank } from '../../src/picture/landscape/curvePanels.js';
import {
  type LandTelling,
  landCaption,
  landLabel,
  landSubtitle,
} from '../../src/picture/landscape/landscapeSentences.js';
import { pointCsv, walkGrid, walksCsv } from '../../src/picture/landscape/walkTable.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { type Asked, settingProperties } from '../data/attributes.js';
import { measureIn, show } from '../figure/canvas.js';
import { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../figure/events.js';
import { type Demo, settings } from '../figure/figure.js';
import type { Keys } from '../figure/header.js';
import { Handles, type Reach } from '../landscape/handles.js';
import { drawingOf, type Hand, reachOf } from '../landscape/landscapeDrawing.js';
import { written } from '../landscape/landscapeModel.js';
import { Walks } from '../landscape/walks.js';
import { live } from '../player/livePosition.js';
import { stillness } from '../player/player.js';
import { RunsFigure } from '../player/runsFigure.js';
import { landscape } from '../styles/landscape.js';

export { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent };

const gutters = { left: 48, right: 84 };

/**
 * A function of one or two variables with the paths of optimizers on it. Of one variable: its curve, with iterates and
 * their tangents, a panel per rate. Of two: a contour map, with the gradient at a point.
 *
 * @fires nabla-step - {@link NablaStepEvent}
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-end - {@link NablaEndEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaLandscape extends RunsFigure {
  static override properties: PropertyDeclarations = settings({
    ...RunsFigure.properties,
    f: {},
    ...settingProperties(['start']),
    domain: {},
    at: {},
    direction: { type: Number },
  });
  static override styles: CSSResultGroup = [RunsFigure.styles, landscape];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'Twenty steps down a parabola',
      says: 'Gradient descent at four rates: it creeps, lands at once, jumps to and fro, and climbs.',
      attributes: {
        heading: 'Which rate walks down?',
        f: '(w-3)^2',
        start: '0',
        optimizers: 'sgd',
        rates: '0.1 0.5 1 1.1',
        steps: '20',
      },
    },
    {
      title: 'One start, two minima',
      says: 'From the same start two optimizers find different minima; drag it to see where each start leads.',
      attributes: {
        heading: 'Where does each optimizer end?',
        f: '(x^2+y-11)^2 + (x+y^2-7)^2',
        start: 'x=0.3,y=-1',
        optimizers: 'sgd adam',
        rates: '0.015',
        domain: '-5..5',
        steps: '250',
        at: 'x=-1.6,y=1.6',
      },
    },
    {
      title: 'A curved valley',
      says: 'The gradient points across the valley, hardly along it, and so do the steps.',
      attributes: {
        heading: 'Why is the valley slow?',
        f: 'rosenbrock',
        optimizers: 'sgd adam',
        rates: '0.001',
        steps: '2000',
      },
    },
    {
      title: 'A saddle',
      says: 'Level in the middle, up one way and down the other: turn d to feel it.',
      attributes: {
        heading: 'Which way is down?',
        f: 'x^2 - y^2',
        domain: '-2..2',
        at: 'x=1,y=0.5',
        direction: '100',
      },
    },
  ];

  /** A formula of one or two variables, such as `(w-3)^2`, or the name of a problem: `rosenbrock`. */
  declare f: string;
  /** The starting point of the runs: `-1.2,1` or `x=-1.2,y=1`; the problem's own when empty. */
  declare start: string;
  /** The ranges drawn: `-2..2`, or `x=-2..2,y=-1..3`. A map has equal units, so the longer range counts for both. */
  declare domain: string;
  /** The point at which the gradient is drawn, of two variables: `x=1,y=0.5`. */
  declare at: string;
  /** The direction d, of two variables, in degrees from the first axis towards the second. */
  declare direction: number;

  protected readonly question = 'Which way is down?';
  protected readonly keys: Keys = [
    ['← → ↑ ↓', 'move the point of a map, or the start'],
    ['Shift, Alt', 'with an arrow: further, finer'],
    ['Enter', 'on a map: from the point to the start and back'],
    ['[ ]', 'on a map: turn the direction d'],
    ['Space', 'play or pause'],
    ['Drag', 'the point, the start, or the tip of d'],
  ];
  #walks = new Walks(this, () => this.numbers, this.told);
  protected readonly stage = this.#walks.stage;
  #grip = new Handles(this, () => this.#reach(), {
    start: (at) => this.change('start', written(at, this.#walks.ground!.variables)),
    point: (at) => this.change('at', written(at, this.#walks.ground!.variables)),
    direction: (degrees) => this.change('direction', degrees),
    held: () => this.requestUpdate(),
    toggle: () => this.toggle(),
  });

  constructor() {
    super();
    this.f = this.start = this.domain = this.at = '';
    this.steps = 60;
    this.direction = 340;
  }

  protected override get subtitle(): string {
    const { terrain } = this.#walks;
    return terrain ? landSubtitle(terrain, this.numbers) : '';
  }

  protected override get drawn(): boolean {
    return this.#walks.terrain !== null;
  }

  protected override get asked(): Asked {
    return { ...super.asked, problem: this.f };
  }

  protected override propertiesOf({ problem, ...told }: Asked): Asked {
    return { ...told, f: problem };
  }

  /** Start of what the attributes specify, unless it is shown already. */
  protected begin(): void {
    const { asked, f, start, at, domain } = this;
    if (this.#walks.ask({ ...asked, f, start, at, domain }, this.autoplay, this.stays()))
      this.error = this.stage.error;
  }

  protected paint(palette: Palette): void {
    if (this.renderRoot.querySelector('.controls')) live(this.renderRoot, this.stage, this.numbers, gutters);
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    const measure = measureIn(palette);
    show(
      canvas,
      this.drawing(width, palette, measure) ?? blank(width, palette, measure, this.numbers),
      palette,
    );
  }

  protected drawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    return drawingOf(this.#walks, this.#hand, this.numbers, width, palette, measure);
  }

  get #hand(): Hand {
    const { held, chosen } = this.#grip;
    const focused = this.shadowRoot?.activeElement?.matches('.land:focus-visible') ? chosen : null;
    return { direction: Number.isFinite(this.direction) ? this.direction : 0, held: held ?? focused };
  }

  #reach(): Reach | null {
    const { palette } = this.colours;
    return palette && reachOf(this.#walks, this.#hand, this.numbers, this.size.width, measureIn(palette));
  }

  toCSV(): string {
    const { ground, walks, at } = this.#walks;
    if (!ground) return '';
    return walks.length > 0 ? walksCsv(ground, walks, this.stage.planned) : pointCsv(ground, at);
  }

  protected body() {
    const { terrain, ground, walks, domain } = this.#walks;
    const { error } = this.stage;
    const { numbers } = this;
    const map = domain.length === 2;
    const movable = map || Boolean(terrain?.start);
    const { pointer, touch, key } = this.#grip;
    return html`
      <div class=${classMap({ place: true, stale: error !== null })}>
      ${this.#hint()}
      <div
        class=${classMap({ plot: true, land: true, map })}
        part="plot"
        role=${movable ? 'application' : 'img'}
        tabindex=${movable ? 0 : nothing}
        aria-roledescription="landscape"
        aria-label=${this.#label()}
        @pointerdown=${pointer}
        @pointermove=${pointer}
        @pointerup=${pointer}
        @pointercancel=${pointer}
        @touchstart=${touch}
        @keydown=${key}
        @focus=${() => this.redraw()}
        @blur=${() => this.redraw()}
      >
        <canvas></canvas>
        ${
          terrain || error
            ? nothing
            : html`<div class="empty"><span>No landscape yet</span><small>Give it a formula f of one or two variables.</small></div>`
        }
      </div>
      </div>
      ${this.#walked ? this.controls() : nothing}
      ${this.#caption()}
      ${this.#idle()}
      ${this.results('Places, step by step', walks, (walk) => walkGrid(ground!, walk, numbers))}
    `;
  }

  /** The keys of the drawing, in a line above it; none beside an error. */
  #hint() {
    const { terrain, domain } = this.#walks;
    const start = terrain?.start ? ' or the start' : '';
    const map = `arrows move the point${start}, [ ] turn d`;
    const said = domain.length === 2 ? map : start && '← → move the start';
    return said && !this.stage.error ? html`<p class="hint" aria-hidden="true">${said}</p>` : nothing;
  }

  /** A button that adds a run, where all have been removed. */
  #idle() {
    const named = String(this.optimizers).trim() !== '';
    if (!this.stage.empty || !named || !this.#walks.terrain?.start) return nothing;
    return html`<button class="main" part="add" @click=${this.addFirst}>Add a rate</button>`;
  }

  /** Whether the figure has playback controls: runs are there or expected. */
  get #walked(): boolean {
    const { job, asked } = this.stage;
    return job !== null || asked || !this.#walks.terrain;
  }

  #label(): string {
    const { terrain, domain, at } = this.#walks;
    if (!terrain) return 'Landscape';
    return landLabel(terrain, domain.length === 2 ? at : null, this.#grip.chosen, this.numbers);
  }

  #caption() {
    const { ground, domain, at, walks } = this.#walks;
    const { comparison, pace, course } = this.stage;
    const point =
      ground && domain.length === 2
        ? { at, steep: ground.steep(at), along: ground.along(at, this.#hand.direction) }
        : null;
    const telling: LandTelling = {
      comparison,
      walks,
      step: pace.step,
      total: course.total,
      playing: pace.playing,
      ended: pace.ended,
      still: stillness() && this.autoplay,
      bare: ground !== null && !point,
      point,
      numbers: this.numbers,
    };
    const { text, quiet, finally: last } = landCaption(telling);
    return html`<div class="caption" part="caption">
      <p aria-live=${pace.playing || pace.ended ? 'polite' : 'off'}>
        ${text} ${quiet ? html`<span class="quiet">${quiet}</span>` : nothing}
      </p>
      <p class="room" aria-hidden="true">${last}</p>
    </div>`;
  }
}

if (!customElements.get('nabla-landscape')) customElements.define('nabla-landscape', NablaLandscape);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-landscape': NablaLandscape;
  }
}
