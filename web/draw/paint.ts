import type { Palette } from './palette.js';
import type { Box, Line, Mark, Words } from './scene.js';

const halo = 4;

/** Paints marks on a canvas whose unit is the CSS pixel. */
export function paint(
  ctx: CanvasRenderingContext2D,
  marks: readonly Mark[],
  box: Box,
  palette: Palette,
): void {
  ctx.save();
  ctx.lineJoin = 'round';
  for (const mark of marks) {
    ctx.globalAlpha = 'alpha' in mark ? (mark.alpha ?? 1) : 1;
    if (mark.kind === 'line') line(ctx, mark, box);
    else if (mark.kind === 'words') words(ctx, mark, palette);
    else if (mark.kind === 'dot') {
      ctx.fillStyle = mark.color;
      ctx.beginPath();
      ctx.arc(mark.x, mark.y, mark.r, 0, 2 * Math.PI);
      ctx.fill();
    } else {
      const arm = mark.size / 2;
      const points = [mark.x - arm, mark.y - arm, mark.x + arm, mark.y + arm];
      points.push(Number.NaN, Number.NaN, mark.x - arm, mark.y + arm, mark.x + arm, mark.y - arm);
      line(
        ctx,
        { kind: 'line', points, color: palette.surface, width: 2 + halo, round: true, free: true },
        box,
      );
      line(ctx, { kind: 'line', points, color: mark.color, width: 2, free: true }, box);
    }
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, mark: Line, box: Box): void {
  ctx.save();
  ctx.beginPath();
  if (!mark.free) {
    // Half a stroke more, so that a line along the edge keeps its width.
    ctx.rect(box.left - 2, box.top - 2, box.width + 4, box.height + 4);
    ctx.clip();
    ctx.beginPath();
  }
  let lifted = true;
  for (let i = 0; i + 1 < mark.points.length; i += 2) {
    const x = mark.points[i];
    const y = mark.points[i + 1];
    if (Number.isNaN(x)) lifted = true;
    else if (lifted) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
    if (!Number.isNaN(x)) lifted = false;
  }
  ctx.strokeStyle = mark.color;
  ctx.lineWidth = mark.width;
  ctx.lineCap = mark.round ? 'round' : 'butt';
  ctx.setLineDash(mark.dash ? [...mark.dash] : []);
  ctx.stroke();
  ctx.restore();
}

function words(ctx: CanvasRenderingContext2D, mark: Words, palette: Palette): void {
  ctx.font = font(palette, mark.bold, mark.size);
  ctx.textAlign = mark.align ?? 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = halo;
  ctx.strokeStyle = palette.surface;
  ctx.setLineDash([]);
  ctx.strokeText(mark.text, mark.x, mark.y);
  ctx.fillStyle = mark.color;
  ctx.fillText(mark.text, mark.x, mark.y);
}

export const font = ({ family }: Palette, bold = false, size = 12) =>
  `${bold ? 600 : 400} ${size}px ${family}`;
