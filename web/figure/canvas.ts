import type { Palette } from '../../src/picture/palette.js';
import type { Drawing, Measure } from '../../src/picture/scene.js';
import { font, paint } from './paint.js';

/** More pixels than this along a side some browsers refuse to keep. */
const mostPixels = 8192;

/** Paints a drawing on a canvas of the page, with the pixels its screen has. */
export function show(canvas: HTMLCanvasElement, drawing: Drawing, palette: Palette): void {
  draw(canvas, drawing, palette, Math.min(devicePixelRatio, mostPixels / drawing.width));
}

/** Sets a canvas to the size of a drawing, with so many pixels to the CSS pixel, and paints it. */
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

/** How wide texts are in the face of a palette. */
export const measureIn =
  (palette: Palette): Measure =>
  (text, bold) => {
    measuring ??= document.createElement('canvas').getContext('2d')!;
    measuring.font = font(palette, bold);
    return measuring.measureText(text).width;
  };
