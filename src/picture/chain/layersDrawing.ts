// A network, layer by layer: each with its values and slopes as squares, between two the shape of the Jacobian, and
// below them the product of these that is the slope of the first weights.

import { squareMarks } from '../jacobian/tableDrawing.js';
import type { NumberFormats } from '../numberFormat.js';
import type { Palette } from '../palette.js';
import type { Mark } from '../scene.js';
import { arrow, type ChainSheet, type HandleTrack, handleMark, laneLook } from './chainDrawing.js';

/** A layer's output, and the slope of the loss along it. */
interface LayerNode {
  readonly name: string;
  readonly value: Float64Array;
  readonly slope: Float64Array;
}

/** A table of numbers, row by row. */
interface NumberTable {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A Jacobian with its name: `∂y/∂h₂`. */
export interface NamedMatrix {
  readonly name: string;
  readonly matrix: NumberTable;
}

export interface LayersView {
  /** From the inputs to the loss. */
  readonly nodes: readonly LayerNode[];
  /** What makes each node but the first of the one before it, and its Jacobian. */
  readonly links: readonly (NamedMatrix & { readonly operation: string })[];
  /** The factors of the slope of the first weights, from the loss on; and what they come to. */
  readonly factors: readonly NamedMatrix[];
  readonly result: NamedMatrix;
  /** Names and values of the inputs, and where their handles are on their tracks, from 0 to 1. */
  readonly inputs: readonly { readonly name: string; readonly value: number; readonly at: number }[];
  /** How many nodes have their values, how many links the slopes are back, and whether the product is there. */
  readonly valued: number;
  readonly back: number;
  readonly hasProduct: boolean;
}

export interface LayersWords {
  readonly numbers: NumberFormats;
  readonly value: string;
  readonly slope: string;
  more(factors: string): string;
  /** A row that is shown in another shape: `1 × 6 as 3 × 2`. */
  folded(row: string, shape: string): string;
}

const [wideCell, narrowCell, leastCell] = [18, 14, 6];
const [inputWidth, inputPitch] = [84, 46];
/** Most factors that are drawn one by one. */
const mostFactors = 5;

export const shapeText = ({ rows, columns }: Pick<NumberTable, 'rows' | 'columns'>) => `${rows} × ${columns}`;

export function layersDrawing(view: LayersView, sheet: ChainSheet, words: LayersWords) {
  const above = sheet.narrow ? nodesDown(view, sheet, words) : nodesAlong(view, sheet, words);
  const product = view.hasProduct
    ? productMarks(view, sheet, words, above.height)
    : { marks: [], height: above.height };
  return {
    width: sheet.width,
    height: product.height,
    marks: [...above.marks, ...product.marks],
    tracks: above.tracks,
  };
}

/** Numbers as squares on a ground, the largest of them all filling its cell. */
function tableMarks(
  table: NumberTable,
  left: number,
  top: number,
  cell: number,
  color: string,
  { sunken, lowest, control }: Palette,
): Mark[] {
  const [right, bottom] = [left + table.columns * cell, top + table.rows * cell];
  const box = [left, top, right, top, right, bottom, left, bottom];
  const middle = (i: number, j: number): [number, number] => [
    left + (j + 0.5) * cell,
    top + (i + 0.5) * cell,
  ];
  return [
    { kind: 'shape', points: box, color: sunken },
    // In forced colours there is no such ground.
    ...(lowest ? [{ kind: 'line', points: [...box, left, top], color: control, width: 1 } as Mark] : []),
    ...squareMarks(table, { side: cell, middle }, color),
  ];
}

/** Width of the arrow of a link, by the size of the slope that comes along it. */
function linkWidth({ nodes }: LayersView, link: number): number {
  const size = ({ slope }: LayerNode) =>
    Math.sqrt(Array.from(slope).reduce((sum, each) => sum + each * each, 0));
  const largest = Math.max(...nodes.map(size));
  return 1.5 + (largest > 0 ? (4.5 * size(nodes[link])) / largest : 0);
}

function linkMarks(view: LayersView, link: number, points: number[], { palette }: ChainSheet): Mark[] {
  const isBack = link >= view.links.length - view.back;
  const way = isBack ? [points[2], points[3], points[0], points[1]] : points;
  const width = isBack ? linkWidth(view, link) : 1.5;
  const color = isBack ? palette.series[2] : palette.control;
  const { shaft, head } = arrow(way, 9 + width, width / 2 + 3.5);
  return [
    { kind: 'line', points: shaft, color, ...laneLook(width, isBack, palette) },
    { kind: 'shape', points: head, color },
  ];
}

const hasSlope = ({ nodes, links, back }: LayersView, node: number) =>
  back > 0 && (node === nodes.length - 1 || node >= links.length - back);

function inputMarks(
  view: LayersView,
  tracks: readonly HandleTrack[],
  { palette }: ChainSheet,
  words: LayersWords,
): Mark[] {
  return view.inputs.flatMap(({ name, value, at }, i): Mark[] => {
    const { left, y, length } = tracks[i];
    return [
      { kind: 'line', points: [left - 7, y, left + length + 7, y], color: palette.control, width: 2 },
      ...handleMark(left + at * length, y, palette),
      {
        ...{ kind: 'words', x: left - 7, y: y - 19, size: 14, color: palette.labels[3] },
        text: `${name} = ${words.numbers.measured(value)}`,
      },
    ];
  });
}

function nodesAlong(view: LayersView, sheet: ChainSheet, words: LayersWords) {
  const { width, palette, measure } = sheet;
  const { nodes, links } = view;
  const cell = wideCell;
  const most = Math.max(...nodes.map(({ value }) => value.length));
  const middle = Math.max((most * cell) / 2 + 34, (view.inputs.length * inputPitch) / 2 + 8);
  const block = 2 * cell + 3;
  const lefts = nodes.map(
    (_, i) => inputWidth + 16 + (i * (width - inputWidth - 16 - block)) / Math.max(1, links.length),
  );
  const tracks = view.inputs.map((_, i) => ({
    left: 7,
    y: middle + (i - (view.inputs.length - 1) / 2) * inputPitch + 8,
    length: inputWidth - 14,
  }));
  const marks = nodes.flatMap(({ name, value, slope }, i): Mark[] => {
    const top = middle - (value.length * cell) / 2;
    const [left, size] = [lefts[i], { rows: value.length, columns: 1 }];
    const isOne = value.length === 1;
    const below = isOne && i < view.valued ? words.numbers.measured(value[0]) : shapeText(size);
    return [
      ...(i < view.valued
        ? tableMarks({ ...size, data: value }, left, top, cell, palette.text, palette)
        : []),
      ...(hasSlope(view, i)
        ? tableMarks({ ...size, data: slope }, left + cell + 3, top, cell, palette.series[2], palette)
        : []),
      {
        kind: 'words',
        x: left + block / 2,
        y: top - 12,
        text: name,
        size: 14,
        color: palette.text,
        align: 'center',
      },
      {
        ...{ kind: 'words', x: left + block / 2, y: top + value.length * cell + 12, align: 'center' },
        ...{ text: below, color: isOne ? palette.text : palette.quiet },
      },
    ];
  });
  const arrows = links.flatMap(({ operation, matrix }, i): Mark[] => {
    const [from, to] = [lefts[i] + block + 4, lefts[i + 1] - 4];
    const x = (from + to) / 2;
    return [
      ...linkMarks(view, i, [from, middle, to, middle], sheet),
      ...[
        { text: operation, y: middle - 13, color: palette.quiet },
        { text: shapeText(matrix), y: middle + 14, color: palette.labels[2] },
      ].flatMap((each): Mark[] =>
        measure(each.text) > to - from + 8 ? [] : [{ kind: 'words', x, align: 'center', ...each }],
      ),
    ];
  });
  return {
    marks: [...arrows, ...marks, ...inputMarks(view, tracks, sheet, words)],
    tracks,
    height: 2 * middle,
  };
}

function nodesDown(view: LayersView, sheet: ChainSheet, words: LayersWords) {
  const { width, palette } = sheet;
  const { nodes, links } = view;
  const cell = narrowCell;
  const most = Math.max(...nodes.map(({ value }) => value.length));
  const perRow = Math.max(1, Math.floor(width / (inputWidth + 12)));
  const tracks = view.inputs.map((_, i) => ({
    left: 7 + (i % perRow) * (inputWidth + 12),
    y: 34 + Math.floor(i / perRow) * inputPitch,
    length: inputWidth - 14,
  }));
  const first = tracks[tracks.length - 1].y + 44;
  const [values, slopes, pitch] = [72, 84 + most * cell, 58];
  const marks = nodes.flatMap(({ name, value, slope }, i): Mark[] => {
    const y = first + i * pitch;
    const size = { rows: 1, columns: value.length };
    return [
      { kind: 'words', x: 0, y, text: name, color: palette.text, size: 14 },
      { kind: 'words', x: 24, y, text: shapeText({ rows: value.length, columns: 1 }), color: palette.quiet },
      ...(i < view.valued
        ? tableMarks({ ...size, data: value }, values, y - cell / 2, cell, palette.text, palette)
        : []),
      ...(hasSlope(view, i)
        ? tableMarks({ ...size, data: slope }, slopes, y - cell / 2, cell, palette.series[2], palette)
        : []),
    ];
  });
  const arrows = links.flatMap(({ operation, matrix }, i): Mark[] => {
    const [from, to] = [first + i * pitch + 10, first + (i + 1) * pitch - 10];
    const y = (from + to) / 2;
    return [
      ...linkMarks(view, i, [12, from, 12, to], sheet),
      { kind: 'words', x: 28, y, text: operation, color: palette.quiet },
      { kind: 'words', x: width, y, text: shapeText(matrix), color: palette.labels[2], align: 'right' },
    ];
  });
  const heads: Mark[] = [
    { kind: 'words', x: values, y: first - 18, text: words.value, color: palette.quiet },
    { kind: 'words', x: slopes, y: first - 18, text: words.slope, color: palette.labels[2] },
  ];
  return {
    marks: [...heads, ...arrows, ...marks, ...inputMarks(view, tracks, sheet, words)],
    tracks,
    height: first + links.length * pitch + 18,
  };
}

/** The product, factor by factor, in as many lines as it needs. */
function productMarks(view: LayersView, sheet: ChainSheet, words: LayersWords, top: number) {
  const { width, palette, measure, narrow } = sheet;
  const { factors, result } = view;
  const isLong = factors.length > mostFactors;
  const shown: (NamedMatrix | string)[] = isLong
    ? [...factors.slice(0, 2), words.more(words.numbers.count(factors.length - 4)), ...factors.slice(-2)]
    : [...factors];
  const all = [...shown, result];
  const columns = (each: NamedMatrix | string) => (typeof each === 'string' ? 0 : each.matrix.columns);
  const shapeOf = (each: NamedMatrix) => {
    const shape = shapeText(each.matrix);
    const { rows, columns: across } = each.matrix;
    return each === result ? words.folded(shapeText({ rows: 1, columns: rows * across }), shape) : shape;
  };
  const labels = (each: NamedMatrix | string) =>
    typeof each === 'string' ? measure(each) : Math.max(measure(each.name), measure(shapeOf(each)));
  const slotsWith = (cell: number) => all.map((each) => Math.max(columns(each) * cell, labels(each)));
  const gap = 18;
  const lead = measure(`${result.name} =`) + 14;
  const lengthWith = (cell: number) => lead + slotsWith(cell).reduce((sum, each) => sum + each + gap, 0);
  let cell = narrow ? narrowCell : wideCell;
  while (!narrow && cell > leastCell && lengthWith(cell) > width) cell--;
  const slots = slotsWith(cell);
  const most = Math.max(...all.map((each) => (typeof each === 'string' ? 0 : each.matrix.rows)));
  const line = most * cell + 52;
  let [x, y] = [lead, top + 26];
  const marks: Mark[] = [
    { kind: 'line', points: [0, top + 8.5, width, top + 8.5], color: palette.grid, width: 1 },
    { kind: 'words', x: 0, y: y + line / 2 - 4, text: `${result.name} =`, color: palette.labels[2] },
  ];
  all.forEach((each, i) => {
    if (x + slots[i] > width && x > lead) [x, y] = [16, y + line];
    const [middle, centre] = [x + slots[i] / 2, y + line / 2 - 4];
    if (typeof each === 'string')
      marks.push({ kind: 'words', x: middle, y: centre, text: each, color: palette.quiet, align: 'center' });
    else {
      const { rows, columns: across, data } = each.matrix;
      const high = (rows * cell) / 2;
      marks.push(
        ...tableMarks(
          { rows, columns: across, data },
          middle - (across * cell) / 2,
          centre - high,
          cell,
          palette.series[2],
          palette,
        ),
        {
          kind: 'words',
          x: middle,
          y: centre - high - 11,
          text: each.name,
          color: palette.text,
          align: 'center',
        },
        {
          kind: 'words',
          x: middle,
          y: centre + high + 11,
          text: shapeOf(each),
          color: palette.quiet,
          align: 'center',
        },
      );
    }
    if (i < all.length - 1)
      marks.push({
        ...{ kind: 'words', x: x + slots[i] + gap / 2, y: centre, align: 'center' },
        ...{ text: i === all.length - 2 ? '=' : '·', color: palette.text },
      });
    x += slots[i] + gap;
  });
  return { marks, height: y + line };
}
