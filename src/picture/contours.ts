// Level curves of a function of two variables.

import { contours } from 'd3-contour';
import { log } from '../math/log.js';
import { log10 } from '../math/log10.js';
import { power } from '../math/power.js';
import type { Span } from './panel.js';

/** A level and its curves: x₀, y₀, x₁, y₁ … in the function's own units, a list for each curve. */
export interface ContourLevel {
  value: number;
  curves: number[][];
}

/** Samples of a function over a rectangle, with its level curves. */
export interface FieldGrid {
  across: Span;
  up: Span;
  /** Samples along each side; row j is the j-th y, rising. */
  n: number;
  values: Float64Array;
  levels: ContourLevel[];
  /** Typical slope, per unit of length. */
  steepness: number;
}

const gridSamples = 201;
/** Rows of samples from one pause to the next. */
const rowsAtOnce = 21;
/** Stride of the samples that the levels are chosen from. */
const quantileStride = 7;
const levelCount = 15;

/** Samples and level curves of a function, at once: see `sampledField`. */
export function sampleField(...of: Parameters<typeof sampledField>): FieldGrid {
  const parts = sampledField(...of);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/**
 * Samples and level curves of a function, evaluated at many points at once: coordinate i of point p at [i·count + p].
 * It pauses after some rows of samples, and after each level.
 */
export function* sampledField(
  field: { values(points: Float64Array, count: number): Float64Array },
  across: Span,
  up: Span,
): Generator<void, FieldGrid> {
  const n = gridSamples;
  const values = new Float64Array(n * n);
  const [dx, dy] = [(across.to - across.from) / (n - 1), (up.to - up.from) / (n - 1)];
  for (let row = 0; row < n; row += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, n - row) * n;
    const points = new Float64Array(2 * count);
    for (let p = 0; p < count; p++) {
      points[p] = across.from + (p % n) * dx;
      points[count + p] = up.from + (row + Math.floor(p / n)) * dy;
    }
    values.set(field.values(points, count), row * n);
    yield;
  }
  const sorted = values.filter((each, i) => i % quantileStride === 0 && Number.isFinite(each)).sort();
  const bare = { across, up, n, values, levels: [], steepness: typicalSlopeOf(sorted, across) };
  const levels: ContourLevel[] = [];
  for (const level of spreadLevels(sorted)) {
    yield;
    levels.push(contourAt(bare, level));
  }
  return { ...bare, levels };
}

/** Level curves of a value. */
export function contourAt({ across, up, n, values }: FieldGrid, value: number): ContourLevel {
  if (!Number.isFinite(value)) return { value, curves: [] };
  const { coordinates } = contours()
    .size([n, n])
    .contour(values as ArrayLike<number> as number[], value);
  const [dx, dy] = [(across.to - across.from) / (n - 1), (up.to - up.from) / (n - 1)];
  const columnX = (column: number) => across.from + (column - 0.5) * dx;
  const rowY = (row: number) => up.from + (row - 0.5) * dy;
  const curves = coordinates.flat().flatMap((ring) => {
    const kept = ring.map(([column, row]) => isInteriorCell(column, row, n, values));
    const lifted = kept.indexOf(false);
    if (lifted < 0) return [ring.flatMap(([column, row]) => [columnX(column), rowY(row)])];
    // Begun at a gap, a curve that crosses the ring's seam is not cut in two there.
    const around = ring.length - 1;
    const pieces: number[][] = [[]];
    for (let k = 1; k <= around; k++) {
      const at = (lifted + k) % around;
      if (kept[at]) pieces[pieces.length - 1].push(columnX(ring[at][0]), rowY(ring[at][1]));
      else if (pieces[pieces.length - 1].length > 0) pieces.push([]);
    }
    return pieces;
  });
  return { value, curves: curves.filter((curve) => curve.length > 2) };
}

/**
 * Whether a ring's vertex is on the level curve: along the rectangle's edge and beside what is no number the ring only
 * closes.
 */
function isInteriorCell(x: number, y: number, n: number, values: Float64Array): boolean {
  if (x <= 0 || y <= 0 || x >= n || y >= n) return false;
  const [i, j] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  for (const row of [j, Math.min(n - 1, j + 1)]) {
    for (const column of [i, Math.min(n - 1, i + 1)]) {
      if (!Number.isFinite(values[Math.max(0, row) * n + Math.max(0, column)])) return false;
    }
  }
  return true;
}

/**
 * Levels with about as many samples below the middle one as above it: even steps where the function rises evenly, small
 * ones at the bottom where a few samples are far above the rest.
 */
export function spreadLevels(sorted: ArrayLike<number>): number[] {
  const { length } = sorted;
  if (length === 0) return [];
  const least = sorted[0];
  const reach = sortedQuantile(sorted, 0.97) - least;
  if (!(reach > 0) || !Number.isFinite(reach)) return [];
  const middle = Math.min(0.95, Math.max(0.001, (sortedQuantile(sorted, 0.5) - least) / reach));
  const bent = Math.min(6, Math.max(0.4, log(middle) / log(0.5)));
  const found: number[] = [];
  for (let k = 1; k <= levelCount; k++) {
    const level = roundLevel(least, reach * power(k / levelCount, bent));
    if (level > least && level > (found[found.length - 1] ?? Number.NEGATIVE_INFINITY)) found.push(level);
  }
  return found;
}

/** Level at a distance above the least, rounded to two digits of that distance. */
function roundLevel(least: number, above: number): number {
  const power = Math.floor(log10(above)) - 1;
  const text = `1e${power}`;
  return Number(`${Math.round((least + above) / Number(text))}e${power}`);
}

const sortedQuantile = (sorted: ArrayLike<number>, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

function typicalSlopeOf(sorted: ArrayLike<number>, { from, to }: Span): number {
  if (sorted.length === 0) return 1;
  return (2 * (sortedQuantile(sorted, 0.9) - sorted[0])) / (to - from) || 1;
}
