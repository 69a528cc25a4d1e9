import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { litMarks, seriesNear } from './lighting.js';
import { canvasFont, paintMarks } from './paint.js';

/** The longest side of a canvas in pixels: some browsers refuse a longer one. */
const maxCanvasSide = 8192;

/** Pixels to the CSS pixel on paper: 288 to the inch. */
const paperRatio = 3;

/** What was painted last on canvases of the page, and the series that is lit. */
const painted = new WeakMap<HTMLCanvasElement, { drawing: Drawing; palette: Palette }>();
const litSeries = new WeakMap<HTMLCanvasElement, number>();

/** A drawing painted on a canvas of the page, at the pixel ratio of its screen. */
export function paintOnPage(canvas: HTMLCanvasElement, drawing: Drawing, palette: Palette): void {
  painted.set(canvas, { drawing, palette });
  const lit = litSeries.get(canvas);
  const shown = lit === undefined ? drawing : { ...drawing, marks: litMarks(drawing.marks, palette, lit) };
  const ratio = palette.paper ? Math.max(paperRatio, devicePixelRatio) : devicePixelRatio;
  paintToCanvas(canvas, shown, palette, Math.min(ratio, maxCanvasSide / drawing.width));
}

/** Lights the marks of a series on a canvas, until another or null is lit. */
export function lightSeries(canvas: HTMLCanvasElement, series: number | null): void {
  if ((litSeries.get(canvas) ?? null) === series) return;
  if (series === null) litSeries.delete(canvas);
  else litSeries.set(canvas, series);
  const last = painted.get(canvas);
  if (last) paintOnPage(canvas, last.drawing, last.palette);
}

/** The series of the mark at a place in the window; null where the canvas has none there. */
export function seriesAt(canvas: HTMLCanvasElement, clientX: number, clientY: number): number | null {
  const last = painted.get(canvas);
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const [x, y] = [clientX - left, clientY - top];
  if (!last || x < 0 || y < 0 || x > width || y > height) return null;
  const scale = last.drawing.width / width;
  return seriesNear(last.drawing, last.palette, x * scale, y * scale);
}

/** A drawing painted on a canvas resized to it, at `ratio` pixels to the CSS pixel. */
export function paintToCanvas(
  canvas: HTMLCanvasElement,
  { width, height, marks }: Drawing,
  palette: Palette,
  ratio: number,
): void {
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext('2d')!;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  paintMarks(ctx, marks, palette);
}

let measureContext: CanvasRenderingContext2D | null = null;

/** The width of texts in the typeface of a palette, in CSS pixels. */
export const canvasMeasure =
  (palette: Palette): Measure =>
  (text, bold) => {
    measureContext ??= document.createElement('canvas').getContext('2d')!;
    measureContext.font = canvasFont(palette, bold);
    return measureContext.measureText(text).width;
  };
