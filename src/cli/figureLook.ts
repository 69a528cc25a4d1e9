// What all commands that draw have in common: how a figure looks, and where it goes.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Sheet } from '../picture/compare/lossChart.js';
import { type Language, languageNow, loadLanguage } from '../picture/language.js';
import { type Drawing, isNarrow } from '../picture/scene.js';
import { svgDocument } from '../picture/svg.js';
import { estimateTextWidth } from '../picture/textWidth.js';
import { paletteFromTokens } from '../picture/themePalette.js';
import { withHeading } from '../picture/titleBlock.js';
import { writeTextFile } from './output.js';

/** Options for how a figure looks. */
export interface FigureLook {
  heading: string;
  theme: 'light' | 'dark';
  width: number;
  lang: string;
  out: string;
}

/** Command with the options for how its figure looks. */
export const addLookOptions = (command: Command, heading: string): Command =>
  command
    .optionsGroup('How it looks:')
    .option('--heading <text>', 'above the figure', heading)
    .addOption(new Option('--theme <theme>', 'its colours').choices(['light', 'dark']).default('light'))
    .option('--width <pixels>', 'from 200 to 4000', parseWidth, 680)
    .option('--lang <language>', 'of its words and numbers', 'en')
    .requiredOption('--out <file>', 'an SVG file; - for the standard output');

/** The language of a figure; English where there are no phrases in the one asked for. */
export async function figureLanguage({ lang }: FigureLook): Promise<Language> {
  await loadLanguage(lang);
  return languageNow(lang);
}

/** The sheet to draw on. */
export function sheetFrom({ theme, width }: FigureLook): Sheet {
  const palette = paletteFromTokens(theme, 'system-ui, sans-serif');
  return { width, narrow: isNarrow(width), palette, measure: estimateTextWidth };
}

/** Writes a drawing under its heading. */
export function writeFigure(look: FigureLook, drawing: Drawing, subtitle: string): void {
  const { palette } = sheetFrom(look);
  const text = svgDocument(withHeading(drawing, look.heading, subtitle, palette), palette, look.heading);
  if (look.out === '-') process.stdout.write(text);
  else writeTextFile('figure', look.out, text);
}

function parseWidth(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 200 && Number(text) <= 4000) return Number(text);
  throw new InvalidArgumentError('It needs a number of pixels from 200 to 4000.');
}
