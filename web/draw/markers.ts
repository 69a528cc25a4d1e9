import type { Mark } from './scene.js';

/** What tells one path from another where colour does not: ● ◆ ■ ▲. */
export const markerCount = 4;

/** The outline of a marker around 0, 0; empty for the round one. */
export function outline(marker: number, r: number): number[] {
  const [wide, square, high] = [r * 1.3, r * 0.9, r * 1.2];
  const outlines = [
    [],
    [0, -wide, wide, 0, 0, wide, -wide, 0],
    [-square, -square, square, -square, square, square, -square, square],
    [0, -high, high * 1.05, high * 0.75, -high * 1.05, high * 0.75],
  ];
  return outlines[marker % markerCount];
}

export function markerAt(
  marker: number,
  x: number,
  y: number,
  r: number,
  color: string,
  surface: string,
): Mark[] {
  if (marker % markerCount === 0) {
    return [
      { kind: 'dot', x, y, r: r + 1, color: surface },
      { kind: 'dot', x, y, r, color },
    ];
  }
  const at = (size: number) => outline(marker, size).map((offset, i) => offset + (i % 2 ? y : x));
  return [
    { kind: 'shape', points: at(r + 1), color: surface },
    { kind: 'shape', points: at(r), color },
  ];
}
