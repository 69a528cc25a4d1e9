import { contours } from 'd3-contour';

/** Scores of every class on a grid, place by place, row after row from below; the highest is predicted. */
export interface ClassGrid {
  scores: ArrayLike<number>;
  classes: number;
  columns: number;
  rows: number;
}

/** A place in columns and rows, the first place of the grid at 0, 0. */
type Place = readonly [column: number, row: number];

/** Closed curves around where numbers on a grid, linear between its places, are at least a level. */
export function levelCurves(
  { columns, rows }: Pick<ClassGrid, 'columns' | 'rows'>,
  values: ArrayLike<number>,
  level: number,
): Place[][] {
  const { coordinates } = contours()
    .size([columns, rows])
    .contour(values as number[], level);
  return coordinates.flat().map((ring) => ring.map(([i, j]) => [i - 0.5, j - 0.5]));
}

/**
 * Closed curves around where class k or one after it is predicted. They pass where the scores, each linear along an
 * edge of the grid and bilinear within a square of it, change the class: on every edge, and once between two edges.
 * The difference of the largest scores is neither, since there is a crease in it where three classes meet.
 */
export function classCurves(grid: ClassGrid, k: number): Place[][] {
  const { columns, rows } = grid;
  const lead = Float64Array.from({ length: columns * rows }, (_, i) =>
    leadAt(grid, k, [i % columns, Math.floor(i / columns)]),
  );
  // Unsmoothed, a contour has a vertex in the middle of each edge that it crosses, and there a place is at ½, ½.
  const traced = contours()
    .size([columns, rows])
    .smooth(false)
    .contour(lead as unknown as number[], 0);
  return traced.coordinates.flat().map((ring) => {
    const crossed = ring.map(([i, j]) => crossingOfEdge(grid, k, [i - 0.5, j - 0.5]));
    return crossed.flatMap((from, i) => {
      const to = crossed[i + 1];
      const between = to && crossingBetween(grid, k, from, to);
      return between ? [from, between] : [from];
    });
  });
}

/** Largest score of class k and those after it, minus the largest of those before. */
function leadAt({ scores, classes, columns, rows }: ClassGrid, k: number, [i, j]: Place): number {
  const [left, below] = [clampIndex(i, columns), clampIndex(j, rows)];
  const [u, v] = [i - left, j - below];
  const corner = (below * columns + left) * classes;
  const above = corner + columns * classes;
  let [after, before] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let c = 0; c < classes; c++) {
    const low = mix(scores[corner + c], scores[corner + classes + c], u);
    const high = mix(scores[above + c], scores[above + classes + c], u);
    const score = mix(low, high, v);
    if (c < k) before = Math.max(before, score);
    else after = Math.max(after, score);
  }
  return after - before;
}

/** Number a share of the way from one to another; exactly the one or the other at its ends. */
const mix = (a: number, b: number, share: number) =>
  share === 0 ? a : share === 1 ? b : a + share * (b - a);

/** Index of the square that a coordinate lies in. */
const clampIndex = (at: number, count: number) => Math.min(count - 2, Math.max(0, Math.floor(at)));

/** Place where an edge, given by its middle, is crossed; the middle itself of an edge around the grid. */
function crossingOfEdge(grid: ClassGrid, k: number, middle: Place): Place {
  const from: Place = [Math.floor(middle[0]), Math.floor(middle[1])];
  const to: Place = [Math.ceil(middle[0]), Math.ceil(middle[1])];
  const isInside = from[0] >= 0 && from[1] >= 0 && to[0] < grid.columns && to[1] < grid.rows;
  return (isInside && crossing(grid, k, from, to)) || middle;
}

/** Place across from the middle of a segment where the class changes; null where it does not. */
function crossingBetween(grid: ClassGrid, k: number, from: Place, to: Place): Place | null {
  const middle: Place = [mix(from[0], to[0], 0.5), mix(from[1], to[1], 0.5)];
  const [across, up] = [(from[1] - to[1]) / 2, (to[0] - from[0]) / 2];
  const ends: Place[] = [-1, 1].map((side) => [middle[0] + side * across, middle[1] + side * up]);
  return crossing(grid, k, ends[0], ends[1]);
}

/** Bisections of an edge: the last is a thousandth of a pixel where an edge has 4. */
const BISECTIONS = 12;

/** Place between two at which the class changes; null where it does not. */
function crossing(grid: ClassGrid, k: number, from: Place, to: Place): Place | null {
  const at = (share: number): Place => [mix(from[0], to[0], share), mix(from[1], to[1], share)];
  const isAfter = leadAt(grid, k, from) >= 0;
  if (isAfter === leadAt(grid, k, to) >= 0) return null;
  let [low, high] = [0, 1];
  for (let n = 0; n < BISECTIONS; n++) {
    const middle = (low + high) / 2;
    if (leadAt(grid, k, at(middle)) >= 0 === isAfter) low = middle;
    else high = middle;
  }
  return at((low + high) / 2);
}
