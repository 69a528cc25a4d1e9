// The Jacobian of a map of the plane in brackets, and what it does to an area, in words.

import type { Sheet } from '../compare/lossChart.js';
import type { Area, Mark, TextMark } from '../scene.js';
import { slopeHue } from '../taylor/ordersDrawing.js';
import { type CellGrid, groundMark } from './cellGrid.js';
import type { JacobianWords } from './jacobianWords.js';
import type { PlaneNearPoint } from './planeDrawing.js';

/** Room of the names of rows, and the sizes of a cell. */
const [nameRoom, headHeight, cellHeight] = [22, 24, 36];
const lineHeight = 17;

export const matrixHeight = headHeight + 2 * cellHeight + 8;

export const matrixCells = ({ left, top, width }: Area): CellGrid => ({
  left: left + nameRoom,
  top: top + headHeight,
  cellWidth: (width - nameRoom - 4) / 2,
  cellHeight,
  rows: 2,
  columns: 2,
});

export function matrixMarks(
  view: PlaneNearPoint,
  area: Area,
  { palette, measure }: Sheet,
  words: JacobianWords,
): Mark[] {
  const { matrix, inputs, outputs, hand } = view;
  const cells = matrixCells(area);
  const { left, top, cellWidth } = cells;
  const [right, bottom] = [left + 2 * cellWidth, top + 2 * cellHeight];
  const middle = (j: number) => left + (j + 0.5) * cellWidth;
  const row = (i: number) => top + (i + 0.5) * cellHeight;
  const isInHand = (i: number, j: number) => (hand.along === 'row' ? hand.row === i : hand.column === j);
  const label = palette.labels[slopeHue];
  const bracket = (x: number, way: number) => [
    x + way * 6,
    top - 4,
    x,
    top - 4,
    x,
    bottom + 4,
    x + way * 6,
    bottom + 4,
  ];
  const heads = inputs.map(
    ({ name }, j): Mark => ({
      ...{ kind: 'words', x: middle(j), y: top - 14, text: words.partialOf(name), color: label },
      ...{ align: 'center', size: 14 },
    }),
  );
  const names = outputs.map(
    ({ name }, i): Mark => ({
      ...{ kind: 'words', x: left - 10, y: row(i), text: words.name(name), color: palette.quiet },
      ...{ align: 'right', size: 14 },
    }),
  );
  const texts = Array.from(matrix.data, words.cell);
  const isWide = texts.some((text) => measure(text, true) * 1.17 > cellWidth - 8);
  const numbers = texts.map((text, at): Mark => {
    const [i, j] = [Math.floor(at / 2), at % 2];
    return {
      ...{ kind: 'words', x: middle(j), y: row(i), text, align: 'center' },
      ...{ color: label, bold: isInHand(i, j), size: isWide ? 12 : 14 },
      bare: isInHand(i, j),
    };
  });
  return [
    groundMark(cells, hand, palette),
    ...heads,
    ...names,
    {
      ...{ kind: 'line', color: palette.text, width: 1.5 },
      points: [...bracket(left, 1), Number.NaN, Number.NaN, ...bracket(right, -1)],
    },
    ...numbers,
  ];
}

/** Lines on area and stretches below each other. */
export function areaMarks(
  { plane, matrix }: PlaneNearPoint,
  { left, top, width }: Area,
  { palette, measure }: Sheet,
  words: JacobianWords,
): Mark[] {
  const line = (text: string, y: number, bold: boolean): TextMark => ({
    ...{ kind: 'words', x: left, y: top + y, text, bold },
    color: bold ? palette.text : palette.quiet,
  });
  const working = words.working(matrix.data, plane.det).find((text) => measure(text) <= width);
  const [first, second] = words.stretches(plane.stretches);
  const lines: [text: string, bold: boolean, gap: number][] = [
    [words.area(plane.det), true, 0],
    ...(working ? [[working, false, 0] as [string, boolean, number]] : []),
    [words.flipped(plane.det), false, 0],
    [first, true, 6],
    [second, false, 0],
  ];
  let y = 8;
  return lines.flatMap(([text, bold, gap]) => {
    if (text === '') return [];
    y += gap;
    const mark = line(text, y, bold);
    y += lineHeight;
    return [mark];
  });
}

export const areaHeight = 5 * lineHeight + 10;
