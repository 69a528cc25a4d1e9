import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { canvasFont, paintMarks } from './paint.js';

/** The longest side of a canvas in pixels: some browsers refuse a longer one. */
const maxCanvasSide = 8192;

/** Pixels to the CSS pixel on paper: 288 to the inch. */
const paperRatio = 3;

/** A drawing painted on a canvas of the page, at the pixel ratio of its screen. */
export function paintOnPage(canvas: HTMLCanvasElement, drawing: Drawing, palette: Palette): void {
  const ratio = palette.paper ? Math.max(paperRatio, devicePixelRatio) : devicePixelRatio;
  paintToCanvas(canvas, drawing, palette, Math.min(ratio, maxCanvasSide / drawing.width));
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
