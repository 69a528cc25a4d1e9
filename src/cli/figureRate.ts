import { Command } from 'commander';
import { rateFinderPhrases } from '../phrases/en.js';
import { finderDrawing } from '../picture/rateFinder/finderDrawing.js';
import { wrapText } from '../picture/rateFinder/finderText.js';
import { finderCaption, finderWords } from '../picture/rateFinder/finderWords.js';
import type { Drawing, Mark } from '../picture/scene.js';
import { compareSubtitle } from '../picture/subtitle.js';
import { planFrom } from '../spec/plan.js';
import { comparedSubject } from './figureCompare.js';
import { addLookOptions, type FigureLook, figureLanguage, sheetFrom, writeFigure } from './figureLook.js';
import { addRateOptions, type RateOptions, rateFindings } from './rating.js';

/** `nabla figure rate`. */
export const figureRate = addLookOptions(
  addRateOptions(
    new Command('rate').description(
      'learning rates by every rule on one axis, as <nabla-rate-finder> draws them',
    ),
  ),
  rateFinderPhrases,
)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla figure rate --problem rosenbrock --truth --out fig.svg' +
      '\n  nabla figure rate --data flowers.csv --target species --model mlp:8 --batch 32 --repeats 5 --truth --out fig.svg',
  )
  .action(async (options: RateOptions & FigureLook) => {
    const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
    const { setup, findings } = rateFindings('figure rate', options);
    const all = findings();
    if (all.length !== 1)
      throw new RangeError(
        `nabla figure rate: --optimizer needs one, with one value of each knob, got ${all.length}`,
      );
    const [{ optimizer, found }] = all;
    const { batch } = setup.spec.options;
    const view = { found, isBatched: batch !== undefined, colour: 0, chosen: null };
    const drawing = finderDrawing(view, sheet, finderWords(view, language));
    const { objectives } = planFrom(setup.resolved.problem, setup.options);
    const subject = comparedSubject(setup, objectives, language);
    const title = `${subject.title}, ${optimizer}`;
    const told = { steps: found.rates.length, ...(batch !== undefined && { batch }) };
    const subtitle = compareSubtitle({ ...subject, title }, told, language, setup.resolved.rows);
    writeFigure(options, withCaption(drawing, finderCaption(view, language), sheet), subtitle);
  });

const lineHeight = 18;

/** Drawing above its caption. */
function withCaption(
  { width, height, marks }: Drawing,
  caption: string,
  { palette, measure }: ReturnType<typeof sheetFrom>,
): Drawing {
  if (!caption) return { width, height, marks };
  const lines = wrapText(caption, width, measure);
  const words = lines.map((text, i): Mark => {
    const y = height + 10 + i * lineHeight;
    return { kind: 'words', x: 0, y, text, color: palette.text };
  });
  return { width, height: height + 10 + lines.length * lineHeight, marks: [...marks, ...words] };
}
