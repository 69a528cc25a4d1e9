import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { font, paint } from './paint.js';

/** The longest side of a canvas in pixels: some browsers refuse a longer one. */
const mostPixels = 8192;

/** A drawing painted on a canvas of the page, at the pixel ratio of its screen. */
export function show(canvas: HTMLCanvasElement, drawing: Drawing, palette: Palette): void {
  draw(canvas, drawing, palette, Math.min(devicePixelRatio, mostPixels / drawing.width));
}

/** A drawing painted on a canvas resized to it, at `ratio` pixels to the CSS pixel. */
export function draw(
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
  paint(ctx, marks, palette);
}

let measuring: CanvasRenderingContext2D | null = null;

/** The width of texts in the typeface of a palette, in CSS pixels. */
export const measureIn =
  (palette: Palette): Measure =>
  (text, bold) => {
    measuring ??= document.createElement('canvas').getContext('2d')!;
    measuring.font = font(palette, bold);
    return measuring.measureText(text).width;
  };
