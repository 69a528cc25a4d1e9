import { Command } from 'commander';
import type { Comparison, Run } from '../index.js';
import { countNoun, needWhole } from '../need.js';
import { comparisonOf } from '../results/comparison.js';
import { rewordError, rewordErrors } from '../spec/settingSyntax.js';
import { addCompareOptions, optionSyntax, setupFrom } from './comparing.js';
import {
  csvText,
  jsonLines,
  jsonText,
  needWritable,
  type Output,
  printOutput,
  withOutputOptions,
} from './output.js';
import { progressBar } from './progress.js';
import { RunLog } from './runLog.js';
import { shardFrom } from './shard.js';
import { makeRun, type PendingRun, pendingRuns } from './sweep.js';

type Options = Output & { shard?: string };

const who = 'nabla compare';

export const compareCommand: Command = withOutputOptions(
  addCompareOptions(
    new Command('compare').description(
      'optimizers at learning rates on a problem or on data, from the same start: what each run comes to',
    ),
  )
    .option('--shard <i/n>', 'only the runs whose place leaves i when divided by n')
    .optionsGroup('What comes out:'),
  ['table', 'json', 'jsonl', 'csv'],
)
  .addHelpText(
    'after',
    '\nIn a file whose name ends in .jsonl, --out keeps every run as soon as it is done, a line each with all its losses' +
      '\n(some 20 bytes a loss) and no times: whoever makes it, wherever, it is the same; the same command, once more, makes only the runs that are not there yet.' +
      '\nInterrupted by Ctrl-C it exits with 130, and the file is whole.' +
      '\n\nExamples:\n  nabla compare --problem rosenbrock --optimizer sgd,adam --rate 1e-4..1:9' +
      '\n  nabla compare --data flowers.csv --target species --model mlp:8 --optimizer sgd,adam --rate 1e-3..10:9 --batch 32 --out runs.jsonl' +
      '\n  nabla compare --data iris --optimizer adam --rate 1e-2..10:7 --out 1.jsonl --shard 1/2',
  )
  .action(runCompare);

async function runCompare(options: Options): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const bar = progressBar();
  let reportDone = (_: number) => {};
  const { spec, resolved, options: given } = setupFrom('compare', options);
  const dropped = resolved.rows?.dropped ?? 0;
  if (dropped > 0) console.error(`${countNoun(dropped, 'row')} without a value left out`);
  const watched = { signal: stop.signal, onProgress: ({ done }: { done: number }) => reportDone(done) };
  const { all, replicates } = rewordErrors(optionSyntax('compare'), () =>
    pendingRuns(resolved.problem, spec, { ...given, ...watched }),
  );
  const chosen = options.shard === undefined ? all : all.filter(shardOf(options.shard));
  const { budget } = all[0].plan;
  if (isOfRuns(options.out)) needWhole(who, 'steps with --out', budget.steps, 1, mostSteps(all[0]));
  else needWritable(who, options);
  const runLog = isOfRuns(options.out) ? new RunLog(who, options.out!) : null;
  if (runLog?.cut) console.error(`the last line of ${options.out} was torn, and is cut off`);
  try {
    const { steps } = budget;
    const runs = await makeAll(chosen, runLog, (share, k) => {
      reportDone = (done) => bar.show({ done: k * steps + done, total: share * steps });
    });
    bar.clear();
    const text = options.shard
      ? formatShard(runs, options)
      : formatComparison(comparisonOf(runs, replicates), options);
    printOutput(who, text, runLog ? { format: options.format } : options);
  } catch (error) {
    if (!stop.signal.aborted) throw rewordError(optionSyntax('compare'), error);
    bar.clear();
    console.error(interruptedMessage(chosen, runLog, options));
    process.exitCode = 130;
  } finally {
    runLog?.close();
  }
}

/** Most losses of a run, of validation rows and batches too: a line with more would exceed the length of a string. */
const MOST_LOSSES = 1e7;

function mostSteps({ plan: { budget, objectives } }: PendingRun): number {
  const lossArrays = objectives[0].problem.validation ? 2 : 1;
  return Math.floor(MOST_LOSSES / (lossArrays / budget.every + (budget.batch ? 1 : 0)));
}

const isOfRuns = (out: string | undefined) => out?.endsWith('.jsonl') ?? false;

function shardOf(text: string): (each: PendingRun) => boolean {
  const isIn = shardFrom(who, text);
  return ({ place }) => isIn(place);
}

/**
 * Runs made one by one, each written to the run log before the next begins; those that are there already are not made
 * again.
 */
async function makeAll(
  chosen: readonly PendingRun[],
  runLog: RunLog | null,
  beginning: (total: number, k: number) => void,
): Promise<Run[]> {
  const known = new Map(runLog?.records.map(({ id, run }) => [id, run]));
  const wanting = chosen.filter(({ id }) => !known.has(id));
  if (runLog && wanting.length < chosen.length)
    console.error(`${chosen.length - wanting.length} of ${chosen.length} runs are there already`);
  for (const [k, each] of wanting.entries()) {
    // Equal runs have one id and are made once.
    if (known.has(each.id)) continue;
    beginning(wanting.length, k);
    const { plan, ...record } = each;
    const run = await makeRun(plan);
    runLog?.append({ ...record, run });
    known.set(each.id, run);
  }
  return chosen.map(({ id }) => known.get(id)!);
}

function interruptedMessage(chosen: readonly PendingRun[], runLog: RunLog | null, { out }: Options): string {
  if (!runLog) return 'interrupted';
  const known = new Set(runLog.records.map(({ id }) => id));
  const done = chosen.filter(({ id }) => known.has(id)).length;
  return `interrupted: ${done} of ${chosen.length} runs are in ${out}; the same command goes on from there`;
}

function formatComparison(found: Comparison, { format }: Output): string {
  if (format === 'json') return jsonText(found);
  if (format !== 'table') return formatRuns(found.runs, format);
  return [found.table(), '', ...found.notes(), `hash ${found.hash}`].join('\n');
}

/** Output of a shard: its runs alone, since nothing follows from some of them. */
function formatShard(runs: Run[], { format, shard }: Options): string {
  if (format === 'json') return jsonText({ shard, runs: plainRuns(runs) });
  if (format !== 'table') return formatRuns(runs, format);
  return runs.length === 0 ? `no runs in ${shard}` : comparisonOf(runs).table();
}

const plainRuns = (runs: Run[]) => (comparisonOf(runs).toJSON() as { runs: object[] }).runs;

function formatRuns(runs: Run[], format: Output['format']): string {
  if (format === 'jsonl') return jsonLines(plainRuns(runs));
  const rows = runs.map((run) => [
    run.label,
    run.optimizer,
    JSON.stringify(run.knobs.rate) ?? '',
    run.replicate === undefined ? '' : run.replicate + 1,
    run.outcome,
    run.at ?? '',
    run.steps,
    run.value,
    run.best.step,
    run.best.value,
    run.rises,
    run.accuracy ?? '',
    run.validation?.loss ?? '',
    run.validation?.accuracy ?? '',
    run.because,
  ]);
  return csvText(NAMES, rows);
}

const NAMES = [
  'label',
  'optimizer',
  'rate',
  'replicate',
  'outcome',
  'at',
  'steps',
  'value',
  'bestStep',
  'bestValue',
  'rises',
  'accuracy',
  'validationLoss',
  'validationAccuracy',
  'because',
];
