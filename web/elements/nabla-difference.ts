import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { nameIn } from '../../src/calculus/derivativeModel.js';
import {
  type Stepping,
  type StepsView,
  stepAt,
  stepsDrawing,
} from '../../src/picture/difference/stepChart.js';
import { stepCaption, stepWords } from '../../src/picture/difference/stepSentences.js';
import { roundStep, tidy } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { csv } from '../../src/results/csv.js';
import { fill, turner } from '../derivative/numberDial.js';
import { actions, noFormula, told } from '../derivative/tangentParts.js';
import { type Asked, steppingOf } from '../difference/stepModel.js';
import { AskedWords } from '../figure/askedWords.js';
import { measureIn, show } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure, settings } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { Typing } from '../figure/formulaTyping.js';
import type { Keys } from '../figure/header.js';
import { equation } from '../figure/math.js';
import { numbersTable } from '../figure/numbersTable.js';
import { Pace } from '../figure/playhead.js';
import { stillness } from '../player/player.js';
import { derivative as style } from '../styles/derivative.js';
import { difference } from '../styles/difference.js';
import { runs } from '../styles/runs.js';
import { transport } from '../styles/transport.js';

export { NablaChangeEvent, NablaErrorEvent };

/**
 * The error of difference quotients against their step: truncation error at wide steps, rounding error at small ones,
 * and the best step in between.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaDifference extends Figure {
  static override properties: PropertyDeclarations = settings({
    ...Figure.properties,
    f: {},
    x: { type: Number },
    h: { type: Number },
    methods: {},
    domain: {},
  });
  static override styles: CSSResultGroup = [Figure.styles, transport, runs, style, difference];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'How small a step',
      says: 'Halve h and the error falls, until rounding takes over: each scheme has a step of its own.',
      attributes: { heading: 'How small should h be?', f: 'x^2 sin(x)', x: '0.8', h: '0.001' },
    },
    {
      title: 'A steep exponential',
      says: 'The steeper the curve, the smaller the best step, and the fewer digits are left.',
      attributes: {
        heading: 'Where is the best step of a steep curve?',
        f: 'exp(20x)',
        x: '1',
        methods: 'forward backward central five-point',
      },
    },
  ];

  /** A formula of one variable: `x^2 sin(x)`. */
  declare f: string;
  /** The point at which the derivative is approximated. */
  declare x: number;
  /** The step marked; the nearest of those drawn. */
  declare h: number;
  /** The difference schemes: `forward`, `backward`, `central`, `five-point`, `complex-step`. */
  declare methods: string | readonly string[];
  /** The interval that x may be moved in: `-2..2`. */
  declare domain: string;

  protected readonly question = 'How small should h be?';
  protected readonly keys: Keys = [
    ['← →', 'a smaller step, a wider one'],
    ['Shift ← →', 'a tenth, ten times'],
    ['Home End', 'the smallest, the widest'],
    ['↑ ↓', 'another scheme in front'],
  ];
  #stepping: Stepping | null = null;
  readonly #asked = new AskedWords();
  #chosen = 0;
  #table = { open: false, page: 0 };
  #typing = new Typing(this, (text) => {
    this.f = text;
  });
  protected readonly pace: Pace = new Pace(
    this,
    () => ({ frontier: this.#last, total: this.#last, done: true }),
    () => this.#seek(),
  );

  constructor() {
    super();
    this.f = this.domain = '';
    this.x = 1;
    this.h = 0.01;
    this.methods = 'forward central five-point complex-step';
    this.autoplay = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pace.pause();
  }

  /** The quotients as CSV: a row per scheme and step, with the value of the quotient and its error. */
  toCSV(): string {
    const { schemes = [] } = this.#stepping ?? {};
    const rows = schemes.flatMap(({ name, step, value, error }) =>
      Array.from(step, (h, k) => [name, h, value[k], error[k]]),
    );
    return csv(['method', 'h', 'value', 'error'], rows);
  }

  protected override get drawn(): boolean {
    return this.#stepping !== null;
  }

  /** No message under the heading: the formula field shows it. */
  protected override get trouble(): unknown {
    return nothing;
  }

  protected begin(): void {
    const { f, x, methods, domain } = this;
    const asked: Asked = {
      f: String(f ?? ''),
      x,
      methods: Array.isArray(methods) ? methods.join(' ') : String(methods ?? ''),
      domain: String(domain ?? ''),
    };
    if (!this.#asked.isNew(asked)) return;
    this.error = null;
    this.requestUpdate();
    try {
      this.#stepping = steppingOf(asked);
      this.#chosen = Math.min(this.#chosen, Math.max(0, (this.#stepping?.schemes.length ?? 0) - 1));
    } catch (error) {
      this.fail(error as Error);
    }
  }

  protected paint(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    fill(this.renderRoot);
    const below = this.renderRoot.querySelector<HTMLElement>('.below');
    below?.style.setProperty('--left', this.narrow ? '40px' : '48px');
    const sheet = this.#sheet(width, palette, measureIn(palette));
    show(canvas, stepsDrawing(this.#view, sheet, stepWords(this.numbers)), palette);
  }

  protected drawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    return (
      this.#view && stepsDrawing(this.#view, this.#sheet(width, palette, measure), stepWords(this.numbers))
    );
  }

  #sheet = (width: number, palette: Palette, measure: Measure) => ({
    width,
    narrow: this.narrow,
    palette,
    measure,
  });

  get #view(): StepsView | null {
    if (!this.#stepping) return null;
    const { schemes } = this.#stepping;
    return { schemes, at: this.#at, chosen: this.#chosen };
  }

  get #last(): number {
    return Math.max(0, (this.#stepping?.step.length ?? 0) - 1);
  }

  /** The index of the step nearest to h on a log scale. */
  get #at(): number {
    const { step = [] } = this.#stepping ?? {};
    let at = 0;
    for (let k = 0; k < step.length; k++) {
      const [far, near] = [step[k], step[at]].map((each) => Math.abs(Math.log2(each / Math.abs(this.h))));
      if (far < near) at = k;
    }
    return at;
  }

  /** The step h at the playhead, while it plays. */
  #seek(): void {
    const { step = [] } = this.#stepping ?? {};
    if (this.pace.playing && step.length > 0) this.h = step[this.pace.step];
  }

  #play(): void {
    const from = this.#at >= this.#last ? 0 : this.#at;
    if (stillness()) this.#point(this.#last);
    else {
      this.pace.seek(from);
      this.pace.play();
    }
  }

  /** Choice of a step by the user, announced by `nabla-change`. */
  #point(at: number): void {
    this.pace.pause();
    const h = this.#stepping?.step[Math.max(0, Math.min(this.#last, at))];
    if (h === undefined || h === this.h) return;
    this.h = h;
    this.dispatchEvent(new NablaChangeEvent({ name: 'h', value: h }));
  }

  #move(x: number): number {
    if (x === this.x) return x;
    this.x = x;
    this.dispatchEvent(new NablaChangeEvent({ name: 'x', value: x, point: x }));
    return x;
  }

  #key = (event: KeyboardEvent): void => {
    const schemes = this.#stepping?.schemes.length ?? 0;
    if (schemes === 0 || event.ctrlKey || event.metaKey) return;
    const stride = event.shiftKey ? 3 : 1;
    const places: Record<string, number> = {
      ArrowLeft: this.#at + stride,
      ArrowRight: this.#at - stride,
      Home: this.#last,
      End: 0,
    };
    const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key in places) this.#point(places[event.key]);
    else if (turn) this.#choose((this.#chosen + turn + schemes) % schemes);
    else return;
    event.preventDefault();
  };

  #choose(scheme: number): void {
    this.#chosen = scheme;
    this.requestUpdate();
  }

  #pointed = (event: PointerEvent): void => {
    const { palette } = this.colours;
    const view = this.#view;
    if (!palette || !view || view.schemes.length === 0) return;
    const plot = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown') plot.setPointerCapture(event.pointerId);
    if (!plot.hasPointerCapture(event.pointerId)) return;
    const place = event.clientX - plot.getBoundingClientRect().left;
    this.#point(stepAt(view, this.#sheet(this.size.width, palette, measureIn(palette)), place));
  };

  get #grid(): Grid {
    const { schemes, step } = this.#stepping!;
    return {
      names: ['h', ...schemes.map(({ name }) => name)],
      rows: step.length,
      cells: (k) => [this.numbers.rate(step[k]), ...schemes.map(({ error }) => this.numbers.cell(error[k]))],
    };
  }

  protected body() {
    const { numbers, error } = this;
    const stepping = this.#stepping;
    const variable = stepping?.variable ?? nameIn('x');
    const plain = stepping?.f.variables[0] ?? 'x';
    return html`
      ${formulaField({
        label: equation(0, variable),
        name: `f of ${plain}`,
        text: String(this.f ?? ''),
        error,
        drawn: this.drawn,
        typed: this.#typing.typed,
      })}
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span>Error, log scale</span><span class="hint">← → step, ↑ ↓ scheme</span></p>
        <div
          class="plot"
          part="plot"
          role="application"
          tabindex="0"
          aria-label="Errors of difference quotients against their step. Left and right arrows move the step, up and down choose a scheme."
          @keydown=${this.#key}
          @pointerdown=${this.#pointed}
          @pointermove=${this.#pointed}
        >
          <canvas></canvas>
          ${String(this.f ?? '').trim() === '' ? noFormula() : nothing}
        </div>
      </div>
      <div class="below">
        ${this.#turners(stepping, error !== null)}
        ${actions({
          playing: this.pace.playing,
          off: !stepping || error !== null,
          shrink: () => this.#play(),
          pause: () => this.pace.pause(),
          reset: () => this.#point(stepping?.schemes[this.#chosen]?.best ?? 0),
          back: 'Best step',
        })}
      </div>
      ${stepping && stepping.schemes.length > 0 ? this.#schemes(stepping) : nothing}
      ${told(stepping && stepping.schemes.length > 0 ? stepCaption(stepping, this.#at, this.#chosen, numbers) : '', this.pace.playing)}
      ${stepping && stepping.schemes.length > 0 ? numbersTable('Errors, step by step', this.#grid, this.#paging, numbers) : nothing}
    `;
  }

  get #paging() {
    const set = (next: Partial<{ open: boolean; page: number }>) => {
      this.#table = { ...this.#table, ...next };
      this.requestUpdate();
    };
    return { ...this.#table, show: (open: boolean) => set({ open }), turn: (page: number) => set({ page }) };
  }

  /** Buttons that bring a scheme to the front. */
  #schemes({ schemes }: Stepping) {
    return html`<div class="segments schemes" role="group" aria-label="Scheme in front" part="schemes">
      ${schemes.map(
        ({ name, colour }, i) => html`<button
          aria-pressed=${i === this.#chosen ? 'true' : 'false'}
          @click=${() => this.#choose(i)}
        ><span class="spot series-${colour + 1}" aria-hidden="true"></span>${name}</button>`,
      )}
    </div>`;
  }

  #turners(stepping: Stepping | null, off: boolean) {
    const { from, to } = stepping?.span ?? { from: -2, to: 2 };
    const fine = roundStep((to - from) / 400);
    const within = (value: number) => Math.max(from, Math.min(to, value));
    return html`<div class="turners">
      ${turner({
        id: 'x',
        label: stepping?.variable ?? nameIn('x'),
        name: stepping?.f.variables[0] ?? 'x',
        value: this.x,
        at: Math.round((this.x - from) / fine),
        of: Math.round((to - from) / fine),
        said: this.numbers.coordinate(this.x),
        off: !stepping || off,
        slide: (at) => this.#move(within(tidy(from + at * fine, fine))),
        type: (value) => this.#move(within(value)),
      })}
    </div>`;
  }
}

if (!customElements.get('nabla-difference')) customElements.define('nabla-difference', NablaDifference);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-difference': NablaDifference;
  }
}
