import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Report } from '../../src/index.js';
import { chainPhrases, formulaPhrases, tangentPhrases } from '../../src/phrases/en.js';
import {
  type ChainPicture,
  type ChainSheet,
  type ChainView,
  chainDrawing,
  emptyChain,
  type HandleTrack,
  trackOf,
} from '../../src/picture/chain/chainDrawing.js';
import { type ChainModel, chainModel, type NamedPart } from '../../src/picture/chain/chainModel.js';
import { chainMoment, chainTotal } from '../../src/picture/chain/chainMoment.js';
import { chainRule } from '../../src/picture/chain/chainRule.js';
import { chainCaption, chainSubtitle, chainWords } from '../../src/picture/chain/chainSentences.js';
import { chainCsv, chainTable } from '../../src/picture/chain/chainTable.js';
import { handleShare, inputEnd } from '../../src/picture/chain/inputRange.js';
import { layersDrawing } from '../../src/picture/chain/layersDrawing.js';
import { type LayersModel, layersModel } from '../../src/picture/chain/layersModel.js';
import { layersTotal, layersView, layersWords } from '../../src/picture/chain/layersMoment.js';
import { plainName } from '../../src/picture/chain/plainName.js';
import { nearestIndex, niceNumber, niceSizes, niceStep } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Span } from '../../src/picture/panel.js';
import { namedText } from '../../src/picture/parameters.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { checkTable, foldButtons, pathsTable, placeFoldButtons, turnMark } from '../chain/chainParts.js';
import { askedInput, chainQuestion, valuesAlone } from '../chain/chainQuestion.js';
import { layersCaption, layersCsv, layersDetails, layersTable } from '../chain/layersPart.js';
import { SlopeCheck } from '../chain/slopeCheck.js';
import { italicCaption } from '../derivative/tangentParts.js';
import { AskedWords } from '../figure/askedWords.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure, type FigureValue } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { FormulaInput } from '../figure/formulaTyping.js';
import type { KeyHelp } from '../figure/header.js';
import { playIcon, resetIcon } from '../figure/icons.js';
import { functionMathml, mathNode } from '../figure/math.js';
import { numbersTable, TablePages } from '../figure/numbersTable.js';
import { Playhead } from '../figure/playhead.js';
import { choice, flag, text, wholeNumber } from '../figure/properties.js';
import { fillTracks, sliderField } from '../figure/sliderField.js';
import { ValueHandles } from '../figure/valueHandles.js';
import { prefersReducedMotion } from '../player/player.js';
import { transportControls } from '../player/transport.js';
import { predictProperties } from '../predict/predictProperties.js';
import { PredictRound } from '../predict/predictRound.js';
import { chainStyles } from '../styles/chain.js';
import { derivativeStyles } from '../styles/derivative.js';
import { predictStyles } from '../styles/predict.js';
import { runsStyles } from '../styles/runs.js';
import { squaresStyles } from '../styles/squares.js';
import { transportStyles } from '../styles/transport.js';

export { NablaChangeEvent, NablaErrorEvent };

/** The step of an arrow key, as a share of the range. */
const arrowShare = 0.01;
const neuron = { f: 'sigmoid(w*x+b)', at: 'w=0.5,x=2,b=0.1' };

/** What the reader sets. */
type Settings = Pick<NablaChain, 'f' | 'at' | 'unfold' | 'output' | 'mode' | 'nudge' | 'shown'>;

