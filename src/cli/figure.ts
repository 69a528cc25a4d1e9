import { Command, InvalidArgumentError, Option } from 'commander';
import { type Asked, jobOf, subjectOf } from '../../web/attributes.js';
import { Trace } from '../../web/controllers/trace.js';
import { lossChart, named } from '../../web/draw/chart.js';
import { paletteOf } from '../../web/draw/colours.js';
import { measured } from '../../web/draw/measured.js';
import { sensitivityChart } from '../../web/draw/sensitivity.js';
import { ended, follow, strandsOf } from '../../web/draw/strands.js';
import { svg } from '../../web/draw/svg.js';
import { titled } from '../../web/draw/titled.js';
import { batches, type Job } from '../../web/job.js';
import { tokens } from '../../web/styles/tokens.js';
import { numbersIn } from '../../web/words/numbers.js';
import { subtitle } from '../../web/words/subtitle.js';
import { wording } from '../../web/words/wording.js';
import { comparison } from '../descent/comparison.js';
import { save } from './output.js';

interface Options {
  problem: string;
  start: string;
  data: string;
  model: string;
  optimizer: string;
  rate: string;
  steps: number;
  view: 'loss' | 'sensitivity';
  scale: 'log' | 'linear';
  heading: string;
  theme: 'light' | 'dark';
  width: number;
  lang: string;
  out: string;
}

const compare = new Command('compare')
  .description('losses of several optimizers and rates against steps, as <nabla-compare> draws them')
  .option('--problem <name or formula>', 'rosenbrock, or "(1-x)^2 + 100 (y-x^2)^2"', '')
  .option('--start <point>', 'where to start: -1.2,1 or x=-1.2,y=1', '')
  .option('--data <name>', 'instead of a problem, a data set: iris', '')
  .option('--model <name>', 'what is fitted to the data', 'softmax')
  .option('--optimizer <names>', 'sgd,adam', 'sgd,adam')
  .option('--rate <rates>', '0.01,0.1 or 1e-5..1e-1:9', '1e-4..1e-1:4')
  .option('--steps <n>', 'updates each run makes', whole, 1000)
  .addOption(
    new Option('--view <view>', 'losses against steps, or against rates')
      .choices(['loss', 'sensitivity'])
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
    '\nExample:\n  nabla figure compare --problem rosenbrock --rate 1e-5..1e-1:5 --out fig.svg',
  )
  .action(async (options: Options) => {
    const text = await drawn(options);
    if (options.out === '-') process.stdout.write(text);
    else save('figure', options.out, text);
  });

export const figure = new Command('figure').description('a figure as an SVG file').addCommand(compare);

async function drawn(options: Options): Promise<string> {
  const { problem, start, data, model, optimizer, rate, steps, heading, theme, view, scale } = options;
  const asked: Asked = { problem, start, data, model, optimizers: optimizer, rates: rate, runs: '', steps };
  const job = jobOf('nabla-compare', { ...asked, model: data ? model : '' });
  if (!job)
    throw new TypeError(
      'figure: compare needs --problem or --data, with optimizers and rates, got too little',
    );
  const numbers = numbersIn(options.lang);
  const trace = await computed(job);
  const strands = strandsOf(job.runs, numbers);
  follow(strands, trace);
  const palette = paletteOf(tokens.cssText, theme, 'system-ui, sans-serif');
  const sheet = { width: options.width, narrow: options.width < 480, palette, measure: measured };
  const end = ended(strands, trace, scale === 'linear');
  const chart = view === 'loss' ? lossChart : sensitivityChart;
  const what = view === 'loss' ? 'Loss' : `Final loss after ${numbers.count(trace.frontier)} steps`;
  const inner = named(
    chart(end, sheet, wording(numbers)),
    scale === 'linear' ? what : `${what}, log scale`,
    palette,
  );
  return svg(titled(inner, heading, subtitle(subjectOf(job), job, numbers), palette), palette, heading);
}

async function computed(job: Job): Promise<Trace> {
  const trace = new Trace();
  for await (const batch of batches(job, new AbortController().signal, 12)) {
    trace.append(batch);
    if (batch.runs) trace.comparison = comparison(batch.runs);
  }
  return trace;
}

function whole(text: string): number {
  if (/^\d+(e\d+)?$/.test(text) && Number(text) >= 1) return Number(text);
  throw new InvalidArgumentError('It needs a whole number from 1 up.');
}

function wide(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 200 && Number(text) <= 4000) return Number(text);
  throw new InvalidArgumentError('It needs a number of pixels from 200 to 4000.');
}
