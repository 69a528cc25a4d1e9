import { Command, Option } from 'commander';
import type { Model } from '../index.js';
import { networkPhrases } from '../phrases/en.js';
import { withAxisTitle } from '../picture/compare/lossChart.js';
import { createSeries, finalView, updateSeries } from '../picture/compare/seriesOfRuns.js';
import { firstUnits, networkDrawing } from '../picture/network/networkDrawing.js';
import { networkWords } from '../picture/network/networkWords.js';
import {
  parametersAt,
  predictPlane,
  samplePlane,
  unitOrder,
  unitViews,
} from '../picture/network/planeSamples.js';
import { compareSubtitle } from '../picture/subtitle.js';
import { drawnRows } from '../spec/drawnRows.js';
import { planFrom } from '../spec/plan.js';
import { planeSpec } from '../spec/planeSpec.js';
import { plannedRuns } from '../spec/plannedRuns.js';
import { modelFromSpec } from '../spec/resolveProblem.js';
import type { ModelSpec } from '../spec/spec.js';
import { addCompareOptions, optionSyntax, setupFrom } from './comparing.js';
import { comparedSubject, computeLosses } from './figureCompare.js';
import { addLookOptions, type FigureLook, figureLanguage, sheetFrom, writeFigure } from './figureLook.js';

interface NetworkOptions extends FigureLook {
  data?: string;
  model?: string;
  noise: string;
  view: 'plane' | 'units';
  apart: boolean;
}

const who = 'figure network';
/** What is trained unless said, as the element has it. */
const usual = { model: 'mlp:8', optimizer: 'adam', steps: '300' };

const command = addCompareOptions(
  new Command('network').description(
    'what a network says of the plane of two features, with its losses, as <nabla-network> draws them',
  ),
  ['problem', 'formula', 'start', 'runs', 'replicates'],
)
  .optionsGroup('How it looks:')
  .option('--noise <deviation>', 'of data that are made; the set’s own unless said', '')
  .addOption(
    new Option('--view <view>', 'the plane with the losses, or the hidden units too')
      .choices(['plane', 'units'])
      .default('plane'),
  )
  .option('--no-apart', 'without the rows kept apart');

/** `nabla figure network`. */
export const figureNetwork = addLookOptions(command, networkPhrases)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla figure network --data moons --model mlp:8 --rate 0.05 --out fig.svg' +
      '\n  nabla figure network --data flowers.csv --target species --columns length,width --rate 0.05 --view units --out fig.svg',
  )
  .action(async (options: NetworkOptions) => {
    const asked = { ...usual, ...options };
    const setup = setupFrom(who, asked, undefined, (spec) =>
      planeSpec(optionSyntax(who), spec, asked.model, asked.noise),
    );
    const { spec, resolved } = setup;
    const { data, unscaled } = resolved;
    if (data!.x.columns !== 2)
      throw new RangeError(
        `nabla ${who}: --data needs two measurements, got ${data!.x.columns}; name two as --columns`,
      );
    const planned = plannedRuns(spec.options);
    if (planned.length !== 1)
      throw new RangeError(
        `nabla ${who}: --optimizer needs one, with one rate and one value of each knob, got ${planned.length}`,
      );
    const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
    const losses = await computeLosses(setup, { record: true });
    const seriesList = createSeries(planned, language.numbers);
    updateSeries(seriesList, losses);
    const rows = drawnRows(`nabla ${who}`, data!, unscaled!);
    const model: Model = modelFromSpec('compare', spec.problem as ModelSpec, rows);
    const samples = samplePlane(rows, model);
    const point = parametersAt(model, seriesList[0].points as Float64Array, losses.length - 1);
    const view = predictPlane(samples, samples.still, point, null);
    const order = options.view === 'units' ? unitOrder(samples, point).order.slice(0, firstUnits) : [];
    const drawing = networkDrawing(
      options.apart ? view : { ...view, labels: Array.from(view.labels).slice(0, view.fitted) },
      finalView(seriesList, losses, 'log'),
      unitViews(samples, point, order) ?? [],
      { ...sheet, tick: language.numbers.coordinate },
      networkWords(language),
    );
    const subject = comparedSubject(setup, planFrom(resolved.problem, setup.options).objectives, language);
    const title = `${subject.title}, ${seriesList[0].label}`;
    writeFigure(
      options,
      withAxisTitle(drawing, view.names[1], sheet.palette),
      compareSubtitle({ ...subject, title }, spec.options, language, resolved.rows),
    );
  });
