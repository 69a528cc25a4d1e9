import '../../src/formula/teach/index.js';
import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
} from 'lit';
import { loaded } from '../../src/engine/load.js';
import { needWhole } from '../../src/need.js';
import { type Numbers, numbersIn } from '../../src/picture/numberFormat.js';
import type { Palette } from '../../src/picture/palette.js';
import { type Drawing, isNarrow, type Measure } from '../../src/picture/scene.js';
import { svg } from '../../src/picture/svg.js';
import { titled } from '../../src/picture/titleBlock.js';
import { runsText, scheduleOfRate } from '../../src/spec/runsText.js';
import { SPEC_VERSION } from '../../src/spec/spec.js';
import { controls, track } from '../styles/controls.js';
import { figure } from '../styles/figure.js';
import { popover } from '../styles/popover.js';
import { tokens } from '../styles/tokens.js';
import { draw, measureIn } from './canvas.js';
import { snippetOf } from './embedSnippet.js';
import { NablaErrorEvent } from './events.js';
import { type Export, header, type Keys } from './header.js';
import { languageOf } from './language.js';
import { failure } from './notes.js';
import type { Pace } from './playhead.js';
import { save } from './saveFile.js';
import { Size } from './size.js';
import { Theme } from './theme.js';
import { Sight } from './visibility.js';

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

/** The attribute text of a property: lists with spaces, runs as `sgd 0.1, adam 0.01`. */
function written(value: unknown): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return scheduleOfRate(value);
  if (!Array.isArray(value)) return String(value);
  return value.every((each) => typeof each !== 'object') ? value.join(' ') : runsText(value);
}

/** Figures without attributes, by tag. */
const plains = new Map<string, Figure>();

function plainOf(tag: string): Figure {
  const plain = plains.get(tag) ?? (document.createElement(tag) as Figure);
  plains.set(tag, plain);
  return plain;
}

const unlessFalse = { fromAttribute: (text: string | null) => text !== 'false' && text !== 'off' };
/** Property declarations that return to their defaults when the attribute is removed. */
export const settings = (properties: PropertyDeclarations): PropertyDeclarations =>
  Object.fromEntries(
    Object.entries(properties).map(([name, options]) => [name, { useDefault: true, ...options }]),
  );

/** The width of an exported picture where the figure has none on its page, in CSS pixels. */
const plainWidth = 680;

/**
 * Base class of all figures: heading with help and exports, error message, colours and language of the page, start when
 * visible. No element by itself.
 */
export abstract class Figure extends LitElement {
  static override properties: PropertyDeclarations = settings({
    heading: {},
    theme: { reflect: true },
    loading: {},
    autoplay: { converter: unlessFalse },
    speed: { type: Number },
    error: { state: true },
  });
  static override styles: CSSResultGroup = [tokens, controls, track, figure, popover];
  /** Demos for the gallery, the plainest first. */
  static readonly demos: readonly Demo[] = [];

  /** The heading; a question that the figure answers when empty. */
  declare heading: string;
  /** The colour theme, `light` or `dark`; the page's when empty. */
  declare theme: '' | 'light' | 'dark';
  /** When the figure starts: `eager` at once, `lazy` when it scrolls into view. */
  declare loading: 'lazy' | 'eager';
  /** Whether the figure plays by itself; never where the user prefers reduced motion. */
  declare autoplay: boolean;
  /** The playback speed: at 1 a run takes six seconds; from 0.25 to 8, a higher one shows the end at once. */
  declare speed: number;
  /** The error of the last request; null where there is none. */
  declare protected error: Error | null;

