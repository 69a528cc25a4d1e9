// A Jacobian as a table of squares: a row is the gradient of an output, a column what a push of an input does.

import type { Sheet } from '../compare/lossChart.js';
import type { Mark, TextMark } from '../scene.js';
import { largestSize, squareSide } from '../squares.js';
import { slopeHue, turned } from '../taylor/ordersDrawing.js';
import { type CellGrid, groundMark } from './cellGrid.js';
import type { JacobianView } from './jacobianView.js';
import type { JacobianWords } from './jacobianWords.js';

export interface TableView extends JacobianView {
  matrix: NonNullable<JacobianView['matrix']>;
}

/** Cells with their numbers: their sizes wide and narrow, the least with room for a number, the square's, and the most. */
const [rowHeight, wideCell, narrowCell, leastCell, squareBox, mostNumbered] = [40, 104, 72, 56, 24, 8];
/** Cells without: their size, the least where there are many, and every how many a name stands where they crowd. */
const [plainCell, crowdedCell, mostNamed] = [14, 3, 40];
const headHeight = 40;
const pushHeight = 20;

interface TableLayout {
  cells: CellGrid;
  hasNumbers: boolean;
  /** Left end of a row, where the name of its output is. */
  left: number;
  /** Whether formulas stand beside the names. */
  hasTexts: boolean;
  bottom: number;
}

export function tableLayout(view: TableView, top: number, sheet: Sheet, words: JacobianWords): TableLayout {
  const { rows, columns } = view.matrix;
  const { width, narrow, measure } = sheet;
  const gradient = narrow ? 0 : Math.ceil(measure(words.gradient)) + 16;
  const names = Math.max(...view.outputs.map(({ name }) => measure(words.name(name)))) * 1.2;
  const texts = narrow ? [] : view.outputs.map(({ text }) => measure(words.formula(text)));
  const nameRoom = Math.ceil(Math.max(28, names + 12));
  const textRoom = Math.min(
    180,
    Math.ceil(Math.max(0, ...texts)) + (texts.some((each) => each > 0) ? 20 : 0),
  );
  const room = width - nameRoom - gradient;
  const fits = (more: number) =>
    Math.min(narrow ? narrowCell : wideCell, Math.floor((room - more) / columns));
  const isSmall = Math.max(rows, columns) <= mostNumbered;
  const hasTexts = isSmall && textRoom > 0 && fits(textRoom) >= leastCell;
  const cell = fits(hasTexts ? textRoom : 0);
  const hasNumbers = isSmall && cell >= leastCell;
  const side = hasNumbers
    ? cell
    : Math.max(crowdedCell, Math.min(isSmall ? squareBox : plainCell, Math.floor(room / columns)));
  const height = hasNumbers ? rowHeight : side;
  const cells = {
    ...{ left: nameRoom + (hasTexts ? textRoom : 0), top: top + headHeight, rows, columns },
    ...{ cellWidth: side, cellHeight: height },
  };
  return { cells, hasNumbers, left: 0, hasTexts, bottom: cells.top + rows * height + pushHeight };
}

export function tableMarks(view: TableView, layout: TableLayout, sheet: Sheet, words: JacobianWords): Mark[] {
  const { cells, left } = layout;
  const { palette, width } = sheet;
  const { hand } = view;
  const right = cells.left + cells.columns * cells.cellWidth;
  const label = palette.labels[slopeHue];
  const bottom = cells.top + cells.rows * cells.cellHeight;
  const isAlong = hand.along === 'row';
  const ground: Mark = {
    ...{ kind: 'shape', color: palette.sunken },
    points: [cells.left, cells.top, right, cells.top, right, bottom, cells.left, bottom],
  };
  const named: TextMark = isAlong
    ? {
        ...{ kind: 'words', x: right + 12, text: words.gradient, color: label },
        y: cells.top + (hand.row + 0.5) * cells.cellHeight,
      }
    : {
        ...{ kind: 'words', text: words.push, color: label, y: bottom + 12, align: 'center' },
        x: Math.min(Math.max(cells.left + (hand.column + 0.5) * cells.cellWidth, 20), width - 20),
      };
  const isRoom = !isAlong || right + 12 + sheet.measure(words.gradient) <= width;
  return [
    ...(layout.hasNumbers ? [] : [ground]),
    groundMark(cells, hand, layout.hasNumbers ? palette : { ...palette, sunken: palette.grid }, left),
    ...(layout.hasNumbers ? hairlines(cells, left, right, palette.grid) : []),
    ...columnHeads(view, layout, sheet, words),
    ...rowHeads(view, layout, sheet, words),
    ...squareMarks(view.matrix, cellBoxes(layout, sheet.narrow), palette.series[slopeHue]),
    ...(layout.hasNumbers ? cellNumbers(view, layout, sheet, words) : []),
    ...(isRoom ? [named] : []),
  ];
}

const hairlines = ({ top, rows, cellHeight }: CellGrid, left: number, right: number, color: string): Mark[] =>
  Array.from({ length: rows + 1 }, (_, i): Mark => {
    const y = Math.round(top + i * cellHeight) + 0.5;
    return { kind: 'line', points: [left, y, right, y], color, width: 1 };
  });

/** Every how many rows or columns one has its name. */
const strideOf = (count: number, size: number, least: number) =>
  Math.max(count > mostNamed ? Math.ceil(count / 10) : 1, Math.ceil(least / size));

