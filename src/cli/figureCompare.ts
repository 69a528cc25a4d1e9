import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { decodeText } from '../data/decodeText.js';
import { type CompareOptions, compare, type Problem, type ProblemName, problems } from '../index.js';
import { comparePhrases, playerPhrases } from '../phrases/en.js';
import { axisName, type LossView } from '../picture/compare/axisName.js';
import { chartWords } from '../picture/compare/chartWords.js';
import { lossChart, withAxisTitle } from '../picture/compare/lossChart.js';
import { sensitivityChart } from '../picture/compare/sensitivityChart.js';
import { createSeries, finalView, updateSeries } from '../picture/compare/seriesOfRuns.js';
import { isolate } from '../picture/isolate.js';
import type { Language } from '../picture/language.js';
import { handwrittenFormula } from '../picture/plainFormula.js';
import { compareSubtitle, recordSubtitle } from '../picture/subtitle.js';
import { LossHistory } from '../results/lossHistory.js';
import { recordedCsv } from '../results/recordedCsv.js';
import {
  areRecorded,
  curvesOf,
  fromRecordText,
  plainRecord,
  type RecordedCurves,
  recordedHistory,
} from '../results/recordedRuns.js';
import { packSamples } from '../results/sampleBatch.js';
import type { Objective } from '../spec/objective.js';
import { planFrom } from '../spec/plan.js';
import { plannedFromLabel, plannedRuns } from '../spec/plannedRuns.js';
import { addCompareOptions, type ComparisonSetup, optionSyntax, setupFrom } from './comparing.js';
import { readDataFile } from './dataFile.js';
import {
  addLookOptions,
  type FigureLook,
  figureLanguage,
  sheetFrom,
  spokenBy,
  writeFigure,
} from './figureLook.js';

interface Options extends FigureLook {
  view: LossView;
  scale: 'log' | 'linear';
  src?: string;
  runs?: string;
}

const who = 'figure compare';

const command = addCompareOptions(
  new Command('compare').description(
    'losses of several optimizers and rates against steps, as <nabla-compare> draws them',
  ),
  ['replicates'],
)
  .optionsGroup('Instead, made elsewhere:')
  .option('--src <file>', 'a CSV file of losses, a column a run')
  .optionsGroup('How it looks:')
  .addOption(
    new Option('--view <view>', 'losses against steps, those of the rows kept apart, or losses against rates')
      .choices(['loss', 'validation', 'sensitivity'])
      .default('loss'),
  )
  .addOption(new Option('--scale <scale>', 'the loss axis').choices(['log', 'linear']).default('log'));

/** `nabla figure compare`. */
export const figureCompare = addLookOptions(command, comparePhrases)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla figure compare --problem rosenbrock --optimizer sgd,adam --rate 1e-5..1e-1:5 --out fig.svg' +
      '\n  nabla figure compare --data flowers.csv --target species --model mlp:8 --validation 0.2 --optimizer sgd,adam --rate 1e-3..1:4 --out fig.svg',
  )
  .action(drawFigure);

async function drawFigure(options: Options): Promise<void> {
  const { view, scale } = options;
  const curves = recordedCurves(options);
  if (curves) return drawRecorded(curves, options);
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  const setup = setupFrom(who, options);
  const { objectives } = planFrom(setup.resolved.problem, setup.options);
  const hasValidation = objectives[0].problem.validation !== undefined;
  if (view === 'validation' && !hasValidation)
    throw new TypeError('figure: --view validation needs --validation, a share of rows kept apart, got none');
  const trace = await computeLosses(setup);
  const seriesList = createSeries(plannedRuns(setup.spec.options), language.numbers);
  // Validation losses rank the rates where there are such rows.
  const onValidation = view !== 'loss';
  updateSeries(seriesList, trace, onValidation);
  const chart = view === 'sensitivity' ? sensitivityChart : lossChart;
  const shown = finalView(seriesList, trace, scale, onValidation);
  const inner = withAxisTitle(
    chart(shown, sheet, chartWords(language)),
    axisName(view, hasValidation, scale, shown.range.scale, language.numbers.count(trace.lastStep), language),
    sheet.palette,
  );
  const subtitleText = compareSubtitle(
    comparedSubject(setup, objectives, language),
    setup.spec.options,
    language,
    setup.resolved.rows,
  );
  writeFigure(options, inner, subtitleText);
}

/** Runs made elsewhere, in a file or as JSON; null where none are asked for. */
function recordedCurves({ src, runs }: Options): RecordedCurves[] | null {
  if (src !== undefined)
    return spokenBy('compare', () =>
      recordedCsv(decodeText('csv', readDataFile(optionSyntax(who), src)).text),
    );
  const given = fromRecordText(`nabla ${who}`, runs);
  return areRecorded(given) ? curvesOf(plainRecord(`nabla ${who}`, given as unknown[])) : null;
}

async function drawRecorded(curves: readonly RecordedCurves[], options: Options): Promise<void> {
  const { view, scale } = options;
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  const history = recordedHistory(curves);
  const planned = curves.map(({ label }) => plannedFromLabel(label));
  const seriesList = createSeries(planned, language.numbers).map((series, i) => ({
    ...series,
    label: isolate(curves[i].label),
  }));
  const hasValidation = history.validation.length > 0;
  const onValidation = hasValidation && view !== 'loss';
  updateSeries(seriesList, history, onValidation);
  const shown = finalView(seriesList, history, scale, onValidation);
  const chart = view === 'sensitivity' ? sensitivityChart : lossChart;
  const axis = axisName(
    view,
    hasValidation,
    scale,
    shown.range.scale,
    language.numbers.count(history.lastStep),
    language,
  );
  const inner = withAxisTitle(chart(shown, sheet, chartWords(language)), axis, sheet.palette);
  writeFigure(options, inner, recordSubtitle(curves.length, history.lastStep, language));
}

/** Title of the objective, and its start. */
export function comparedSubject(
  { spec: { problem }, resolved }: ComparisonSetup,
  [{ start }]: Objective[],
  { phrases }: Language,
) {
  if ('data' in problem) {
    const data = basename(problem.data.set ?? problem.data.file!);
    return { title: phrases(playerPhrases).modelOn(resolved.title!, data), start: null };
  }
  return 'name' in problem
    ? { title: problems[problem.name as ProblemName].title, start }
    : { title: handwrittenFormula(problem.formula), start };
}

/** The losses of a comparison with all its steps, and with options of its own. */
export async function computeLosses(
  { resolved: { problem }, options }: ComparisonSetup,
  own: Pick<CompareOptions, 'record'> = {},
): Promise<LossHistory> {
  const trace = new LossHistory();
  for await (const sample of compare.stream(problem as Problem, { ...options, ...own })) {
    trace.appendBatch(packSamples([sample]));
    if (sample.comparison) trace.comparison = sample.comparison;
  }
  return trace;
}
