import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclaration,
  type PropertyDeclarations,
  type PropertyValues,
} from 'lit';
import { isEngineLoaded, loadedEngine } from '../../src/engine/load.js';
import { needWhole, wrongKind } from '../../src/need.js';
import { figurePhrases } from '../../src/phrases/en.js';
import type { Section } from '../../src/phrases/translation.js';
import type { Sheet } from '../../src/picture/compare/lossChart.js';
import { english, type Language, languageNow, loadLanguage } from '../../src/picture/language.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import type { Palette } from '../../src/picture/palette.js';
import { type Drawing, isNarrow, type Measure } from '../../src/picture/scene.js';
import { svgDocument } from '../../src/picture/svg.js';
import { withHeading } from '../../src/picture/titleBlock.js';
import { SPEC_VERSION } from '../../src/spec/spec.js';
import { controlsStyles, trackStyles } from '../styles/controls.js';
import { figureStyles } from '../styles/figure.js';
import { popoverStyles } from '../styles/popover.js';
import { designTokens } from '../styles/tokens.js';
import { nextTurn } from '../worker/turns.js';
import type { AskingPart } from './askingPart.js';
import { canvasMeasure, paintToCanvas } from './canvas.js';
import { embedSnippet } from './embedSnippet.js';
import { NablaErrorEvent } from './events.js';
import { type ExportItem, figureHeader, type KeyHelp } from './header.js';
import { headingLevelAt } from './headingLevel.js';
import { keepUsedInput } from './inputs.js';
import { languageOf } from './language.js';
import { errorNote } from './notes.js';
import type { Playhead } from './playhead.js';
import { PrintMode } from './printing.js';
import {
  attributeName,
  attributeProperties,
  attributeText,
  choice,
  type FigureProperty,
  flag,
  isAttribute,
  number,
  readBy,
  text,
  wholeNumber,
} from './properties.js';
import { downloadFile } from './saveFile.js';
import { ElementSize } from './size.js';
import { Theme } from './theme.js';
import { paintThumbnail } from './thumbnail.js';
import { ElementVisibility } from './visibility.js';

/** A set of attributes that shows what an element does; the gallery lists it, and the tests run through it. */
export interface Demo {
  title: string;
  /** One sentence for somebody who has not seen it yet. */
  says: string;
  attributes: Readonly<Record<string, string>>;
}

interface PictureOptions {
  /** The MIME type: `image/svg+xml`, or an image type that the browser can write; PNG when left out. */
  type?: string;
  /** The width in CSS pixels; the width on the page when left out. */
  width?: number;
  /** Pixels per CSS pixel. */
  scale?: number;
}

export type FigureValue = Readonly<Record<string, unknown>>;

/** The value as a property; null and undefined change nothing. */
const wholeValue = readBy({}, (who, name, value) => {
  if (typeof value === 'object') return value;
  throw wrongKind(who, name, 'an object', value);
});

/** The width of an exported picture where the figure has none on its page, in CSS pixels. */
const defaultWidth = 680;

/**
 * Base class of all figures: heading with help and exports, error message, colours and language of the page, start when
 * visible. No element by itself.
 */
export abstract class Figure extends LitElement {
  static override properties: PropertyDeclarations = {
    heading: text(),
    headingLevel: { ...wholeNumber(1, 6), attribute: 'heading-level' },
    theme: { ...choice('', 'light', 'dark'), reflect: true, useDefault: true },
    loading: choice('lazy', 'eager'),
    autoplay: flag(true),
    speed: number(1),
  };
  static override styles: CSSResultGroup = [
    designTokens,
    controlsStyles,
    trackStyles,
    figureStyles,
    popoverStyles,
  ];
  /** Demos for the gallery, the plainest first. */
  static readonly demos: readonly Demo[] = [];

