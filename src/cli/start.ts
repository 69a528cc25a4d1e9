// npm start: the main job in the terminal, then the same comparison live in a page.

import { type Comparison, compare, iris, type Problem, softmaxRegression, standardize } from '../index.js';
import { needKeys } from '../need.js';
import { formatAmount } from '../runs/outcome.js';
import { progressBar } from './progress.js';
import { serve } from './serve.js';

const STEPS = 1000;

const blocks = [
  {
    title: `Softmax regression on Fisher's irises (150 flowers, standardised), ${STEPS} steps`,
    problem: () => softmaxRegression(standardize(iris())),
    rates: '1e-3..1e3:9',
  },
  {
    title: `Rosenbrock from (−1.2, 1), ${STEPS} steps`,
    problem: () => 'rosenbrock' as const,
    rates: '1e-5..1e-1:9',
  },
];

async function runStart(): Promise<void> {
  const flags = process.argv.slice(2);
  needKeys('start', 'option', Object.fromEntries(flags.map((flag) => [flag, true])), ['--no-serve']);
  const port = portFrom(process.env.PORT);
  for (const { title, problem, rates } of blocks) {
    console.log(`\n${title}\n`);
    const result = await compareWithProgress(problem(), rates);
    console.log(`${result.table()}\n\n${describeBest(result)}`);
  }
  if (flags.includes('--no-serve')) return;
  const { url, close } = await serve({ port });
  console.log(`\nThe same comparison, live: ${url}  (Ctrl-C ends)`);
  const end = () => void close().then(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
}

function portFrom(text: string | undefined): number {
  if (!text) return 8080;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new RangeError(`start: PORT needs a whole number from 0 to 65535, got ${JSON.stringify(text)}`);
}

async function compareWithProgress(problem: Problem | 'rosenbrock', rates: string): Promise<Comparison> {
  const bar = progressBar();
  const result = await compare(problem, {
    optimizers: ['sgd', 'adam'],
    rates,
    steps: STEPS,
    onProgress: bar.show,
  });
  bar.clear();
  // Without a terminal, one line at the end.
  if (!process.stderr.isTTY) process.stderr.write(`[${'#'.repeat(40)}] done\n`);
  return result;
}

/** Sentence that names the best run, and warns where a better rate may lie outside the grid. */
function describeBest({ best, edge }: Comparison): string {
  if (!best) return 'Every run diverged: try lower rates.';
  const accuracy =
    best.accuracy === undefined ? '' : ` and ${(100 * best.accuracy).toFixed(1)} % of the rows right`;
  const rate = formatAmount(Number(best.knobs.rate));
  const found = `The best is ${best.optimizer} at rate ${rate}: a loss of ${formatAmount(best.value)}${accuracy} after ${best.steps} steps`;
  const side = edge[best.optimizer];
  if (!side) return `${found}.`;
  return `${found}; that is the ${side} rate tried, so a better one may lie beyond it.`;
}

runStart().catch((error: unknown) => {
  console.error(error instanceof TypeError || error instanceof RangeError ? error.message : error);
  process.exit(2);
});
