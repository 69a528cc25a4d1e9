import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { formulaPhrases, tablePhrases, tangentPhrases, taylorPhrases } from '../../src/phrases/en.js';
import type { Sheet } from '../../src/picture/compare/lossChart.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import { isParametrized, namedText } from '../../src/picture/parameters.js';
import { functionAlone } from '../../src/picture/predict/heightGuess.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { HIGHEST_ORDER } from '../../src/picture/taylor/taylorAttributes.js';
import { taylorCsv } from '../../src/picture/taylor/taylorCsv.js';
import {
  errorsOnSheet,
  orderAt,
  type TaylorView,
  taylorDrawing,
  taylorPlot,
} from '../../src/picture/taylor/taylorDrawing.js';
import type { OrdersModel, TaylorModel } from '../../src/picture/taylor/taylorModel.js';
import { taylorCaption, taylorLabels, taylorSubtitle } from '../../src/picture/taylor/taylorWords.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { italicCaption } from '../derivative/tangentParts.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure, type FigureValue } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { FormulaInput } from '../figure/formulaTyping.js';
import type { KeyHelp } from '../figure/header.js';
import { functionMathml } from '../figure/math.js';
import { numbersTable, TablePages } from '../figure/numbersTable.js';
import { ParameterSliders } from '../figure/parameterSliders.js';
import { Playhead } from '../figure/playhead.js';
import { positionIn } from '../figure/pointer.js';
import { flag, number, text } from '../figure/properties.js';
import { fillTracks } from '../figure/sliderField.js';
import { spanSlider } from '../figure/spanSlider.js';
import { prefersReducedMotion } from '../player/player.js';
import { predictProperties } from '../predict/predictProperties.js';
import { PredictRound } from '../predict/predictRound.js';
import { derivativeStyles } from '../styles/derivative.js';
import { predictStyles } from '../styles/predict.js';
import { runsStyles } from '../styles/runs.js';
import { taylorStyles } from '../styles/taylor.js';
import { transportStyles } from '../styles/transport.js';
import { heightQuestion } from '../taylor/heightQuestion.js';
import { type PlotHandle, PlotHandles } from '../taylor/plotHandles.js';
import {
  coefficientTable,
  errorTable,
  mapTable,
  orderButtons,
  stepBothButtons,
  stepsTable,
  typesetPolynomial,
} from '../taylor/taylorParts.js';
import { TaylorState } from '../taylor/taylorState.js';

export { NablaChangeEvent, NablaErrorEvent };

