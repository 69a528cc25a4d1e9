import { radians, unitAt } from './geometry.js';
import type { Mark } from './scene.js';

/** Number of markers, which distinguish paths where colour does not: ● ◆ ■ ▲. */
export const markerCount = 4;

/** The outline of a marker around 0, 0; empty for the round one. */
export function markerOutline(marker: number, r: number): number[] {
  const [wide, square, high] = [r * 1.3, r * 0.9, r * 1.2];
  const outlines = [
    [],
    [0, -wide, wide, 0, 0, wide, -wide, 0],
    [-square, -square, square, -square, square, square, -square, square],
    [0, -high, high * 1.05, high * 0.75, -high * 1.05, high * 0.75],
  ];
  return outlines[marker % markerCount];
}

/** Marker outlined in the surface's colour; a hollow one is filled with it too. */
export function markerAt(
  marker: number,
  x: number,
  y: number,
  r: number,
  color: string,
  surface: string,
  hollow = false,
): Mark[] {
  const outlineAt = (size: number) =>
    markerOutline(marker, size).map((offset, i) => offset + (i % 2 ? y : x));
  const filledMarker = (size: number, color: string): Mark =>
    marker % markerCount === 0
      ? { kind: 'dot', x, y, r: size, color }
      : { kind: 'shape', points: outlineAt(size), color };
  const marks = [filledMarker(r + 1, surface), filledMarker(r, color)];
  return hollow ? [...marks, filledMarker(r - 1.5, surface)] : marks;
}

const ringCorners = 24;

/** Rings around places x₀, y₀, x₁, y₁ …, as one line. */
export function ringsAt(places: readonly number[], r: number, color: string): Mark {
  const points: number[] = [];
  for (let i = 0; i < places.length; i += 2) {
    for (let k = 0; k <= ringCorners; k++) {
      const [x, y] = unitAt(radians((360 * k) / ringCorners));
      points.push(places[i] + r * x, places[i + 1] + r * y);
    }
    points.push(Number.NaN, Number.NaN);
  }
  return { kind: 'line', points, color, width: 1.5 };
}
