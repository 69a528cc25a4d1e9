import { type Palette, seriesCount } from './palette.js';
import { theme } from './theme.js';

/** Percentage of its series' colour in a label; the rest is the colour of text. */
const labelShare = 70;

/** Palette of a drawing outside any page. */
export function paletteFromTokens(scheme: 'light' | 'dark', family: string): Palette {
  const tokenColour = (name: keyof typeof theme) => theme[name][scheme === 'dark' ? 1 : 0];
  const text = tokenColour('text');
  const series = Array.from({ length: seriesCount }, (_, i) =>
    tokenColour(`series-${i + 1}` as keyof typeof theme),
  );
  return {
    surface: tokenColour('surface'),
    sunken: tokenColour('sunken'),
    text,
    quiet: tokenColour('text-quiet'),
    grid: tokenColour('grid'),
    control: tokenColour('control'),
    series,
    labels: series.map((each) => mixWithText(each, text)),
    lowest: null,
    family,
    paper: false,
    line: 1.5,
  };
}

function mixWithText(colour: string, text: string): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [colour, text].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round((a * labelShare + b * (100 - labelShare)) / 100);
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
