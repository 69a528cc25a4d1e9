import { type CSSResultGroup, html, nothing, type PropertyDeclarations } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { formulaPhrases, jacobianPhrases, tangentPhrases } from '../../src/phrases/en.js';
import { cellAt } from '../../src/picture/jacobian/cellGrid.js';
import { emptyPlane, jacobianDrawing, jacobianLayout } from '../../src/picture/jacobian/jacobianDrawing.js';
import { formulaTexts } from '../../src/picture/jacobian/jacobianStages.js';
import type { Hand } from '../../src/picture/jacobian/jacobianView.js';
import {
  cellSaid,
  jacobianCaption,
  jacobianSubtitle,
  jacobianWords,
} from '../../src/picture/jacobian/jacobianWords.js';
import { nearestIndex, niceSizes } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Area, Drawing, Measure } from '../../src/picture/scene.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { formatCsv } from '../../src/results/csv.js';
import { StepAnimation } from '../derivative/shrinkingStep.js';
import { italicCaption, stepButtons } from '../derivative/tangentParts.js';
import { canvasMeasure, paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent, NablaErrorEvent } from '../figure/events.js';
import { type Demo, Figure, type FigureValue } from '../figure/figure.js';
import { FormulaInput } from '../figure/formulaTyping.js';
import type { KeyHelp } from '../figure/header.js';
import { chevronIcon, resetIcon } from '../figure/icons.js';
import { numbersTable, TablePages } from '../figure/numbersTable.js';
import { ParameterSliders } from '../figure/parameterSliders.js';
import type { Playhead } from '../figure/playhead.js';
import { positionIn } from '../figure/pointer.js';
import { flag, number, text } from '../figure/properties.js';
import { fillTracks, sliderField } from '../figure/sliderField.js';
import { type JacobianPlace, JacobianState, sideCount } from '../jacobian/jacobianState.js';
import { mapFields } from '../jacobian/mapFields.js';
import { derivativeStyles } from '../styles/derivative.js';
import { jacobianStyles } from '../styles/jacobian.js';
import { runsStyles } from '../styles/runs.js';
import { transportStyles } from '../styles/transport.js';
import { type PlotHandle, PlotHandles } from '../taylor/plotHandles.js';

export { NablaChangeEvent, NablaErrorEvent };

/** Most inputs that have a slider each. */
const mostSliders = 8;

type Maps = Pick<NablaJacobian, 'f' | 'model' | 'w'>;

/**
 * The Jacobian of a map at a point that can be moved: of the plane as the image of a grid and a small square, with area,
 * orientation and stretches; of any other shape as a table of squares, whose rows are gradients and whose columns are
 * pushes. Layers and composed maps have it factor by factor.
 *
 * @fires nabla-change - {@link NablaChangeEvent}
 * @fires nabla-error - {@link NablaErrorEvent}
 */
