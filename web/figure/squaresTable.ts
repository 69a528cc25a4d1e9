import { html, nothing, svg } from 'lit';
import type { Matrix } from '../../src/index.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { largestSize, squareSide } from '../../src/picture/squares.js';

interface SquaresTable {
  matrix: Matrix;
  /** What is in the table: the name of its corner. */
  corner: string;
  rows: readonly string[];
  columns: readonly string[];
}

/** Size of a cell with its number, of one without, and the most rows or columns with numbers. */
const [cell, smallCell, mostWithNumbers] = [24, 14, 8];

/** A table of numbers as squares, filled where positive, hollow where negative, with its numbers beside them. */
export function squaresTable({ matrix, corner, rows, columns }: SquaresTable, numbers: NumberFormats) {
  const isSmall = Math.max(matrix.rows, matrix.columns) > mostWithNumbers;
  const largest = largestSize(matrix.data);
  const side = isSmall ? smallCell : cell;
  const cellOf = (value: number) => html`<td title=${isSmall ? numbers.measured(value) : nothing}>
    <span class="cell">${square(value, largest, side)}<span class=${isSmall ? 'unseen' : ''}>${numbers.measured(value)}</span></span>
  </td>`;
  return html`<div class="squares-scroll" role="group" aria-label=${corner} tabindex="0"><table class="squares" part="squares">
    <thead>
      <tr><td></td>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (name, i) =>
          html`<tr><th scope="row">${name}</th>${columns.map((_, j) => cellOf(matrix.data[i * matrix.columns + j]))}</tr>`,
      )}
    </tbody>
  </table></div>`;
}

/** The square of a number in a box of so many pixels. */
function square(value: number, largest: number, box: number) {
  const side = squareSide(value, largest, box);
  const line = value < 0 ? Math.min(1.5, side / 2) : 0;
  return svg`<svg class="square" width=${box} height=${box} viewBox="0 0 ${box} ${box}" aria-hidden="true">${
    side === 0
      ? nothing
      : svg`<rect class=${value < 0 ? 'hollow' : 'filled'} x=${(box - side + line) / 2} y=${(box - side + line) / 2} width=${side - line} height=${side - line} />`
  }</svg>`;
}
