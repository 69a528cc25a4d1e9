// A figure as it stands as text for the hash of an address, and back.
import { linkOf, specFromLink } from '../../src/spec/link.js';
import type { Spec } from '../../src/spec/spec.js';
import type { Figure } from '../figure/figure.js';
import { attributeName } from '../figure/properties.js';

/** The hash of an address that opens an equal figure: what it asks as a link of its spec, the rest as attributes. */
export function linkOfFigure(figure: Figure): string {
  const { version: _, spec, ...state } = figure.getState();
  const { elementProperties } = figure.constructor as typeof Figure;
  const now = figure.attributesNow;
  const told = Object.keys(state)
    .map((name) => attributeName(name, elementProperties.get(name) ?? {}))
    .flatMap((name) => (now.has(name) ? [[name, now.get(name)!]] : []));
  const link = spec === undefined ? [] : [['spec', linkOf(spec as Spec)]];
  return `#${new URLSearchParams([['tag', figure.localName], ...link, ...told])}`;
}

/** The figure of such a hash; null for any other. Throws as `specFromLink` does for a damaged one. */
export function figureFromLink(hash: string): Figure | null {
  const { tag = '', spec, ...attributes } = Object.fromEntries(new URLSearchParams(hash.slice(1)));
  if (!/^nabla-[\w-]+$/.test(tag) || !customElements.get(tag)) return null;
  const element = document.createElement(tag) as Figure;
  if (spec !== undefined) element.setState({ spec: specFromLink(spec) });
  for (const name of (element.constructor as typeof Figure).observedAttributes)
    if (Object.hasOwn(attributes, name)) element.setAttribute(name, attributes[name]);
  return element;
}
