import type { Palette } from '../../src/picture/palette.js';
import type { Area, Drawing, Mark } from '../../src/picture/scene.js';
import { paintMarks } from './paint.js';

/** The drawing alone on a canvas: its plot area fills the canvas, without words and grid. */
export function paintThumbnail(canvas: HTMLCanvasElement, drawing: Drawing, palette: Palette): void {
  const { clientWidth, clientHeight } = canvas;
  const ratio = devicePixelRatio;
  [canvas.width, canvas.height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
  const area = plotArea(drawing);
  const scale = Math.max(clientWidth / area.width, clientHeight / area.height);
  const across = (clientWidth - scale * area.width) / 2 - scale * area.left;
  const down = (clientHeight - scale * area.height) / 2 - scale * area.top;
  const ctx = canvas.getContext('2d')!;
  ctx.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * across, ratio * down);
  paintMarks(ctx, drawing.marks.filter(isDrawn(palette)), palette);
}

const isDrawn = (palette: Palette) => (mark: Mark) => mark.kind !== 'words' && mark.color !== palette.grid;

/** The largest area that marks are clipped to; where there are several small ones, what holds all. */
function plotArea({ marks, width, height }: Drawing): Area {
  const areas = marks.flatMap((mark) => ('within' in mark && mark.within ? [mark.within] : []));
  const [largest = { left: 0, top: 0, width, height }] = areas.sort(
    (a, b) => b.width * b.height - a.width * a.height,
  );
  if (largest.width > width / 3) return largest;
  const [left, top] = [
    Math.min(...areas.map((each) => each.left)),
    Math.min(...areas.map((each) => each.top)),
  ];
  const right = Math.max(...areas.map((each) => each.left + each.width));
  const bottom = Math.max(...areas.map((each) => each.top + each.height));
  return { left, top, width: right - left, height: bottom - top };
}
