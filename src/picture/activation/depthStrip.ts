// The slope of a whole chain of layers after each of them, a row of squares for each function.

import type { Sheet } from '../compare/lossChart.js';
import type { Drawing, Mark } from '../scene.js';
import { squareSide } from '../squares.js';
import { slopeHue } from '../taylor/ordersDrawing.js';
import type { ActivationCurve, ActivationView, DepthStep } from './activationView.js';
import type { ActivationWords } from './activationWords.js';

interface StripLayout {
  /** Where cells begin, and how wide one is. */
  left: number;
  cell: number;
  /** Every how many layers one is shown. */
  every: number;
  rowHeight: number;
  /** Room of a name above its row. */
  above: number;
  top: number;
}

const [wideCell, narrowCell, leastCell, largestBox] = [40, 20, 9, 29];
const titleHeight = 28;
const labelHeight = 22;

function stripLayout({ curves, depth }: ActivationView, sheet: Sheet, words: ActivationWords): StripLayout {
  const { width, narrow, measure } = sheet;
  const names = Math.max(...curves.map(({ name }) => measure(words.name(name))));
  const left = narrow ? 0 : Math.min(140, Math.max(72, Math.ceil(names) + 16));
  const numbers = curves.map(({ chain }) => measure(endText(chain, words), true));
  const room = Math.max(1, width - left - Math.ceil(Math.max(...numbers)) - 16);
  const cell = Math.min(narrow ? narrowCell : wideCell, room / depth);
  const every = cell >= leastCell ? 1 : Math.ceil((leastCell * depth) / room);
  const shared = { left, every, top: titleHeight };
  const size = Math.min(narrow ? narrowCell : wideCell, room / Math.ceil(depth / every));
  return narrow
    ? { ...shared, cell: size, rowHeight: 46, above: 20 }
    : { ...shared, cell: size, rowHeight: 36, above: 0 };
}

/** Layers that have a square: every so many, the last among them. */
const shownLayers = (depth: number, every: number): number[] =>
  Array.from({ length: Math.ceil(depth / every) }, (_, k) => depth - 1 - k * every).reverse();

export function depthStrip(view: ActivationView, sheet: Sheet, words: ActivationWords): Drawing {
  const layout = stripLayout(view, sheet, words);
  const { curves, depth, x } = view;
  const { palette, width } = sheet;
  const largest = curves.reduce((most, { chain }) => Math.max(most, largestProduct(chain)), 0);
  const bottom = layout.top + curves.length * layout.rowHeight;
  const title: Mark = {
    kind: 'words',
    x: 0,
    y: 10,
    text: words.strip(x, sheet.narrow),
    color: palette.quiet,
  };
  return {
    width,
    height: bottom + labelHeight,
    marks: [
      title,
      ...curves.flatMap((curve, k) =>
        rowMarks(curve, layout.top + k * layout.rowHeight, largest, depth, layout, sheet, words),
      ),
      ...layerLabels(depth, bottom + 10, layout, sheet, words),
    ],
  };
}

/** The slope of the whole chain; of none that is known a dash, and 0 without a sign. */
function endText(chain: readonly DepthStep[], words: ActivationWords): string {
  const { product } = chain[chain.length - 1];
  return Number.isNaN(product) ? '—' : words.product(product === 0 ? 0 : product);
}

const largestProduct = (chain: readonly DepthStep[]): number =>
  chain.reduce(
    (most, { product }) => (Number.isFinite(product) ? Math.max(most, Math.abs(product)) : most),
    0,
  );

function rowMarks(
  { name, chain }: ActivationCurve,
  top: number,
  largest: number,
  depth: number,
  { left, cell, every, rowHeight, above }: StripLayout,
  { palette, measure }: Sheet,
  words: ActivationWords,
): Mark[] {
  const y = top + above + (rowHeight - above) / 2;
  const layers = shownLayers(depth, every);
  const [filled, hollow]: [number[], number[]] = [[], []];
  const dies = chain.findIndex(({ product }) => product === 0);
  layers.forEach((layer, k) => {
    const { product } = chain[layer];
    const side = squareSide(product, largest, Math.min(largestBox, cell));
    if (side === 0) return;
    const half = product < 0 ? Math.max(0.5, side / 2 - 0.75) : side / 2;
    const x = left + (k + 0.5) * cell;
    const corners = [x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half];
    if (product < 0) hollow.push(...corners, corners[0], corners[1], Number.NaN, Number.NaN);
    else filled.push(...corners, Number.NaN, Number.NaN);
  });
  const color = palette.series[slopeHue];
  const end = left + layers.length * cell;
  const at = layers.findIndex((layer) => layer >= dies);
  let text = words.name(name);
  while (above === 0 && text.length > 2 && measure(text) > left - 8) text = `${text.slice(0, -2)}…`;
  return [
    { kind: 'words', x: 0, y: above > 0 ? top + 8 : y, text, color: palette.text },
    ...(filled.length > 0 ? [{ kind: 'shape', points: filled, color } as const] : []),
    ...(hollow.length > 0 ? [{ kind: 'line', points: hollow, color, width: 1.5 } as const] : []),
    ...(dies >= 0 ? [{ kind: 'cross', x: left + (at + 0.5) * cell, y, size: 9, color } as const] : []),
    {
      ...{ kind: 'words', x: end + 12, y, color: palette.labels[slopeHue], bold: true },
      text: endText(chain, words),
    },
  ];
}

/** Numbers of layers below the strip: the first, some between, the last with its name. */
function layerLabels(
  depth: number,
  y: number,
  layout: StripLayout,
  { palette, measure }: Sheet,
  words: ActivationWords,
): Mark[] {
  const { left, cell, every } = layout;
  const layers = shownLayers(depth, every);
  const step = [1, 2, 4, 5, 10, 20].find((each) => (each / every) * cell >= 34) ?? 25;
  const taken: { from: number; to: number }[] = [];
  const label = (k: number, text: string): Mark[] => {
    const half = measure(text) / 2;
    const x = Math.max(half, left + (k + 0.5) * cell);
    if (taken.some(({ from, to }) => x - half < to + 8 && x + half > from - 8)) return [];
    taken.push({ from: x - half, to: x + half });
    return [{ kind: 'words', x, y, text, color: palette.quiet, align: 'center' }];
  };
  const last = layers.length - 1;
  return [
    ...label(last, words.layer(layers[last] + 1)),
    ...layers.flatMap((layer, k) =>
      layer === 0 || (layer + 1) % step === 0 ? label(k, words.count(layer + 1)) : [],
    ),
  ];
}
