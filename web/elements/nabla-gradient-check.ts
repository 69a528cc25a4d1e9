import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { live } from 'lit/directives/live.js';
import type { Report } from '../../src/index.js';
import { gradientCheckPhrases } from '../../src/phrases/en.js';
import { type CheckView, checkDrawing } from '../../src/picture/gradientCheck/checkChart.js';
import { type GradientCheck, runGradientCheck } from '../../src/picture/gradientCheck/checkModel.js';
import {
  checkCaption,
  checkWords,
  componentName,
  verdictText,
} from '../../src/picture/gradientCheck/checkSentences.js';
import { pointAttribute } from '../../src/picture/landscape/landscapeModel.js';
import { niceNumber } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { formatCsv } from '../../src/results/csv.js';
import { italicCaption } from '../derivative/tangentParts.js';
import { AskedWords } from '../figure/askedWords.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { type Listening, NablaChangeEvent, NablaErrorEvent, NablaReportEvent } from '../figure/events.js';
import { type Demo, Figure } from '../figure/figure.js';
import type { KeyHelp } from '../figure/header.js';
import { Playhead } from '../figure/playhead.js';
import { number, text } from '../figure/properties.js';
import { checkStyles } from '../styles/check.js';
import { derivativeStyles as style } from '../styles/derivative.js';
import { runsStyles } from '../styles/runs.js';

export { NablaChangeEvent, NablaErrorEvent, NablaReportEvent };

/** The change of a coordinate per arrow key. */
const arrowStep = 0.01;

