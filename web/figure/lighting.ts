// Marks of a drawing that are lit, by the colour of their series: what a page says of them and what it draws.
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Mark } from '../../src/picture/scene.js';

/** How far from a mark a pointer still means it, in CSS pixels. */
const reach = 8;

/** Marks with those of a series a pixel larger, and its words bold. */
export function litMarks(marks: readonly Mark[], palette: Palette, series: number): readonly Mark[] {
  const [color, label] = [palette.series[series], palette.labels[series]];
  return marks.map((mark) => {
    if (mark.kind === 'words') return mark.color === label ? { ...mark, bold: true } : mark;
    if (mark.color !== color) return mark;
    if (mark.kind === 'line') return { ...mark, width: mark.width + 1 };
    return mark.kind === 'dot' ? { ...mark, r: mark.r + 1 } : mark;
  });
}

/** The series of the mark that is nearest to a place, the topmost of several; null where none is near. */
export function seriesNear({ marks }: Drawing, palette: Palette, x: number, y: number): number | null {
  let [nearest, found]: [number, number | null] = [reach, null];
  for (const mark of marks) {
    const series = palette.series.indexOf(mark.color);
    if (series < 0 || mark.kind === 'words') continue;
    const distance = distanceTo(mark, x, y);
    if (distance <= nearest) [nearest, found] = [distance, series];
  }
  return found;
}

function distanceTo(mark: Exclude<Mark, { kind: 'words' }>, x: number, y: number): number {
  if (!('points' in mark))
    return Math.hypot(x - mark.x, y - mark.y) - (mark.kind === 'dot' ? mark.r : mark.size);
  let least = Number.POSITIVE_INFINITY;
  const { points } = mark;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [fromX, fromY, toX, toY] = points.slice(i, i + 4);
    const [across, down] = [toX - fromX, toY - fromY];
    const along = ((x - fromX) * across + (y - fromY) * down) / (across * across + down * down || 1);
    const share = Math.max(0, Math.min(1, along));
    // Interrupted by NaN a line has nothing there.
    const distance = Math.hypot(x - fromX - share * across, y - fromY - share * down);
    if (distance < least) least = distance;
  }
  return least;
}
