import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type CompareOptions, compare, type Problem, type ProblemName, problems } from '../index.js';
import { axisName, type LossView } from '../picture/compare/axisName.js';
import { wording } from '../picture/compare/chartWords.js';
import { lossChart, named } from '../picture/compare/lossChart.js';
import { sensitivityChart } from '../picture/compare/sensitivityChart.js';
import { ended, follow, strandsOf } from '../picture/compare/seriesOfRuns.js';
import { numbersIn } from '../picture/numberFormat.js';
import { typed } from '../picture/plainFormula.js';
import { isNarrow } from '../picture/scene.js';
import { subtitle } from '../picture/subtitle.js';
import { svg } from '../picture/svg.js';
import { measured } from '../picture/textWidth.js';
import { paletteOf } from '../picture/themePalette.js';
import { titled } from '../picture/titleBlock.js';
import { pack } from '../results/lapBatch.js';
import { Trace } from '../results/lossHistory.js';
import type { Task } from '../spec/objective.js';
import { planFrom } from '../spec/plan.js';
import { plannedRuns } from '../spec/plannedRuns.js';
import { comparing, type Setup, setupFrom } from './comparing.js';
import { save } from './output.js';

interface Options {
  view: LossView;
  scale: 'log' | 'linear';
  heading: string;
  theme: 'light' | 'dark';
  width: number;
  lang: string;
  out: string;
}

const ofCompare = comparing(
  new Command('compare').description(
    'losses of several optimizers and rates against steps, as <nabla-compare> draws them',
  ),
  ['replicates'],
)
  .optionsGroup('How it looks:')
  .addOption(
    new Option('--view <view>', 'losses against steps, those of the rows kept apart, or losses against rates')
      .choices(['loss', 'validation', 'sensitivity'])
      .default('loss'),
  )
  .addOption(new Option('--scale <scale>', 'the loss axis').choices(['log', 'linear']).default('log'))
  .option('--heading <text>', 'above the figure', 'Which learning rate?')
  .addOption(new Option('--theme <theme>', 'its colours').choices(['light', 'dark']).default('light'))
  .option('--width <pixels>', 'from 200 to 4000', wide, 680)
  .option('--lang <language>', 'how numbers are written', 'en')
  .requiredOption('--out <file>', 'an SVG file; - for the standard output')
  .addHelpText(
    'after',
    '\nExamples:\n  nabla figure compare --problem rosenbrock --optimizer sgd,adam --rate 1e-5..1e-1:5 --out fig.svg' +
      '\n  nabla figure compare --data flowers.csv --target species --model mlp:8 --validation 0.2 --optimizer sgd,adam --rate 1e-3..1:4 --out fig.svg',
  )
  .action(async (options: Options) => {
    const text = await drawn(options);
    if (options.out === '-') process.stdout.write(text);
    else save('figure', options.out, text);
  });

export const figure = new Command('figure').description('a figure as an SVG file').addCommand(ofCompare);

async function drawn(options: Options): Promise<string> {
  const { heading, theme, view } = options;
  const linear = options.scale === 'linear';
  const numbers = numbersIn(options.lang);
  const setup = setupFrom('figure compare', options);
  const { tasks } = planFrom(setup.made.problem, setup.options);
  const parted = tasks[0].problem.validation !== undefined;
  if (view === 'validation' && !parted)
    throw new TypeError('figure: --view validation needs --validation, a share of rows kept apart, got none');
  const trace = await computed(setup);
  const strands = strandsOf(plannedRuns(setup.spec.options), numbers);
  // Validation losses rank the rates where there are such rows.
  const apart = view !== 'loss';
  follow(strands, trace, apart);
  const palette = paletteOf(theme, 'system-ui, sans-serif');
  const sheet = { width: options.width, narrow: isNarrow(options.width), palette, measure: measured };
  const chart = view === 'sensitivity' ? sensitivityChart : lossChart;
  const inner = named(
    chart(ended(strands, trace, linear, apart), sheet, wording(numbers)),
    axisName(view, parted, linear, numbers.count(trace.frontier)),
    palette,
  );
  const told = subtitle(subjectOf(setup, tasks), setup.spec.options, numbers, setup.made.rows);
  return svg(titled(inner, heading, told, palette), palette, heading);
}

/** Title of the objective, and its start. */
function subjectOf({ spec: { problem }, made }: Setup, [{ start }]: Task[]) {
  if ('data' in problem)
    return { title: `${made.title} on ${basename(problem.data.set ?? problem.data.file!)}`, start: null };
  return 'name' in problem
    ? { title: problems[problem.name as ProblemName].title, start }
    : { title: typed(problem.formula), start };
}

async function computed({ made: { problem }, options }: Setup): Promise<Trace> {
  const trace = new Trace();
  for await (const lap of compare.stream(problem as Problem, options as CompareOptions)) {
    trace.append(pack([lap]));
    if (lap.comparison) trace.comparison = lap.comparison;
  }
  return trace;
}

function wide(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 200 && Number(text) <= 4000) return Number(text);
  throw new InvalidArgumentError('It needs a number of pixels from 200 to 4000.');
}
