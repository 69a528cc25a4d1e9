// The Jacobian of composed maps as a product, factor by factor, the last map's first.

import type { Sheet } from '../compare/lossChart.js';
import type { Palette } from '../palette.js';
import type { Area, Mark } from '../scene.js';
import { slopeHue } from '../taylor/ordersDrawing.js';
import type { JacobianView, LayerSlopes } from './jacobianView.js';
import type { JacobianWords } from './jacobianWords.js';
import { squareMarks } from './tableDrawing.js';

/** Size of a cell, the most that a matrix is wide or high, and the room of what stands between two. */
const [cellSize, largestSide, between] = [18, 126, 26];
const [titleHeight, nameHeight, shapeHeight, lineGap] = [30, 20, 20, 12];
/** Factors shown of a longer product, at its beginning and at its end. */
const [mostShown, ends] = [5, 2];

/** A factor as it stands in a line, or the words for those left out. */
interface Piece {
  factor: LayerSlopes | null;
  name: string;
  width: number;
  height: number;
  cell: number;
  /** What stands before it. */
  sign: string;
}

interface PlacedPiece extends Piece, Area {}

export interface ProductLayout {
  top: number;
  bottom: number;
  pieces: readonly PlacedPiece[];
  /** Where a sign ends a line. */
  signs: readonly { text: string; x: number; y: number }[];
}

export function productLayout(
  view: JacobianView,
  top: number,
  sheet: Sheet,
  words: JacobianWords,
): ProductLayout {
  const { width, measure } = sheet;
  const pieces = piecesOf(view, sheet, words);
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const piece of pieces) {
    const wide = Math.max(piece.width, measure(piece.name)) + between;
    if (used > 0 && used + wide > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)!.push(piece);
    used += wide;
  }
  const placed: PlacedPiece[] = [];
  const signs: { text: string; x: number; y: number }[] = [];
  let y = top + titleHeight;
  for (const line of lines) {
    const tallest = Math.max(...line.map(({ height }) => height));
    const middle = y + nameHeight + tallest / 2;
    let x = 0;
    line.forEach((piece, k) => {
      const wide = Math.max(piece.width, measure(piece.name));
      // A sign ends the line before, where its piece begins the next.
      if (k > 0) {
        signs.push({ text: piece.sign, x: x + between / 2, y: middle });
        x += between;
      } else if (piece.sign && placed.length > 0) {
        const last = placed.at(-1)!;
        const end = Math.max(last.left + last.width, last.left + last.width / 2 + measure(last.name) / 2);
        signs.push({
          text: piece.sign,
          x: end + between / 2,
          y: signs.at(-1)?.y ?? last.top + last.height / 2,
        });
      }
      placed.push({ ...piece, left: x + (wide - piece.width) / 2, top: middle - piece.height / 2 });
      x += wide;
    });
    y += nameHeight + tallest + shapeHeight + lineGap;
  }
  const note = view.misfit === null ? 0 : 20;
  return { top, bottom: y - lineGap + note, pieces: placed, signs };
}

function piecesOf(view: JacobianView, sheet: Sheet, words: JacobianWords): Piece[] {
  const { factors, matrix, misfit } = view;
  const isLong = factors.length > mostShown;
  const shown = isLong ? [...factors.slice(0, ends), null, ...factors.slice(-ends)] : factors;
  const pieces = shown.map((factor, k): Piece => {
    const sign = k === 0 ? '' : '·';
    if (factor) return { ...sized(factor), factor, name: words.factor(factor), sign };
    const name = words.more(factors.length - 2 * ends);
    return { factor: null, name: '', width: sheet.measure(name), height: 0, cell: 0, sign };
  });
  if (!matrix || misfit !== null) return pieces;
  const whole: LayerSlopes = { ...matrix, name: 'J', kind: 'formulas' };
  return [...pieces, { ...sized(whole), factor: whole, name: words.whole, sign: '=' }];
}

function sized({ rows, columns }: LayerSlopes) {
  const cell = Math.min(cellSize, largestSide / Math.max(rows, columns));
  return { cell, width: columns * cell, height: rows * cell };
}

export function productMarks(
  view: JacobianView,
  { top, bottom, pieces, signs }: ProductLayout,
  { palette, width }: Sheet,
  words: JacobianWords,
): Mark[] {
  const rule = Math.round(top) + 0.5;
  return [
    { kind: 'line', points: [0, rule, width, rule], color: palette.grid, width: 1 },
    { kind: 'words', x: 0, y: top + 16, text: words.product, color: palette.quiet },
    ...pieces.flatMap((piece) => pieceMarks(piece, view, palette, words)),
    ...signs.map(
      ({ text, x, y }): Mark => ({
        ...{ kind: 'words', x, y, text, color: palette.text, bold: true, align: 'center', size: 14 },
      }),
    ),
    ...(view.misfit === null
      ? []
      : [
          {
            kind: 'words',
            x: 0,
            y: bottom - 10,
            text: words.misfit(view.factors),
            color: palette.text,
          } as Mark,
        ]),
  ];
}

function pieceMarks(piece: PlacedPiece, view: JacobianView, palette: Palette, words: JacobianWords): Mark[] {
  const { factor, left, top, width, height, cell } = piece;
  const middle = left + width / 2;
  const centred = { kind: 'words' as const, x: middle, align: 'center' as const };
  if (!factor)
    return [{ ...centred, y: top, text: words.more(view.factors.length - 2 * ends), color: palette.quiet }];
  const box = [left, top, left + width, top, left + width, top + height, left, top + height];
  const color = palette.series[slopeHue];
  return [
    { kind: 'shape', points: box, color: palette.sunken },
    ...(palette.lowest ? [frame(box, palette.control)] : []),
    { ...centred, y: top - 11, text: piece.name, color: palette.text },
    {
      ...centred,
      y: top + height + 12,
      text: words.shape(factor.rows, factor.columns),
      color: palette.quiet,
    },
    ...(factor.data
      ? squareMarks(
          { ...factor, data: factor.data },
          {
            side: cell,
            middle: (i, j) => [left + (j + 0.5) * cell, top + (i + 0.5) * cell],
          },
          color,
        )
      : []),
  ];
}

const frame = (box: readonly number[], color: string): Mark => ({
  ...{ kind: 'line', points: [...box, box[0], box[1]], color, width: 1 },
});