  protected readonly internals = this.attachInternals();
  protected numbers: Numbers = numbersIn('en');
  protected readonly sight = new Sight(this, () => this.#look());
  protected readonly size = new Size(this, () => this.redraw());
  protected readonly colours = new Theme(this, () => this.redraw());

  /** The heading where `heading` is empty. */
  protected abstract readonly question: string;
  /** The keys that work while the drawing has the focus, listed in the help. */
  protected abstract readonly keys: Keys;

  constructor() {
    super();
    this.heading = '';
    this.theme = '';
    this.loading = 'lazy';
    this.autoplay = true;
    this.speed = 1;
    this.error = null;
    this.internals.role = 'figure';
  }

  /**
   * Start of what the attributes specify, unless it has begun; called when the figure is seen, and at every update from
   * then on.
   */
  protected abstract begin(): void;
  /** The template below the heading. */
  protected abstract body(): unknown;
  /** Painting of what changes with every frame, outside the templates; the figure may still be 0 wide. */
  protected abstract paint(palette: Palette): void;
  /** The drawing of the figure as it is, at a width; null while there is nothing to draw. */
  protected abstract drawing(width: number, palette: Palette, measure: Measure): Drawing | null;
  /** The data of the drawing as CSV (RFC 4180), a header row first. */
  abstract toCSV(): string;

  /** The line under the heading. */
  protected get subtitle(): string {
    return '';
  }

  /** Controls beside the heading, before help and exports. */
  protected get tools(): unknown {
    return nothing;
  }

  /** The error message under the heading; overridden where the figure has a better place for it. */
  protected get trouble(): unknown {
    return this.error ? failure(this.error, this.drawn) : nothing;
  }

  /** Whether the last valid drawing is shown beside an error. */
  protected get drawn(): boolean {
    return false;
  }

  /** The playhead; it stops while the figure is out of sight. */
  protected abstract get pace(): Pace;

  protected get narrow(): boolean {
    return isNarrow(this.size.width);
  }

  /**
   * The figure as an image: heading, line under it, drawing. Rejects with a RangeError where there is nothing to draw,
   * or more pixels than the browser can hold.
   */
  async toBlob({ type = 'image/png', width, scale = 2 }: PictureOptions = {}): Promise<Blob> {
    const { palette } = this.colours;
    const inner =
      palette && this.drawing(width ?? (this.size.width || plainWidth), palette, measureIn(palette));
    if (!inner)
      throw new RangeError(`${this.localName}: a picture needs something drawn, got an empty figure`);
    const whole = titled(inner, this.#heading, this.subtitle, palette);
    if (type === 'image/svg+xml') return new Blob([svg(whole, palette, this.#heading)], { type });
    const canvas = document.createElement('canvas');
    draw(canvas, whole, palette, scale);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
    if (blob) return blob;
    throw new RangeError(
      `${this.localName}: a picture needs a size the browser can hold, got ${canvas.width} × ${canvas.height}`,
    );
  }

  /** The settings as plain data, from which `setState` makes an equal figure. */
  getState(): Record<string, unknown> {
    const state: Record<string, unknown> = { version: SPEC_VERSION };
    for (const name of this.#settings) state[name] = this[name as keyof this];
    return state;
  }

  /**
   * Settings taken from `getState`, also of an older version; unknown names are ignored. Throws a RangeError for a
   * newer version.
   */
  setState({ version = SPEC_VERSION, ...state }: Readonly<Record<string, unknown>>): void {
    needWhole(this.localName, 'state.version', version, 1, SPEC_VERSION);
    const plain = plainOf(this.localName);
    for (const name of this.#settings)
      if (Object.hasOwn(state, name))
        Object.assign(this, { [name]: state[name] ?? plain[name as keyof Figure] });
  }

  /** The attributes that make an equal figure: those whose values differ from the defaults. */
  get attributesNow(): Map<string, string> {
    const { elementProperties } = this.constructor as typeof Figure;
    const plain = plainOf(this.localName) as this;
    const now = new Map<string, string>();
    for (const name of this.#settings) {
      const [value, usual] = [this[name as keyof this], plain[name as keyof this]].map(written);
      const attribute = elementProperties.get(name)?.attribute;
      if (value !== usual) now.set(typeof attribute === 'string' ? attribute : name.toLowerCase(), value);
    }
    // `runs` takes the place of these.
    if (now.has('runs')) for (const name of ['optimizers', 'rates']) now.delete(name);
    return now;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.numbers = numbersIn(languageOf(this));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('speed')) this.pace.speed = this.speed;
    this.internals.ariaLabel = this.#heading;
    if (this.loading === 'eager' || this.sight.seen) this.begin();
    this.flag('error', this.error !== null);
    this.flag('playing', this.pace.playing);
  }

  protected override updated(): void {
    this.redraw();
  }

  protected override render() {
    return html`
      <span class="probe"></span>
      ${header(this.#heading, this.subtitle, this.tools, this.keys, this.#exports, this.#note)}
      ${this.trouble}
      ${this.body()}
    `;
  }

  /** Painting, once the figure is connected and its colours are known. */
  protected redraw(): void {
    const { palette, apart } = this.colours;
    if (!palette || !this.isConnected) return;
    this.flag('apart', apart);
    this.paint(palette);
  }

  /** An error shown in the figure and announced by `nabla-error`. */
  protected fail(error: Error): void {
    this.error = error;
    this.dispatchEvent(new NablaErrorEvent(error));
  }

  /** Sets a custom state that the page's style sheets can select, as `:state(playing)`. */
  protected flag(name: string, on: boolean): void {
    if (on) this.internals.states.add(name);
    else this.internals.states.delete(name);
  }

  #look(): void {
    if (this.sight.visible) this.begin();
    this.pace.hold(!this.sight.visible);
  }

  /** The note in the help where there is no WebAssembly. */
  get #note(): string {
    if (!this.sight.seen || loaded()) return '';
    return 'Computed without WebAssembly, which this page or browser does not allow: the same numbers, later.';
  }

  get #heading(): string {
    return this.heading || this.question;
  }

  /** The properties that are attributes too. */
  get #settings(): string[] {
    const { elementProperties } = this.constructor as typeof Figure;
    return [...elementProperties].filter(([, { state }]) => !state).map(([name]) => String(name));
  }

  get #exports(): Export[] {
    const file = (ending: string) => `${this.localName}.${ending}`;
    return [
      { name: 'Picture', format: 'PNG', take: async () => save(await this.toBlob(), file('png')) },
      {
        name: 'Picture',
        format: 'SVG',
        take: async () => save(await this.toBlob({ type: 'image/svg+xml' }), file('svg')),
      },
      { name: 'Numbers', format: 'CSV', take: () => save(this.toCSV(), file('csv'), 'text/csv') },
      {
        name: 'State',
        format: 'JSON',
        take: () => save(JSON.stringify(this.getState(), null, 2), file('json'), 'application/json'),
      },
      {
        name: 'Copy embed snippet',
        format: 'HTML',
        take: () => navigator.clipboard.writeText(snippetOf(this)),
      },
    ];
  }
}
