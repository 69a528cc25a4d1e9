// SVG renderer of a drawing; draws the marks as `paint` does.
import type { Palette } from './palette.js';
import type { Area, Drawing, LineMark, Mark, TextMark } from './scene.js';
import { halo, margin, strokes } from './strokes.js';

/** Text of a drawing's SVG file. */
export function svgDocument({ width, height, marks }: Drawing, palette: Palette, title: string): string {
  const clips = new Map<string, string>();
  const body = marks.map((mark) => markElement(mark, palette, clips)).join('\n');
  const defined = [...clips].map(([rect, id]) => `<clipPath id="${id}">${rect}</clipPath>`).join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    ...(defined ? [`<defs>${defined}</defs>`] : []),
    `<rect width="100%" height="100%" fill="${escapeXml(palette.surface)}"/>`,
    `<g font-family="${escapeXml(palette.family)}" stroke-linejoin="round">`,
    body,
    '</g>',
    '</svg>\n',
  ].join('\n');
}

function markElement(mark: Mark, palette: Palette, clips: Map<string, string>): string {
  const alpha = 'alpha' in mark && mark.alpha !== undefined ? ` opacity="${roundPixel(mark.alpha)}"` : '';
  if (mark.kind === 'line') return lineElement(mark, alpha, clips);
  if (mark.kind === 'cross')
    return strokes(mark, palette)
      .map((stroke) => lineElement(stroke, '', clips))
      .join('\n');
  if (mark.kind === 'words') return textElement(mark, palette);
  if (mark.kind === 'shape') {
    const clip = clipAttribute(mark.within, 0, clips);
    return `<path d="${pathData(mark.points)}Z" fill="${escapeXml(mark.color)}"${clip}${alpha}/>`;
  }
  const ring = mark.ring ? ` stroke="${escapeXml(mark.ring)}" stroke-width="2"` : '';
  return `<circle cx="${roundPixel(mark.x)}" cy="${roundPixel(mark.y)}" r="${roundPixel(mark.r)}" fill="${escapeXml(mark.color)}"${ring}${alpha}/>`;
}

function lineElement(mark: LineMark, alpha: string, clips: Map<string, string>): string {
  const cap = mark.round ? ' stroke-linecap="round"' : '';
  const dash = mark.dash?.length ? ` stroke-dasharray="${mark.dash.map(roundPixel).join(' ')}"` : '';
  const clip = clipAttribute(mark.within, margin, clips);
  return `<path d="${pathData(mark.points)}" fill="none" stroke="${escapeXml(mark.color)}" stroke-width="${roundPixel(mark.width)}"${cap}${dash}${clip}${alpha}/>`;
}

function clipAttribute(area: Area | undefined, around: number, clips: Map<string, string>): string {
  if (!area) return '';
  const { left, top, width, height } = area;
  const [x, y, w, h] = [left - around, top - around, width + 2 * around, height + 2 * around].map(roundPixel);
  const rect = `<rect x="${x}" y="${y}" width="${w}" height="${h}"/>`;
  // Several drawings in one page share names, so that a name is of one area.
  const id = ['area', x, y, w, h].join('-');
  clips.set(rect, id);
  return ` clip-path="url(#${id})"`;
}

const textAnchors = { left: 'start', center: 'middle', right: 'end' };

function textElement(
  { x, y, text, color, bold, align = 'left', size = 12, bare }: TextMark,
  { surface }: Palette,
): string {
  const clear = bare ? '' : ` stroke="${escapeXml(surface)}" stroke-width="${halo}" paint-order="stroke"`;
  return `<text x="${roundPixel(x)}" y="${roundPixel(y)}" dy="0.35em" font-size="${size}"${bold ? ' font-weight="600"' : ''} text-anchor="${textAnchors[align]}" fill="${escapeXml(color)}"${clear}>${escapeXml(text)}</text>`;
}

function pathData(points: readonly number[]): string {
  let out = '';
  let lifted = true;
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (Number.isNaN(points[i])) lifted = true;
    else {
      out += `${lifted ? 'M' : 'L'}${roundPixel(points[i])} ${roundPixel(points[i + 1])}`;
      lifted = false;
    }
  }
  return out;
}

/** Text of a pixel coordinate: two decimals are more than any screen shows; what is infinite is far outside. */
const roundPixel = (n: number) => String(Math.round(Math.max(-1e6, Math.min(1e6, n)) * 100) / 100);

const xmlEscapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => xmlEscapes[character]);
