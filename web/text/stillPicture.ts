// Pictures of figures made in Node, by the elements themselves: a figure there has no page, and all that draws needs
// none.

import { svgDocument } from '../../src/picture/svg.js';
import { estimateTextWidth } from '../../src/picture/textWidth.js';
import { paletteFromTokens } from '../../src/picture/themePalette.js';
import * as elements from '../elements/index.js';
import type { Figure } from '../figure/figure.js';
import type { TextFigure } from './section.js';

interface StillPicture {
  /** The name of its width. */
  width: string;
  scheme: 'light' | 'dark';
  /** The line under the heading. */
  subtitle: string;
  size: { width: number; height: number };
  /** Text of the SVG file. */
  text: string;
}

/** Pictures of a figure at some widths, light and dark, at the end of all that it computes; without its heading. */
export function createPictures(
  { tag, attributes }: TextFigure,
  widths: Readonly<Record<string, number>>,
): StillPicture[] {
  return Object.entries(widths).flatMap(([width, pixels]) => {
    const figure = createFigureOf(tag, attributes, pixels);
    return (['light', 'dark'] as const).map((scheme) => {
      const palette = paletteFromTokens(scheme, 'system-ui, sans-serif');
      const drawing = figure['createDrawing'](pixels, palette, estimateTextWidth);
      if (!drawing) throw new RangeError(`createPictures: ${tag} needs something to draw, got none`);
      const size = { width: drawing.width, height: drawing.height };
      const text = svgDocument(drawing, palette, figure.heading);
      return { width, scheme, subtitle: figure['subtitle'], size, text };
    });
  });
}

/** An element with these attributes that has begun, and is at its end. */
function createFigureOf(tag: string, attributes: Readonly<Record<string, string>>, width: number): Figure {
  const name = tag.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const Element = elements[name as 'NablaChain'];
  // Reading the names of attributes prepares an element that no page has defined.
  const known = Element.observedAttributes;
  const figure: Figure = new Element();
  // A picture has nobody to guess: it shows the answer.
  for (const [each, value] of Object.entries(attributes))
    if (known.includes(each) && each !== 'predict') figure.attributeChangedCallback(each, null, value);
  figure.autoplay = false;
  figure['size'].width = width;
  figure['startRequested']();
  figure['enterPrint'](Number.POSITIVE_INFINITY);
  return figure;
}
