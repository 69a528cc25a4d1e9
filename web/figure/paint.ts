import type { Palette } from '../../src/picture/palette.js';
import type { Area, DotMark, LineMark, Mark, ShapeMark, TextMark } from '../../src/picture/scene.js';
import { halo, margin, strokes } from '../../src/picture/strokes.js';

/** Marks painted on a canvas whose unit is the CSS pixel. */
export function paintMarks(ctx: CanvasRenderingContext2D, marks: readonly Mark[], palette: Palette): void {
  ctx.save();
  ctx.lineJoin = 'round';
  for (const mark of marks) {
    ctx.globalAlpha = 'alpha' in mark ? (mark.alpha ?? 1) : 1;
    if (mark.kind === 'line') paintLine(ctx, mark);
    else if (mark.kind === 'words') paintText(ctx, mark, palette);
    else if (mark.kind === 'dot') paintDot(ctx, mark);
    else if (mark.kind === 'shape') paintShape(ctx, mark);
    else for (const stroke of strokes(mark, palette)) paintLine(ctx, stroke);
  }
  ctx.restore();
}

function paintDot(ctx: CanvasRenderingContext2D, { x, y, r, color, ring }: DotMark): void {
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fill();
  if (!ring) return;
  ctx.strokeStyle = ring;
  ctx.lineWidth = 2;
  ctx.setLineDash([]);
  ctx.stroke();
}

function paintShape(ctx: CanvasRenderingContext2D, { points, color, within }: ShapeMark): void {
  if (within) ctx.save();
  if (within) clipToArea(ctx, within, 0);
  ctx.fillStyle = color;
  ctx.beginPath();
  tracePoints(ctx, points);
  ctx.fill();
  if (within) ctx.restore();
}

function clipToArea(ctx: CanvasRenderingContext2D, { left, top, width, height }: Area, around: number): void {
  ctx.beginPath();
  ctx.rect(left - around, top - around, width + 2 * around, height + 2 * around);
  ctx.clip();
}

function tracePoints(ctx: CanvasRenderingContext2D, points: readonly number[]): void {
  let lifted = true;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i];
    const y = points[i + 1];
    if (Number.isNaN(x)) lifted = true;
    else if (lifted) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
    if (!Number.isNaN(x)) lifted = false;
  }
}

function paintLine(
  ctx: CanvasRenderingContext2D,
  { points, color, width, dash, round, within }: LineMark,
): void {
  ctx.save();
  if (within) clipToArea(ctx, within, margin);
  ctx.beginPath();
  tracePoints(ctx, points);
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.lineCap = round ? 'round' : 'butt';
  ctx.setLineDash(dash ? [...dash] : []);
  ctx.stroke();
  ctx.restore();
}

function paintText(ctx: CanvasRenderingContext2D, mark: TextMark, palette: Palette): void {
  ctx.font = canvasFont(palette, mark.bold, mark.size);
  ctx.textAlign = mark.align ?? 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = halo;
  ctx.strokeStyle = palette.surface;
  ctx.setLineDash([]);
  if (!mark.bare) ctx.strokeText(mark.text, mark.x, mark.y);
  ctx.fillStyle = mark.color;
  ctx.fillText(mark.text, mark.x, mark.y);
}

export const canvasFont = ({ family }: Palette, bold = false, size = 12) =>
  `${bold ? 600 : 400} ${size}px ${family}`;
