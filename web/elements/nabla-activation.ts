import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { activations } from '../../src/index.js';
import { needWhole } from '../../src/need.js';
import { splitWords } from '../../src/numbers.js';
import { activationPhrases, tangentPhrases } from '../../src/phrases/en.js';
import {
  activationColumns,
  activationDrawing,
  emptyColumn,
} from '../../src/picture/activation/activationDrawing.js';
import { activationFigure } from '../../src/picture/activation/activationFigure.js';
import {
  type ActivationModel,
  activationModel,
  activationView,
  deadShares,
  mostLayers,
  type UnitSums,
  unitSums,
} from '../../src/picture/activation/activationModel.js';
import type { ActivationView } from '../../src/picture/activation/activationView.js';
import {
  activationCaption,
  activationWords,
  pointSaid,
} from '../../src/picture/activation/activationWords.js';
import { depthStrip } from '../../src/picture/activation/depthStrip.js';
import { countedNoun } from '../../src/picture/language.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { handleHeight } from '../../src/picture/taylor/ordersDrawing.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { formatCsv } from '../../src/results/csv.js';
import { italicCaption } from '../derivative/tangentParts.js';
import { AskedWords } from '../figure/askedWords.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure, type FigureValue } from '../figure/figure.js';
import { formulaField } from '../figure/formulaField.js';
import { FormulaInput } from '../figure/formulaTyping.js';
import type { KeyHelp } from '../figure/header.js';
import { chevronIcon, pauseIcon, playIcon, resetIcon } from '../figure/icons.js';
import { functionMathml } from '../figure/math.js';
import { numbersTable, TablePages } from '../figure/numbersTable.js';
import { Playhead } from '../figure/playhead.js';
import { positionIn } from '../figure/pointer.js';
import { flag, number, text } from '../figure/properties.js';
import { fillTracks, sliderField } from '../figure/sliderField.js';
import { spanSlider, usualSpan } from '../figure/spanSlider.js';
import { prefersReducedMotion } from '../player/player.js';
import { activationStyles } from '../styles/activation.js';
import { derivativeStyles } from '../styles/derivative.js';
import { runsStyles } from '../styles/runs.js';
import { transportStyles } from '../styles/transport.js';

export { NablaChangeEvent, NablaErrorEvent };

/** Distance in pixels within which a finger takes hold of the point. */
const hitDistance = 22;
/** The step of an arrow key, as a share of the span; the ends of the bias. */
const [arrowShare, widestBias] = [0.0125, 4];

/** The settings that Reset restores. */
type Place = Pick<NablaActivation, 'x' | 'depth' | 'bias'>;

