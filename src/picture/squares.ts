// Squares for tables of numbers: their area is the size of the number, so that no scale of colours is needed.

/** Room around the largest square of a table, in pixels, and the least side of one that is not 0. */
const [room, leastSide] = [3, 2.5];

/** Side of the square of a number in a cell: the largest of the table fills it, 0 has none. */
export function squareSide(value: number, largest: number, cell: number): number {
  if (value === 0 || !(largest > 0) || !Number.isFinite(value)) return 0;
  return Math.max(leastSide, Math.sqrt(Math.abs(value) / largest) * (cell - room));
}

/** The largest size in a table; 0 where there is none. */
export const largestSize = (data: ArrayLike<number>): number =>
  Array.from(data).reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );
