import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { predictPhrases, softmaxPhrases, tablePhrases, tangentPhrases } from '../../src/phrases/en.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import { niceNumber } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import { askedBars, barGuessAt, barGuessMarks, barGuessPlace } from '../../src/picture/predict/barGuess.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { handlePlace, softmaxDrawing, softmaxLayout } from '../../src/picture/softmax/softmaxChart.js';
import {
  type SoftmaxModel,
  type SoftmaxSpans,
  softmaxJacobian,
  softmaxModel,
  softmaxSpans,
  softmaxView,
  withShare,
} from '../../src/picture/softmax/softmaxModel.js';
import { handleWords, softmaxCaption, softmaxWords } from '../../src/picture/softmax/softmaxSentences.js';
import type { SoftmaxClass, SoftmaxView } from '../../src/picture/softmax/softmaxView.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { formatCsv } from '../../src/results/csv.js';
import { logspace } from '../../src/spec/logspace.js';
import { italicCaption } from '../derivative/tangentParts.js';
import { AskedWords } from '../figure/askedWords.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure } from '../figure/figure.js';
import type { KeyHelp } from '../figure/header.js';
import { chevronIcon, resetIcon } from '../figure/icons.js';
import { numbersTable, TablePages } from '../figure/numbersTable.js';
import { Playhead } from '../figure/playhead.js';
import { number, text } from '../figure/properties.js';
import { fillTracks, sliderField } from '../figure/sliderField.js';
import { squaresTable } from '../figure/squaresTable.js';
import { ValueHandles } from '../figure/valueHandles.js';
import { predictProperties } from '../predict/predictProperties.js';
import { PredictRound, type Question } from '../predict/predictRound.js';
import { derivativeStyles } from '../styles/derivative.js';
import { predictStyles } from '../styles/predict.js';
import { runsStyles } from '../styles/runs.js';
import { softmaxStyles } from '../styles/softmax.js';
import { transportStyles } from '../styles/transport.js';

export { NablaChangeEvent, NablaErrorEvent };

/** Steps of the temperature's slider, evenly in the logarithm from a tenth to ten. */
const temperatures = logspace(0.1, 10, 81).map((each) => Number(each.toPrecision(3)));
const shiftByButton = 1000;
/** The step of an arrow key. */
const logitStep = 0.1;
/** Share of a class in a mixed target, to begin with. */
const mixedShare = 0.7;
/** Most classes whose Jacobian is shown. */
const mostInJacobian = 40;

/** The settings that Reset restores. */
type Settings = Pick<NablaSoftmax, 'logits' | 'target' | 'temperature' | 'shift'>;

