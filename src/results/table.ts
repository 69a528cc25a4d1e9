import { log } from '../math/log.js';
import { escapeInvisible } from '../need.js';
import { formatAmount } from '../runs/outcome.js';
import type { Comparison, Run } from '../runs/run.js';
import { configurationLabel } from '../spec/configuration.js';
import { ratesInOrder } from '../spec/rate.js';

type Baseline = NonNullable<Comparison['baseline']>;

const BARS = '▁▂▃▄▅▆▇█';
const WIDTH = 20;

/** Whether a run that did not diverge ended worse than its baseline, on the rows kept apart where there are some. */
export function isWorse({ outcome, value, validation }: Run, baseline: Baseline): boolean {
  if (outcome === 'diverged') return false;
  const [own, other] =
    validation && baseline.validation ? [validation.loss, baseline.validation.loss] : [value, baseline.loss];
  return !(own <= other);
}

/** Text table of runs, a line each, below one of their baseline, numbers aligned to the right. */
export function runTable(runs: Run[], baseline?: Baseline): string {
  const columns = tableColumns(runs, baseline);
  return alignedTable(columns, [
    ...(baseline ? [columns.map(({ ofBaseline }) => ofBaseline?.(baseline) ?? '')] : []),
    ...runs.map((run) => columns.map(({ cell }) => cell(run))),
  ]);
}

/** Text table with a line under its titles; numbers are aligned to the right, words to the left. */
export function alignedTable(
  columns: readonly { title: string; words?: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, j) =>
    lines.reduce((most, line) => Math.max(most, terminalWidth(line[j])), 0),
  );
  const [head, ...others] = lines.map((line) =>
    line
      .map((cell, j) => {
        const blanks = ' '.repeat(widths[j] - terminalWidth(cell));
        return columns[j].words ? cell + blanks : blanks + cell;
      })
      .join('  ')
      .trimEnd(),
  );
  return [head, widths.map((width) => '─'.repeat(width)).join('  '), ...others].join('\n');
}

interface TableColumn {
  title: string;
  cell(run: Run): string;
  ofBaseline?(baseline: Baseline): string;
  /** Whether cells are aligned to the left. */
  words?: boolean;
}

function tableColumns(runs: readonly Run[], baseline?: Baseline): TableColumn[] {
  const classifies = runs.some(({ accuracy }) => accuracy !== undefined);
  const validates = runs.some(({ validation }) => validation !== undefined);
  const predicts = runs.some(({ rmse }) => rmse !== undefined);
  const repeats = runs.some(({ replicate }) => replicate !== undefined);
  return [
    ...settingColumns(runs),
    {
      title: 'outcome',
      cell: (run) => (baseline && isWorse(run, baseline) ? `${run.outcome}, worse` : run.outcome),
      ofBaseline: ({ predicts }) => predicts,
      words: true,
    },
    ...optionalColumn(repeats, 'replicate', ({ replicate }) =>
      replicate === undefined ? '' : String(replicate + 1),
    ),
    { title: 'steps', cell: ({ steps }) => String(steps) },
    {
      title: 'final loss',
      cell: (run) => formatAmount(lastLoss(run)),
      ofBaseline: ({ loss }) => formatAmount(loss),
    },
    ...scoreColumns(classifies, predicts, (of) => of),
    ...optionalColumn(
      validates,
      'validation loss',
      (run) => amount(lastValidation(run)),
      ({ validation }) => amount(validation?.loss),
    ),
    ...scoreColumns(validates && classifies, validates && predicts, ({ validation }) => validation),
    ...bestColumns(runs, validates),
    { title: 'rises', cell: ({ rises }) => String(rises) },
    { title: 'loss', cell: ({ losses }) => sparkline(losses), words: true },
  ];
}

/** Columns that tell one configuration from another. */
export function settingColumns(runs: readonly Run[]): TableColumn[] {
  const digits = digitsToTell(runs.flatMap(({ knobs }) => ratesInOrder(knobs.rate)));
  const rateText = (rate: number) => String(Number(rate.toPrecision(digits)));
  const rate = ({ knobs }: Run) =>
    knobs.rate === undefined ? '' : ratesInOrder(knobs.rate).map(rateText).join(' → ');
  const label: TableColumn = { title: 'label', cell: ({ label }) => escapeInvisible(label), words: true };
  return [
    ...(runs.some(hasOwnLabel) ? [label] : []),
    {
      title: 'optimizer',
      cell: ({ optimizer }) => escapeInvisible(optimizer),
      ofBaseline: () => 'baseline',
      words: true,
    },
    { title: 'rate', cell: rate },
    ...variedKnobs(runs).map((knob) => ({
      title: knob,
      cell: ({ knobs }: Run) => String(knobs[knob] ?? ''),
    })),
  ];
}