function columnHeads(
  { inputs, hand }: TableView,
  { cells, hasNumbers }: TableLayout,
  sheet: Sheet,
  words: JacobianWords,
): Mark[] {
  const { palette, measure } = sheet;
  const widest = Math.max(...inputs.map(({ name }) => measure(words.name(name)))) * 1.2 + 4;
  const stride = hasNumbers ? 1 : strideOf(cells.columns, cells.cellWidth, widest);
  return inputs.flatMap(({ name, value }, j): Mark[] => {
    const isInHand = hand.along === 'column' && hand.column === j;
    if (j % stride > 0 && !isInHand) return [];
    if (!isInHand && hand.along === 'column' && Math.abs(j - hand.column) * cells.cellWidth < widest)
      return [];
    const x = cells.left + (j + 0.5) * cells.cellWidth;
    const shared = { kind: 'words' as const, x, align: 'center' as const, bold: isInHand };
    const head: Mark = {
      ...shared,
      ...{
        y: cells.top - (hasNumbers ? 30 : 12),
        text: words.name(name),
        color: palette.labels[turned],
        size: 14,
      },
    };
    if (!hasNumbers) return [head];
    return [
      head,
      { ...shared, bold: false, y: cells.top - 12, text: words.coordinate(value), color: palette.quiet },
    ];
  });
}

function rowHeads(
  { outputs, hand }: TableView,
  layout: TableLayout,
  sheet: Sheet,
  words: JacobianWords,
): Mark[] {
  const { cells, left, hasNumbers, hasTexts } = layout;
  const { palette, measure } = sheet;
  const stride = hasNumbers ? 1 : strideOf(cells.rows, cells.cellHeight, 16);
  const nameEnd = Math.max(...outputs.map(({ name }) => measure(words.name(name)))) * 1.2 + 24;
  return outputs.flatMap(({ name, text }, i): Mark[] => {
    const isInHand = hand.along === 'row' && hand.row === i;
    if (i % stride > 0 && !isInHand) return [];
    if (!isInHand && hand.along === 'row' && Math.abs(i - hand.row) * cells.cellHeight < 14) return [];
    const y = cells.top + (i + 0.5) * cells.cellHeight;
    const shared = { kind: 'words' as const, y, color: palette.text };
    const on = isInHand && hasNumbers ? { bare: true } : {};
    const head: Mark = { ...shared, ...on, x: left + 6, text: words.name(name), bold: isInHand, size: 14 };
    if (!hasTexts || text === '') return [head];
    const room = cells.left - nameEnd - 8;
    return [
      head,
      {
        ...shared,
        ...on,
        x: nameEnd,
        text: fitted(words.formula(text), room, measure),
        color: palette.quiet,
      },
    ];
  });
}

/** A text, or as much of its beginning as has room. */
function fitted(text: string, room: number, measure: Sheet['measure']): string {
  if (measure(text) <= room) return text;
  let short = text.slice(0, 60);
  while (short.length > 1 && measure(`${short}…`) > room) short = short.slice(0, -1);
  return `${short}…`;
}

/** Middle and size of the box of a square. */
interface Boxes {
  side: number;
  middle(row: number, column: number): [x: number, y: number];
}

function cellBoxes({ cells, hasNumbers }: TableLayout, narrow: boolean): Boxes {
  const { left, top, cellWidth, cellHeight } = cells;
  const side = hasNumbers ? squareBox : cellWidth;
  const from = hasNumbers ? (narrow || cellWidth < 80 ? 2 : 12) + side / 2 : cellWidth / 2;
  return { side, middle: (i, j) => [left + j * cellWidth + from, top + (i + 0.5) * cellHeight] };
}

/** Squares of a matrix, filled where positive, hollow where negative. */
export function squareMarks(
  { rows, columns, data }: { rows: number; columns: number; data: ArrayLike<number> },
  { side: box, middle }: Boxes,
  color: string,
): Mark[] {
  const largest = largestSize(data);
  const [filled, hollow]: [number[], number[]] = [[], []];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const value = data[i * columns + j];
      const side = squareSide(value, largest, box);
      if (side === 0) continue;
      const [x, y] = middle(i, j);
      const half = value < 0 ? Math.max(0.5, side / 2 - 0.75) : side / 2;
      const corners = [x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half];
      if (value < 0) hollow.push(...corners, corners[0], corners[1], Number.NaN, Number.NaN);
      else filled.push(...corners, Number.NaN, Number.NaN);
    }
  return [
    ...(filled.length > 0 ? [{ kind: 'shape', points: filled, color } as const] : []),
    ...(hollow.length > 0 ? [{ kind: 'line', points: hollow, color, width: 1.5 } as const] : []),
  ];
}

function cellNumbers(view: TableView, layout: TableLayout, sheet: Sheet, words: JacobianWords): Mark[] {
  const { palette, narrow } = sheet;
  const { matrix, hand } = view;
  const boxes = cellBoxes(layout, narrow);
  const isInHand = (i: number, j: number) => (hand.along === 'row' ? hand.row === i : hand.column === j);
  return Array.from(matrix.data, (value, at): Mark => {
    const [i, j] = [Math.floor(at / matrix.columns), at % matrix.columns];
    const [x, y] = boxes.middle(i, j);
    return {
      ...{ kind: 'words', x: x + squareBox / 2 + 4, y, text: words.cell(value) },
      color: value === 0 ? palette.quiet : palette.labels[slopeHue],
      ...(isInHand(i, j) && { bold: true, bare: true }),
    };
  });
}
