// SVG renderer of a drawing; draws the marks as `paint` does.
import type { Palette } from './palette.js';
import type { Area, Drawing, Line, Mark, Words } from './scene.js';
import { halo, margin, strokes } from './strokes.js';

/** Text of a drawing's SVG file. */
export function svg({ width, height, marks }: Drawing, palette: Palette, title: string): string {
  const clips = new Map<string, string>();
  const body = marks.map((mark) => element(mark, palette, clips)).join('\n');
  const defined = [...clips].map(([rect, id]) => `<clipPath id="${id}">${rect}</clipPath>`).join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    ...(defined ? [`<defs>${defined}</defs>`] : []),
    `<rect width="100%" height="100%" fill="${escaped(palette.surface)}"/>`,
    `<g font-family="${escaped(palette.family)}" stroke-linejoin="round">`,
    body,
    '</g>',
    '</svg>\n',
  ].join('\n');
}

function element(mark: Mark, palette: Palette, clips: Map<string, string>): string {
  const alpha = 'alpha' in mark && mark.alpha !== undefined ? ` opacity="${short(mark.alpha)}"` : '';
  if (mark.kind === 'line') return line(mark, alpha, clips);
  if (mark.kind === 'cross')
    return strokes(mark, palette)
      .map((stroke) => line(stroke, '', clips))
      .join('\n');
  if (mark.kind === 'words') return words(mark, palette);
  if (mark.kind === 'shape') {
    const clip = clipped(mark.within, 0, clips);
    return `<path d="${path(mark.points)}Z" fill="${escaped(mark.color)}"${clip}${alpha}/>`;
  }
  const ring = mark.ring ? ` stroke="${escaped(mark.ring)}" stroke-width="2"` : '';
  return `<circle cx="${short(mark.x)}" cy="${short(mark.y)}" r="${short(mark.r)}" fill="${escaped(mark.color)}"${ring}${alpha}/>`;
}

function line(mark: Line, alpha: string, clips: Map<string, string>): string {
  const cap = mark.round ? ' stroke-linecap="round"' : '';
  const dash = mark.dash?.length ? ` stroke-dasharray="${mark.dash.map(short).join(' ')}"` : '';
  const clip = clipped(mark.within, margin, clips);
  return `<path d="${path(mark.points)}" fill="none" stroke="${escaped(mark.color)}" stroke-width="${short(mark.width)}"${cap}${dash}${clip}${alpha}/>`;
}

function clipped(area: Area | undefined, around: number, clips: Map<string, string>): string {
  if (!area) return '';
  const { left, top, width, height } = area;
  const [x, y, w, h] = [left - around, top - around, width + 2 * around, height + 2 * around].map(short);
  const rect = `<rect x="${x}" y="${y}" width="${w}" height="${h}"/>`;
  const id = clips.get(rect) ?? `area-${clips.size + 1}`;
  clips.set(rect, id);
  return ` clip-path="url(#${id})"`;
}

const anchors = { left: 'start', center: 'middle', right: 'end' };

function words({ x, y, text, color, bold, align = 'left', size = 12 }: Words, { surface }: Palette): string {
  return `<text x="${short(x)}" y="${short(y)}" dy="0.35em" font-size="${size}"${bold ? ' font-weight="600"' : ''} text-anchor="${anchors[align]}" fill="${escaped(color)}" stroke="${escaped(surface)}" stroke-width="${halo}" paint-order="stroke">${escaped(text)}</text>`;
}

function path(points: readonly number[]): string {
  let out = '';
  let lifted = true;
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (Number.isNaN(points[i])) lifted = true;
    else {
      out += `${lifted ? 'M' : 'L'}${short(points[i])} ${short(points[i + 1])}`;
      lifted = false;
    }
  }
  return out;
}

/** Text of a pixel coordinate: two decimals are more than any screen shows; what is infinite is far outside. */
const short = (n: number) => String(Math.round(Math.max(-1e6, Math.min(1e6, n)) * 100) / 100);

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character]);