/** Loss at the end of a run, whichever of its points is kept. */
const lastLoss = ({ kept, value, losses }: Run) => (kept ? losses[losses.length - 1] : value);
const lastValidation = ({ kept, validation }: Run) => (kept ? validation?.losses.at(-1) : validation?.loss);

/** Columns of the lowest loss on the way, where rows are kept apart, or runs may have been stopped for it. */
function bestColumns(runs: readonly Run[], validates: boolean): TableColumn[] {
  const isTold = runs.some(
    ({ best, kept, outcome }) => kept || outcome === 'stopped' || best.validation !== undefined,
  );
  return [
    ...optionalColumn(isTold, validates ? 'lowest validation' : 'lowest loss', ({ best }) =>
      formatAmount(best.validation ?? best.value),
    ),
    ...optionalColumn(isTold, 'at step', ({ best }) => String(best.step)),
  ];
}

type Scores = Pick<Run, 'accuracy' | 'rmse' | 'r2'>;

const amount = (value: number | undefined) => (value === undefined ? '' : formatAmount(value));
const percent = (share: number | undefined) => (share === undefined ? '' : `${(100 * share).toFixed(1)} %`);
const fixed = (value: number | undefined) => value?.toFixed(3) ?? '';

/** Columns of how well a model predicts, on its rows or on those kept apart. */
function scoreColumns(
  classifies: boolean,
  predicts: boolean,
  scores: (of: Run | Baseline) => Scores | undefined,
): TableColumn[] {
  const column = (there: boolean, title: string, text: (of: Scores | undefined) => string) =>
    optionalColumn(
      there,
      title,
      (run) => text(scores(run)),
      (baseline) => text(scores(baseline)),
    );
  return [
    ...column(classifies, 'accuracy', (of) => percent(of?.accuracy)),
    ...column(predicts, 'rmse', (of) => amount(of?.rmse)),
    ...column(predicts, 'R²', (of) => fixed(of?.r2)),
  ];
}

const optionalColumn = (
  there: boolean,
  title: string,
  cell: TableColumn['cell'],
  ofBaseline?: TableColumn['ofBaseline'],
): TableColumn[] => (there ? [{ title, cell, ...(ofBaseline && { ofBaseline }) }] : []);

/** Whether a run was given a label: all others begin with optimizer and rate. */
const hasOwnLabel = ({ label, optimizer, knobs }: Run) =>
  !label.startsWith(configurationLabel(optimizer, knobs));

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}！-｠]/u;
const NARROW = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Width of a text in columns of a terminal. */
function terminalWidth(text: string): number {
  let width = 0;
  for (const each of text) width += NARROW.test(each) ? 0 : WIDE.test(each) ? 2 : 1;
  return width;
}

/** Knobs, but for the rate, that differ among runs of one optimizer. */
function variedKnobs(runs: readonly Run[]): string[] {
  const first = new Map<string, Run>();
  const found = new Set<string>();
  for (const run of runs) {
    const { knobs } = first.get(run.optimizer) ?? run;
    if (!first.has(run.optimizer)) first.set(run.optimizer, run);
    for (const [name, value] of Object.entries(run.knobs))
      if (name !== 'rate' && value !== knobs[name]) found.add(name);
  }
  return [...found];
}

/** Significant digits, three at least, at which rates that differ still do. */
function digitsToTell(rates: number[]): number {
  const distinct = new Set(rates).size;
  let digits = 3;
  while (digits < 17 && new Set(rates.map((rate) => rate.toPrecision(digits))).size < distinct) digits++;
  return digits;
}

/**
 * Losses as a few bars on a log axis: the lowest finite value is the lowest bar, the highest the highest, what is not
 * finite a gap.
 */
function sparkline(losses: Float64Array): string {
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
