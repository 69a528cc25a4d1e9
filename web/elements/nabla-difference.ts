import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { differencePhrases, formulaPhrases, predictPhrases } from '../../src/phrases/en.js';
import type { Sheet } from '../../src/picture/compare/lossChart.js';
import {
  type StepCurveView,
  type Stepping,
  stepAtPixel,
  stepCurveDrawing,
  widestSteps,
} from '../../src/picture/difference/stepChart.js';
import {
  type DifferenceAttributes,
  type DifferenceModel,
  differenceModel,
  nearestStep,
  type SchemeName,
} from '../../src/picture/difference/stepModel.js';
import { stepCurveCaption, stepCurveWords } from '../../src/picture/difference/stepSentences.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import { isParametrized, namedText } from '../../src/picture/parameters.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { formatCsv } from '../../src/results/csv.js';
import { italicCaption, noFormulaNote, stepButtons } from '../derivative/tangentParts.js';
import { schemeQuestion } from '../difference/schemeQuestion.js';
import { AskedWords } from '../figure/askedWords.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { FormulaInput } from '../figure/formulaTyping.js';
import type { KeyHelp } from '../figure/header.js';
import { equationMathml } from '../figure/math.js';
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
import { derivativeStyles as style } from '../styles/derivative.js';
import { differenceStyles } from '../styles/difference.js';
import { predictStyles } from '../styles/predict.js';
import { runsStyles } from '../styles/runs.js';
import { transportStyles } from '../styles/transport.js';

export { NablaChangeEvent, NablaErrorEvent };

/** How many of the widest steps are shown beside a question. */
const widestShown = 6;

