import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { live } from 'lit/directives/live.js';
import { problems } from '../../src/index.js';
import { formulaPhrases, landscapePhrases, runPhrases } from '../../src/phrases/en.js';
import { hasClimbed } from '../../src/picture/landscape/climb.js';
import { blankPanel } from '../../src/picture/landscape/curvePanels.js';
import {
  curveName,
  fitToFormula,
  pointAttribute,
  withinTurn,
} from '../../src/picture/landscape/landscapeModel.js';
import {
  type LandscapeCaptionInput,
  landscapeAriaLabel,
  landscapeCaption,
  landscapeSubtitle,
} from '../../src/picture/landscape/landscapeSentences.js';
import { gradientCsv, pathsCsv, pathTable } from '../../src/picture/landscape/walkTable.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import { isParametrized, namedText } from '../../src/picture/parameters.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import type { RunSeries } from '../../src/picture/series.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { isEntryName } from '../../src/spec/objective.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import type { WrittenRun } from '../../src/spec/runsText.js';
import { type AttributeValues, settingProperties } from '../data/attributes.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent } from '../figure/events.js';
import type { Demo } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { FormulaInput } from '../figure/formulaTyping.js';
import type { KeyHelp } from '../figure/header.js';
import { functionMathml } from '../figure/math.js';
import { ParameterSliders } from '../figure/parameterSliders.js';
import { number, text } from '../figure/properties.js';
import { fillTracks } from '../figure/sliderField.js';
import { firstStepQuestion } from '../landscape/firstStepQuestion.js';
import { DragHandles, type DragTargets } from '../landscape/handles.js';
import { dragTargets, type HandleState, landscapeDrawing } from '../landscape/landscapeDrawing.js';
import { LandscapeModel } from '../landscape/walks.js';
import { updateTransport } from '../player/livePosition.js';
import { prefersReducedMotion } from '../player/player.js';
import { RunsFigure } from '../player/runsFigure.js';
import { predictProperties } from '../predict/predictProperties.js';
import { PredictRound } from '../predict/predictRound.js';
import { fieldStyles } from '../styles/fields.js';
import { landscapeStyles } from '../styles/landscape.js';
import { predictStyles } from '../styles/predict.js';

export { NablaChangeEvent, NablaEndEvent, NablaErrorEvent, NablaStepEvent };

