import { Command, InvalidArgumentError, Option } from 'commander';
import { Trace } from '../../web/controllers/trace.js';
import { lossChart, named } from '../../web/draw/chart.js';
import { paletteOf } from '../../web/draw/colours.js';
import { measured } from '../../web/draw/measured.js';
import { sensitivityChart } from '../../web/draw/sensitivity.js';
import type { Strand } from '../../web/draw/strand.js';
import { ended, follow, strandsOf } from '../../web/draw/strands.js';
import { svg } from '../../web/draw/svg.js';
import { titled } from '../../web/draw/titled.js';
import { pack } from '../../web/job.js';
import { tokens } from '../../web/styles/tokens.js';
import { axisName, type LossView } from '../../web/words/axis.js';
import { type Numbers, numbersIn } from '../../web/words/numbers.js';
import { subtitle } from '../../web/words/subtitle.js';
import { typed } from '../../web/words/typed.js';
import { wording } from '../../web/words/wording.js';
import type { Contender } from '../descent/contender.js';
import { planFrom } from '../descent/plan.js';
import type { Task } from '../descent/problem.js';
import { type CompareOptions, compare, type Problem, type ProblemName, problems } from '../index.js';
import { comparing } from './comparing.js';
import { save } from './output.js';
import { type Asked, type Setting, settingFrom } from './setting.js';

interface Options extends Asked {
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
    '\nExamples:\n  nabla figure compare --problem rosenbrock --rate 1e-5..1e-1:5 --out fig.svg' +
      '\n  nabla figure compare --data flowers.csv --target species --model mlp:8 --validation 0.2 --rate 1e-3..1:4 --out fig.svg',
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
  const setting = settingFrom(options);
  const { contenders, tasks, limits } = planFrom(setting.problem, setting.options);
  const parted = tasks[0].problem.validation !== undefined;
  if (view === 'validation' && !parted)
    throw new TypeError('figure: --view validation needs --validation, a share of rows kept apart, got none');
  const trace = await computed(setting);
  const strands = planned(contenders, numbers);
  // A rate is judged by the rows that nothing was learned from, where there are some.
  const apart = view !== 'loss';
  follow(strands, trace, apart);
  const palette = paletteOf(tokens.cssText, theme, 'system-ui, sans-serif');
  const sheet = { width: options.width, narrow: options.width < 480, palette, measure: measured };
  const chart = view === 'sensitivity' ? sensitivityChart : lossChart;
  const inner = named(
    chart(ended(strands, trace, linear, apart), sheet, wording(numbers)),
    axisName(view, parted, linear, numbers.count(trace.frontier)),
    palette,
  );
  const told = subtitle(
    subjectOf(setting, options, tasks),
    { steps: limits.steps, ...(limits.batch && { batch: limits.batch.rows }) },
    numbers,
    setting.trained?.rows,
  );
  return svg(titled(inner, heading, told, palette), palette, heading);
}

/** Runs that differ in more than the rate are of a family each, named by what else is varied. */
function planned(contenders: Contender[], numbers: Numbers): Strand[] {
  const runs = contenders.map(({ name, label, knobs }) => {
    const rate = (knobs.rate as number | undefined) ?? null;
    return { name, varied: label.slice((rate === null ? name : `${name} ${rate}`).length), rate };
  });
  const families = runs.map(({ name, varied, rate }) => ({ optimizer: name + varied, rate }));
  return strandsOf(families, numbers).map((strand, i) => {
    const { name, varied, rate } = runs[i];
    return { ...strand, label: [name, ...(rate === null ? [] : [numbers.rate(rate)])].join(' ') + varied };
  });
}

/** What is minimised, and from where. */
function subjectOf(
  { problem, trained }: Setting,
  { formula: text, problem: named }: Options,
  [task]: Task[],
) {
  if (trained) return { title: trained.title, start: null };
  const { start } = task;
  return typeof problem === 'string'
    ? { title: problems[problem as ProblemName].title, start }
    : { title: typed((text ?? named)!), start };
}

async function computed({ problem, options }: Setting): Promise<Trace> {
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
