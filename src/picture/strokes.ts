import type { Palette } from './palette.js';
import type { CrossMark, LineMark } from './scene.js';

/** Width of the surface left clear around words and crosses. */
export const halo = 4;
/** Clip margin beyond the plot area, so that a line along its edge keeps its width. */
export const margin = 2;

/** Strokes of a ×, over a wider one in the surface's colour. */
export function strokes({ x, y, size, color }: CrossMark, { surface }: Palette): LineMark[] {
  const arm = size / 2;
  const points = [x - arm, y - arm, x + arm, y + arm, Number.NaN, Number.NaN];
  points.push(x - arm, y + arm, x + arm, y - arm);
  return [
    { kind: 'line', points, color: surface, width: 2 + halo, round: true },
    { kind: 'line', points, color, width: 2 },
  ];
}
