import type { Palette } from './palette.js';
import type { Area, Drawing, Mark } from './scene.js';

const pictureMargin = 16;

/** Drawing with its heading and subtitle above it and a margin around, for export. */
export function withHeading(inner: Drawing, heading: string, subtitle: string, palette: Palette): Drawing {
  const top = subtitle ? 56 : 40;
  const [width, height] = [inner.width + 2 * pictureMargin, inner.height + top + pictureMargin];
  const ground = [0, 0, width, 0, width, height, 0, height];
  const marks: Mark[] = [
    { kind: 'shape', points: ground, color: palette.surface },
    { kind: 'words', x: pictureMargin, y: 24, text: heading, color: palette.text, bold: true, size: 16 },
  ];
  if (subtitle) marks.push({ kind: 'words', x: pictureMargin, y: 44, text: subtitle, color: palette.quiet });
  return {
    width,
    height,
    marks: [...marks, ...inner.marks.map((mark) => translateMark(mark, pictureMargin, top))],
  };
}

/** Mark moved by dx, dy. */
export function translateMark<M extends Mark>(mark: M, dx: number, dy: number): M {
  if (!('points' in mark)) return { ...mark, x: mark.x + dx, y: mark.y + dy };
  const points = mark.points.map((at, i) => at + (i % 2 ? dy : dx));
  if (!('within' in mark) || !mark.within) return { ...mark, points };
  const within: Area = { ...mark.within, left: mark.within.left + dx, top: mark.within.top + dy };
  return { ...mark, points, within };
}
