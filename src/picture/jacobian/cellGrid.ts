// Cells of a matrix in a drawing: where they are, and the ground of the row or column in hand.

import type { Palette } from '../palette.js';
import type { Area, Mark } from '../scene.js';
import type { Hand } from './jacobianView.js';

export interface CellGrid {
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  rows: number;
  columns: number;
}

/** Area of the row or the column in hand. */
function handArea({ left, top, cellWidth, cellHeight, rows, columns }: CellGrid, hand: Hand): Area {
  return hand.along === 'row'
    ? { left, top: top + hand.row * cellHeight, width: columns * cellWidth, height: cellHeight }
    : { left: left + hand.column * cellWidth, top, width: cellWidth, height: rows * cellHeight };
}

/** Ground of what is in hand; in forced colours, where there is no such ground, a frame. */
export function groundMark(grid: CellGrid, hand: Hand, palette: Palette, left = grid.left): Mark {
  const area = handArea(grid, hand);
  const from = hand.along === 'row' ? left : area.left;
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  const box = [from, area.top, right, area.top, right, bottom, from, bottom];
  if (palette.lowest)
    return { kind: 'line', points: [...box, from, area.top], color: palette.lowest, width: 2 };
  return { kind: 'shape', points: box, color: palette.sunken };
}

/** Cell under a place of the drawing; null outside. */
export function cellAt(
  { left, top, cellWidth, cellHeight, rows, columns }: CellGrid,
  x: number,
  y: number,
): { row: number; column: number } | null {
  const [row, column] = [Math.floor((y - top) / cellHeight), Math.floor((x - left) / cellWidth)];
  return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : null;
}