/**
 * Logits, their exponentials and probabilities, the loss against a target and its slope p − y for each logit.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaSoftmax extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    logits: text('2 1 0.1'),
    target: text('0'),
    names: text(),
    temperature: number(1),
    shift: number(0),
    ...predictProperties('probability', 'slope'),
  };
  static override styles: CSSResultGroup = [
    Figure.styles,
    transportStyles,
    runsStyles,
    derivativeStyles,
    softmaxStyles,
    predictStyles,
  ];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'From logits to a loss',
      says: 'Drag a logit: the probabilities follow, and below them each logit’s pull on the loss, p − y.',
      attributes: { heading: 'How do logits become a verdict?', logits: '2 1 0.1', target: '0' },
    },
    {
      title: 'Shifted by a thousand',
      says: 'The same logits, each 1 000 higher: exp as it is written overflows, the stable form does not.',
      attributes: {
        heading: 'Shifted by 1 000, should anything change?',
        logits: '2 1 0.1',
        target: '0',
        shift: '1000',
      },
    },
    {
      title: 'An unsure target, a high temperature',
      says: 'The label itself is shared among classes, and T flattens what the logits say.',
      attributes: {
        heading: 'What if the label is unsure?',
        logits: '3 1 0.2 -1',
        names: 'cat dog fox owl',
        target: '0.7 0.2 0.1 0',
        temperature: '2',
      },
    },
    {
      title: 'Sure of itself',
      says: 'The probability rounds to 1, and what it lacks is still there to all digits.',
      attributes: { heading: 'What is left to learn at p = 1?', logits: '40 1 0', target: '0' },
    },
    {
      title: 'Guess the probability',
      says: 'From the logits alone: how sure is softmax of the right class?',
      attributes: {
        heading: 'Guess the probability',
        logits: '1.5 0.5 -1 0',
        names: 'cat dog fox owl',
        target: '0',
        predict: 'probability',
      },
    },
  ];

  /** The logits, numbers with spaces between them: `2 1 0.1`. */
  declare logits: string;
  /** The class that is right, by its number from 0 or its name; or a probability for each: `0.7 0.2 0.1`. */
  declare target: string;
  /** Names of the classes, with spaces between them; letters when empty. */
  declare names: string;
  /** The temperature T, by which logits are divided. */
  declare temperature: number;
  /** What is added to every logit. */
  declare shift: number;
  /**
   * What the reader first guesses: the `probability` of the right class, or the `slope` of the loss along its logit,
   * p − y.
   */
  declare predict: false | 'probability' | 'slope';
  declare guess: string;
  declare answered: boolean;

  protected get question(): string {
    return this.phrases(softmaxPhrases).question;
  }
  protected get keys(): KeyHelp {
    return this.phrases(softmaxPhrases).keys;
  }
  /** An empty timeline: nothing plays. */
  protected readonly playhead = new Playhead(
    this,
    () => ({ computed: 0, total: 0, done: true }),
    () => {},
  );
  #model: SoftmaxModel | null = null;
  readonly #requestKey = new AskedWords();
  /** The settings as the page gave them, and those that the reader set since. */
  #home: Settings | null = null;
  #own = '';
  /** The class whose logit was moved last. */
  #chosen = 0;
  /** Ranges of the axes while a logit is held. */
  #heldSpans: SoftmaxSpans | null = null;
  readonly #pages = new TablePages(() => this.requestUpdate());
  readonly #handles = new ValueHandles('vertical', {
    handles: () => this.#handlesNow(),
    places: () => this.#handlePlaces(),
    move: (id, value) => this.#moveLogit(id, value),
    choose: (id) => this.#choose(id),
    held: () => this.#changeHold(),
  });

  protected override readonly round = new PredictRound(this, {
    question: () => this.#barQuestion(),
    draw: (sheet) => {
      const { hidden } = this.phrases(predictPhrases);
      const view = this.#view;
      return (
        view &&
        askedBars(view, this.predict || 'probability', sheet, softmaxWords(view, this.language), hidden)
      );
    },
    move: (shares) => this.#moveLogits(shares),
  });

  protected readonly valueSettings = ['logits', 'target', 'temperature', 'shift'];

  /** The settings, and the probabilities, the loss and its slopes. */
  protected get shownValue() {
    if (!this.#model) return undefined;
    const { logits, temperature, shift, probabilities, loss, slopes } = this.#model;
    const { target } = this;
    return {
      ...{ logits: [...logits], target, temperature, shift },
      ...{ probabilities: [...probabilities], loss, slopes: [...slopes] },
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#handles.release();
  }

  /** The classes as CSV: a row each, with logit, exponential, probability, target and slope. */
  toCSV(): string {
    const rows = (this.#model?.classes ?? []).map(({ name, logit, exp, probability, target, slope }) => [
      ...[name, logit, exp, probability, target, slope],
    ]);
    return formatCsv(['class', 'logit', 'exp', 'probability', 'target', 'slope'], rows);
  }

  protected override get subtitle(): string {
    return this.asks ? '' : this.phrases(softmaxPhrases).subtitle;
  }

  protected override get drawn(): boolean {
    return this.#model !== null;
  }

  protected startRequested(): void {
    const { logits, target, names, temperature, shift } = this;
    const asked = { logits, target, names, temperature, shift };
    if (!this.#requestKey.isNew(asked)) return;
    const settings = { logits, target, temperature, shift };
    if (JSON.stringify(settings) !== this.#own) this.#home = settings;
    this.error = null;
    this.requestUpdate();
    try {
      this.#model = softmaxModel(this.localName, asked);
      this.#chosen = Math.min(this.#chosen, Math.max(0, (this.#model?.classes.length ?? 0) - 1));
    } catch (error) {
      this.reportError(error as Error);
    }
  }

  protected paintFrame(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    fillTracks(this.renderRoot);
    const drawing = this.createDrawing(width, palette, canvasMeasure(palette));
    paintOnPage(canvas, drawing ?? { width, height: 200, marks: [] }, palette);
    this.#handles.place(this.renderRoot);
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#view;
    if (!view) return null;
    const sheet = this.#sheet(width, palette, measure);
    const drawing = softmaxDrawing(view, sheet, softmaxWords(view, this.language));
    return { ...drawing, marks: [...drawing.marks, ...this.round.answerMarks(sheet)] };
  }

  /** How probable the right class is, or what its logit does to the loss; of a mixed target the largest share. */
  #barQuestion(): Question | null {
    const view = this.#view;
    if (!view || !this.#model) return null;
    const of = this.predict || 'probability';
    const words = softmaxWords(view, this.language);
    const said = this.phrases(softmaxPhrases);
    const { classes } = view;
    const at = classes.reduce((best, { target }, i) => (target > classes[best].target ? i : best), 0);
    const { name, probability, slope } = classes[at];
    const isShare = of === 'probability';
    const truth = isShare ? probability : slope;
    const italic = `${italicMark}${name}${italicMark}`;
    const shown = this.numbers.measured(truth);
    const { logits, target, temperature, shift } = this;
    return {
      ...{ kind: 'height', truth: [truth], within: 0.05 },
      key: JSON.stringify({ of, logits, target, temperature, shift }),
      question: isShare ? said.asksProbability(italic) : said.asksSlope(italic),
      answer: isShare ? said.answersProbability(italic, shown) : said.answersSlope(italic, shown),
      axes: [
        {
          ...{ name: isShare ? said.probabilityOf(name) : said.slope, step: 0.01, usual: isShare ? 0.5 : 0 },
          span: { from: isShare ? 0 : -1, to: 1 },
        },
      ],
      place: ([guess], sheet) => barGuessPlace(view, of, at, guess, sheet, words),
      guessAt: (_, y, sheet) => [barGuessAt(view, of, y, sheet, words)],
      marks: ([guess], text, isAnswered, sheet) =>
        barGuessMarks(view, of, at, guess, text, isAnswered, sheet, words),
    };
  }

  /** Other logits, and another right class. */
  #moveLogits([share, other]: readonly number[]): void {
    const { length } = this.#model!.logits;
    const next = Array.from({ length }, (_, i) => niceNumber(6 * ((share + i * other) % 1) - 3, 0.1));
    this.#set({ logits: next.join(' ') });
    this.#set({ target: String(Math.floor(other * length)) });
  }

  #sheet = (width: number, palette: Palette, measure: Measure) => ({
    width,
    narrow: this.narrowWidth,
    palette,
    measure,
  });

  get #view(): SoftmaxView | null {
    return this.#model && softmaxView(this.#model, this.#chosen, this.#heldSpans);
  }

  /** The handles of the classes that have bars. */
  #handlesNow() {
    const view = this.#view;
    const { logitOf } = this.phrases(softmaxPhrases);
    return (view?.classes ?? []).map((each) => ({
      ...{ id: this.#idOf(each), name: logitOf(each.name), value: each.logit },
      ...{ said: handleWords(each, this.language), span: view!.logits, step: logitStep },
    }));
  }

  /** Where these are in the drawing. */
  #handlePlaces() {
    const { palette } = this.colours;
    const view = this.#view;
    if (!palette || !view || this.size.width < 1) return [];
    const sheet = this.#sheet(this.size.width, palette, canvasMeasure(palette));
    const layout = softmaxLayout(view, sheet, this.numbers.tick);
    const { top, height } = layout.logits.panel;
    return view.classes.map((each, i) => {
      const [x, y] = handlePlace(layout, view, i);
      return { id: this.#idOf(each), x, y, from: top + height, to: top };
    });
  }

  #idOf = (each: SoftmaxClass) => this.#model!.classes.indexOf(each);

  #choose(id: number): void {
    if (id === this.#chosen) return;
    this.#chosen = id;
    this.requestUpdate();
  }

  #changeHold(): void {
    const isHeld = this.#handles.heldId !== null;
    this.#heldSpans = isHeld && this.#model ? softmaxSpans(this.#model, this.#chosen) : null;
    this.requestUpdate();
    if (this.#handles.typedId !== null) void this.#focusTyped();
  }

  async #focusTyped(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('.typed')?.select();
  }

  /** Settings changed by the user, announced by `nabla-change`. */
  #set(change: Partial<Settings>): void {
    const { logits, target, temperature, shift } = { ...this.#settings, ...change };
    const [[name, value]] = Object.entries(change);
    if (this[name as keyof Settings] === value) return;
    this.#own = JSON.stringify({ logits, target, temperature, shift });
    Object.assign(this, change);
    this.dispatchEvent(new NablaChangeEvent({ name, value }));
  }

  get #settings(): Settings {
    const { logits, target, temperature, shift } = this;
    return { logits, target, temperature, shift };
  }

  #moveLogit(id: number, shown: number): void {
    const { logits, shift } = this.#model!;
    const logit = shift === 0 ? shown : niceNumber(shown - shift, 1e-3);
    this.#set({ logits: logits.with(id, logit).join(' ') });
  }

  #changeTemperature(temperature: number): number {
    if (temperature > 0) this.#set({ temperature });
    return this.temperature;
  }

  #changeShare(share: number): number {
    const { target } = this.#model!;
    const next = withShare(target, this.#chosen, Math.max(0, Math.min(1, share)));
    this.#set({ target: next.join(' ') });
    return next[this.#chosen];
  }

  #reset(): void {
    if (!this.#home) return;
    for (const [name, value] of Object.entries(this.#home)) this.#set({ [name]: value });
  }

  get #valuesTable(): Grid {
    const { classes } = this.#model!;
    const { numbers } = this;
    return {
      names: this.phrases(softmaxPhrases).heads,
      rows: classes.length,
      cells: (i) => {
        const { name, logit, exp, probability, target, slope } = classes[i];
        const cells = [exp, probability, target, slope].map(numbers.rate);
        return [name, numbers.coordinate(logit), ...cells];
      },
    };
  }

  protected renderBody() {
    const { error } = this;
    const words = this.phrases(softmaxPhrases);
    const model = this.#model;
    const view = this.#view;
    const { handlePointer, touchListener } = this.#handles;
    return html`
      <div class=${classMap({ stale: error !== null })}>
        <div
          class="plot"
          part="plot"
          @pointerdown=${handlePointer}
          @pointermove=${handlePointer}
          @pointerup=${handlePointer}
          @pointercancel=${handlePointer}
          @touchstart=${touchListener}
        >
          <canvas aria-hidden="true"></canvas>
          ${view ? this.#handles.render(words.handles, error !== null, this.#chosen) : nothing}
          ${model ? nothing : html`<div class="empty"><span>${words.noLogits}</span><small>${words.writeSome}</small></div>`}
        </div>
      </div>
      ${this.round.renderAnswer(this.language)}
      ${this.#renderSliders(model, error !== null)}
      ${model && view ? this.#renderChoices(model, view) : nothing}
      ${italicCaption(view ? softmaxCaption(view, this.language) : '', this.#handles.heldId !== null)}
      ${model ? this.#renderJacobian(model) : nothing}
      ${model ? numbersTable(this.phrases(tablePhrases).values, this.#valuesTable, this.#pages.of(), this.language) : nothing}
    `;
  }

  #renderSliders(model: SoftmaxModel | null, off: boolean) {
    const { numbers, temperature } = this;
    const words = this.phrases(softmaxPhrases);
    const at = temperatures.findIndex((each) => each >= temperature);
    const share = model?.target[this.#chosen] ?? 0;
    const name = model?.names[this.#chosen] ?? '';
    const isMixed = model?.target.every((each) => each < 1);
    return html`<div class="turners">
      ${sliderField({
        id: 'temperature',
        label: '<math><mi>T</mi></math>',
        name: words.temperature,
        value: temperature,
        at: at < 0 ? temperatures.length - 1 : at,
        of: temperatures.length - 1,
        said: numbers.measured(temperature),
        off: !model || off,
        handleSlide: (k) => this.#changeTemperature(temperatures[k]),
        handleNumber: (value) => this.#changeTemperature(value),
      })}
      ${
        isMixed
          ? sliderField({
              id: 'share',
              label: '<math><mi>y</mi></math>',
              name: words.shareOf(name),
              value: share,
              at: Math.round(share * 100),
              of: 99,
              said: numbers.measured(share),
              off,
              handleSlide: (k) => this.#changeShare(k / 100),
              handleNumber: (value) => this.#changeShare(value),
            })
          : nothing
      }
    </div>`;
  }

  /** The target, the shift, and the way back. */
  #renderChoices({ names, target, shift }: SoftmaxModel, { classes }: SoftmaxView) {
    const words = this.phrases(softmaxPhrases);
    const isMixed = target.every((each) => each < 1);
    const choice = (name: string, pressed: boolean, choose: () => void) =>
      html`<button aria-pressed=${pressed ? 'true' : 'false'} @click=${choose}><span>${name}</span></button>`;
    const mix = () => {
      if (names.length < 2 || isMixed) return;
      const right = target.indexOf(1);
      this.#choose(right);
      this.#set({ target: withShare(target, right, mixedShare).join(' ') });
    };
    return html`<div class="choices">
      <span class="name-of-target" id="target-name">${words.target}</span>
      <div class="segments" part="targets" role="group" aria-labelledby="target-name">
        ${classes.map(({ name }) => {
          const at = names.indexOf(name);
          return choice(name, target[at] === 1, () => this.#set({ target: String(at) }));
        })}
        ${choice(words.mix, isMixed, mix)}
      </div>
      <button class="main" part="shift" @click=${() => this.#set({ shift: shift === 0 ? shiftByButton : 0 })}>
        ${shift === 0 ? words.shift : words.shiftBack}
      </button>
      <button part="reset" @click=${() => this.#reset()}>${resetIcon}${this.phrases(tangentPhrases).reset}</button>
    </div>`;
  }

  #renderJacobian(model: SoftmaxModel) {
    const { names } = model;
    if (names.length > mostInJacobian) return nothing;
    const { matrix, rank } = softmaxJacobian(model);
    const words = this.phrases(softmaxPhrases);
    const name = words.jacobian(model.temperature !== 1);
    return html`<details part="jacobian">
      <summary>
        ${chevronIcon}<span>${name}</span>
        <small class="wide">${words.jacobianSize(`${names.length} × ${names.length}`, this.numbers.count(rank))}</small>
      </summary>
      <p class="note">${words.jacobianNote}</p>
      ${squaresTable(
        {
          matrix,
          corner: name,
          rows: names.map(words.probabilityOf),
          columns: names.map(words.zOf),
        },
        this.numbers,
      )}
    </details>`;
  }
}

if (!customElements.get('nabla-softmax')) customElements.define('nabla-softmax', NablaSoftmax);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-softmax': NablaSoftmax;
  }
}