/**
 * A formula as a graph of steps: values flow forward, slopes back, each edge with upstream × local = contribution;
 * sums where a value is used twice, forward mode, paths, a nudge beside its true change, parts that fold.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaChain extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    autoplay: flag(false),
    f: text(),
    at: text(),
    names: text(),
    unfold: text(),
    output: text(),
    mode: choice('backward', 'forward'),
    nudge: text(),
    shown: wholeNumber(0, 1_000_000),
    model: text(),
    target: text(),
    ...predictProperties('slope', 'input'),
  };
  static override styles: CSSResultGroup = [
    Figure.styles,
    transportStyles,
    runsStyles,
    derivativeStyles,
    squaresStyles,
    chainStyles,
    predictStyles,
  ];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'A neuron',
      says: 'Values flow to the right, slopes back: each lane multiplies what comes by the slope of its step.',
      attributes: { heading: 'What does a nudge of w do to y?', ...neuron },
    },
    {
      title: 'Two ways',
      says: 'A value that is used twice gets the sum of what comes back along both ways.',
      attributes: { heading: 'Two ways from x to f', f: 'x*y + sin(x)', at: 'x=1.2,y=2' },
    },
    {
      title: 'Slopes multiply',
      says: 'Folded to the two steps of the chain rule, with a nudge beside its true change.',
      attributes: {
        heading: 'Why do slopes multiply?',
        f: '(3x+2)^4',
        at: 'x=0',
        names: 'u = 3x+2',
        nudge: 'x=0.1',
      },
    },
    {
      title: 'Layers',
      says: 'A network of two layers: the slope of its first weights is the product of five Jacobians.',
      attributes: {
        heading: 'Five Jacobians make one gradient',
        model: 'mlp:3',
        at: '0.8 -0.4',
        target: '1 0',
      },
    },
    {
      title: 'Six sigmoids',
      says: 'Every step multiplies by less than a quarter, and the lanes thin as the slope vanishes.',
      attributes: {
        heading: 'Six sigmoids, and the slope is gone',
        f: 'sigmoid(sigmoid(sigmoid(sigmoid(sigmoid(sigmoid(x))))))',
        at: 'x=0.5',
      },
    },
    {
      title: 'Values first',
      says: 'The neuron after its forward pass: no slope is there yet.',
      attributes: { heading: 'What is there before the backward pass?', ...neuron, shown: '3' },
    },
    {
      title: 'Guess a slope',
      says: 'The values are there, the slopes are not: what comes back along x?',
      attributes: { heading: 'Guess the slope along x', f: 'x*y + x^2', at: 'x=1,y=2', predict: 'slope' },
    },
  ];

  /** A formula: `sigmoid(w*x+b)`; several outputs with `;` between them. */
  declare f: string;
  /** Values of its variables, by name or in order: `w=0.5,x=2,b=0.1`; 1 for those without. */
  declare at: string;
  /** Names of parts of the formula, which fold to a step each: `u = 3x+2`; several with `;` between them. */
  declare names: string;
  /** The named parts and outputs that are open, with spaces between them. */
  declare unfold: string;
  /** The output whose slopes are shown, by its name: `y2`; the first when empty. */
  declare output: string;
  /** The way in which slopes go: `backward` from the output, or `forward` from one input after another. */
  declare mode: 'backward' | 'forward';
  /** An input and a change of it, which is shown beside the true change: `x=0.1`. */
  declare nudge: string;
  /** How many steps of its play are shown; all when empty. */
  declare shown: number | null;

  /** A network in place of the formula, with the units of its hidden layers: `mlp:3`, `mlp:4,3:tanh`; `at` has its inputs. */
  declare model: string;
  /** What the network should give, numbers with spaces between them: `1 0`. */
  declare target: string;
  /** What the reader first guesses: the `slope` along an input, or which `input` counts most; not of a network. */
  declare predict: false | 'slope' | 'input';
  declare guess: string;
  declare answered: boolean;

  protected get question(): string {
    return this.phrases(chainPhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(chainPhrases).keys;
  }

  protected readonly playhead: Playhead = new Playhead(
    this,
    () => ({ computed: this.#total, total: this.#total, done: true }),
    () => this.#handleMove(),
  );
  #model: ChainModel | null = null;
  /** The network, where one is asked for. */
  #layers: LayersModel | null = null;
  readonly #requestKey = new AskedWords();
  readonly #playKey = new AskedWords();
  readonly #formulaInput = new FormulaInput(
    this,
    (text) => this.#set({ f: text }),
    (text) => this.#isReadable(text),
  );
  readonly #handles = new ValueHandles('horizontal', {
    handles: () => this.#handlesNow(),
    places: () => this.#placesNow(),
    move: (index, value) => this.#moveInput(index, value),
    choose: (index) => this.#choose(index),
    held: () => void this.#changeHold(),
  });
  readonly #check = new SlopeCheck(() => this.requestUpdate());
  /** The input that was touched last. */
  #chosen = 0;
  /** The path under the pointer or the focus. */
  #path: readonly number[] | null = null;
  /** Ends of the ranges of inputs by name, which stay while these are turned. */
  readonly #ends = new Map<string, number>();
  #picture: ChainPicture | null = null;
  /** Tracks of the inputs of a network, as they were painted last. */
  #layerTracks: readonly HandleTrack[] = [];
  #report: Report | null = null;
  /** The settings as the page gave them, and those that the reader set since. */
  #home: Settings | null = null;
  #own = '';
  readonly #pages = new TablePages(() => this.requestUpdate());
  #wasNarrow = false;

  protected override readonly round = new PredictRound(this, {
    question: () =>
      chainQuestion(
        this.#model,
        this.predict || 'slope',
        this.guess,
        (sheet) => valuesAlone(this.#model!, this.#handlePlaces, sheet, this.language),
        this.language,
      ),
    draw: (sheet) => this.#model && valuesAlone(this.#model, this.#handlePlaces, sheet, this.language),
    move: (shares) => this.#askNext(shares),
  });

  protected readonly valueSettings = ['f', 'at', 'output', 'mode', 'nudge', 'shown'];

  /** The settings, the value of the output and its slope along each input. */
  protected get shownValue(): FigureValue | undefined {
    const model = this.#model;
    if (this.#layers) {
      const { x, loss, result } = this.#layers;
      return { model: this.model, at: x.join(' '), loss, slopes: [...result.matrix.data], shown: this.shown };
    }
    if (!model) return undefined;
    const { inputs, numbers, back, outputNames, output, root } = model;
    const { f, mode } = this;
    return {
      ...{ f, at: this.#pointText(), output: outputNames[output], mode },
      ...{ shown: this.shown, value: numbers.values[root] },
      slopes: Object.fromEntries(inputs.map((name, i) => [name, back.slopes[i]])),
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playhead.pause();
    this.#handles.release();
    this.#check.stop();
  }

  play(): void {
    if (prefersReducedMotion()) this.playhead.seek(this.#total);
    else this.playhead.play();
  }

  pause(): void {
    this.playhead.pause();
  }

  /** Moves by n steps, back where n is negative, and pauses. */
  step(n = 1): void {
    this.#seek(this.playhead.step + n);
  }

  /** The steps as CSV: a row each, with its value, its slope, what it is made of and its slopes along these. */
  toCSV(): string {
    if (this.#layers) return layersCsv(this.#layers, this.language);
    return this.#model ? chainCsv(this.#model, this.phrases(chainPhrases).columns) : '';
  }

  protected override get subtitle(): string {
    if (this.asks) return '';
    if (this.#layers) return this.phrases(chainPhrases).layersSubtitle;
    return this.#model ? chainSubtitle(this.#model, this.#moment.input, this.narrowWidth, this.language) : '';
  }

  protected override get drawn(): boolean {
    return this.#model !== null || this.#layers !== null;
  }

  /** No message under the heading where there is a formula: its field shows it. */
  protected override get errorContent(): unknown {
    return this.model ? super.errorContent : nothing;
  }

  protected override get headerTools(): unknown {
    if (this.model) return nothing;
    const { backward, forward, direction, output } = this.phrases(chainPhrases);
    const model = this.#model;
    const modeButton = (mode: 'backward' | 'forward', name: string) =>
      html`<button aria-pressed=${this.mode === mode ? 'true' : 'false'} @click=${() => this.#set({ mode })}>${name}</button>`;
    return html`<div class="segments" part="views" role="group" aria-label=${direction}>
        ${modeButton('backward', backward)}${modeButton('forward', forward)}
      </div>
      ${
        model && model.outputNames.length > 1
          ? html`<div class="segments" part="outputs" role="group" aria-label=${output}>
              ${model.outputNames.map(
                (name, k) =>
                  html`<button aria-pressed=${k === model.output ? 'true' : 'false'} @click=${() => this.#set({ output: name })}>${plainName(name)}</button>`,
              )}
            </div>`
          : nothing
      }`;
  }

  protected startRequested(): void {
    const { f, at, names, unfold, output, mode, nudge, shown, model, target } = this;
    const settings = { f, at, unfold, output, mode, nudge, shown };
    if (JSON.stringify(settings) !== this.#own) this.#home = settings;
    const isAlone = this.#isAlone;
    if (!this.#requestKey.isNew(f, at, names, unfold, output, mode, nudge, isAlone, model, target)) {
      this.#takeStep();
      return;
    }
    this.error = null;
    this.requestUpdate();
    try {
      this.#layers = model ? layersModel(this.localName, { model, at, target }) : null;
      this.#report = null;
      this.#model = model ? null : chainModel({ f, at, names, unfold, output, mode, nudge }, isAlone);
      this.#path = null;
      this.#chosen = Math.min(this.#chosen, Math.max(0, (this.#model?.inputs.length ?? 0) - 1));
    } catch (error) {
      this.reportError(error as Error);
    }
    this.#takeStep();
    if (this.#handles.heldId === null) this.#check.start(this.#model);
  }

  /** Whether the chosen output is shown alone. */
  get #isAlone(): boolean {
    return this.size.width > 0 && this.narrowWidth;
  }

  /** The step that is asked for, where it or what is played is another. */
  #takeStep(): void {
    const { f, names, unfold, output, mode, nudge, shown } = this;
    if (!this.#playKey.isNew(f, names, unfold, output, mode, nudge !== '', shown, this.#isAlone, this.model))
      return;
    const next = shown ?? this.#total;
    if (this.playhead.step !== next && !this.playhead.playing) this.playhead.seek(next);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('autoplay') && this.autoplay && this.drawn && !this.asks) this.play();
  }

  /** The check is there at once. */
  protected override enterPrint(): boolean {
    this.#check.start(this.#model);
    this.#check.finish();
    return true;
  }

  protected paintFrame(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    if (this.#wasNarrow !== this.narrowWidth) void this.updateComplete.then(() => this.requestUpdate());
    this.#wasNarrow = this.narrowWidth;
    fillTracks(this.renderRoot);
    const view = this.#view;
    const sheet = this.#sheet(width, palette, canvasMeasure(palette));
    const layers = this.#layersDrawing(sheet);
    if (layers) this.#layerTracks = layers.tracks;
    this.#picture = view && chainDrawing(view, sheet, chainWords(this.language));
    paintOnPage(canvas, layers ?? this.#picture ?? emptyChain(sheet), palette);
    this.#handles.place(this.renderRoot);
    if (view && this.#picture) placeFoldButtons(this.renderRoot, view.model, this.#picture.geometry);
    this.#placeTrack();
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#view;
    const sheet = this.#sheet(width, palette, measure);
    return this.#layersDrawing(sheet) ?? (view && chainDrawing(view, sheet, chainWords(this.language)));
  }

  #sheet = (width: number, palette: Palette, measure: Measure) => ({
    ...{ width, palette, measure },
    narrow: this.narrowWidth,
  });

  #layersDrawing(sheet: ChainSheet) {
    if (!this.#layers) return null;
    const view = layersView(this.#layers, this.playhead.step, this.#handlePlaces);
    return layersDrawing(view, sheet, layersWords(this.language));
  }

  get #handlePlaces(): number[] {
    return this.#handlesNow().map(({ value, span }) => handleShare(value, span.to));
  }

  get #total(): number {
    if (this.#layers) return layersTotal(this.#layers).total;
    return this.#model ? chainTotal(this.#model).total : 0;
  }

  get #moment() {
    return chainMoment(this.#model!, this.playhead.step);
  }

  get #view(): ChainView | null {
    const model = this.#model;
    if (!model) return null;
    return {
      ...{ model, moment: this.#moment },
      handles: this.#handlePlaces,
      path: this.#path && new Set(this.#path),
      wrong: this.#check.wrong?.item ?? null,
    };
  }

  #handlesNow() {
    const model = this.#model;
    if (this.#layers) {
      const { inputs, x, nodes } = this.#layers;
      return inputs.map((name, i) => ({
        ...{ id: i, name, value: x[i], ...this.#wayOf(name, x[i]) },
        said: this.phrases(chainPhrases).spoken(
          this.numbers.coordinate(x[i]),
          'L',
          this.numbers.measured(nodes[0].slope[i]),
        ),
      }));
    }
    if (!model) return [];
    const { spoken } = this.phrases(chainPhrases);
    const { coordinate, measured } = this.numbers;
    const output = model.outputNames[model.output];
    return model.inputs.map((name, i) => ({
      ...{ id: i, name, value: model.at[i], ...this.#wayOf(name, model.at[i]) },
      said: spoken(coordinate(model.at[i]), output, measured(model.back.slopes[i])),
    }));
  }

  #placesNow() {
    const picture = this.#picture;
    const tracks =
      picture && this.#model ? this.#model.inputs.map((_, i) => trackOf(picture.geometry, i)) : [];
    const shares = this.#handlePlaces;
    return (this.#layers ? this.#layerTracks : tracks).map(({ left, length, y }, id) => ({
      ...{ id, x: left + length * shares[id], y, from: left, to: left + length },
    }));
  }

  /** The range of an input, a round one around 0 that holds its value and only grows, and a step of a key. */
  #wayOf(name: string, value: number): { span: Span; step: number } {
    const end = inputEnd(value, this.#ends.get(name));
    this.#ends.set(name, end);
    return { span: { from: -end, to: end }, step: niceStep(2 * end * arrowShare) };
  }

  #choose(index: number): void {
    if (index === this.#chosen && !this.#model?.isForward) return;
    this.#chosen = index;
    this.requestUpdate();
  }

  async #changeHold(): Promise<void> {
    if (this.#handles.heldId === null) this.#check.start(this.#model);
    this.requestUpdate();
    if (this.#handles.typedId === null) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('.typed')?.select();
  }

  /** Settings changed by the user, announced by `nabla-change`. */
  #set(change: Partial<Settings>): void {
    const next = { ...this.#settings, ...change };
    this.#own = JSON.stringify(next);
    for (const [name, value] of Object.entries(change)) {
      if (this[name as keyof Settings] === value) continue;
      Object.assign(this, { [name]: value });
      this.dispatchEvent(new NablaChangeEvent({ name, value }));
    }
    this.requestUpdate();
  }

  get #settings(): Settings {
    const { f, at, unfold, output, mode, nudge, shown } = this;
    return { f, at, unfold, output, mode, nudge, shown };
  }

  #moveInput(index: number, value: number): void {
    if (this.#layers) {
      const { x } = this.#layers;
      if (x[index] !== value) this.#set({ at: x.with(index, value).join(' ') });
      return;
    }
    const { inputs, at } = this.#model!;
    this.#chosen = index;
    if (at[index] !== value) this.#set({ at: this.#pointText(inputs[index], value) });
  }

  /** The values of all variables as `at` has them, one of them another. */
  #pointText(changed = '', to = 0): string {
    const { chain, point } = this.#model!;
    return namedText(
      chain.formula.variables.map((name, i) => [name, name === changed ? to : point[i]] as const),
    );
  }

  /** The slope along the next input; of all of them, elsewhere. */
  #askNext(shares: readonly number[]): void {
    const { inputs, at } = this.#model!;
    if (this.predict === 'slope')
      this.guess = `${inputs[(askedInput(this.#model!, this.guess) + 1) % at.length]}=`;
    const isRound = askedInput(this.#model!, this.guess) === 0;
    if (this.predict === 'slope' && !isRound) return;
    const next = at.map((_, i) => niceNumber(4 * ((shares[0] + i * shares[1]) % 1) - 2, 0.1));
    this.#set({ at: namedText(inputs.map((name, i) => [name, next[i]] as const)) });
  }

  #handleMove(): void {
    const shown = this.playhead.step >= this.#total ? null : this.playhead.step;
    if (shown === this.shown) return;
    this.#own = JSON.stringify({ ...this.#settings, shown });
    this.shown = shown;
  }

  #seek(step: number): void {
    this.playhead.pause();
    this.playhead.seek(step);
  }

  #isReadable(given: string): boolean {
    try {
      return chainModel({ ...this.#settings, names: this.names, f: given, output: '', nudge: '' }) !== null;
    } catch {
      return false;
    }
  }

  #turnPart({ name, isOpen }: NamedPart): void {
    const open = this.unfold.split(/[\s,]+/).filter(Boolean);
    this.#set({ unfold: (isOpen ? open.filter((each) => each !== name) : [...open, name]).join(' ') });
  }

  #reset(): void {
    if (this.#home) this.#set(this.#home);
  }

  #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || (event.target as Element).closest('input, button')) return;
    if (this.playhead.playing) this.pause();
    else this.play();
    event.preventDefault();
  };

  /** The thumb, the line before it and the readout of the track. */
  #placeTrack(): void {
    const track = this.renderRoot.querySelector<HTMLInputElement>('[part=track]');
    if (!track || !this.drawn) return;
    const said = this.#readout;
    track.value = String(this.playhead.step);
    track.setAttribute('aria-valuetext', said);
    this.renderRoot.querySelector('.readout')!.textContent = said;
    const share = this.playhead.step / Math.max(1, this.#total);
    this.renderRoot.querySelector<HTMLElement>('.transport .passed')!.style.transform = `scaleX(${share})`;
  }

  get #readout(): string {
    const said = this.phrases(chainPhrases);
    const { count } = this.numbers;
    if (this.#layers) {
      const { step } = this.playhead;
      const { turn } = layersTotal(this.#layers);
      if (step <= turn) return said.readoutValues(count(step));
      return this.narrowWidth
        ? said.readoutBackShort(count(step - turn))
        : said.readoutBack(count(step - turn));
    }
    const { phase, done, input } = this.#moment;
    if (phase === 'values') return said.readoutValues(count(done));
    if (phase === 'forward') return said.readoutSweep(count(input + 1), count(this.#model!.inputs.length));
    return this.narrowWidth ? said.readoutBackShort(count(done)) : said.readoutBack(count(done));
  }

  protected renderBody() {
    const model = this.#model;
    const { error, language } = this;
    const said = this.phrases(chainPhrases);
    const names = model?.inputs ?? ['x'];
    const outputName = model && model.outputNames.length === 1 ? model.outputNames[0] : 'y';
    const { handlePointer, touchListener } = this.#handles;
    const off = !this.drawn || error !== null;
    const rule = model && chainRule(model, this.numbers);
    return html`
      ${
        this.model
          ? nothing
          : formulaField({
              label: functionMathml(outputName, []),
              name: this.phrases(formulaPhrases).functionOf(outputName, names),
              text: this.f,
              ...{ error, language, drawn: this.drawn },
              handleInput: this.#formulaInput.handleInput,
            })
      }
      ${rule ? html`<div class="rule" part="formulas">${mathNode(rule)}</div>` : nothing}
      <div class=${classMap({ stale: error !== null })}>
        <div class="plot" part="plot" @keydown=${this.#handleKey}>
          ${this.drawn ? nothing : html`<div class="empty"><span>${said.noFormula}</span><small>${said.typeFormula}</small></div>`}
          <div
            class="ground"
            @pointerdown=${handlePointer}
            @pointermove=${handlePointer}
            @pointerup=${handlePointer}
            @pointercancel=${handlePointer}
            @touchstart=${touchListener}
          >
            <canvas aria-hidden="true"></canvas>
            ${this.drawn ? this.#handles.render(said.inputs, error !== null) : nothing}
            ${model ? foldButtons(model, language, (part) => this.#turnPart(part)) : nothing}
          </div>
        </div>
      </div>
      ${this.round.renderAnswer(language)}
      ${this.nudge && !this.model ? this.#renderNudge(off) : this.#renderTransport(off)}
      ${italicCaption(this.#caption, this.#handles.heldId !== null || this.playhead.playing)}
      ${model ? this.#renderTables(model) : nothing}
      ${this.#layers ? this.#renderLayers(this.#layers) : nothing}
    `;
  }

  get #caption(): string {
    if (this.#layers) return layersCaption(this.#layers, this.playhead.step, this.language);
    return this.#model ? chainCaption(this.#view!, this.#chosen, this.language) : '';
  }

  #renderTransport(off: boolean) {
    const model = this.#model;
    const { values, slopesBack } = this.phrases(chainPhrases);
    const { total, turn } = this.#layers
      ? layersTotal(this.#layers)
      : model
        ? chainTotal(model)
        : { total: 0, turn: 0 };
    const played = {
      ...{ playhead: this.playhead, off, total: Math.max(1, total) },
      marks: turn > 0 && total > turn ? turnMark(turn / total, values, slopesBack) : nothing,
      step: (n: number) => this.step(n),
      seek: (step: number) => this.#seek(step),
    };
    const changeSpeed = (speed: number) => {
      this.speed = speed;
    };
    return html`<div class="controls">
      ${transportControls(played, this.speed, this.language, { play: () => this.play(), changeSpeed })}
    </div>`;
  }

  #renderNudge(off: boolean) {
    const said = this.phrases(chainPhrases);
    const { pause, reset } = this.phrases(tangentPhrases);
    const nudge = this.#model?.nudge;
    if (!nudge) return nothing;
    const name = this.#model!.inputs[nudge.input];
    const sizes = niceSizes(2);
    const change = (size: number) => {
      this.#set({ nudge: `${name}=${size}` });
      return size;
    };
    const { playing } = this.playhead;
    const isOpen = this.#model!.parts.every((part) => part.isOpen);
    const all = this.#model!.parts.map((part) => part.name).join(' ');
    return html`<div class="below">
      <div class="turners">
        ${sliderField({
          id: 'nudge',
          label: `<math><mi>Δ${plainName(name)}</mi></math>`,
          name: said.sizeOf(name),
          value: nudge.size,
          at: nearestIndex(Math.abs(nudge.size), sizes),
          of: sizes.length - 1,
          said: this.numbers.measured(nudge.size),
          off,
          handleSlide: (k) => change(sizes[k] * (nudge.size < 0 ? -1 : 1)),
          handleNumber: (value) => (value === 0 ? nudge.size : change(value)),
        })}
      </div>
      <div class="actions">
        <button class="main" part="play" ?disabled=${off} @click=${() => (playing ? this.pause() : this.play())}>
          ${playIcon}${playing ? pause : said.send(plainName(name))}
        </button>
        <button part="halve" ?disabled=${off} @click=${() => change(nudge.size / 2)}>${said.halve(plainName(name))}</button>
        ${
          all
            ? html`<button part="unfold" class="wide" ?disabled=${off} @click=${() => this.#set({ unfold: isOpen ? '' : all })}>${isOpen ? said.foldAll : said.unfoldAll}</button>`
            : nothing
        }
        <button part="reset" ?disabled=${off} @click=${() => this.#reset()}>${resetIcon}${reset}</button>
      </div>
    </div>`;
  }

  #renderLayers(layers: LayersModel) {
    this.#report ??= layers.check();
    return html`
      ${layersDetails(layers, this.#report, this.language)}
      ${numbersTable(this.phrases(chainPhrases).steps, layersTable(layers, this.language), this.#pages.of(), this.language)}
    `;
  }

  #renderTables(model: ChainModel) {
    const { language } = this;
    const said = this.phrases(chainPhrases);
    const light = (path: readonly number[] | null) => {
      this.#path = path;
      this.redraw();
    };
    return html`
      ${model.inputs.length > 0 ? pathsTable(model, this.#chosen, language, light) : nothing}
      ${checkTable(model, this.#check, language)}
      ${numbersTable(said.steps, chainTable(model, said.columns, this.numbers), this.#pages.of(), language)}
    `;
  }
}

if (!customElements.get('nabla-chain')) customElements.define('nabla-chain', NablaChain);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-chain': NablaChain;
  }
}
