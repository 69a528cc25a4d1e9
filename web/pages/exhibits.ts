// The demos of the elements, by element, each with the id by which the gallery opens it; and the theme of a page.
import type { Demo, Figure } from '../figure/figure.js';
import { reference } from './reference.generated.js';

/** A demo with its id and its element's tag. */
export interface Exhibit {
  id: string;
  tag: string;
  demo: Demo;
}

const capitalize = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);
const slugify = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** The elements that have demos. */
export const elementGroups = Object.keys(reference).flatMap((tag) => {
  const name = tag.replace('nabla-', '');
  const { demos = [] } = customElements.get(tag) as Partial<Pick<typeof Figure, 'demos'>>;
  const exhibits = demos.map((demo): Exhibit => ({ id: `${name}-${slugify(demo.title)}`, tag, demo }));
  return demos.length > 0 ? [{ tag, name: capitalize(name.replaceAll('-', ' ')), exhibits }] : [];
});

/** A figure with these attributes. */
export function createFigure(tag: string, attributes: Readonly<Record<string, string>>): Figure {
  const element = document.createElement(tag) as Figure;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const colorSchemes = ['system', 'light', 'dark'];
export let colorScheme = colorSchemes[0];

/** Turns the page to the next theme. */
export function nextColorScheme(): void {
  colorScheme = colorSchemes[(colorSchemes.indexOf(colorScheme) + 1) % colorSchemes.length];
  document.documentElement.dataset.colorScheme = colorScheme;
}
