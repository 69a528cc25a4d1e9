import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { derivativeTable, tenthSecants } from '../../src/calculus/derivativeModel.js';
import { derivativePhrases, formulaPhrases } from '../../src/phrases/en.js';
import type { Sheet } from '../../src/picture/compare/lossChart.js';
import {
  curveAlone,
  type DerivativeView,
  derivativeDrawing,
  derivativePanels,
  pointHeight,
  upperHeights,
} from '../../src/picture/derivative/derivativePanels.js';
import { derivativeView } from '../../src/picture/derivative/derivativeView.js';
import { italicMark, tangentCaption } from '../../src/picture/derivative/tangentSentences.js';
import { nearestIndex, niceNumber, niceSizes, niceStep } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import { isParametrized, namedText } from '../../src/picture/parameters.js';
import { turnedMarks, turnedPlace, turnedTo, turning } from '../../src/picture/predict/slopeGuess.js';
import { type Drawing, isNarrow, type Measure } from '../../src/picture/scene.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { GradualSteps } from '../derivative/gradualSteps.js';
import { pointSliders } from '../derivative/numberDial.js';
import { PointDrag } from '../derivative/pointHandle.js';
import { secantTable } from '../derivative/secantTable.js';
import { StepAnimation } from '../derivative/shrinkingStep.js';
import { derivationSteps } from '../derivative/stepList.js';
import { TangentState } from '../derivative/tangentController.js';
import { italicCaption, noFormulaNote, stepButtons, typesetFormulas } from '../derivative/tangentParts.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { FormulaInput } from '../figure/formulaTyping.js';
import type { KeyHelp } from '../figure/header.js';
import { equationMathml } from '../figure/math.js';
import { ParameterSliders } from '../figure/parameterSliders.js';
import type { Playhead } from '../figure/playhead.js';
import { flag, number, text } from '../figure/properties.js';
import { fillTracks } from '../figure/sliderField.js';
import { predictProperties } from '../predict/predictProperties.js';
import { PredictRound, type Question } from '../predict/predictRound.js';
import { derivativeStyles as style } from '../styles/derivative.js';
import { predictStyles } from '../styles/predict.js';
import { runsStyles } from '../styles/runs.js';
import { transportStyles } from '../styles/transport.js';
import { workerClient } from '../worker/workerClient.js';

export { NablaChangeEvent, NablaErrorEvent };