/**
 * The error of difference quotients against their step: truncation error at wide steps, rounding error at small ones,
 * and the best step in between.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaDifference extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    autoplay: flag(false),
    f: text(),
    at: text(),
    x: number(1),
    h: number(0.01),
    methods: text('forward central five-point complex-step'),
    domain: text(),
    ...predictProperties('step', 'order'),
  };
  static override styles: CSSResultGroup = [
    Figure.styles,
    transportStyles,
    runsStyles,
    style,
    differenceStyles,
    predictStyles,
  ];
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
    {
      title: 'Guess the best step',
      says: 'Too wide and the curve bends, too small and digits are lost: where is the best h?',
      attributes: {
        heading: 'Guess the best step',
        f: 'exp(x)',
        x: '1',
        methods: 'central forward',
        predict: 'step',
      },
    },
  ];

  /** A formula of one variable: `x^2 sin(x)`, or of more, the others of which are in `at`. */
  declare f: string;
  /** The other variables as numbers, with a slider each: `w=0.5 b=0.1`. */
  declare at: string;
  /** The point at which the derivative is approximated. */
  declare x: number;
  /** The step marked; the nearest of those drawn. */
  declare h: number;
  /** The difference schemes: `forward`, `backward`, `central`, `five-point`, `complex-step`. */
  declare methods: string;
  /** The interval that x may be moved in: `-2..2`. */
  declare domain: string;
  /**
   * What the reader first guesses of the first scheme: its best `step`, or the `order` of its error, by what halving
   * wide steps divides it.
   */
  declare predict: false | 'step' | 'order';
  declare guess: string;
  declare answered: boolean;

  #model: DifferenceModel | null = null;
  readonly #requestKey = new AskedWords();
  #chosenScheme = 0;
  readonly #pages = new TablePages(() => this.requestUpdate());
  #formulaInput = new FormulaInput(
    this,
    (text) => {
      this.f = text;
    },
    (text) => isParametrized(text, this.at),
  );
  #parameterSliders = new ParameterSliders();
  protected readonly playhead: Playhead = new Playhead(
    this,
    () => ({ computed: this.#lastIndex, total: this.#lastIndex, done: true }),
    () => this.#followPlayhead(),
  );

  protected override readonly round = new PredictRound(this, {
    question: () => this.#model && schemeQuestion(this.#model, this.predict || 'step', this.language),
    draw: (sheet) => {
      const { schemes = [] } = this.#model ?? {};
      if (schemes.length === 0) return null;
      const view = { schemes, at: 0, chosen: 0 };
      const shown = this.predict === 'order' ? 0 : Math.min(widestShown, Math.floor(schemes[0].best / 3));
      const words = {
        title: this.phrases(differencePhrases).axis,
        hidden: this.phrases(predictPhrases).hidden,
      };
      return widestSteps(view, shown, sheet, stepCurveWords(this.language), words);
    },
    move: ([share]) => {
      const { from, to } = this.#model!.span;
      this.#changeX(niceNumber(from + (0.05 + 0.9 * share) * (to - from), niceStep((to - from) / 60)));
    },
  });

  protected get question(): string {
    return this.phrases(differencePhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(differencePhrases).keys;
  }

  protected readonly valueSettings = ['f', 'x', 'h'];

  /** The quotient of the scheme in front at the step marked, its error, and the scheme's best step. */
  protected get shownValue() {
    const scheme = this.#model?.schemes[this.#chosenScheme];
    if (!scheme) return undefined;
    const { name, step, value, error, best } = scheme;
    const at = this.#stepIndex;
    const { f, x } = this;
    return { f, x, h: step[at], method: name, value: value[at], error: error[at], best: step[best] };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playhead.pause();
  }

  /** The quotients as CSV: a row per scheme and step, with the value of the quotient and its error. */
  toCSV(): string {
    const { schemes = [] } = this.#model ?? {};
    const rows = schemes.flatMap(({ name, step, value, error }) =>
      Array.from(step, (h, k) => [name, h, value[k], error[k]]),
    );
    return formatCsv(['method', 'h', 'value', 'error'], rows);
  }

  protected override get drawn(): boolean {
    return this.#model !== null;
  }

  /** No message under the heading: the formula field shows it. */
  protected override get errorContent(): unknown {
    return nothing;
  }

  protected startRequested(): void {
    const { f, at, x, methods, domain } = this;
    const asked: DifferenceAttributes = { f, at, x, methods, domain };
    if (!this.#requestKey.isNew(asked)) return;
    this.error = null;
    this.requestUpdate();
    try {
      this.#model = differenceModel(this.localName, asked);
      this.#chosenScheme = Math.min(this.#chosenScheme, Math.max(0, (this.#model?.schemes.length ?? 0) - 1));
    } catch (error) {
      this.reportError(error as Error);
    }
  }

  protected paintFrame(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    fillTracks(this.renderRoot);
    const below = this.renderRoot.querySelector<HTMLElement>('.below');
    below?.style.setProperty('--left', this.narrowWidth ? '40px' : '48px');
    const sheet = this.#sheet(width, palette, canvasMeasure(palette));
    paintOnPage(canvas, this.#drawing(sheet), palette);
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    return this.#model && this.#drawing(this.#sheet(width, palette, measure));
  }

  #drawing(sheet: Sheet): Drawing {
    const drawing = stepCurveDrawing(this.#stepCurveView, sheet, stepCurveWords(this.language));
    return { ...drawing, marks: [...drawing.marks, ...this.round.answerMarks(sheet)] };
  }

  #sheet = (width: number, palette: Palette, measure: Measure) => ({
    width,
    narrow: this.narrowWidth,
    palette,
    measure,
  });

  get #stepCurveView(): StepCurveView | null {
    if (!this.#model) return null;
    const { schemes } = this.#model;
    return { schemes, at: this.#stepIndex, chosen: this.#chosenScheme };
  }

  get #lastIndex(): number {
    return Math.max(0, (this.#model?.step.length ?? 0) - 1);
  }

  /** The index of the step nearest to h on a log scale. */
  get #stepIndex(): number {
    return nearestStep(this.#model?.step ?? [], this.h);
  }

  /** The step h at the playhead, while it plays. */
  #followPlayhead(): void {
    const { step = [] } = this.#model ?? {};
    if (this.playhead.playing && step.length > 0) this.h = step[this.playhead.step];
  }

  #playSteps(): void {
    const from = this.#stepIndex >= this.#lastIndex ? 0 : this.#stepIndex;
    if (prefersReducedMotion()) this.#chooseStep(this.#lastIndex);
    else {
      this.playhead.seek(from);
      this.playhead.play();
    }
  }

  /** Choice of a step by the user, announced by `nabla-change`. */
  #chooseStep(at: number): void {
    this.playhead.pause();
    const h = this.#model?.step[Math.max(0, Math.min(this.#lastIndex, at))];
    if (h === undefined || h === this.h) return;
    this.h = h;
    this.dispatchEvent(new NablaChangeEvent({ name: 'h', value: h }));
  }

  #changeX(x: number): number {
    if (x === this.x) return x;
    this.x = x;
    this.dispatchEvent(new NablaChangeEvent({ name: 'x', value: x, point: x }));
    return x;
  }

  /** Change of a parameter by the user, announced by `nabla-change`. */
  readonly #changeParameter = (name: string, value: number): void => {
    this.at = namedText(new Map(this.#model!.parameters).set(name, value));
    this.dispatchEvent(new NablaChangeEvent({ name: 'at', value: this.at }));
  };

  #chooseByKey = (event: KeyboardEvent): void => {
    const schemes = this.#model?.schemes.length ?? 0;
    if (schemes === 0 || event.ctrlKey || event.metaKey) return;
    const stride = event.shiftKey ? 3 : 1;
    const places: Record<string, number> = {
      ArrowLeft: this.#stepIndex + stride,
      ArrowRight: this.#stepIndex - stride,
      Home: this.#lastIndex,
      End: 0,
    };
    const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key in places) this.#chooseStep(places[event.key]);
    else if (turn) this.#chooseScheme((this.#chosenScheme + turn + schemes) % schemes);
    else return;
    event.preventDefault();
  };

  #chooseScheme(scheme: number): void {
    this.#chosenScheme = scheme;
    this.requestUpdate();
  }

  #chooseByPointer = (event: PointerEvent): void => {
    const { palette } = this.colours;
    const view = this.#stepCurveView;
    if (!palette || !view || view.schemes.length === 0) return;
    const plot = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown') plot.setPointerCapture(event.pointerId);
    if (!plot.hasPointerCapture(event.pointerId)) return;
    const [place] = positionIn(plot, event);
    this.#chooseStep(stepAtPixel(view, this.#sheet(this.size.width, palette, canvasMeasure(palette)), place));
  };

  get #errorTable(): Grid {
    const { schemes, step } = this.#model!;
    return {
      names: ['h', ...schemes.map(({ name }) => this.#schemeName(name))],
      rows: step.length,
      cells: (k) => [this.numbers.rate(step[k]), ...schemes.map(({ error }) => this.numbers.cell(error[k]))],
    };
  }

  protected renderBody() {
    const { numbers, error, language } = this;
    const said = this.phrases(differencePhrases);
    const stepping = this.#model;
    const variable = stepping?.variable ?? variableMathml('x');
    const plain = stepping?.f.variables[0] ?? 'x';
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
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span>${said.axis}</span><span class="hint">${said.hint}</span></p>
        <div
          class="plot"
          part="plot"
          role="application"
          tabindex="0"
          aria-label=${said.plot}
          @keydown=${this.#chooseByKey}
          @pointerdown=${this.#chooseByPointer}
          @pointermove=${this.#chooseByPointer}
        >
          <canvas></canvas>
          ${this.f.trim() === '' ? noFormulaNote(language) : nothing}
        </div>
      </div>
      ${this.round.renderAnswer(language)}
      <div class="below">
        ${this.#renderSlider(stepping, error !== null)}
        ${this.#parameterSliders.render(stepping?.parameters ?? new Map(), error !== null, numbers, this.#changeParameter)}
        ${stepButtons({
          playing: this.playhead.playing,
          off: !stepping || error !== null,
          shrinkStep: () => this.#playSteps(),
          pause: () => this.playhead.pause(),
          reset: () => this.#chooseStep(stepping?.schemes[this.#chosenScheme]?.best ?? 0),
          back: said.bestStep,
          language,
        })}
      </div>
      ${stepping && stepping.schemes.length > 0 ? this.#renderSchemes(stepping) : nothing}
      ${italicCaption(stepping && stepping.schemes.length > 0 ? stepCurveCaption(stepping, this.#stepIndex, this.#chosenScheme, language) : '', this.playhead.playing)}
      ${stepping && stepping.schemes.length > 0 ? numbersTable(said.table, this.#errorTable, this.#pages.of(), language) : nothing}
    `;
  }

  #schemeName(name: string): string {
    return this.phrases(differencePhrases).schemes[name as SchemeName];
  }

  /** Buttons that bring a scheme to the front. */
  #renderSchemes({ schemes }: Stepping) {
    return html`<div class="segments schemes" role="group" aria-label=${this.phrases(differencePhrases).inFront} part="schemes">
      ${schemes.map(
        ({ name, colour }, i) => html`<button
          aria-pressed=${i === this.#chosenScheme ? 'true' : 'false'}
          @click=${() => this.#chooseScheme(i)}
        ><span class="spot series-${colour + 1}" aria-hidden="true"></span>${this.#schemeName(name)}</button>`,
      )}
    </div>`;
  }

  #renderSlider(stepping: Stepping | null, off: boolean) {
    return html`<div class="turners">
      ${spanSlider({
        id: 'x',
        variable: stepping?.f.variables[0] ?? 'x',
        value: this.x,
        span: stepping?.span,
        numbers: this.numbers,
        off: !stepping || off,
        put: (x) => this.#changeX(x),
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