const controlGutters = { left: 48, right: 84 };

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
  static override properties: PropertyDeclarations = {
    ...RunsFigure.properties,
    f: text(),
    ...settingProperties({ start: '', steps: 60 }),
    domain: text(),
    at: text(),
    direction: number(340),
    ...predictProperties('step'),
  };
  static override styles: CSSResultGroup = [RunsFigure.styles, fieldStyles, landscapeStyles, predictStyles];
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
        start: 'x=-1.2,y=1.4',
        runs: 'sgd 0.0019, adam 0.01',
        steps: '80',
        domain: 'x=-1.7..-0.3,y=0.4..1.8',
        at: 'x=-0.65,y=1',
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
    {
      title: 'Guess the first step',
      says: 'The slope at the start and the rate say how far a step goes: where does it land?',
      attributes: {
        heading: 'Guess the first step',
        f: '(w-3)^2',
        start: '0',
        optimizers: 'sgd',
        rates: '0.3',
        domain: '-1..7',
        steps: '12',
        predict: 'step',
      },
    },
  ];

  /**
   * The runs one by one, in place of optimizers and rates: `sgd 0.1 momentum=0.9 schedule=cosine, adam 0.01 0.03@137`,
   * where the rate changes to 0.03 at step 137.
   */
  declare runs: string | readonly (WrittenRun | PlannedRun)[];
  /**
   * A formula of one or two variables, such as `(w-3)^2`, or of more, the others of which are in `at`; or the name of a
   * problem: `rosenbrock`.
   */
  declare f: string;
  /** The starting point of the runs: `-1.2,1` or `x=-1.2,y=1`; the problem's own when empty. */
  declare start: string;
  /**
   * The ranges drawn: `-2..2`, or `x=-2..2,y=-1..3`; of one variable `w=-2..2,L=0..9` is its range and that of the
   * values. When empty the start, the nearest minimum and the runs, each that climbs with axes of its own.
   */
  declare domain: string;
  /**
   * The point at which the gradient is drawn, of two variables: `x=1,y=0.5`; and of a formula of more the others as
   * numbers, with a slider each: `w=0.5 b=0.1`.
   */
  declare at: string;
  /** The direction d, of two variables, in degrees from the first axis towards the second. */
  declare direction: number;
  /** Whether the reader first guesses where the first `step` of the first run lands. */
  declare predict: false | 'step';
  declare guess: string;
  declare answered: boolean;

  #landscape = new LandscapeModel(
    this,
    () => this.numbers,
    this.playerEvents,
    () => this.redraw(),
  );
  protected readonly player = this.#landscape.player;
  #dragHandles = new DragHandles(this, () => this.#dragTargets(), {
    start: (at) => this.changeProperty('start', pointAttribute(at, this.#landscape.field!.variables)),
    point: (at) => this.#changeAt(at, this.#landscape.settings!.parameters),
    direction: (degrees) => this.changeProperty('direction', degrees),
    held: () => this.requestUpdate(),
    toggle: () => this.togglePlay(),
  });
  #formulaInput = new FormulaInput(
    this,
    (text) => this.#typeFormula(text),
    (text) =>
      Object.hasOwn(problems, text.trim()) || (!isEntryName(text.trim()) && isParametrized(text, this.at, 2)),
  );
  #parameterSliders = new ParameterSliders();
  protected override readonly round = new PredictRound(this, {
    question: () =>
      firstStepQuestion(
        this.#landscape,
        ({ width, measure }) =>
          dragTargets(this.#landscape, this.#handleState, this.language, width, measure, this.asks)!,
        this.language,
      ),
    draw: ({ width, palette, measure }) =>
      this.#landscape.isSampled
        ? landscapeDrawing(this.#landscape, this.#handleState, this.language, width, palette, measure, true)
        : null,
    move: (shares) => this.#moveStart(shares),
    answer: () => this.player.seek(1),
  });

  protected get question(): string {
    return this.phrases(landscapePhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(landscapePhrases).keys;
  }

  protected override get subtitle(): string {
    const { settings } = this.#landscape;
    return settings ? landscapeSubtitle(settings, this.language) : '';
  }

  protected override get drawn(): boolean {
    return this.#landscape.settings !== null;
  }

  /** The error of the text of f, which its field shows. */
  get #formulaError(): Error | null {
    return this.error && 'column' in this.error ? this.error : null;
  }

  protected override get errorContent(): unknown {
    return this.#formulaError ? nothing : super.errorContent;
  }

  protected override readonly valueSettings = ['f', 'start', 'at', 'direction'];

  /** The start, the point with the gradient there, the direction with the slope there, and the runs. */
  protected override get shownValue() {
    const { settings, field, domain, at } = this.#landscape;
    if (!settings || !field) return undefined;
    const { direction } = this.#handleState;
    const shown = { f: settings.text, start: settings.start, ...super.shownValue };
    if (domain.length !== 2) return shown;
    return {
      ...{ ...shown, at, gradient: field.gradient(at) },
      ...{ direction, slope: field.directional(at, direction) },
    };
  }

  protected override get asked(): AttributeValues {
    return { ...super.asked, problem: this.f };
  }

  protected override propertiesOf({ problem, ...told }: AttributeValues): AttributeValues {
    return { ...told, f: problem };
  }

  /** Start of what the attributes specify, unless it is shown already. */
  protected startRequested(): void {
    const { asked, f, start, at, domain } = this;
    if (
      this.#landscape.requestRuns(
        { ...asked, f, start, at, domain },
        this.autoplay && !this.awaitsGuess,
        this.takeKeepsStep(),
      )
    )
      this.error = this.player.error;
  }

  protected paintFrame(palette: Palette): void {
    fillTracks(this.renderRoot);
    if (this.renderRoot.querySelector('.controls'))
      updateTransport(this.renderRoot, this.player, this.language, controlGutters);
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    const ready = this.#landscape.isSampled;
    // Until then what was painted last stays.
    if (!ready && canvas.style.width) return;
    const measure = canvasMeasure(palette);
    const drawing = ready && this.createDrawing(width, palette, measure);
    paintOnPage(canvas, drawing || blankPanel(width, palette, measure, this.numbers), palette);
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const drawing = landscapeDrawing(
      this.#landscape,
      this.#handleState,
      this.language,
      width,
      palette,
      measure,
    );
    const sheet = { width, narrow: this.narrowWidth, palette, measure };
    return drawing && { ...drawing, marks: [...drawing.marks, ...this.round.answerMarks(sheet)] };
  }

  /** Another start, within what is drawn. */
  #moveStart(shares: readonly number[]): void {
    const { domain, field } = this.#landscape;
    const start = domain.map(({ from, to }, i) =>
      niceNumber(from + (0.1 + 0.8 * shares[i]) * (to - from), niceStep((to - from) / 60)),
    );
    this.changeProperty('start', pointAttribute(start, field!.variables));
  }

  get #handleState(): HandleState {
    const { handle, keyHandle } = this.#dragHandles;
    const focused = this.shadowRoot?.activeElement?.matches('.land:focus-visible') ? keyHandle : null;
    return { direction: withinTurn(this.direction), handle: handle ?? focused };
  }

  /** Another formula, typed: a start, ranges or a point of other variables go. */
  #typeFormula(text: string): void {
    const { start, domain, at } = this;
    const variables = this.#landscape.field?.variables ?? [];
    for (const [name, value] of Object.entries(fitToFormula({ start, domain, at }, variables, text.trim())))
      this.changeProperty(name as 'start' | 'domain' | 'at', value);
    this.changeProperty('f', text);
  }

  /** The point and the parameters. */
  #changeAt(point: readonly number[] | null, parameters: ReadonlyMap<string, number>): void {
    const { variables } = this.#landscape.field!;
    const place = point ? pointAttribute(point, variables) : '';
    const given = namedText(parameters);
    this.changeProperty('at', [place, given].filter((part) => part !== '').join(' '));
  }

  protected override enterPrint(until: number): boolean {
    const isComplete = super.enterPrint(until);
    this.#landscape.finishSampling();
    return isComplete;
  }

  #dragTargets(): DragTargets | null {
    const { palette } = this.colours;
    return (
      palette &&
      dragTargets(this.#landscape, this.#handleState, this.language, this.size.width, canvasMeasure(palette))
    );
  }

  toCSV(): string {
    const { field, paths, at } = this.#landscape;
    if (!field) return '';
    if (paths.length === 0) return gradientCsv(field, at);
    const { requested, comparison } = this.player;
    return pathsCsv(
      field,
      paths,
      requested,
      comparison!.runs.map(({ outcome }) => outcome),
    );
  }

  protected renderBody() {
    const { settings, field, paths, domain } = this.#landscape;
    const { error } = this.player;
    const { numbers, language } = this;
    const said = this.phrases(landscapePhrases);
    const map = domain.length === 2;
    const movable = map || Boolean(settings?.start);
    const { dragByPointer, touchListener, dragByKey } = this.#dragHandles;
    return html`
      ${this.#renderFields()}
      <div class=${classMap({ place: true, stale: error !== null })}>
      ${this.#renderHint()}
      <div
        class=${classMap({ plot: true, land: true, map })}
        part="plot"
        role=${movable ? 'application' : 'img'}
        tabindex=${movable ? 0 : nothing}
        aria-roledescription=${said.role}
        aria-label=${this.#plotLabel()}
        @pointerdown=${dragByPointer}
        @pointermove=${dragByPointer}
        @pointerup=${dragByPointer}
        @pointercancel=${dragByPointer}
        @touchstart=${touchListener}
        @keydown=${dragByKey}
        @focus=${() => this.redraw()}
        @blur=${() => this.redraw()}
      >
        <canvas></canvas>
        ${
          this.f.trim() === ''
            ? html`<div class="empty"><span>${said.none}</span><small>${said.typeFormula}</small></div>`
            : nothing
        }
      </div>
      </div>
      ${this.round.renderAnswer(language)}
      ${this.#hasRuns ? this.renderControls() : nothing}
      ${this.#parameterSliders.render(
        settings?.parameters ?? new Map(),
        error !== null,
        numbers,
        (name, value) => this.#changeAt(settings!.at, new Map(settings!.parameters).set(name, value)),
      )}
      ${this.#renderCaption()}
      ${this.#renderAddButton()}
      ${this.renderResults(said.places, paths, (path) => pathTable(field!, path, language))}
    `;
  }

  /** The formula and the start, to be typed. */
  #renderFields() {
    const variables = this.#landscape.settings?.f.variables ?? [];
    const name = variables.length === 1 ? curveName : 'f';
    const typeStart = (event: Event) =>
      this.changeProperty('start', (event.target as HTMLInputElement).value.trim());
    return html`<div class="asked">
      ${formulaField({
        label: functionMathml(name, variables.map(variableMathml)),
        name: variables.length > 0 ? this.phrases(formulaPhrases).functionOf(name, variables) : name,
        text: this.f,
        error: this.#formulaError,
        drawn: this.drawn,
        language: this.language,
        handleInput: this.#formulaInput.handleInput,
      })}
      <div class="formula beginning">
        <label for="start">${this.phrases(landscapePhrases).start}</label>
        <input
          type="text"
          id="start"
          part="start"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          .value=${live(this.start)}
          @change=${typeStart}
        />
      </div>
    </div>`;
  }

  /** The keys of the drawing, in a line above it; none beside an error. */
  #renderHint() {
    const { settings, domain } = this.#landscape;
    const { hintMap, hintCurve } = this.phrases(landscapePhrases);
    const hasStart = Boolean(settings?.start);
    const said = domain.length === 2 ? hintMap(hasStart) : hasStart && hintCurve;
    return said && !this.player.error ? html`<p class="hint" aria-hidden="true">${said}</p>` : nothing;
  }

  /** A button that adds a run, where all have been removed. */
  #renderAddButton() {
    const named = String(this.optimizers).trim() !== '';
    if (!this.player.empty || !named || !this.#landscape.settings?.start) return nothing;
    return html`<button class="main" part="add" @click=${this.addFirstRun}>${this.phrases(runPhrases).addRate}</button>`;
  }

  protected override divergenceWord(series: RunSeries): string {
    return this.#landscape.domain.length === 1 && hasClimbed(series)
      ? this.phrases(landscapePhrases).climbs
      : super.divergenceWord(series);
  }

  /** Whether the figure has playback controls: runs are there or expected. */
  get #hasRuns(): boolean {
    const { job, isPending } = this.player;
    return job !== null || isPending || !this.#landscape.settings;
  }

  #plotLabel(): string {
    const { settings, domain, at } = this.#landscape;
    if (!settings) return this.phrases(landscapePhrases).landscape;
    return landscapeAriaLabel(
      settings,
      domain.length === 2 ? at : null,
      this.#dragHandles.keyHandle,
      this.language,
    );
  }

  #renderCaption() {
    const { field, domain, at, paths } = this.#landscape;
    const { comparison, playhead, timeline } = this.player;
    const point =
      field && domain.length === 2
        ? { at, steep: field.gradientNorm(at), along: field.directional(at, this.#handleState.direction) }
        : null;
    const input: LandscapeCaptionInput = {
      comparison,
      paths,
      settling: this.#landscape.settlingRates,
      step: playhead.step,
      total: timeline.total,
      playing: playhead.playing,
      ended: playhead.ended,
      still: prefersReducedMotion() && this.autoplay,
      bare: field !== null && !point,
      point,
      language: this.language,
    };
    const { text, quiet, finally: last } = landscapeCaption(input);
    return html`<div class="caption" part="caption">
      <p aria-live=${playhead.playing || playhead.ended ? 'polite' : 'off'}>
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