/**
 * The curve of a formula with its tangent at a point that can be dragged, a secant that approaches the tangent as h
 * shrinks, and the derivative worked out rule by rule.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaDerivative extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    autoplay: flag(false),
    f: text(),
    at: text(),
    x: number(1),
    h: number(1),
    order: number(1),
    domain: text(),
    workerUrl: { ...text(), attribute: 'worker-url' },
    ...predictProperties('slope'),
  };
  static override styles: CSSResultGroup = [Figure.styles, transportStyles, runsStyles, style, predictStyles];
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
    {
      title: 'Guess the slope',
      says: 'Turn a line until it touches the curve, and see how far off you are.',
      attributes: {
        heading: 'Guess the slope',
        f: 'x^2 sin(x)',
        x: '0.8',
        domain: '-2..4',
        predict: 'slope',
      },
    },
  ];

  /** A formula of one variable: `x^2 sin(x)`, or of more, the others of which are in `at`. */
  declare f: string;
  /** The other variables as numbers, with a slider each: `w=0.5 b=0.1`. */
  declare at: string;
  /** The point of tangency. */
  declare x: number;
  /** The distance from x to the second point of the secant; negative to the left. */
  declare h: number;
  /** The order of the derivative in the lower plot, from 1 to 4; the upper plot shows the one before it, f for 1. */
  declare order: number;
  /** The interval drawn: `-2..2`; when empty that, or one around a point that lies elsewhere. */
  declare domain: string;
  /** The address of `worker.js`, for pages whose policy forbids workers made from a Blob. */
  declare workerUrl: string;
  /** Whether the reader first guesses the slope at x: `slope`. */
  declare predict: false | 'slope';
  declare guess: string;
  declare answered: boolean;

  #formulaInput = new FormulaInput(
    this,
    (text) => {
      this.f = text;
    },
    (text) => isParametrized(text, this.at),
  );
  #parameterSliders = new ParameterSliders();
  #hasPlayed = false;
  #tangentState = new TangentState(this, () => this.#showState());
  #gradualSteps = new GradualSteps(this);
  #stepAnimation = new StepAnimation(this, (h) => this.#setPlace({ h }));
  #pointDrag = new PointDrag(
    {
      pointPosition: () => this.#pointPosition(),
      singularities: () => this.#tangentState.snapshot?.model.singularities ?? [],
      movePoint: (x) => this.#movePoint(x),
      resizeStep: (by) => this.#resizeStep(by),
    },
    () => this.requestUpdate(),
  );
  protected override readonly round = new PredictRound(this, {
    question: () => this.#slopeQuestion(),
    draw: ({ width, palette, measure }) =>
      this.#tangentState.snapshot && curveAlone(this.#derivativeView(width), width, palette, measure),
    move: ([share]) => this.#movePointTo(share),
  });

  protected get question(): string {
    return this.phrases(derivativePhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(derivativePhrases).keys;
  }

  protected readonly valueSettings = ['f', 'x', 'h', 'order'];

  /** The function of the upper plot at x, its slope there, and that of the secant. */
  protected get shownValue() {
    const { snapshot } = this.#tangentState;
    if (!snapshot) return undefined;
    const { model, point, h, secant } = snapshot;
    const { f, order } = this;
    return { f, order, x: point.at, h, value: model.upper(point.at), slope: point.slope, secant };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stepAnimation.playhead.pause();
  }

  toCSV(): string {
    const { snapshot } = this.#tangentState;
    if (!snapshot) return '';
    const { variable, order } = snapshot.model;
    const [upper, lower] = [order - 1, order].map((n) => `f${"'".repeat(n)}`);
    const head = [
      variable,
      `${upper}(${variable})`,
      `${lower}(${variable})`,
      'h',
      `${upper}(${variable}+h)`,
      'secant',
    ];
    return [head, ...derivativeTable(snapshot)].map((row) => `${row.join(',')}\r\n`).join('');
  }

  protected override get drawn(): boolean {
    return this.#tangentState.snapshot !== null;
  }

  /** No message under the heading: the formula field shows it. */
  protected override get errorContent(): unknown {
    return nothing;
  }

  protected get playhead(): Playhead {
    return this.#stepAnimation.playhead;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.workerUrl) workerClient.url = this.workerUrl;
    super.willUpdate(changed);
  }

  protected startRequested(): void {
    const { f, at, x, h, order, domain } = this;
    if (!this.#tangentState.readAttributes({ f, at, x, h, order, domain })) return;
    this.#showState();
  }

  #showState(): void {
    const { error, snapshot, working } = this.#tangentState;
    this.error = null;
    this.requestUpdate();
    this.setStateFlag('working', working);
    if (error) this.reportError(error);
    else if (this.autoplay && !this.#hasPlayed && snapshot && !working && !this.asks) {
      this.#hasPlayed = true;
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
        queueMicrotask(() => this.#stepAnimation.playFrom(this.h));
    }
  }

  /** Whether what is shown is not what is asked for: that is refused, or still being worked out. */
  get #stale(): boolean {
    return this.error !== null || this.#tangentState.working;
  }

  protected paintFrame(palette: Palette): void {
    const { width } = this.size;
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('.plot canvas');
    const surface = this.renderRoot.querySelector<HTMLElement>('.surface');
    if (!canvas || !surface || width < 1) return;
    fillTracks(this.renderRoot);
    const view = this.#derivativeView(width);
    const measure = canvasMeasure(palette);
    paintOnPage(canvas, this.#drawing(width, palette, measure), palette);
    const { upper, lower } = derivativePanels(view, width, measure);
    this.renderRoot.querySelector<HTMLElement>('.below')!.style.setProperty('--left', `${upper.left}px`);
    Object.assign(surface.style, {
      left: `${upper.left}px`,
      top: `${upper.top}px`,
      width: `${upper.width}px`,
      height: `${lower.top + lower.height - upper.top}px`,
    });
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    return this.#tangentState.snapshot && this.#drawing(width, palette, measure);
  }

  #drawing(width: number, palette: Palette, measure: Measure): Drawing {
    const guess = this.round.answerMarks({ width, narrow: isNarrow(width), palette, measure });
    const view = this.#derivativeView(width);
    // Beside a guessed line there is no secant.
    const shown = guess.length > 0 ? { ...view, secant: NaN } : view;
    const drawing = derivativeDrawing(shown, width, palette, measure);
    return { ...drawing, marks: [...drawing.marks, ...guess] };
  }

  /** What the slope is at the point; no question where there is none. */
  #slopeQuestion(): Question | null | undefined {
    const { snapshot, working } = this.#tangentState;
    if (!snapshot) return working ? undefined : null;
    const { model, point } = snapshot;
    if (point.kind !== 'smooth' || !Number.isFinite(point.slope)) return null;
    const said = this.phrases(derivativePhrases);
    const { span, step, within } = turning(model.span, upperHeights(model));
    const line = ({ width, measure }: Sheet) => {
      const { upper: panel } = derivativePanels(this.#derivativeView(width), width, measure);
      return { panel, x: panel.x(point.at), y: pointHeight(point, panel) };
    };
    return {
      ...{
        kind: 'slope',
        truth: [point.slope],
        within,
        key: `${this.f} ${this.at} ${this.order} ${point.at}`,
      },
      question: said.asksSlope(
        `${italicMark}${model.variable}${italicMark} = ${this.numbers.coordinate(point.at)}`,
      ),
      answer: said.answersSlope(this.numbers.measured(point.slope)),
      axes: [{ name: said.guessedSlope, span, step, usual: 0 }],
      place: ([slope], sheet) => turnedPlace(line(sheet), slope),
      guessAt: (x, y, sheet) => [turnedTo(line(sheet), x, y)],
      marks: ([slope], text, isAnswered, sheet) =>
        turnedMarks(line(sheet), slope, isAnswered ? point.slope : null, text, sheet),
    };
  }

  /** The point at a share of the curve, a round number. */
  #movePointTo(share: number): void {
    const { span } = this.#tangentState.snapshot!.model;
    const width = span.to - span.from;
    this.#movePoint(niceNumber(span.from + (0.05 + 0.9 * share) * width, niceStep(width / 60)));
  }

  #derivativeView(width: number): DerivativeView {
    return derivativeView(this.#tangentState.snapshot, this.language, isNarrow(width), this.#pointDrag.held);
  }

  protected override enterPrint(until: number): boolean {
    try {
      return this.#tangentState.finishAtOnce(until);
    } catch {
      // The worker meets the same error, and it is told then.
      return false;
    }
  }

  #pointPosition() {
    const { palette } = this.colours;
    const view = this.#derivativeView(this.size.width);
    if (!palette || !view.point || this.#stale) return null;
    const { upper: panel } = derivativePanels(view, this.size.width, canvasMeasure(palette));
    return { panel, x: panel.x(view.point.at), y: pointHeight(view.point, panel), at: this.x };
  }

  #setPlace(place: { x?: number; h?: number }): void {
    const { x, h } = { x: this.x, h: this.h, ...place };
    this.#tangentState.movePlace({ x, h });
    Object.assign(this, { x, h });
  }

  /** Move of the point by the user, announced by `nabla-change`. */
  #movePoint(x: number): number {
    if (x === this.x) return x;
    this.#setPlace({ x });
    this.dispatchEvent(new NablaChangeEvent({ name: 'x', value: x, point: x }));
    return x;
  }

  #setStep(h: number): number {
    this.#stepAnimation.playhead.pause();
    this.#setPlace({ h });
    return h;
  }

  #resizeStep(by: number): void {
    const { snapshot } = this.#tangentState;
    if (!snapshot) return;
    const { from, to } = snapshot.model.span;
    const all = niceSizes(to - from);
    const at = Math.max(0, Math.min(all.length - 1, nearestIndex(Math.abs(this.h), all) + by));
    this.#setStep(this.h < 0 ? -all[at] : all[at]);
  }

  #resetPlace(): void {
    const { x, h } = this.#tangentState.home;
    this.#setStep(h);
    this.#movePoint(x);
  }

  /** Change of a parameter by the user, announced by `nabla-change`. */
  readonly #changeParameter = (name: string, value: number): void => {
    this.at = namedText(new Map(this.#tangentState.parameters).set(name, value));
    this.dispatchEvent(new NablaChangeEvent({ name: 'at', value: this.at }));
  };

  get #caption(): string {
    const { snapshot, isLate } = this.#tangentState;
    return snapshot && !isLate ? tangentCaption(snapshot, this.language) : '';
  }

  protected renderBody() {
    const { snapshot, working, isLate } = this.#tangentState;
    const { error, numbers, language } = this;
    const said = this.phrases(derivativePhrases);
    const stale = this.#stale;
    const { playhead } = this.#stepAnimation;
    const plain = snapshot?.model.variable ?? 'x';
    const variable = variableMathml(plain);
    return html`
      ${formulaField({
        label: equationMathml(0, variable),
        name: this.phrases(formulaPhrases).functionOf('f', [plain]),
        text: this.f,
        error,
        drawn: this.drawn,
        language,
        handleInput: this.#formulaInput.handleInput,
      })}
      <div class=${classMap({ stale })} aria-busy=${working ? 'true' : 'false'}>
        ${snapshot ? typesetFormulas(snapshot, language) : nothing}
        <div
          class=${classMap({ plot: true, over: this.#pointDrag.over, held: this.#pointDrag.held })}
          part="plot"
          @pointerdown=${this.#pointDrag.handlePointer}
          @pointermove=${this.#pointDrag.handlePointer}
          @pointerup=${this.#pointDrag.handlePointer}
          @pointercancel=${this.#pointDrag.handlePointer}
          @pointerleave=${this.#pointDrag.handlePointer}
        >
          <canvas aria-hidden="true"></canvas>
          <div
            class="surface"
            role="application"
            tabindex="0"
            aria-label=${said.plot}
            @keydown=${this.#pointDrag.handleKey}
          ></div>
          ${this.f.trim() === '' ? noFormulaNote(language) : nothing}
        </div>
      </div>
      ${this.round.renderAnswer(language)}
      <div class="below">
      ${pointSliders(snapshot, this, stale, language, { x: (x) => this.#movePoint(x), h: (h) => this.#setStep(h) })}
      ${this.#parameterSliders.render(this.#tangentState.parameters, error !== null, numbers, this.#changeParameter)}
      ${stepButtons({
        playing: playhead.playing,
        off: !snapshot || stale,
        shrinkStep: () => this.#stepAnimation.playFrom(this.h),
        pause: () => playhead.pause(),
        reset: () => this.#resetPlace(),
        language,
      })}
      </div>
      ${italicCaption(this.#caption, playhead.playing || this.#pointDrag.held, isLate ? said.working : '')}
      ${snapshot ? derivationSteps(snapshot.model, this.#gradualSteps.next(snapshot.model.steps), language) : nothing}
      ${snapshot ? secantTable(tenthSecants(snapshot.model, snapshot.point.at, snapshot.h), snapshot.point, language) : nothing}
    `;
  }
}

if (!customElements.get('nabla-derivative')) customElements.define('nabla-derivative', NablaDerivative);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-derivative': NablaDerivative;
  }
}