/**
 * Activation functions side by side, each over its slope on one axis with the point that is dragged, where it is flat,
 * the slope taken at a kink, and the slope of a whole chain of layers after each of them.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaActivation extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    autoplay: flag(false),
    names: text('sigmoid tanh relu gelu'),
    f: text(),
    x: number(1),
    depth: number(12),
    second: flag(false),
    against: text(),
    data: text('moons'),
    bias: number(0),
    domain: text(),
  };
  static override styles: CSSResultGroup = [
    Figure.styles,
    transportStyles,
    runsStyles,
    derivativeStyles,
    activationStyles,
  ];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'Slopes through depth',
      says: 'Each layer multiplies by a slope of its own: sigmoid’s never exceed a quarter, relu’s are 1 or 0.',
      attributes: { heading: 'Which slopes survive depth?', names: 'sigmoid tanh relu gelu', x: '1' },
    },
    {
      title: 'Kinks',
      says: 'At a corner there is no slope, and one is taken all the same.',
      attributes: {
        heading: 'What is the slope of a corner?',
        names: 'relu leakyRelu elu',
        x: '0',
        depth: '8',
      },
    },
    {
      title: 'Two gelus',
      says: 'The exact one and its approximation by tanh: what is between them, on a scale of its own.',
      attributes: {
        heading: 'How near is the approximate gelu?',
        names: 'gelu',
        f: '0.5x(1 + tanh(sqrt(2/pi)(x + 0.044715x^3)))',
        against: 'gelu',
        x: '1.5',
      },
    },
    {
      title: 'Bent twice',
      says: 'The second derivative says how fast the slope itself turns.',
      attributes: {
        heading: 'Where does the slope turn?',
        names: 'softplus silu tanh',
        x: '0.5',
        second: 'true',
        depth: '6',
      },
    },
  ];

  /** Activations of the catalogue, by name: `sigmoid tanh relu gelu`. */
  declare names: string;
  /** A formula of one's own, of x: `x sigmoid(1.7x)`. */
  declare f: string;
  /** The point at which slopes are taken, and which enters the first layer. */
  declare x: number;
  /** How many layers a slope goes through, from 1 to 50. */
  declare depth: number;
  /** Whether second derivatives are shown. */
  declare second: boolean;
  /** The function that the others are compared with, by its name, or `f` for one's own; none when empty. */
  declare against: string;
  /** The data set on which dead units are counted. */
  declare data: string;
  /** What is added to every unit of the layer whose dead units are counted. */
  declare bias: number;
  /** The interval drawn: `-4..4`. */
  declare domain: string;

  #model: ActivationModel | null = null;
  #view: ActivationView | null = null;
  #sums: UnitSums | null = null;
  #home: Place | null = null;
  #own: Place | null = null;
  #held = false;
  readonly #requestKey = new AskedWords();
  readonly #modelKey = new AskedWords();
  readonly #dataKey = new AskedWords();
  readonly #pages = new TablePages(() => this.requestUpdate());
  #formulaInput = new FormulaInput(
    this,
    (typed) => this.#choose({ f: typed }),
    (typed) => this.#isReadable(typed),
  );
  protected readonly playhead: Playhead = new Playhead(
    this,
    () => ({ computed: mostLayers - 1, total: mostLayers - 1, done: true }),
    () => {
      if (this.playhead.playing) this.#place({ depth: this.playhead.step + 1 });
    },
  );

  protected get question(): string {
    return this.phrases(activationPhrases).question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(activationPhrases).keys;
  }

  protected readonly valueSettings = ['names', 'f', 'x', 'depth', 'second', 'bias'];

  /** The settings, and of each function what it is at x, its slopes, and the slope of the whole chain. */
  protected get shownValue(): FigureValue | undefined {
    if (!this.#view) return undefined;
    const { names, f, second, bias } = this;
    const { x, depth, curves } = this.#view;
    const functions = curves.map(({ name, here, chain }) => ({
      ...{ name, value: here.value, slope: here.slope, second: here.second },
      product: chain[chain.length - 1].product,
    }));
    return { names, ...(f && { f }), x, depth, second, bias, functions };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playhead.pause();
    this.#held = false;
  }

  /** Every layer of every function as CSV: what comes in, the function, its slopes there, the slope of the chain. */
  toCSV(): string {
    const rows = this.#layers.map(({ name, layer, x, value, slope, second, product }) => [
      ...[name, layer, x, value, slope, second, product],
    ]);
    return formatCsv(['function', 'layer', 'x', 'f', 'slope', 'second', 'product'], rows);
  }

  protected override get subtitle(): string {
    return this.phrases(activationPhrases).subtitle;
  }

  protected override get drawn(): boolean {
    return this.#view !== null;
  }

  protected startRequested(): void {
    const { names, f, against, domain, x, depth, second, data, bias } = this;
    const own = this.#own;
    if (own?.x !== x || own.depth !== depth || own.bias !== bias) this.#home = { x, depth, bias };
    this.#own = { x, depth, bias };
    if (!this.#requestKey.isNew(names, f, against, domain, x, depth, second, data, bias)) return;
    this.error = null;
    this.requestUpdate();
    try {
      needWhole(this.localName, 'depth', depth, 1, mostLayers);
      if (this.#modelKey.isNew(names, f, against, domain)) {
        // What is refused is to be refused again.
        this.#modelKey.forget();
        this.#model = activationModel(this.localName, { names, f, against, domain });
        this.#modelKey.isNew(names, f, against, domain);
      }
      if (this.#dataKey.isNew(data)) {
        this.#dataKey.forget();
        this.#sums = unitSums(this.localName, data.trim());
        this.#dataKey.isNew(data);
      }
      this.#look();
    } catch (error) {
      this.reportError(error as Error);
    }
  }

  /** The view of the model at the point. */
  #look(): void {
    const { x, depth, second: bends } = this;
    this.#view = this.#model && activationView(this.#model, { x, depth, bends, held: this.#held });
  }

  protected paintFrame(palette: Palette): void {
    const [plot, strip] = this.renderRoot.querySelectorAll('canvas');
    const { width } = this.size;
    if (!plot || width < 1) return;
    fillTracks(this.renderRoot);
    const sheet = this.#sheet(width, palette, canvasMeasure(palette));
    const view = this.#view;
    const words = this.#words;
    paintOnPage(plot, view ? activationDrawing(view, sheet, words) : emptyColumn(sheet, words), palette);
    if (strip && view) paintOnPage(strip, depthStrip(view, sheet, words), palette);
    const [first] = view ? activationColumns(view, sheet, words) : [];
    const handle = this.renderRoot.querySelector<HTMLElement>('.handle');
    if (!first || !handle) return;
    const panel = first.panels.value;
    const x = Math.max(panel.left, Math.min(panel.left + panel.width, panel.x(view!.x)));
    handle.style.translate = `${x - 12}px ${handleHeight(first.curve.here.value, panel) - 12}px`;
  }

  #sheet = (width: number, palette: Palette, measure: Measure) => ({
    ...{ width, palette, measure },
    narrow: this.narrowWidth,
  });

  get #words() {
    return activationWords(this.f, this.language);
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const view = this.#view;
    if (!view) return null;
    return activationFigure(view, this.#sheet(width, palette, measure), this.#words);
  }

  /** Settings by the user, announced by `nabla-change`. */
  #place(place: Partial<Place>): void {
    this.#own = { ...this.#own!, ...place };
    this.#choose(place);
  }

  #choose(change: Partial<Pick<NablaActivation, 'names' | 'f' | 'second'> & Place>): void {
    const changed = Object.entries(change).filter(([name, value]) => this[name as keyof this] !== value);
    if (changed.length === 0) return;
    Object.assign(this, change);
    // The next key goes on from here, though it come before the next update.
    this.startRequested();
    for (const [name, value] of changed) this.dispatchEvent(new NablaChangeEvent({ name, value }));
  }

  #movePoint(x: number): number {
    const { from, to } = this.#model?.span ?? usualSpan;
    this.#place({ x: Math.max(from, Math.min(to, x)) });
    return this.x;
  }

  #setDepth(depth: number): number {
    this.playhead.pause();
    this.#place({ depth: Math.max(1, Math.min(mostLayers, Math.round(depth))) });
    return this.depth;
  }

  #setBias(bias: number): number {
    this.#place({ bias });
    return this.bias;
  }

  #goDeeper(): void {
    if (prefersReducedMotion()) this.#setDepth(this.depth + 1);
    else {
      this.playhead.seek(this.depth - 1);
      this.playhead.play();
    }
  }

  #reset(): void {
    this.playhead.pause();
    if (this.#home) this.#place(this.#home);
  }

  #isReadable(typed: string): boolean {
    try {
      const { names, against, domain } = this;
      return activationModel('f', { names, f: typed, against, domain }) !== null;
    } catch {
      return false;
    }
  }

  #setHeld(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    this.#look();
    this.requestUpdate();
  }

  /** A press in a column moves the point there; a finger has to be near it, else it scrolls the page. */
  #handlePointer = (event: PointerEvent): void => {
    const { palette } = this.colours;
    const plot = event.currentTarget as HTMLElement;
    if (!palette || !this.#view || this.error) return;
    const [x, y] = positionIn(plot, event);
    const sheet = this.#sheet(this.size.width, palette, canvasMeasure(palette));
    const columns = activationColumns(this.#view, sheet, this.#words);
    const column = columns.find(
      ({ area: { left, top, width, height } }) =>
        x >= left - 8 && x <= left + width + 8 && y >= top && y <= top + height,
    );
    if (event.type === 'pointerdown' && event.button === 0 && column) {
      const panel = column.panels.value;
      const [px, py] = [panel.x(this.#view.x), handleHeight(column.curve.here.value, panel)];
      const isNear = (x - px) ** 2 + (y - py) ** 2 <= hitDistance ** 2;
      if (!isNear && (event.pointerType === 'touch' || y < panel.top)) return;
      plot.setPointerCapture(event.pointerId);
      this.renderRoot.querySelector<HTMLElement>('.handle')?.focus({ preventScroll: true });
      this.#column = columns.indexOf(column);
      this.#setHeld(true);
      event.preventDefault();
      if (!isNear) this.#dragTo(panel, x);
    } else if (event.type === 'pointermove' && this.#held)
      this.#dragTo(columns[this.#column].panels.value, x);
    else if (event.type === 'pointerup' || event.type === 'pointercancel') this.#setHeld(false);
  };

  /** The column that the point is dragged in. */
  #column = 0;

  #dragTo(
    {
      left,
      width,
      across: { from, to },
    }: { left: number; width: number; across: { from: number; to: number } },
    x: number,
  ): void {
    const range = to - from;
    this.#movePoint(niceNumber(from + ((x - left) / width) * range, niceStep(range / width)));
  }

  #handleKey = (event: KeyboardEvent): void => {
    if (!this.#model || this.error || event.ctrlKey || event.metaKey) return;
    const { from, to } = this.#model.span;
    const one = niceStep((to - from) * arrowShare);
    const far = event.shiftKey ? 10 : 1;
    const by = { ArrowRight: far, ArrowUp: far, ArrowLeft: -far, ArrowDown: -far, PageUp: 10, PageDown: -10 }[
      event.key
    ];
    if (by) this.#movePoint(niceNumber(this.x + by * one, one));
    else if (event.key === 'Home') this.#movePoint(from);
    else if (event.key === 'End') this.#movePoint(to);
    else if (event.key === 'Enter') this.renderRoot.querySelector<HTMLInputElement>('#x')!.select();
    else return;
    event.preventDefault();
  };

  /** Layers of all functions, one after another. */
  get #layers() {
    return (this.#view?.curves ?? []).flatMap(({ name, chain }, k) =>
      chain.map(({ x, value, slope, product }, i) => ({
        ...{ name, layer: i + 1, x, value, slope, product },
        second: this.#model!.functions[k].second(x),
      })),
    );
  }

  protected renderBody() {
    const { error, language } = this;
    const view = this.#view;
    const said = this.phrases(activationPhrases);
    const off = !view || error !== null;
    return html`
      <div class=${classMap({ stale: error !== null })}>
        <div
          class=${classMap({ plot: true, held: this.#held })}
          part="plot"
          @pointerdown=${this.#handlePointer}
          @pointermove=${this.#handlePointer}
          @pointerup=${this.#handlePointer}
          @pointercancel=${this.#handlePointer}
        >
          <canvas aria-hidden="true"></canvas>
          ${view ? this.#renderHandle(view, off) : html`<div class="empty"><span>${said.noFunction}</span><small>${said.chooseOne}</small></div>`}
        </div>
      </div>
      <div class="turners">
        ${spanSlider({
          ...{ id: 'x', variable: 'x', name: said.point, value: this.x, span: this.#model?.span },
          ...{ numbers: this.numbers, off, put: (x: number) => this.#movePoint(x) },
        })}
      </div>
      ${view ? html`<div class="strip" part="strip"><canvas aria-hidden="true"></canvas></div>` : nothing}
      <div class="turners">
        ${sliderField({
          ...{ id: 'depth', label: variableMathml('k'), name: said.depth, value: this.depth },
          ...{ at: this.depth - 1, of: mostLayers - 1, said: this.numbers.count(this.depth), off },
          handleSlide: (at) => this.#setDepth(at + 1),
          handleNumber: (value) => this.#setDepth(value),
        })}
      </div>
      ${this.#renderActions(off)}
      ${italicCaption(view ? activationCaption(view, language) : '', this.playhead.playing || this.#held)}
      ${this.#renderFunctions()}
      ${view && this.#sums ? this.#renderDead(this.#sums) : nothing}
      ${view ? numbersTable(said.values, this.#valuesTable, this.#pages.of(), language) : nothing}
    `;
  }

  #renderHandle(view: ActivationView, off: boolean) {
    const { from, to } = view.span;
    return html`<span
      class="handle"
      role="slider"
      tabindex="0"
      aria-label=${this.phrases(activationPhrases).point}
      aria-valuemin=${Math.min(from, view.x)}
      aria-valuemax=${Math.max(to, view.x)}
      aria-valuenow=${view.x}
      aria-valuetext=${pointSaid(view, this.language)}
      aria-disabled=${off ? 'true' : 'false'}
      @keydown=${this.#handleKey}
    ></span>`;
  }

  #renderActions(off: boolean) {
    const said = this.phrases(activationPhrases);
    const { pause, reset } = this.phrases(tangentPhrases);
    const { playing } = this.playhead;
    const isDeepest = this.depth >= mostLayers;
    const play = () => (playing ? this.playhead.pause() : this.#goDeeper());
    return html`<div class="actions">
      <button class="main" part="deeper" ?disabled=${off || (isDeepest && !playing)} @click=${play}>
        ${playing ? pauseIcon : playIcon}${playing ? pause : said.deeper}
      </button>
      <button part="second" aria-pressed=${this.second ? 'true' : 'false'} ?disabled=${off} @click=${() => this.#choose({ second: !this.second })}>
        ${said.second}
      </button>
      <button part="reset" ?disabled=${off} @click=${() => this.#reset()}>${resetIcon}${reset}</button>
    </div>`;
  }

  /** Which functions are shown, and the formula of one's own. */
  #renderFunctions() {
    const said = this.phrases(activationPhrases);
    const shown = splitWords(this.names);
    const toggle = (name: string) =>
      this.#choose({
        names: (shown.includes(name) ? shown.filter((each) => each !== name) : [...shown, name]).join(' '),
      });
    const count = this.numbers.count(this.#view?.curves.length ?? 0);
    return html`<details part="functions">
      <summary>${chevronIcon}<span>${said.functions}</span><small>${said.shown(count)}</small></summary>
      <div class="functions" role="group" aria-label=${said.choose}>
        ${Object.keys(activations).map(
          (name) =>
            html`<button aria-pressed=${shown.includes(name) ? 'true' : 'false'} @click=${() => toggle(name)}>${name}</button>`,
        )}
      </div>
      ${formulaField({
        ...{ label: functionMathml('f', [variableMathml('x')]), name: said.own, text: this.f },
        ...{ error: null, drawn: this.drawn, language: this.language },
        handleInput: this.#formulaInput.handleInput,
      })}
    </details>`;
  }

  #renderDead(sums: UnitSums) {
    const said = this.phrases(activationPhrases);
    const { numbers, language } = this;
    const rows = deadShares(this.#model!, sums, this.bias);
    const heads = [said.functionHead, said.noneHead, said.flatHead, said.deadHead];
    const units = numbers.count(sums.units);
    const step = widestBias / 200;
    return html`<details part="dead">
      <summary>
        ${chevronIcon}<span>${said.dead}</span>
        <small class="wide">${said.deadOf(this.data, countedNoun(sums.rows, 'row', language))}</small>
      </summary>
      <p class="note">${said.deadSays(units)}</p>
      <div class="turners">
        ${sliderField({
          ...{ id: 'bias', label: variableMathml('b'), name: said.bias, value: this.bias },
          ...{
            at: 200 + Math.round(this.bias / step),
            of: 400,
            said: numbers.coordinate(this.bias),
            off: this.error !== null,
          },
          handleSlide: (at) => this.#setBias(niceNumber((at - 200) * step, step)),
          handleNumber: (value) => this.#setBias(value),
        })}
      </div>
      <table class="plain">
        <thead>
          <tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, none, flat, dead }) => html`<tr>
              <th scope="row">${name}</th>
              <td>${numbers.percent(none)}</td>
              <td>${numbers.percent(flat)}</td>
              <td>${numbers.count(dead)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }

  get #valuesTable(): Grid {
    const { numbers } = this;
    const said = this.phrases(activationPhrases);
    const layers = this.#layers;
    return {
      names: [said.functionHead, said.layerHead, 'x', 'f', 'f′', 'f″', said.productHead],
      rows: layers.length,
      cells: (i) => {
        const { name, layer, x, value, slope, second, product } = layers[i];
        return [name, numbers.count(layer), ...[x, value, slope, second, product].map(numbers.cell)];
      },
    };
  }
}

if (!customElements.get('nabla-activation')) customElements.define('nabla-activation', NablaActivation);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-activation': NablaActivation;
  }
}