  /** The heading; a question that the figure answers when empty. */
  declare heading: string;
  /** The heading's level, 1 to 6; one below the nearest heading before the figure in its page when empty. */
  declare headingLevel: number | null;
  /** The colour theme, `light` or `dark`; the page's when empty. */
  declare theme: '' | 'light' | 'dark';
  /** When the figure starts: `eager` at once, `lazy` when it scrolls into view. */
  declare loading: 'lazy' | 'eager';
  /** Whether the figure plays by itself; never where the user prefers reduced motion. */
  declare autoplay: boolean;
  /** The playback speed: at 1 a run takes six seconds; from 0.25 to 8, a higher one shows the end at once. */
  declare speed: number;
  #hasBegun = false;
  /** The heading's level by what is before the figure in its page; undefined where it is not known yet. */
  #knownLevel: number | undefined;
  protected readonly internals = this.attachInternals();
  /** The language of the words, and so of the numbers: that of the page where it has phrases, else English. */
  protected language: Language = english;
  /** The language of the page around. */
  #pageLanguage = 'en';
  /** The time when its phrases are there, where they were not when the figure came. */
  #languageReady: Promise<void> | null = null;
  protected readonly visibility = new ElementVisibility(this, () => void this.#applyVisibility());
  protected readonly size = new ElementSize(this, () => this.redraw());
  protected readonly colours = new Theme(this, () => this.redraw());
  /** The value as `input` last told it, in JSON; undefined as long as there was none. */
  #toldValue: string | undefined;
  readonly #printMode = new PrintMode(this, {
    enter: (until) => this.#enterPrint(until),
    exit: () => this.#exitPrint(),
  });
  /** Whether all that is printed was computed before. */
  #isPrintComplete = true;
  /** Disclosures that are open for a print only. */
  #openedDetails: HTMLDetailsElement[] = [];
  /** Errors of properties whose last value was refused, and which keep the one before. */
  readonly #refusals = new Map<string, Error>();
  #attributeSet: string | null = null;
  #announced: Error | null = null;
  #error: Error | null = null;
  /** What asks the reader for a guess; null where the figure never does. */
  protected readonly round: AskingPart | null = null;
  /** Whether what was rendered last asks for a guess. */
  #showsQuestion = false;

  /** What the figure shows, as plain data; undefined while it shows nothing. */
  protected abstract get shownValue(): FigureValue | undefined;
  /** The settings in it; the other names are results. */
  protected abstract readonly valueSettings: readonly string[];
  /** The heading where `heading` is empty. */
  protected abstract get question(): string;
  /** The keys that work while the drawing has the focus, listed in the help. */
  protected abstract get keys(): KeyHelp;

  constructor() {
    super();
    for (const [name, { usual }] of this.#attributeProperties) Object.assign(this, { [name]: usual });
    this.internals.role = 'figure';
  }

  /** Accessors of a property: those of attributes read what is set, and keep the value before where they refuse it. */
  static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ) {
    const plain = LitElement.getPropertyDescriptor(name, key, options)!;
    if (!isAttribute(options)) return plain;
    return {
      ...plain,
      set(this: Figure, value: unknown) {
        const read = this.#readProperty(String(name), options, value);
        if (read) plain.set!.call(this, read.value);
      },
    };
  }

  /** While an attribute is set its name is what a refusal names, else that of the property. */
  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    this.#attributeSet = name;
    super.attributeChangedCallback(name, before, value);
    this.#attributeSet = null;
  }

  /**
   * Start of what the attributes specify, unless it has begun; called when the figure is seen, and at every update from
   * then on.
   */
  protected abstract startRequested(): void;
  /** The template below the heading. */
  protected abstract renderBody(): unknown;
  /** Painting of what changes with every frame, outside the templates; the figure may still be 0 wide. */
  protected abstract paintFrame(palette: Palette): void;
  /** The drawing of the figure as it is, at a width; null while there is nothing to draw. */
  protected abstract createDrawing(width: number, palette: Palette, measure: Measure): Drawing | null;
  /** The data of the drawing as CSV (RFC 4180), a header row first. */
  abstract toCSV(): string;

  /** The error of a property that was refused, or of the last request; null where there is none. */
  protected get error(): Error | null {
    const [refused = this.#error] = this.#refusals.values();
    return refused;
  }

  protected set error(error: Error | null) {
    if (error === this.#error) return;
    this.#error = error;
    this.requestUpdate();
  }

  protected get numbers(): NumberFormats {
    return this.language.numbers;
  }

  /** Whether nothing plays by itself, since what it shows is to be guessed. */
  protected get awaitsGuess(): boolean {
    return this.round?.isAwaited ?? false;
  }

  /** Whether a guess is asked for, and nothing is shown that would give the answer away. */
  protected get asks(): boolean {
    return !this.#printMode.active && this.error === null && Boolean(this.round?.isOpen);
  }

  /** A section of phrases in the figure's language, given as English has it. */
  protected phrases<English extends Section>(section: English): English {
    return this.language.phrases(section);
  }

  /** The line under the heading. */
  protected get subtitle(): string {
    return '';
  }

  /** The end of what is shown, computed at once for a print, by a time; false where something is missing. */
  protected enterPrint(_until: number): boolean {
    return true;
  }

  /** Return to what was shown before a print. */
  protected exitPrint(): void {}

  /** Controls beside the heading, before help and exports. */
  protected get headerTools(): unknown {
    return nothing;
  }

  /** The error message under the heading; overridden where the figure has a better place for it. */
  protected get errorContent(): unknown {
    return this.error ? errorNote(this.error, this.drawn, this.language) : nothing;
  }

  /** Whether the last valid drawing is shown beside an error. */
  protected get drawn(): boolean {
    return false;
  }

  /** The playhead; it stops while the figure is out of sight. */
  protected abstract get playhead(): Playhead;

  protected get narrowWidth(): boolean {
    return isNarrow(this.size.width);
  }

  /**
   * What the figure shows: the settings that its reader moves, and what they come to; undefined while it shows nothing.
   * `input` tells that it has become another, whoever changed it. Setting it takes over the settings in it.
   */
  get value(): FigureValue | undefined {
    const shown = this.shownValue;
    if (!shown || !this.asks) return shown;
    return Object.fromEntries(Object.entries(shown).filter(([name]) => this.valueSettings.includes(name)));
  }

  set value(given: FigureValue | null | undefined) {
    const read = this.#readProperty('value', wholeValue, given);
    if (read) this.takeValue(read.value as FigureValue);
  }

  /** Settings of a value in place of those before. */
  protected takeValue(value: FigureValue): void {
    for (const name of this.valueSettings) {
      const given = value[name];
      if (given !== undefined)
        Object.assign(this, { [name]: Array.isArray(given) ? given.join(',') : given });
    }
  }

  /**
   * The figure as an image: heading, line under it, drawing. Rejects with a RangeError where there is nothing to draw,
   * or more pixels than the browser can hold.
   */
  async toBlob({ type = 'image/png', width, scale = 2 }: PictureOptions = {}): Promise<Blob> {
    const { palette } = this.colours;
    const inner = palette && this.#drawingNow(palette, width);
    if (!inner)
      throw new RangeError(`${this.localName}: a picture needs something drawn, got an empty figure`);
    const whole = withHeading(inner, this.#shownHeading, this.subtitle, palette);
    if (type === 'image/svg+xml')
      return new Blob([svgDocument(whole, palette, this.#shownHeading)], { type });
    const canvas = document.createElement('canvas');
    paintToCanvas(canvas, whole, palette, scale);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
    if (blob) return blob;
    throw new RangeError(
      `${this.localName}: a picture needs a size the browser can hold, got ${canvas.width} × ${canvas.height}`,
    );
  }

  /**
   * The drawing alone on a canvas of the page, filling it, without words: a thumbnail of the figure as it is. Returns
   * whether there was something to draw.
   */
  paintThumbnail(canvas: HTMLCanvasElement): boolean {
    const { palette } = this.colours;
    const drawing = palette && this.#drawingNow(palette);
    if (drawing) paintThumbnail(canvas, drawing, palette);
    return drawing !== null;
  }

  /** The settings as plain data, from which `setState` makes an equal figure. */
  getState(): Record<string, unknown> {
    const state: Record<string, unknown> = { version: SPEC_VERSION };
    for (const [name] of this.#attributeProperties) state[name] = this[name as keyof this];
    return state;
  }

  /**
   * Settings taken from `getState`, also of an older version, or from its JSON; unknown names are ignored. Throws a
   * TypeError or RangeError for a value that its property refuses, and for a newer version, and changes nothing then.
   */
  setState(given: Readonly<Record<string, unknown>>): void {
    if (typeof given !== 'object' || given === null)
      throw wrongKind(this.localName, 'state', 'an object', given);
    const { version = SPEC_VERSION, ...state } = this.plainState(given);
    needWhole(this.localName, 'state.version', version, 1, SPEC_VERSION);
    const told = this.#attributeProperties.filter(([name]) => Object.hasOwn(state, name));
    for (const [name, { read }] of told) {
      const value = state[name];
      if (value !== null && value !== undefined) read(this.localName, `state.${name}`, value);
    }
    for (const [name] of told) Object.assign(this, { [name]: state[name] });
  }

  /** A state with values of properties only. */
  protected plainState(state: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return state;
  }

  /** The attributes that make an equal figure: those whose values differ from the defaults. */
  get attributesNow(): Map<string, string> {
    const now = new Map<string, string>();
    for (const [name, property] of this.#attributeProperties) {
      const value = attributeText(property, this[name as keyof this]);
      if (value !== attributeText(property, property.usual)) now.set(attributeName(name, property), value);
    }
    // `runs` takes the place of these.
    if (now.has('runs')) for (const name of ['optimizers', 'rates']) now.delete(name);
    return now;
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    keepUsedInput(root);
    return root;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#knownLevel = undefined;
    this.requestUpdate();
    this.#pageLanguage = languageOf(this);
    this.#languageReady = loadLanguage(this.#pageLanguage);
    this.language = languageNow(this.#pageLanguage);
  }

  /** Updates until the figure has begun are much work: each has a task of its own. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.#hasBegun) await this.#nextTurn(this.loading === 'eager');
    if (this.#languageReady) {
      await this.#languageReady;
      this.#languageReady = null;
      this.language = languageNow(this.#pageLanguage);
    }
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('speed')) this.playhead.speed = this.speed;
    this.internals.ariaLabel = this.#shownHeading;
    this.#announceRefusal();
    if (this.#begins) this.#start();
    this.setStateFlag('error', this.error !== null);
    this.setStateFlag('playing', this.playhead.playing);
  }

  protected override updated(): void {
    this.#hasBegun ||= this.#begins;
    this.redraw();
  }

  protected override render() {
    const { language, asks } = this;
    this.#showsQuestion = asks;
    return html`<span class="probe"></span>
    <div class="words" lang=${language.tag} dir="ltr">
      ${figureHeader({
        heading: this.#shownHeading,
        lang: this.heading ? this.#pageLanguage : language.tag,
        level: this.headingLevel ?? this.#pageLevel,
        subtitle: this.subtitle,
        tools: asks ? nothing : this.headerTools,
        keys: asks ? this.round!.keys(language) : this.keys,
        exports: this.#exportItems,
        note: this.#engineNote,
        language,
      })}
      ${this.#isPrintComplete ? nothing : html`<p class="subtitle">${this.phrases(figurePhrases).printedEarly}</p>`}
      ${this.errorContent}
      ${asks ? this.round!.render(language) : this.renderBody()}
    </div>`;
  }

  /** Painting, once the figure is connected and its colours are known. */
  protected redraw(): void {
    const { palette, apart } = this.colours;
    if (!palette || !this.isConnected) return;
    this.setStateFlag('apart', apart);
    if (!this.#showsQuestion) this.paintFrame(palette);
    else if (this.size.width >= 1) this.round!.paint(this.renderRoot, this.#sheet(palette, this.size.width));
    this.#tellValue();
  }

  /** An error shown in the figure and announced by `nabla-error`. */
  protected reportError(error: Error): void {
    this.error = error;
    this.dispatchEvent(new NablaErrorEvent(error));
  }

  /** Sets a custom state that the page's style sheets can select, as `:state(playing)`. */
  protected setStateFlag(name: string, on: boolean): void {
    if (on) this.internals.states.add(name);
    else this.internals.states.delete(name);
  }

  #sheet(palette: Palette, width: number): Sheet {
    return { width, narrow: this.narrowWidth, palette, measure: canvasMeasure(palette) };
  }

  /** The drawing of what is shown. */
  #drawingNow(palette: Palette, width = this.size.width || defaultWidth): Drawing | null {
    const sheet = this.#sheet(palette, width);
    return this.asks ? this.round!.draw(sheet) : this.createDrawing(width, palette, sheet.measure);
  }

  #tellValue(): void {
    const told = JSON.stringify(this.value);
    if (told === this.#toldValue) return;
    this.#toldValue = told;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  get #begins(): boolean {
    return this.loading === 'eager' || this.visibility.seen || this.#printMode.active;
  }

  /** A print begins within this task: the figure begins, and is at its end, light and without controls. */
  #enterPrint(until: number): void {
    this.setStateFlag('print', true);
    this.size.measure();
    this.#updateAtOnce();
    this.#isPrintComplete = this.enterPrint(until);
    this.#updateAtOnce();
    const closed = this.renderRoot.querySelectorAll<HTMLDetailsElement>(
      'details:not([open], [part=numbers])',
    );
    this.#openedDetails = [...closed];
    for (const each of closed) each.open = true;
    this.colours.setPrinting(true);
    this.redraw();
  }

  #exitPrint(): void {
    this.setStateFlag('print', false);
    this.#isPrintComplete = true;
    for (const each of this.#openedDetails) each.open = false;
    this.#openedDetails = [];
    this.colours.setPrinting(false);
    this.exitPrint();
    this.requestUpdate();
  }

  #updateAtOnce(): void {
    this.requestUpdate();
    this.performUpdate();
  }

  async #applyVisibility(): Promise<void> {
    this.playhead.setHeld(!this.visibility.visible);
    if (!this.visibility.visible) return;
    await this.#nextTurn(true);
    if (this.visibility.visible) this.#start();
  }

  /** Wait for a task of the figure's own, and before it one for the engine where that is needed. */
  async #nextTurn(computes: boolean): Promise<void> {
    await nextTurn();
    if (!computes || isEngineLoaded()) return;
    loadedEngine();
    await nextTurn();
  }

  /** The note in the help where there is no WebAssembly. */
  get #engineNote(): string {
    if (!this.visibility.seen || loadedEngine()) return '';
    return this.phrases(figurePhrases).withoutEngine;
  }

  get #shownHeading(): string {
    return this.heading || this.question;
  }

  get #pageLevel(): number {
    this.#knownLevel ??= headingLevelAt(this, (other) =>
      other instanceof Figure ? other.#knownLevel : undefined,
    );
    return this.#knownLevel;
  }

  get #attributeProperties() {
    return attributeProperties((this.constructor as typeof Figure).elementProperties);
  }

  /** The value of a property as it is read; null where it is refused. */
  #readProperty(name: string, { usual, read }: FigureProperty, value: unknown): { value: unknown } | null {
    const hadRefusal = this.#refusals.delete(name);
    if (hadRefusal) this.requestUpdate();
    if (value === null || value === undefined) return { value: usual };
    try {
      return { value: read(this.localName, this.#attributeSet ?? name, value) };
    } catch (error) {
      this.#refusals.set(name, error as Error);
      this.requestUpdate();
      return null;
    }
  }

  /** Start of what is asked, unless a property was refused. */
  #start(): void {
    if (this.#refusals.size === 0) this.startRequested();
  }

  #announceRefusal(): void {
    const [refused = null] = this.#refusals.values();
    if (refused && refused !== this.#announced) this.dispatchEvent(new NablaErrorEvent(refused));
    this.#announced = refused;
  }

  /** What else the figure can be saved as. */
  protected get ownExports(): readonly ExportItem[] {
    return [];
  }

  get #exportItems(): ExportItem[] {
    const { picture, numbers, state, copySnippet } = this.phrases(figurePhrases);
    const exportName = (ending: string) => `${this.localName}.${ending}`;
    const all = [
      {
        name: picture,
        format: 'PNG',
        save: async () => downloadFile(await this.toBlob(), exportName('png')),
      },
      {
        name: picture,
        format: 'SVG',
        save: async () => downloadFile(await this.toBlob({ type: 'image/svg+xml' }), exportName('svg')),
      },
      {
        name: numbers,
        format: 'CSV',
        save: () => downloadFile(this.toCSV(), exportName('csv'), 'text/csv'),
      },
      {
        name: state,
        format: 'JSON',
        save: () =>
          downloadFile(JSON.stringify(this.getState(), null, 2), exportName('json'), 'application/json'),
      },
      ...this.ownExports,
      {
        name: copySnippet,
        format: 'HTML',
        save: () => navigator.clipboard.writeText(embedSnippet(this)),
      },
    ];
    return this.asks ? all.filter(({ format }) => format !== 'CSV') : all;
  }
}