/**
 * A gradient worked out by hand against difference quotients of its function: which component is wrong, by how much,
 * and which slip it looks like.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-end - {@link NablaReportEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaGradientCheck extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    f: text(),
    claimed: text(),
    at: text(),
    tolerance: number(1e-6),
  };
  static override styles: CSSResultGroup = [Figure.styles, runsStyles, style, checkStyles];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'A slip of the pen',
      says: 'One component is right, one has lost a sign, and one its inner derivative.',
      attributes: {
        heading: 'Which component is wrong?',
        f: 'x^2 y + sin(3z) - y^3',
        claimed: '2x*y; x^2 + 3y^2; cos(3z)',
        at: 'x=1,y=2,z=0.4',
      },
    },
    {
      title: 'A kink',
      says: 'Where a function has a corner any slope between the two sides may be claimed.',
      attributes: {
        heading: 'What is the slope of relu at 0?',
        f: 'relu(x) + x*y',
        claimed: 'y; x',
        at: 'x=0,y=0.5',
      },
    },
  ];

  /** Its `nabla-end` has the report. */
  declare addEventListener: Listening<
    Omit<HTMLElementEventMap, 'nabla-end'> & { 'nabla-end': NablaReportEvent }
  >;
  /** A formula: `x^2 + 3x*y`. */
  declare f: string;
  /** The claimed gradient, a formula for each variable with `;` between them: `2x + 3y; 3x`. */
  declare claimed: string;
  /** The point at which the gradient is checked: `x=1,y=2`, or `1,2` in the order of the variables. */
  declare at: string;
  /** The error allowed in a component, relative to its size. */
  declare tolerance: number;

  protected get question(): string {
    return this.phrases(gradientCheckPhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(gradientCheckPhrases).keys;
  }

  /** An empty timeline: nothing plays. */
  protected readonly playhead = new Playhead(
    this,
    () => ({ computed: 0, total: 0, done: true }),
    () => {},
  );
  #result: GradientCheck | null = null;
  readonly #requestKey = new AskedWords();
  #chosenComponent = 0;

  /** The report of the last check; null before the first. */
  get report(): Report | null {
    return this.#result?.report ?? null;
  }

  protected readonly valueSettings = ['f', 'claimed', 'at'];

  /** The point, the verdict, and each component as it was claimed and found. */
  protected get shownValue() {
    if (!this.#result) return undefined;
    const { at, report } = this.#result;
    const { f, claimed } = this;
    return { f, claimed, at, verdict: report.verdict, components: report.components };
  }

  /** A new check of the attributes, announced by `nabla-end`. */
  check(): void {
    this.#requestKey.forget();
    this.startRequested();
  }

  /** The report as CSV: a row per component. */
  toCSV(): string {
    const rows = (this.report?.components ?? []).map(
      ({ name, claimed, numeric, estimatedError, error, verdict, slip }) => [
        name,
        claimed,
        numeric,
        estimatedError,
        error,
        verdict,
        slip ?? '',
      ],
    );
    return formatCsv(['variable', 'claimed', 'numeric', 'estimated error', 'error', 'verdict', 'slip'], rows);
  }

  protected override get drawn(): boolean {
    return this.#result !== null;
  }

  protected startRequested(): void {
    const { f, claimed, at, tolerance } = this;
    const asked = { f, claimed, at, tolerance };
    if (!this.#requestKey.isNew(asked)) return;
    this.error = null;
    this.requestUpdate();
    try {
      this.#result = runGradientCheck(this.localName, asked);
      this.#chosenComponent = Math.min(
        this.#chosenComponent,
        Math.max(0, (this.#result?.variables.length ?? 0) - 1),
      );
    } catch (error) {
      this.reportError(error as Error);
      return;
    }
    if (this.#result) this.dispatchEvent(new NablaReportEvent(this.#result.report));
  }

  protected paintFrame(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    paintOnPage(
      canvas,
      checkDrawing(
        this.#checkView,
        this.#sheet(width, palette, canvasMeasure(palette)),
        checkWords(this.language),
      ),
      palette,
    );
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    return (
      this.#checkView &&
      checkDrawing(this.#checkView, this.#sheet(width, palette, measure), checkWords(this.language))
    );
  }

  #sheet = (width: number, palette: Palette, measure: Measure) => ({
    width,
    narrow: this.narrowWidth,
    palette,
    measure,
  });

  get #checkView(): CheckView | null {
    if (!this.#result) return null;
    const { report, tolerance } = this.#result;
    return { components: report.components, tolerance, chosen: this.#chosenComponent };
  }

  #moveByKey = (event: KeyboardEvent): void => {
    if (!this.#result || event.ctrlKey || event.metaKey) return;
    const { variables, at } = this.#result;
    const step = event.shiftKey ? arrowStep * 10 : event.altKey ? arrowStep / 10 : arrowStep;
    const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (turn) {
      this.#chosenComponent = (this.#chosenComponent + turn + variables.length) % variables.length;
      this.requestUpdate();
    } else if (way) {
      const moved = at.with(this.#chosenComponent, niceNumber(at[this.#chosenComponent] + way * step, step));
      this.#changeAttribute('at', pointAttribute(moved, variables));
    } else return;
    event.preventDefault();
  };

  /** Change of an attribute by the user, announced by `nabla-change`. */
  #changeAttribute(name: 'f' | 'claimed' | 'at', value: string): void {
    if (this[name] === value) return;
    this[name] = value;
    this.dispatchEvent(new NablaChangeEvent({ name, value }));
  }

  #renderField(name: 'f' | 'claimed' | 'at', label: string) {
    const handleFieldChange = (event: Event) =>
      this.#changeAttribute(name, (event.target as HTMLInputElement).value);
    return html`<label for=${name}>${label}</label>
      <input
        type="text"
        id=${name}
        part=${name}
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        .value=${live(this[name])}
        @change=${handleFieldChange}
      />`;
  }

  protected renderBody() {
    const { language, error } = this;
    const said = this.phrases(gradientCheckPhrases);
    const checked = this.#result;
    return html`
      <div class="fields">
        ${this.#renderField('f', 'f =')} ${this.#renderField('claimed', '∇f =')} ${this.#renderField('at', said.at)}
      </div>
      <div class=${classMap({ stale: error !== null })}>
        <p class="axis"><span>${said.axis}</span><span class="hint">${said.hint}</span></p>
        <div
          class="plot"
          part="plot"
          role="application"
          tabindex="0"
          aria-label=${said.plot}
          @keydown=${this.#moveByKey}
        >
          <canvas></canvas>
          ${this.f.trim() !== '' ? nothing : html`<div class="empty"><span>${said.nothingYet}</span><small>${said.typeAll}</small></div>`}
        </div>
      </div>
      ${italicCaption(checked ? checkCaption(checked.report, language) : '', false)}
      ${checked ? this.#renderComponents(checked.report) : nothing}
    `;
  }

  #renderComponents({ components }: Report) {
    const { numbers, language } = this;
    const said = this.phrases(gradientCheckPhrases);
    return html`<table class="plain" part="table">
      <thead>
        <tr>
          <th scope="col">${said.component}</th>
          <th scope="col">${said.claimed}</th>
          <th scope="col" class="wide">${said.measured}</th>
          <th scope="col">${said.offBy}</th>
          <th scope="col">${said.verdict}</th>
        </tr>
      </thead>
      <tbody>
        ${components.map(
          (each) => html`<tr>
            <th scope="row">${componentName(each)}</th>
            <td>${numbers.coordinate(each.claimed)}</td>
            <td class="wide">${numbers.coordinate(each.numeric)}</td>
            <td>${numbers.cell(each.error)}</td>
            <td>${verdictText(each, language)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

if (!customElements.get('nabla-gradient-check'))
  customElements.define('nabla-gradient-check', NablaGradientCheck);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-gradient-check': NablaGradientCheck;
  }
}
