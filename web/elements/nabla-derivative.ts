import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { nameIn, table, tenths } from '../../src/calculus/derivativeModel.js';
import {
  derivative,
  heightOf,
  panels,
  type Tangents,
} from '../../src/picture/derivative/derivativePanels.js';
import { tangentCaption } from '../../src/picture/derivative/tangentSentences.js';
import { nearest, sizes } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import { type Drawing, isNarrow, type Measure } from '../../src/picture/scene.js';
import { fill, turners } from '../derivative/numberDial.js';
import { Grip } from '../derivative/pointHandle.js';
import { secants } from '../derivative/secantTable.js';
import { Shrink } from '../derivative/shrinkingStep.js';
import { steps } from '../derivative/stepList.js';
import { Tangent, viewOf } from '../derivative/tangentController.js';
import { actions, noFormula, told, typeset } from '../derivative/tangentParts.js';
import { measureIn, show } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure, settings } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { Typing } from '../figure/formulaTyping.js';
import { equation } from '../figure/math.js';
import type { Pace } from '../figure/playhead.js';
import { derivative as style } from '../styles/derivative.js';
import { runs } from '../styles/runs.js';
import { transport } from '../styles/transport.js';

export { NablaChangeEvent, NablaErrorEvent };

/**
 * The curve of a formula with its tangent at a point that can be dragged, a secant that approaches the tangent as h
 * shrinks, and the derivative worked out rule by rule.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaDerivative extends Figure {
  static override properties: PropertyDeclarations = settings({
    ...Figure.properties,
    f: {},
    x: { type: Number },
    h: { type: Number },
    order: { type: Number },
    domain: {},
  });
  static override styles: CSSResultGroup = [Figure.styles, transport, runs, style];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'Secant and tangent',
      says: 'A derivative is a slope you can measure: a line through two points of a curve, until they meet.',
      attributes: {
        heading: 'The secant becomes the tangent',
        f: 'x^2 sin(x)',
        x: '0.8',
        h: '1.2',
        domain: '-2..4',
      },
    },
    {
      title: 'A chain of rules',
      says: 'The fourth power of something: the chain rule takes it apart.',
      attributes: {
        heading: 'How steep is a fourth power?',
        f: '(3x+2)^4',
        x: '-0.2',
        h: '0.3',
        domain: '-1.5..0.25',
      },
    },
    {
      title: 'A hole',
      says: 'At 0 the formula is 0/0 and has no value; both sides come to the same one.',
      attributes: { heading: 'What is sin(x)/x at 0?', f: 'sin(x)/x', x: '0', h: '2', domain: '-8..8' },
    },
    {
      title: 'A kink',
      says: 'Left of 0 the slope is −1 and right of it 1, so at 0 there is no tangent.',
      attributes: { heading: 'How steep is |x| at 0?', f: 'abs(x)', x: '0', h: '0.8' },
    },
  ];

  /** A formula of one variable: `x^2 sin(x)`. */
  declare f: string;
  /** The point of tangency. */
  declare x: number;
  /** The distance from x to the second point of the secant; negative to the left. */
  declare h: number;
  /** The order of the derivative in the lower plot, from 1 to 4; the upper plot shows the one before it, f for 1. */
  declare order: number;
  /** The interval drawn: `-2..2`; when empty that, or one around a point that lies elsewhere. */
  declare domain: string;

  protected readonly question = 'How steep is it?';
  protected readonly keys = [
    ['← →', 'move the point'],
    ['Shift ← →', 'move it far'],
    ['Alt ← →', 'move it a little'],
    ['Home End', 'to an end of the curve'],
    ['+ −', 'a larger or a smaller h'],
  ] as const;
  #typing = new Typing(this, (text) => {
    this.f = text;
  });
  #played = false;
  #tangent = new Tangent();
  #shrink = new Shrink(this, (h) => this.#put({ h }));
  #grip = new Grip(
    {
      place: () => this.#place(),
      spots: () => this.#tangent.seen?.tangency.spots ?? [],
      moved: (x) => this.#move(x),
      resized: (by) => this.#resize(by),
    },
    () => this.requestUpdate(),
  );

  constructor() {
    super();
    this.f = this.domain = '';
    this.x = this.h = this.order = 1;
    this.autoplay = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#shrink.pace.pause();
  }

  toCSV(): string {
    const { seen } = this.#tangent;
    if (!seen) return '';
    const { variable, order } = seen.tangency;
    const [upper, lower] = [order - 1, order].map((n) => `f${"'".repeat(n)}`);
    const head = [
      variable,
      `${upper}(${variable})`,
      `${lower}(${variable})`,
      'h',
      `${upper}(${variable}+h)`,
      'secant',
    ];
    return [head, ...table(seen)].map((row) => `${row.join(',')}\r\n`).join('');
  }

  protected override get drawn(): boolean {
    return this.#tangent.seen !== null;
  }

  /** No message under the heading: the formula field shows it. */
  protected override get trouble(): unknown {
    return nothing;
  }

  protected get pace(): Pace {
    return this.#shrink.pace;
  }

  protected begin(): void {
    const { f, x, h, order, domain } = this;
    if (!this.#tangent.ask({ f: String(f ?? ''), x, h, order, domain: String(domain ?? '') })) return;
    this.error = null;
    this.requestUpdate();
    const { error, seen } = this.#tangent;
    if (error) this.fail(error);
    else if (this.autoplay && !this.#played && seen) {
      this.#played = true;
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
        queueMicrotask(() => this.#shrink.play(this.h));
    }
  }

  protected paint(palette: Palette): void {
    const { width } = this.size;
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('.plot canvas');
    const surface = this.renderRoot.querySelector<HTMLElement>('.surface');
    if (!canvas || !surface || width < 1) return;
    fill(this.renderRoot);
    const view = this.#view(width);
    const measure = measureIn(palette);
    show(canvas, derivative(view, width, palette, measure), palette);
    const { upper, lower } = panels(view, width, measure);
    this.renderRoot.querySelector<HTMLElement>('.below')!.style.setProperty('--left', `${upper.left}px`);
    Object.assign(surface.style, {
      left: `${upper.left}px`,
      top: `${upper.top}px`,
      width: `${upper.width}px`,
      height: `${lower.top + lower.height - upper.top}px`,
    });
  }

  protected drawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    return this.#tangent.seen && derivative(this.#view(width), width, palette, measure);
  }

  #view(width: number): Tangents {
    return viewOf(this.#tangent.seen, this.numbers, isNarrow(width), this.#grip.held);
  }

  #place() {
    const { palette } = this.colours;
    const view = this.#view(this.size.width);
    if (!palette || !view.point || this.#tangent.error) return null;
    const { upper: panel } = panels(view, this.size.width, measureIn(palette));
    return { panel, x: panel.x(view.point.at), y: heightOf(view.point, panel), at: this.x };
  }

  #put(place: { x?: number; h?: number }): void {
    const { x, h } = { x: this.x, h: this.h, ...place };
    this.#tangent.move({ x, h });
    Object.assign(this, { x, h });
  }

  /** Move of the point by the user, announced by `nabla-change`. */
  #move(x: number): number {
    if (x === this.x) return x;
    this.#put({ x });
    this.dispatchEvent(new NablaChangeEvent({ name: 'x', value: x, point: x }));
    return x;
  }

  #turn(h: number): number {
    this.#shrink.pace.pause();
    this.#put({ h });
    return h;
  }

  #resize(by: number): void {
    const { seen } = this.#tangent;
    if (!seen) return;
    const { from, to } = seen.tangency.span;
    const all = sizes(to - from);
    const at = Math.max(0, Math.min(all.length - 1, nearest(Math.abs(this.h), all) + by));
    this.#turn(this.h < 0 ? -all[at] : all[at]);
  }

  #reset(): void {
    const { x, h } = this.#tangent.home;
    this.#turn(h);
    this.#move(x);
  }

  protected body() {
    const { seen, error } = this.#tangent;
    const { numbers } = this;
    const { pace } = this.#shrink;
    const variable = nameIn(seen?.tangency.variable ?? 'x');
    return html`
      ${formulaField({
        label: equation(0, variable),
        name: `f of ${seen?.tangency.variable ?? 'x'}`,
        text: String(this.f ?? ''),
        error,
        drawn: this.drawn,
        typed: this.#typing.typed,
      })}
      <div class=${classMap({ stale: error !== null })}>
        ${seen ? typeset(seen) : nothing}
        <div
          class=${classMap({ plot: true, over: this.#grip.over, held: this.#grip.held })}
          part="plot"
          @pointerdown=${this.#grip.point}
          @pointermove=${this.#grip.point}
          @pointerup=${this.#grip.point}
          @pointercancel=${this.#grip.point}
          @pointerleave=${this.#grip.point}
        >
          <canvas aria-hidden="true"></canvas>
          <div
            class="surface"
            role="application"
            tabindex="0"
            aria-label="Plot of a curve, its tangent and its slope. Arrow keys move the point, plus and minus change h."
            @keydown=${this.#grip.key}
          ></div>
          ${String(this.f ?? '').trim() === '' ? noFormula() : nothing}
        </div>
      </div>
      <div class="below">
      ${turners(seen, error !== null, numbers, { x: (x) => this.#move(x), h: (h) => this.#turn(h) })}
      ${actions({
        playing: pace.playing,
        off: !seen || error !== null,
        shrink: () => this.#shrink.play(this.h),
        pause: () => pace.pause(),
        reset: () => this.#reset(),
      })}
      </div>
      ${told(seen ? tangentCaption(seen, numbers) : '', pace.playing || this.#grip.held)}
      ${seen ? steps(seen.tangency.steps, numbers) : nothing}
      ${seen ? secants(tenths(seen.tangency, seen.point.at, seen.h), seen.point, numbers) : nothing}
    `;
  }
}

if (!customElements.get('nabla-derivative')) customElements.define('nabla-derivative', NablaDerivative);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-derivative': NablaDerivative;
  }
}
