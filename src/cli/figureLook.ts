// What all commands that draw have in common: how a figure looks, and where it goes.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Section } from '../phrases/translation.js';
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

/** Command with the options for how its figure looks, headed by the question of the element in its language. */
export const addLookOptions = (command: Command, asking: Section & { question: string }): Command =>
  command
    .hook('preAction', async (_, asked) => {
      const { heading, ...look } = asked.opts<FigureLook>();
      if (heading === undefined)
        asked.setOptionValue('heading', (await figureLanguage(look)).phrases(asking).question);
    })
    .optionsGroup('How it looks:')
    .option('--heading <text>', `above the figure; "${asking.question}" unless said`)
    .addOption(new Option('--theme <theme>', 'its colours').choices(['light', 'dark']).default('light'))
    .option('--width <pixels>', 'from 200 to 4000', parseWidth, 680)
    .option('--lang <language>', 'of its words and numbers', 'en')
    .requiredOption('--out <file>', 'an SVG file; - for the standard output');

/** The language of a figure; English where there are no phrases in the one asked for. */
export async function figureLanguage({ lang }: Pick<FigureLook, 'lang'>): Promise<Language> {
  await loadLanguage(lang);
  return languageNow(lang);
}

/** Look of a figure whose formula is an argument, or an option that is called as the attribute is. */
export interface FormulaFigure extends FigureLook {
  f?: string;
}

/** The formula of a figure that needs one. */
export const formulaAsked = (name: string, argument: string | undefined, { f }: FormulaFigure): string =>
  needDrawn(name, argument ?? f, 'f needs a formula');

/** What a figure is drawn of; where there is nothing, an error that says what is needed. */
export function needDrawn<T>(name: string, given: T | null | undefined, needs: string): T {
  if (given !== null && given !== undefined && given !== '') return given;
  throw new TypeError(`nabla figure ${name}: ${needs}, got none`);
}

/** Result of what an element does too, its errors in the name of the command. */
export function spokenBy<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const { message } = error as Error;
    (error as Error).message = message.replace(/^nabla-[a-z-]+: /, `nabla figure ${name}: `);
    throw error;
  }
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
