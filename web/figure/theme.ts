import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Palette, seriesCount } from '../../src/picture/palette.js';

/** Media queries and attributes that may change the colours of the tokens; no event tells a canvas. */
const themeQueries = [
  '(prefers-color-scheme: dark)',
  '(forced-colors: active)',
  '(prefers-contrast: more)',
  'print',
];
const themeAttributes = ['class', 'style', 'theme', 'data-theme', 'data-color-scheme', 'data-bs-theme'];

/** The palette of the element as its page resolves it, read again whenever it may have changed. */
export class Theme implements ReactiveController {
  palette: Palette | null = null;
  /** Whether the element's colour scheme differs from that of the page around it. */
  apart = false;
  #isPrinting = false;
  #host: ReactiveControllerHost & HTMLElement;
  #changed: () => void;
  #mediaQueries: MediaQueryList[] = [];
  #observer: MutationObserver | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#mediaQueries = themeQueries.map((query) => matchMedia(query));
    for (const list of this.#mediaQueries) list.addEventListener('change', this.#readPalette);
    this.#observer = new MutationObserver(this.#readPalette);
    for (const node of composedAncestors(this.#host)) {
      this.#observer.observe(node, { attributes: true, attributeFilter: themeAttributes });
    }
  }

  hostDisconnected(): void {
    for (const list of this.#mediaQueries) list.removeEventListener('change', this.#readPalette);
    this.#observer?.disconnect();
    this.#mediaQueries = [];
    this.#observer = null;
  }

  /** First reading, once the probe has been rendered. */
  hostUpdated(): void {
    if (!this.palette) this.#readPalette();
  }

  /** Colours as on paper, before the page has those of print. */
  setPrinting(on: boolean): void {
    this.#isPrinting = on;
    this.#readPalette();
  }

  #readPalette = (): void => {
    const probe = this.#host.shadowRoot?.querySelector<HTMLElement>('.probe');
    if (!probe) return;
    const palette = computedPalette(probe, this.#isPrinting);
    const apart =
      !this.#isPrinting && usedColorScheme(this.#host) !== usedColorScheme(composedParent(this.#host));
    if (apart === this.apart && JSON.stringify(palette) === JSON.stringify(this.palette)) return;
    this.palette = palette;
    this.apart = apart;
    this.#changed();
  };
}

/**
 * The palette, resolved through a probe element: the computed style has custom properties as they were written, not as
 * colours.
 */
function computedPalette(probe: HTMLElement, printing: boolean): Palette {
  const forced = matchMedia('(forced-colors: active)').matches;
  const numbers = Array.from({ length: seriesCount }, (_, i) => i + 1);
  const [surface, sunken, text, quiet, grid, control, lowest, ...ofSeries] = resolvedColours(probe, [
    ...['surface', 'sunken', 'text', 'text-quiet', 'grid', 'control'].map((name) => `var(--nabla-${name})`),
    'Highlight',
    ...numbers.map((n) => `var(--nabla-series-${n})`),
    ...numbers.map((n) => `var(--label-${n})`),
  ]);
  return {
    surface,
    sunken,
    text,
    quiet,
    grid,
    control,
    series: ofSeries.slice(0, seriesCount),
    labels: ofSeries.slice(seriesCount),
    lowest: forced ? lowest : null,
    family: getComputedStyle(probe).fontFamily,
    paper: printing || matchMedia('print').matches,
    line: forced || matchMedia('(prefers-contrast: more)').matches ? 2 : 1.5,
  };
}

/** Colours as they are on an element, each read from a child of its own: styles are then computed once for all. */
function resolvedColours(probe: HTMLElement, colours: readonly string[]): string[] {
  const children = colours.map((color) => {
    const child = document.createElement('span');
    child.style.color = color;
    return child;
  });
  probe.replaceChildren(...children);
  const resolved = children.map((child) => getComputedStyle(child).color);
  probe.replaceChildren();
  return resolved;
}

/** The parent of an element, across shadow roots. */
function composedParent(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** The element and its ancestors, across shadow roots. */
function* composedAncestors(from: Element): Generator<Element> {
  for (let node: Element | null = from; node; node = composedParent(node)) yield node;
}

/** The colour scheme in use; where the page allows both, the user's preference. */
function usedColorScheme(element: Element | null): 'light' | 'dark' {
  const allowed = element ? getComputedStyle(element).colorScheme.split(' ') : [];
  if (!allowed.includes('dark')) return 'light';
  return allowed.includes('light') && !matchMedia('(prefers-color-scheme: dark)').matches ? 'light' : 'dark';
}
