// A figure in a frame: the element and its attributes from the hash of the address, its height to the page around.
import { needKeys } from '../../src/need.js';
import type { Figure } from '../figure/figure.js';
import { attributeName, attributeProperties } from '../figure/properties.js';
import { elementNamed } from './elementNamed.js';

const who = 'embed';
/** What an address may not choose: the script that is run. */
const withheld = ['worker-url'];

/** Parameters of a hash, by name. A plus is a plus there, as formulas have it, and a space is %20. */
function parametersOf(hash: string): Record<string, string> {
  const pairs = hash.replace(/^#/, '').split('&').filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [decodeURIComponent(name), decodeURIComponent(value)];
    }),
  );
}

/** The figure of an address, whose language, direction and colours are those of its page. Only attributes of the element are taken: others could be scripts. */
function figureOf(hash: string): HTMLElement {
  const { tag = '', lang = 'en', dir = 'ltr', theme = '', ...rest } = parametersOf(hash);
  // The page's colours, not the figure's alone: a browser paints what is behind them where the page around has others.
  const { 'color-scheme': scheme = theme, ...attributes } = rest;
  Object.assign(document.documentElement, { lang, dir });
  document.documentElement.style.colorScheme = scheme;
  const figure = document.createElement(elementNamed(who, 'tag', tag));
  const known = attributeProperties((figure.constructor as typeof Figure).elementProperties).map(
    ([name, property]) => attributeName(name, property),
  );
  needKeys(
    who,
    'attribute',
    attributes,
    known.filter((name) => !withheld.includes(name)),
  );
  for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
  return figure;
}

function errorOf(error: unknown): HTMLElement {
  const said = document.createElement('p');
  said.setAttribute('role', 'alert');
  said.textContent = (error as Error).message;
  return said;
}

function showAddress(): void {
  let shown: HTMLElement;
  try {
    shown = figureOf(location.hash);
  } catch (error) {
    shown = errorOf(error);
  }
  document.body.replaceChildren(shown);
  document.title = shown.getAttribute('heading') ?? 'Nabla';
}

addEventListener('hashchange', showAddress);
showAddress();
new ResizeObserver(() => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ type: 'nabla-height', height }, '*');
}).observe(document.documentElement);
