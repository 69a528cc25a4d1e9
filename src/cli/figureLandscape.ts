import { landscapePhrases } from '../phrases/en.js';
import { createSeries, updateSeries } from '../picture/compare/seriesOfRuns.js';
import { contourAt, sampledField } from '../picture/contours.js';
import { curveDrawing } from '../picture/landscape/curvePanels.js';
import {
  type LandscapeSettings,
  parseLandscape,
  scalarField,
  withinTurn,
} from '../picture/landscape/landscapeModel.js';
import { landscapeSubtitle, landscapeWords } from '../picture/landscape/landscapeSentences.js';
import { besideMiddle, domainAround, mapSpans } from '../picture/landscape/landscapeSpans.js';
import { type LandscapeView, pathStyle, type RunPath } from '../picture/landscape/landscapeView.js';
import { mapDrawing } from '../picture/landscape/map.js';
import { nearestMinimum } from '../picture/landscape/nearestMinimum.js';
import type { Language } from '../picture/language.js';
import type { Drawing } from '../picture/scene.js';
import { plannedRuns } from '../spec/plannedRuns.js';
import { runToEnd } from '../spec/resolveProblem.js';
import { settingTable } from '../spec/settings.js';
import { addCompareOptions, type ComparisonSetup, setupFrom } from './comparing.js';
import { computeLosses } from './figureCompare.js';
import {
  addLookOptions,
  type FormulaFigure,
  figureLanguage,
  formulaAsked,
  sheetFrom,
  spokenBy,
  writeFigure,
} from './figureLook.js';
import { formulaCommand } from './formula.js';
import { parseNumber } from './numberOption.js';

interface LandscapeOptions extends FormulaFigure {
  start?: string;
  optimizer?: string;
  rate?: string;
  runs?: string;
  domain: string;
  at: string;
  direction: number;
}

/** Settings that a landscape has none of: of data, and of several runs of each. */
const others = Object.keys(settingTable).filter(
  (name) => settingTable[name].ofData || settingTable[name].ofFile,
);
const withoutData = [
  'problem',
  'formula',
  'data',
  'batch',
  'precision',
  'masterWeights',
  'validateEvery',
  'replicates',
];

const command = addCompareOptions(
  formulaCommand(
    'landscape',
    'a function of one or two variables with runs on it, as <nabla-landscape> draws them',
  )
    .option('--domain <ranges>', 'that are drawn, as -2..2 or x=-2..2,y=-1..3', '')
    .option('--at <point>', 'where the gradient is drawn, or the other variables as numbers, w=0.5 b=0.1', '')
    .option('--direction <degrees>', 'of d, from the first axis towards the second', parseNumber, 340),
  [...others, ...withoutData],
);

/** `nabla figure landscape`. */
export const figureLandscape = addLookOptions(command, landscapePhrases)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla figure landscape "(w-3)^2" --start 0 --rate 0.1,1.1 --steps 20 --out fig.svg' +
      '\n  nabla figure landscape rosenbrock --start -1.2,1.4 --rate 0.001 --out fig.svg',
  )
  .action(async (given: string | undefined, options: LandscapeOptions) => {
    const f = formulaAsked('landscape', given, options);
    const { optimizer: optimizers, rate: rates, runs, start = '', domain, at } = options;
    const settings = spokenBy('landscape', () =>
      parseLandscape({ f, start, domain, at, optimizers, rates, runs }, (problem) =>
        setupFrom('figure landscape', { steps: '60', ...options, problem }),
      ),
    )!;
    const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
    const view = await viewOf(settings, language, sheet.narrow);
    const { width, palette, measure } = sheet;
    const drawing =
      view.domain.length === 1
        ? curveDrawing(view, width, palette, measure)
        : drawnMap(view, settings.at, withinTurn(options.direction), sheet);
    writeFigure(options, drawing, landscapeSubtitle(settings, language));
  });

/** The view of a landscape with its runs at their end. */
async function viewOf(
  { f, start, domain: asked, heights, job }: LandscapeSettings<ComparisonSetup>,
  language: Language,
  narrowWidth: boolean,
): Promise<LandscapeView> {
  const field = scalarField(f);
  const losses = job && (await computeLosses(job, { record: true }));
  const paths = losses
    ? createSeries(plannedRuns(job.spec.options), language.numbers, (...place) =>
        pathStyle(f.inputs, ...place),
      )
    : [];
  if (losses) updateSeries(paths, losses);
  const minimum = nearestMinimum(f, start ?? f.variables.map(() => 0));
  const shown = { field, start, paths: paths as RunPath[] };
  const domain = asked ?? domainAround({ ...shown, minimum });
  return {
    ...shown,
    ...{ domain, fixed: asked !== null, heights, narrowWidth },
    head: losses ? losses.length - 1 : 0,
    future: false,
    words: landscapeWords(
      language,
      losses?.comparison ?? null,
      shown.paths,
      domain.length === 1 ? minimum : null,
    ),
  };
}

function drawnMap(
  view: LandscapeView,
  asked: readonly number[] | null,
  direction: number,
  { width, palette, measure }: ReturnType<typeof sheetFrom>,
): Drawing {
  const spans = mapSpans(view.domain, !view.fixed);
  const at = asked ?? besideMiddle(spans);
  const grid = runToEnd(sampledField(view.field, ...spans));
  const contour = contourAt(grid, view.field.value(at));
  return mapDrawing({ ...view, grid, at, contour, direction, handle: null }, width, palette, measure);
}
