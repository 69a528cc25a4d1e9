import { log } from '../math/log.js';
import { amount } from './outcome.js';
import { ratesOf } from './rate.js';
import type { Run } from './run.js';

const BARS = '▁▂▃▄▅▆▇█';
const WIDTH = 20;

/** The runs as lines of text, a run a line, numbers to the right. */
export function table(runs: Run[]): string {
  const classifies = runs.some(({ accuracy }) => accuracy !== undefined);
  const validates = runs.some(({ validation }) => validation !== undefined);
  const repeats = runs.some(({ replicate }) => replicate !== undefined);
  const head = [
    'optimizer',
    'rate',
    'outcome',
    ...(repeats ? ['replicate'] : []),
    'steps',
    'final loss',
    ...(classifies ? ['accuracy'] : []),
    ...(validates ? ['validation loss'] : []),
    ...(validates && classifies ? ['accuracy'] : []),
    'rises',
    'loss',
  ];
  const percent = (share: number | undefined) => (share === undefined ? '' : `${(100 * share).toFixed(1)} %`);
  const digits = digitsToTell(runs.flatMap(({ knobs }) => ratesOf(knobs.rate)));
  const told = (rate: number) => String(Number(rate.toPrecision(digits)));
  const rows = runs.map((run) => [
    run.optimizer,
    run.knobs.rate === undefined ? '' : ratesOf(run.knobs.rate).map(told).join(' → '),
    run.outcome,
    ...(repeats ? [run.replicate === undefined ? '' : String(run.replicate + 1)] : []),
    String(run.steps),
    amount(run.value),
    ...(classifies ? [percent(run.accuracy)] : []),
    ...(validates ? [run.validation ? amount(run.validation.loss) : ''] : []),
    ...(validates && classifies ? [percent(run.validation?.accuracy)] : []),
    String(run.rises),
    sparkline(run.losses),
  ]);
  const words = new Set([0, 2, head.length - 1]);
  const widths = head.map((title, j) => Math.max(title.length, ...rows.map((row) => row[j].length)));
  const line = (row: string[]) =>
    row
      .map((cell, j) => (words.has(j) ? cell.padEnd(widths[j]) : cell.padStart(widths[j])))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The significant digits, three at least, at which rates that differ still do. */
function digitsToTell(rates: number[]): number {
  const distinct = new Set(rates).size;
  let digits = 3;
  while (digits < 17 && new Set(rates.map((rate) => rate.toPrecision(digits))).size < distinct) digits++;
  return digits;
}

/**
 * A trace in a few characters, as on a log axis: the lowest finite value is the lowest bar, the highest
 * the highest, what is not finite a gap.
 */
export function sparkline(losses: Float64Array): string {
  const columns = Math.min(WIDTH, losses.length);
  const picked = Array.from(
    { length: columns },
    (_, i) => losses[columns === 1 ? 0 : Math.round((i * (losses.length - 1)) / (columns - 1))],
  );
  const logs = picked.map((value) => (value > 0 ? log(value) : value === 0 ? -745 : NaN));
  const finite = logs.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const bar = (x: number) =>
    BARS[high > low ? Math.round(((x - low) / (high - low)) * (BARS.length - 1)) : 0];
  return logs.map((x) => (Number.isFinite(x) ? bar(x) : ' ')).join('');
}