/**
 * A function and its Taylor polynomials about a centre that can be dragged: their error at a point, measured and
 * bounded, error against order, the radius of convergence. With `eta` the parabolas of Newton's step and of gradient
 * descent's; of two variables plane and paraboloid on the map.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaTaylor extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    autoplay: flag(false),
    f: text(),
    at: text(),
    x: text('0'),
    to: number(1),
    order: number(3),
    eta: text(),
    domain: text(),
    ...predictProperties('height'),
  };
  static override styles: CSSResultGroup = [
    Figure.styles,
    transportStyles,
    runsStyles,
    derivativeStyles,
    taylorStyles,
    predictStyles,
  ];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'Polynomials of a sine',
      says: 'Each order follows the curve a little farther; a band says where the curve must be.',
      attributes: {
        heading: 'How far does a polynomial hold?',
        f: 'sin(x)',
        to: '3',
        order: '5',
        domain: '-5..5',
      },
    },
    {
      title: 'A radius',
      says: 'The logarithm ends at −1, so its polynomials hold no farther than 1: beyond, more terms make it worse.',
      attributes: {
        heading: 'Do more terms always help?',
        f: 'log(1+x)',
        to: '1.2',
        order: '19',
        domain: '-1.5..2',
      },
    },
    {
      title: 'Two parabolas',
      says: 'Newton’s step goes to the lowest point of one parabola, gradient descent’s to that of another.',
      attributes: {
        heading: 'Which parabola to trust?',
        f: 'exp(x) - 2x',
        x: '1.6',
        eta: '0.1',
        domain: '-0.5..2.2',
      },
    },
    {
      title: 'Plane and paraboloid',
      says: 'Of two variables the tangent is a plane, and the parabola a bowl, a dome or a saddle.',
      attributes: {
        heading: 'What is it like close by?',
        f: 'exp(x) - 2x + 3y^2 + x y',
        x: '0.9,-0.9',
        eta: '0.1',
      },
    },
    {
      title: 'Guess the polynomial',
      says: 'It follows the curve for a while, and then it leaves: where is it at x?',
      attributes: {
        heading: 'Guess the polynomial',
        f: 'cos(x)',
        to: '2',
        order: '2',
        domain: '-4..4',
        predict: 'height',
      },
    },
  ];

  /** A formula of one variable or two: `sin(x)`, or of more, the others of which are in `at`. */
  declare f: string;
  /** The other variables as numbers, with a slider each: `w=0.5 b=0.1`. */
  declare at: string;
  /** The centre of the polynomials: a number, or two, as `0.8,0.5`. */
  declare x: string;
  /** The point at which the polynomial is compared with f. */
  declare to: number;
  /** The order of the polynomial, from 0 to 20. */
  declare order: number;
  /** The learning rate of gradient descent, whose parabola is drawn instead of higher orders; none when empty. */
  declare eta: string;
  /** The interval drawn, of each variable: `-2..2`; when empty, one around centre and point. */
  declare domain: string;
  /** Whether the reader first guesses the `height` of the polynomial at the point; not with `eta` or two variables. */
  declare predict: false | 'height';
  declare guess: string;
  declare answered: boolean;

  protected get question(): string {
    return this.phrases(taylorPhrases).question;
  }
  protected get keys(): KeyHelp {
    return this.phrases(taylorPhrases).keys;
  }
  #state = new TaylorState(this, () => this.requestUpdate());
  #formulaInput = new FormulaInput(
    this,
    (text) => {
      this.f = text;
    },
    (text) => isParametrized(text, this.at, 2),
  );
  #parameterSliders = new ParameterSliders();
  #handles = new PlotHandles({ plot: () => this.#plot(), changed: () => this.requestUpdate() });
  #lastValue: FigureValue | undefined;
  readonly #pages = new TablePages(() => this.requestUpdate());
  protected readonly playhead: Playhead = new Playhead(
    this,
    () => ({ computed: HIGHEST_ORDER, total: HIGHEST_ORDER, done: true }),
    () => {
      if (this.playhead.playing) this.#place({ order: this.playhead.step });
    },
  );

  protected override readonly round = new PredictRound(this, {
    question: () => heightQuestion(this.#state.model, this.language),
    draw: (sheet) => {
      const { model } = this.#state;
      return model?.kind === 'orders' ? functionAlone(model, sheet, this.numbers.tick) : null;
    },
    move: ([share]) => {
      const { span } = this.#state.model as OrdersModel;
      const width = span.to - span.from;
      this.#movePoint(niceNumber(span.from + (0.05 + 0.9 * share) * width, niceStep(width / 60)));
    },
  });

  protected readonly valueSettings = ['f', 'x', 'to', 'order', 'eta'];

  /** The settings and what they come to: error, bound and ξ of the order shown; of the last place, while these are worked out. */
  protected get shownValue(): FigureValue | undefined {
    const { model, bounds } = this.#state;
    if (!model) return undefined;
    const { f } = this;
    if (model.kind === 'map') {
      const { point, gradient, bends, newton, descent, eta } = model;
      const curvatures = bends.map(({ curvature }) => curvature);
      return { f, x: point, ...(eta !== null && { eta }), gradient, curvatures, newton, descent };
    }
    const x = model.center;
    if (model.kind === 'parabolas') {
      const { eta, slope, bend, newton, descent } = model;
      return { f, x, eta, slope, bend, newton, descent };
    }
    const { to, order, radius, coefficients } = model;
    const found = bounds.remainders[order];
    // What is being worked out is told when it is there.
    if (!found) return this.#lastValue;
    const { error, bound, xi } = found;
    const own = coefficients.slice(0, order + 1);
    this.#lastValue = { f, x, to, order, coefficients: own, error, bound, xi, radius };
    return this.#lastValue;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playhead.pause();
  }

  toCSV(): string {
    const { model, bounds, walks } = this.#state;
    return model ? taylorCsv(model, bounds, walks) : '';
  }

  protected override get subtitle(): string {
    return this.asks ? '' : taylorSubtitle(this.#state.model, this.language);
  }

  protected override get drawn(): boolean {
    return this.#state.model !== null;
  }

  /** No message under the heading: the formula field shows it. */
  protected override get errorContent(): unknown {
    return nothing;
  }

  protected startRequested(): void {
    const { f, at, x, to, order, eta, domain } = this;
    if (!this.#state.readAttributes({ f, at, x, to, order, eta, domain })) return;
    this.error = null;
    this.requestUpdate();
    if (this.#state.error) this.reportError(this.#state.error);
  }

  /** Bounds and samples are there at once. */
  protected override enterPrint(): boolean {
    this.#state.finish();
    return true;
  }

  protected paintFrame(palette: Palette): void {
    const { width } = this.size;
    const [plot, errors] = this.renderRoot.querySelectorAll('canvas');
    if (!plot || width < 1) return;
    fillTracks(this.renderRoot);
    const sheet = this.#sheet(width, palette, canvasMeasure(palette));
    const view = this.#view;
    paintOnPage(plot, this.#withGuess(taylorDrawing(view, sheet, false), sheet), palette);
    if (errors && view) paintOnPage(errors, errorsOnSheet(view, sheet)!, palette);
    const { left, top, width: wide, height } = taylorPlot(view, sheet);
    this.renderRoot.querySelector<HTMLElement>('.below')?.style.setProperty('--left', `${left}px`);
    const surface = this.renderRoot.querySelector<HTMLElement>('.surface');
    if (surface)
      Object.assign(surface.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${wide}px`,
        height: `${height}px`,
      });
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    if (this.#state.model?.kind === 'map') this.#state.finish();
    const sheet = this.#sheet(width, palette, measure);
    return this.#view && this.#withGuess(taylorDrawing(this.#view, sheet, true), sheet);
  }

  #withGuess = (drawing: Drawing, sheet: Sheet): Drawing => ({
    ...drawing,
    marks: [...drawing.marks, ...this.round.answerMarks(sheet)],
  });

  #sheet = (width: number, palette: Palette, measure: Measure): Sheet => ({
    ...{ width, palette, measure },
    narrow: this.narrowWidth,
  });

  get #view(): TaylorView | null {
    const { model, bounds, grid, walks } = this.#state;
    const { held } = this.#handles;
    return model && { model, bounds, grid, walks, held, labels: taylorLabels(this.language) };
  }

  /** Handles of the plot; the point first, which keys move. */
  #plot() {
    const { palette } = this.colours;
    const view = this.#view;
    if (!palette || !view || this.error) return null;
    const plot = taylorPlot(view, this.#sheet(this.size.width, palette, canvasMeasure(palette)));
    const move = (name: string) => (at: readonly number[]) =>
      name === 'to' ? this.#movePoint(at[0]) : this.#moveCenter(at);
    return {
      panel: plot,
      handles: plot.handles.map((handle): PlotHandle => ({ ...handle, move: move(handle.name) })),
    };
  }

  /** A place by the user, who is told apart from the page, and announced by `nabla-change`. */
  #place(place: Partial<{ x: string; to: number; order: number; eta: string }>): void {
    const changed = Object.entries(place).filter(([name, value]) => this[name as keyof this] !== value);
    if (changed.length === 0) return;
    this.#state.movePlace(place);
    Object.assign(this, place);
    for (const [name, value] of changed) {
      const told = name === 'x' && !String(value).includes(',') ? Number(value) : value;
      this.dispatchEvent(new NablaChangeEvent({ name, value: told }));
    }
  }

  #movePoint(to: number): number {
    this.#place({ to });
    return to;
  }

  #moveCenter(at: readonly number[]): void {
    this.#place({ x: at.join(',') });
  }

  #setOrder(order: number): void {
    this.playhead.pause();
    this.#place({ order: Math.max(0, Math.min(HIGHEST_ORDER, order)) });
  }

  #raiseOrders(): void {
    if (prefersReducedMotion()) this.#setOrder(this.order + 1);
    else {
      this.playhead.seek(this.order);
      this.playhead.play();
    }
  }

  #reset(): void {
    this.playhead.pause();
    this.#state.forgetSteps();
    this.#place(this.#state.home);
    this.requestUpdate();
  }

  #stepBoth(): void {
    this.#state.stepBoth();
    this.requestUpdate();
  }

  #handleKey = (event: KeyboardEvent): void => {
    const { model } = this.#state;
    const orders = model?.kind === 'orders';
    const turn = orders ? { ArrowUp: 1, ArrowDown: -1 }[event.key] : undefined;
    if (turn && !this.error && !event.ctrlKey && !event.metaKey) this.#setOrder(this.order + turn);
    else if (event.key === 'Enter') this.#typePoint(orders ? 'to' : 'x');
    else if (!this.#handles.moveByKey(event, orders && event.shiftKey ? 1 : 0, !orders && event.shiftKey))
      return;
    event.preventDefault();
  };

  #typePoint(id: string): void {
    const field = this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!;
    field.focus();
    field.select();
  }

  #chooseOrder = (event: PointerEvent): void => {
    const { palette } = this.colours;
    const view = this.#view;
    if (!palette || !view) return;
    const panel = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown') panel.setPointerCapture(event.pointerId);
    if (!panel.hasPointerCapture(event.pointerId)) return;
    const [place] = positionIn(panel, event);
    this.#setOrder(orderAt(view, this.#sheet(this.size.width, palette, canvasMeasure(palette)), place));
  };

  /** Change of a parameter by the user, announced by `nabla-change`. */
  readonly #changeParameter = (name: string, value: number): void => {
    this.at = namedText(new Map(this.#state.model!.parameters).set(name, value));
    this.dispatchEvent(new NablaChangeEvent({ name: 'at', value: this.at }));
  };

  protected renderBody() {
    const { model } = this.#state;
    const { error, numbers } = this;
    const words = this.phrases(taylorPhrases);
    const names = model ? (model.kind === 'map' ? model.variables : [model.variable]) : ['x'];
    const off = !model || error !== null;
    return html`
      ${formulaField({
        label: functionMathml('f', names.map(variableMathml)),
        name: this.phrases(formulaPhrases).functionOf('f', names),
        text: this.f,
        error,
        drawn: this.drawn,
        language: this.language,
        handleInput: this.#formulaInput.handleInput,
      })}
      <div class=${classMap({ stale: error !== null })}>
        ${model?.kind === 'orders' ? typesetPolynomial(model, numbers) : nothing}
        <div
          class=${classMap({ plot: true, over: this.#handles.over, held: this.#handles.held !== null })}
          part="plot"
          @pointerdown=${this.#handles.handlePointer}
          @pointermove=${this.#handles.handlePointer}
          @pointerup=${this.#handles.handlePointer}
          @pointercancel=${this.#handles.handlePointer}
          @pointerleave=${this.#handles.handlePointer}
        >
          <canvas aria-hidden="true"></canvas>
          <div class="surface" role="application" tabindex="0" aria-label=${this.#plotName(model)} @keydown=${this.#handleKey}></div>
          ${this.f.trim() === '' ? html`<div class="empty"><span>${this.phrases(tangentPhrases).noFormula}</span><small>${words.typeFormula}</small></div>` : nothing}
        </div>
      </div>
      ${this.round.renderAnswer(this.language)}
      <div class="below">
        ${this.#renderSliders(model, off)}
        ${this.#parameterSliders.render(model?.parameters ?? new Map(), off, numbers, this.#changeParameter)}
        ${this.#renderActions(model, off)}
      </div>
      ${model?.kind === 'orders' ? this.#renderErrors() : nothing}
      ${italicCaption(model ? taylorCaption(model, this.#state.bounds.remainders, this.language) : '', this.playhead.playing || this.#handles.held !== null)}
      ${this.#renderTables(model)}
    `;
  }

  #plotName(model: TaylorModel | null): string {
    const { plot, parabolas, map } = this.phrases(taylorPhrases);
    return { orders: plot, parabolas, map }[model?.kind ?? 'orders'];
  }

  #renderErrors() {
    return html`<p class="axis"><span>${this.phrases(taylorPhrases).errors}</span></p>
      <div class="errors" part="errors" @pointerdown=${this.#chooseOrder} @pointermove=${this.#chooseOrder}>
        <canvas aria-hidden="true"></canvas>
      </div>`;
  }

  #renderActions(model: TaylorModel | null, off: boolean) {
    const reset = () => this.#reset();
    if (model && model.kind !== 'orders')
      return stepBothButtons(
        off,
        model.kind === 'parabolas' ? () => this.#stepBoth() : null,
        reset,
        this.language,
      );
    return orderButtons({
      ...{ order: this.order, off, reset, language: this.language, playing: this.playhead.playing },
      setOrder: (order) => this.#setOrder(order),
      play: () => this.#raiseOrders(),
      pause: () => this.playhead.pause(),
    });
  }

  #renderSliders(model: TaylorModel | null, off: boolean) {
    const words = this.phrases(taylorPhrases);
    const shared = { numbers: this.numbers, off };
    if (model?.kind === 'map')
      return html`<div class="turners">${model.variables.map((variable, i) =>
        spanSlider({
          ...{ ...shared, id: i === 0 ? 'x' : 'y', variable, value: model.point[i], span: model.spans[i] },
          put: (at) => {
            this.#moveCenter(model.point.map((each, k) => (k === i ? at : each)));
            return at;
          },
        }),
      )}</div>`;
    const span = model?.span;
    const center = spanSlider({
      ...{ ...shared, span, id: 'x', variable: model?.kind === 'parabolas' ? model.variable : 'a' },
      name: model?.kind === 'parabolas' ? words.point : words.center,
      value: model?.center ?? 0,
      put: (at) => {
        this.#moveCenter([at]);
        return at;
      },
    });
    const other =
      model?.kind === 'parabolas'
        ? spanSlider({
            ...{ ...shared, id: 'eta', variable: 'η', name: words.eta, value: model.eta },
            span: { from: 0, to: Math.max(0.5, 2 * Number(this.#state.home.eta)) },
            put: (eta) => {
              if (eta > 0) this.#place({ eta: String(eta) });
              return eta > 0 ? eta : model.eta;
            },
          })
        : spanSlider({
            ...{
              ...shared,
              span,
              id: 'to',
              variable: model?.variable ?? 'x',
              name: words.point,
              value: model?.to ?? this.to,
            },
            put: (to) => this.#movePoint(to),
          });
    return html`<div class="turners">${center}${other}</div>`;
  }

  #renderTables(model: TaylorModel | null) {
    const { language } = this;
    const words = this.phrases(taylorPhrases);
    const { bounds, walks } = this.#state;
    if (model?.kind === 'parabolas')
      return numbersTable(words.steps, stepsTable(model, walks, language), this.#pages.of('steps'), language);
    if (model?.kind === 'map')
      return numbersTable(
        this.phrases(tablePhrases).values,
        mapTable(model, language),
        this.#pages.of('values'),
        language,
      );
    if (model?.kind !== 'orders') return nothing;
    return html`
      ${numbersTable(words.coefficients, coefficientTable(model, language), this.#pages.of('coefficients'), language)}
      ${numbersTable(words.byOrder, errorTable(model, bounds, language), this.#pages.of('errors'), language)}
    `;
  }
}

if (!customElements.get('nabla-taylor')) customElements.define('nabla-taylor', NablaTaylor);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-taylor': NablaTaylor;
  }
}
