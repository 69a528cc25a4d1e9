import { type Palette, seriesCount } from './palette.js';

/** How much of its series' colour a label has, in per cent; the rest is the colour of text. */
const labelShare = 70;

/** The palette of a drawing that stands in no page, from the style sheet that has the tokens. */
export function paletteOf(sheet: string, theme: 'light' | 'dark', family: string): Palette {
  const pairs = [...sheet.matchAll(/--nabla-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)];
  const colours = new Map(pairs.map(([, name, light, dark]) => [name, theme === 'dark' ? dark : light]));
  const colour = (name: string) => colours.get(name)!;
  const text = colour('text');
  const series = Array.from({ length: seriesCount }, (_, i) => colour(`series-${i + 1}`));
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
