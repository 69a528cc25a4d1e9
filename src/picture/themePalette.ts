import { type Palette, seriesCount } from './palette.js';
import { theme } from './theme.js';

/** Percentage of its series' colour in a label; the rest is the colour of text. */
const labelShare = 70;

/** Palette of a drawing outside any page. */
export function paletteOf(scheme: 'light' | 'dark', family: string): Palette {
  const colour = (name: keyof typeof theme) => theme[name][scheme === 'dark' ? 1 : 0];
  const text = colour('text');
  const series = Array.from({ length: seriesCount }, (_, i) =>
    colour(`series-${i + 1}` as keyof typeof theme),
  );
  return {
    surface: colour('surface'),
    text,
    quiet: colour('text-quiet'),
    grid: colour('grid'),
    control: colour('control'),
    series,
    labels: series.map((each) => mixed(each, text)),
    lowest: null,
    family,
    paper: false,
    line: 1.5,
  };
}

function mixed(colour: string, text: string): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [colour, text].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round((a * labelShare + b * (100 - labelShare)) / 100);
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