export class NablaJacobian extends Figure {
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    autoplay: flag(false),
    f: text(),
    model: text(),
    w: text(),
    at: text(),
    h: number(0.4),
    domain: text(),
  };
  static override styles: CSSResultGroup = [
    Figure.styles,
    transportStyles,
    runsStyles,
    derivativeStyles,
    jacobianStyles,
  ];
  static override readonly demos: readonly Demo[] = [
    {
      title: 'A map of the plane',
      says: 'Near a point every smooth map is a matrix: drag the square, and see what becomes of it.',
      attributes: {
        heading: 'What does a map do to a small square?',
        f: 'x^2 - y^2; 2x*y',
        at: '1,0.5',
        domain: '0..1.6',
      },
    },
    {
      title: 'Rows and columns',
      says: 'Three outputs of four inputs: a row is the gradient of an output, a column what a push of an input does.',
      attributes: {
        heading: 'A row is a gradient, a column is a push',
        f: 'x*y + z; sin(x) - w*z; w*exp(-y)',
        at: 'x=1,y=0.5,z=2,w=-1',
      },
    },
    {
      title: 'Polar coordinates',
      says: 'The angle is stretched by the radius, the radius not at all: the area grows with it.',
      attributes: {
        heading: 'How large is a piece of a ring?',
        f: 'r*cos(t); r*sin(t)',
        at: 'r=1.4,t=0.6',
        h: '0.3',
        domain: '0..2',
      },
    },
    {
      title: 'A linear layer',
      says: 'The Jacobian of a linear layer is its matrix of weights, wherever the input is.',
      attributes: {
        heading: 'What is the Jacobian of a linear layer?',
        w: '0.5 -1.2 0.3 0; 1 0.4 -0.6 0.8; 0 0.9 1.5 -0.7',
        at: '1,-1,0.5,2',
      },
    },
    {
      title: 'Softmax',
      says: 'Probabilities add to 1, so what one wins the others lose: the rows add to 0, and a rank is missing.',
      attributes: { heading: 'Why is softmax flat one way?', model: 'softmax', at: '2,1,0.1' },
    },
    {
      title: 'Layers, factor by factor',
      says: 'The Jacobian of a network is the product of its layers’, the last one first.',
      attributes: {
        heading: 'Backpropagation is a product',
        model: 'linear tanh linear softmax',
        w: '0.8 -0.5; 0.3 1.1; -0.9 0.4 | 1 -0.7 0.2; -0.3 0.6 1.2; 0.5 0.1 -1',
        at: '0.6,-0.4',
      },
    },
  ];

  /** Formulas of the same variables, `;` between them: `x^2 - y^2; 2x*y`. After `|` follow those of a map of what they give. */
  declare f: string;
  /**
   * Layers in place of formulas, the first first: `linear`, `softmax` and activations, as `linear tanh linear`; or a
   * network as it starts, of two outputs, by the units of its hidden layers: `mlp:3`, `mlp:4,3:tanh`.
   */
  declare model: string;
  /** The weights of linear layers, a row for each output: `1 2; 3 4`; `|` between those of several layers. */
  declare w: string;
  /** The point: a number for each input, `1,0.5`, or by name, `x=1,y=0.5`; 1 for each when empty. */
  declare at: string;
  /** The side of the square. */
  declare h: number;
  /** The interval drawn, of each of two variables: `-2..2`; when empty, one around the point. */
  declare domain: string;

  #state = new JacobianState(this.localName);
  #stepAnimation = new StepAnimation(this, (h) => this.#place({ h }));
  #handles = new PlotHandles({ plot: () => this.#plot(), changed: () => this.requestUpdate() });
  #sliders = new ParameterSliders();
  readonly #pages = new TablePages(() => this.requestUpdate());
  readonly #inputs = [0, 1].map(
    (i) =>
      new FormulaInput(
        this,
        (typed) => this.#typeMap(i, typed),
        (typed) => this.#isReadable(this.#mapsWith(i, typed)),
      ),
  );

  protected get playhead(): Playhead {
    return this.#stepAnimation.playhead;
  }

  protected get question(): string {
    const { question, tableQuestion } = this.phrases(jacobianPhrases);
    const { view } = this.#state;
    return view && !view.plane ? tableQuestion : question;
  }

  protected get keys(): KeyHelp {
    return this.phrases(jacobianPhrases).keys;
  }

  protected readonly valueSettings = ['f', 'model', 'w', 'at', 'h'];

  /** The maps, the point, the Jacobian row by row and its singular values; of the plane the determinant and the true ratio of areas too. */
  protected get shownValue(): FigureValue | undefined {
    const { model, view } = this.#state;
    if (!model || !view) return undefined;
    const { f, model: layers, w, h } = this;
    const { matrix, point: at, stretches, rank } = model;
    const shared = { ...(f && { f }), ...(layers && { model: layers }), ...(w && { w }), at: [...at] };
    if (!matrix) return shared;
    const { rows, columns, data } = matrix;
    const jacobian = Array.from({ length: rows }, (_, i) => [...data.slice(i * columns, (i + 1) * columns)]);
    const found = { jacobian, rank, stretches };
    if (!view.plane) return { ...shared, ...found };
    return { ...shared, h, ...found, det: view.plane.det, ratio: view.plane.ratio };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playhead.pause();
  }

  /** The Jacobian as CSV: a row for each output, with a slope for each input. */
  toCSV(): string {
    const { model } = this.#state;
    if (!model?.matrix) return '';
    const { matrix, inputs, outputs } = model;
    const rows = outputs.map(({ name }, i) => [
      name,
      ...matrix.data.slice(i * matrix.columns, (i + 1) * matrix.columns),
    ]);
    return formatCsv(['output', ...inputs], rows);
  }

  protected override get subtitle(): string {
    return jacobianSubtitle(this.#state.view, this.language);
  }

  protected override get drawn(): boolean {
    return this.#state.view !== null;
  }

  /** No message under the heading: the fields show it. */
  protected override get errorContent(): unknown {
    return nothing;
  }

  protected startRequested(): void {
    const { f, model, w, at, h, domain } = this;
    if (!this.#state.readAttributes({ f, model, w, at, h, domain })) return;
    this.error = null;
    this.requestUpdate();
    if (this.#state.error) this.reportError(this.#state.error);
  }

  protected paintFrame(palette: Palette): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width } = this.size;
    if (!canvas || width < 1) return;
    fillTracks(this.renderRoot);
    const measure = canvasMeasure(palette);
    const drawing =
      this.createDrawing(width, palette, measure) ??
      emptyPlane(this.#sheet(width, palette, measure), jacobianWords(this.language));
    paintOnPage(canvas, drawing, palette);
    const layout = this.#layout(width, palette, measure);
    const { cells, panels } = layout ?? { cells: null, panels: null };
    this.#cover('.surface', panels?.source ?? null);
    this.#cover(
      '.cells',
      cells && { ...cells, width: cells.columns * cells.cellWidth, height: cells.rows * cells.cellHeight },
    );
  }

  /** Puts what has the focus over its part of the drawing. */
  #cover(selector: string, area: Area | null): void {
    const surface = this.renderRoot.querySelector<HTMLElement>(selector);
    if (!surface || !area) return;
    const [left, top, width, height] = [area.left, area.top, area.width, area.height].map(
      (each) => `${each}px`,
    );
    Object.assign(surface.style, { left, top, width, height });
  }

  #sheet = (width: number, palette: Palette, measure: Measure) => ({
    ...{ width, palette, measure },
    narrow: this.narrowWidth,
  });

  #layout(width: number, palette: Palette, measure: Measure) {
    const { view } = this.#state;
    if (!view) return null;
    const held = this.#handles.held;
    return jacobianLayout(
      { ...view, held },
      this.#sheet(width, palette, measure),
      jacobianWords(this.language),
    );
  }

  protected createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null {
    const { view } = this.#state;
    if (!view) return null;
    const { held } = this.#handles;
    return jacobianDrawing(
      { ...view, held },
      this.#sheet(width, palette, measure),
      jacobianWords(this.language),
    );
  }

  get #placesNow() {
    const { palette } = this.colours;
    if (!palette || this.error || this.size.width < 1) return null;
    return this.#layout(this.size.width, palette, canvasMeasure(palette));
  }

  /** The handles of the plane: the point, and the far corner, which sets h. */
  #plot() {
    const panel = this.#placesNow?.panels?.source;
    const { view } = this.#state;
    if (!panel || !view?.plane) return null;
    const [x, y] = view.inputs.map(({ value }) => value);
    const { h } = view.plane;
    const handles: PlotHandle[] = [
      { name: 'point', x: panel.x(x), y: panel.y(y), at: [x, y], move: ([a, b]) => this.#movePoint([a, b]) },
      {
        ...{ name: 'corner', x: panel.x(x + h), y: panel.y(y + h), at: [x + h, y + h] },
        move: ([a, b]) => this.#setSide(Math.max(a - x, b - y)),
      },
    ];
    return { panel, handles };
  }

  /** A place by the user, who is told apart from the page, and announced by `nabla-change`. */
  #place(place: Partial<JacobianPlace>): void {
    const changed = Object.entries(place).filter(
      ([name, value]) => this[name as keyof JacobianPlace] !== value,
    );
    if (changed.length === 0) return;
    this.#state.movePlace(place);
    Object.assign(this, place);
    // The next key goes on from here, though it come before the next update.
    this.startRequested();
    for (const [name, value] of changed) this.dispatchEvent(new NablaChangeEvent({ name, value }));
  }

  #movePoint(point: readonly number[]): void {
    const isMoved = point.some((value, i) => value !== this.#state.model!.point[i]);
    if (isMoved) this.#place({ at: this.#state.textOf(point) });
  }

  /** A side within the plane, to six digits; that before where it is none. */
  #setSide(h: number): number {
    const [{ from, to }] = this.#state.view!.plane!.spans;
    if (h > 0) this.#place({ h: Number(Math.min(h, to - from).toPrecision(6)) });
    return this.h;
  }

  #changeSide(by: number): void {
    const all = this.#sides;
    this.playhead.pause();
    this.#setSide(all[Math.max(0, Math.min(all.length - 1, nearestIndex(this.h, all) + by))]);
  }

  get #sides(): number[] {
    const plane = this.#state.view?.plane;
    return niceSizes(plane ? plane.spans[0].to - plane.spans[0].from : 4);
  }

  #reset(): void {
    this.playhead.pause();
    this.#place(this.#state.home);
  }

  /** The maps with what is typed into a field in place of what it had. */
  #mapsWith(i: number, typed: string): Maps {
    const { f, model, w } = this;
    if (this.#isOfLayers) return { f, model, w: typed };
    const texts = this.#pair;
    return { f: texts ? texts.with(i, typed).join('; ') : typed, model, w };
  }

  get #isOfLayers(): boolean {
    return this.model.trim() !== '' || this.w.trim() !== '';
  }

  /** The two formulas of a single map that has two, which have a field each. */
  get #pair(): string[] | null {
    const [texts, next] = formulaTexts(this.f);
    return !this.#isOfLayers && !next && texts.length === 2 ? texts.map((text) => text.trim()) : null;
  }

  #isReadable(maps: Maps): boolean {
    try {
      this.#state.pointFor({ ...maps, at: this.at });
      return true;
    } catch {
      return false;
    }
  }

  /** Maps that are typed; inputs that they have no more are left out, and new ones are 1. */
  #typeMap(i: number, typed: string): void {
    const maps = this.#mapsWith(i, typed);
    const at = this.#isReadable(maps) ? this.#state.pointFor({ ...maps, at: this.at }) : this.at;
    Object.assign(this, maps, { at });
  }

  #handlePointer = (event: PointerEvent): void => {
    this.#handles.handlePointer(event);
    if (this.#handles.held !== null || event.type === 'pointerleave') return;
    const cells = this.#placesNow?.cells;
    if (!cells) return;
    const [x, y] = positionIn(event.currentTarget as HTMLElement, event);
    const isPlane = this.#state.view!.plane !== null;
    // Names beside and above the cells stand for their rows and columns.
    const [column, row] = [
      cellAt(cells, x, Math.max(y, cells.top)),
      cellAt(cells, Math.max(x, cells.left), y),
    ];
    const inside = cellAt(cells, x, y);
    if (inside) this.#take({ ...inside, along: isPlane ? 'column' : 'row' });
    else if (column && cells.top - y < 40 && y < cells.top) this.#take({ ...column, along: 'column' });
    else if (row && x < cells.left && (!isPlane || cells.left - x < 24)) this.#take({ ...row, along: 'row' });
  };

  #take(hand: Hand): void {
    const before = this.#state.view!.hand;
    if (
      hand.along === before.along &&
      hand[hand.along] === before[hand.along] &&
      hand.row === before.row &&
      hand.column === before.column
    )
      return;
    this.#state.hand = hand;
    this.requestUpdate();
  }

  #handlePlaneKey = (event: KeyboardEvent): void => {
    const by = { '+': 1, '=': 1, '-': -1, '−': -1 }[event.key];
    if (by && !this.error && !event.ctrlKey && !event.metaKey) this.#changeSide(by);
    else if (!this.#handles.moveByKey(event)) return;
    event.preventDefault();
  };

  #handleCellKey = (event: KeyboardEvent): void => {
    const { view } = this.#state;
    if (!view?.matrix || this.error || event.ctrlKey || event.metaKey) return;
    const { row, column } = view.hand;
    const { rows, columns } = view.matrix;
    const far = event.shiftKey ? 10 : 1;
    const to: Partial<Hand> | undefined = {
      ArrowLeft: { along: 'column' as const, column: Math.max(0, column - far) },
      ArrowRight: { along: 'column' as const, column: Math.min(columns - 1, column + far) },
      ArrowUp: { along: 'row' as const, row: Math.max(0, row - far) },
      ArrowDown: { along: 'row' as const, row: Math.min(rows - 1, row + far) },
      Home: { along: 'column' as const, column: 0 },
      End: { along: 'column' as const, column: columns - 1 },
    }[event.key];
    if (!to) return;
    event.preventDefault();
    this.#take({ ...view.hand, ...to });
    this.renderRoot.querySelector('.spoken')!.textContent = cellSaid(this.#state.view!, this.language);
  };

  protected renderBody() {
    const { error, language } = this;
    const { view } = this.#state;
    const { held, over } = this.#handles;
    return html`
      ${this.#renderFields()}
      <div class=${classMap({ stale: error !== null })}>
        <div
          class=${classMap({ plot: true, over, held: held !== null })}
          part="plot"
          @pointerdown=${this.#handlePointer}
          @pointermove=${this.#handlePointer}
          @pointerup=${this.#handlePointer}
          @pointercancel=${this.#handlePointer}
          @pointerleave=${this.#handlePointer}
        >
          <canvas aria-hidden="true"></canvas>
          ${this.#renderSurfaces()}
        </div>
      </div>
      <p class="spoken" role="status"></p>
      <div class="below">${this.#renderControls(error !== null)}</div>
      ${italicCaption(view ? jacobianCaption(view, language) : '', this.playhead.playing || held !== null)}
      ${this.#renderTables()}
    `;
  }

  #renderFields() {
    const { error, drawn, language } = this;
    const { view } = this.#state;
    const { functionOf } = this.phrases(formulaPhrases);
    const pair = this.#pair;
    const names = pair ? (view?.outputs.map(({ name }) => name) ?? ['u', 'v']) : ['f'];
    const texts = this.#isOfLayers ? [this.w] : (pair ?? [this.f]);
    const inputs = view?.inputs.map(({ name }) => name) ?? ['x'];
    if (this.#isOfLayers && this.w.trim() === '' && !error) return nothing;
    return mapFields(
      texts.map((text, i) => {
        const name = this.#isOfLayers ? 'W' : (names[i] ?? 'f');
        return {
          ...{ text, name, spoken: this.#isOfLayers ? 'W' : functionOf(name, inputs) },
          handleInput: this.#inputs[i].handleInput,
        };
      }),
      error,
      drawn,
      language,
    );
  }

  #renderSurfaces() {
    const { view } = this.#state;
    const { numbers } = this;
    const { planeLabel, matrixLabel, noMap, typeMap } = this.phrases(jacobianPhrases);
    if (!view) return html`<div class="empty"><span>${noMap}</span><small>${typeMap}</small></div>`;
    const { plane, matrix, inputs } = view;
    const at = `(${inputs.map(({ value }) => numbers.coordinate(value)).join(', ')})`;
    const surface = plane
      ? html`<div class="surface" role="application" tabindex="0" aria-label=${planeLabel(at, numbers.measured(plane.h))} @keydown=${this.#handlePlaneKey}></div>`
      : nothing;
    const shape = matrix && `${numbers.count(matrix.rows)} × ${numbers.count(matrix.columns)}`;
    const cells = shape
      ? html`<div class="cells" role="application" tabindex="0" aria-label=${matrixLabel(shape)} @keydown=${this.#handleCellKey}></div>`
      : nothing;
    return html`${surface}${cells}`;
  }

  #renderControls(off: boolean) {
    const { language, numbers } = this;
    const { view, model } = this.#state;
    const reset = () => this.#reset();
    if (view?.plane) {
      const all = this.#sides;
      const { playing } = this.playhead;
      const shrinkStep = () => this.#stepAnimation.playFrom(this.h);
      return html`<div class="turners">
          ${sliderField({
            ...{
              id: 'h',
              label: variableMathml('h'),
              name: this.phrases(jacobianPhrases).side,
              value: this.h,
            },
            ...{ at: nearestIndex(this.h, all), of: all.length - 1, said: numbers.measured(this.h), off },
            handleSlide: (at) => this.#setSide(all[at]),
            handleNumber: (value) => this.#setSide(value),
          })}
        </div>
        ${stepButtons({ playing, off, shrinkStep, pause: () => this.playhead.pause(), reset, language })}`;
    }
    if (!model || model.ins.length > mostSliders) return nothing;
    const inputs = new Map(model.ins.map(({ name, value }) => [name, value]));
    return html`${this.#sliders.render(inputs, off, numbers, (name, value) => {
      this.#movePoint(this.#state.model!.point.with(model.inputs.indexOf(name), value));
    })}
      <div class="actions">
        <button part="reset" ?disabled=${off} @click=${reset}>${resetIcon}${this.phrases(tangentPhrases).reset}</button>
      </div>`;
  }

  #renderTables() {
    const { view } = this.#state;
    if (!view?.matrix) return nothing;
    const { values } = this.phrases(jacobianPhrases);
    return html`${view.plane ? nothing : this.#renderSweeps()}
    ${numbersTable(values, view.plane ? this.#sideTable : this.#slopeTable, this.#pages.of(), this.language)}`;
  }

  #renderSweeps() {
    const { numbers } = this;
    const { outputs, inputs, sweeps } = this.#state.view!;
    const said = this.phrases(jacobianPhrases);
    const [back, forward] = [outputs.length, inputs.length];
    const isShared = sweeps.back < back || sweeps.forward < forward;
    return html`<details part="sweeps">
      <summary>
        ${chevronIcon}<span>${said.howComputed}</span>
        <small class="wide">${said.sweeps(numbers.count(back), numbers.count(forward), back)}</small>
      </summary>
      <p class="note">
        ${said.sweepsSay} ${isShared ? said.sweepsShared(numbers.count(sweeps.back), numbers.count(sweeps.forward)) : nothing}
      </p>
    </details>`;
  }

  /** True areas of the image of squares, each of half the side of the one before, beside the determinant. */
  get #sideTable(): Grid {
    const { numbers } = this;
    const { ratioHead, gapHead } = this.phrases(jacobianPhrases);
    const { det } = this.#state.view!.plane!;
    return {
      names: ['h', ratioHead, 'det', gapHead],
      rows: sideCount,
      cells: (k) => {
        const h = this.h * 0.5 ** k;
        const ratio = this.#state.ratioAt(h);
        return [h, ratio, det, ratio - det].map(numbers.cell);
      },
    };
  }

  /** The Jacobian, a row for each output. */
  get #slopeTable(): Grid {
    const { numbers } = this;
    const { outputs, inputs, matrix } = this.#state.view!;
    const { data, columns } = matrix!;
    return {
      names: [this.phrases(jacobianPhrases).outputHead, ...inputs.map(({ name }) => name)],
      rows: outputs.length,
      cells: (i) => [
        outputs[i].name,
        ...Array.from(data.slice(i * columns, (i + 1) * columns), numbers.cell),
      ],
    };
  }
}

if (!customElements.get('nabla-jacobian')) customElements.define('nabla-jacobian', NablaJacobian);

declare global {
  interface HTMLElementTagNameMap {
    'nabla-jacobian': NablaJacobian;
  }
}
