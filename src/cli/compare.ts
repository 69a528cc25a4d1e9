import { Command, Option } from 'commander';
import { exportedModel } from '../exported/exportModel.js';
import type { Comparison, Run, Spec } from '../index.js';
import { countNoun, needWhole } from '../need.js';
import type { Model } from '../network/model.js';
import { baselineOf, comparisonOf } from '../results/comparison.js';
import { studyLine } from '../results/studyLine.js';
import { orderedRuns, type TableOrder, tableOrders } from '../results/tableOrder.js';
import { toPlainJson } from '../spec/plainJson.js';
import type { ResolvedProblem } from '../spec/resolveProblem.js';
import { rewordCures, rewordError } from '../spec/settingSyntax.js';
import { bestScores, scoresTable } from './bestScores.js';
import { addCompareOptions, optionSyntax, setupFrom } from './comparing.js';
import { INTERRUPTED, interruption } from './interruption.js';
import {
  csvText,
  jsonLines,
  jsonText,
  needWritable,
  type Output,
  printOutput,
  replaceTextFile,
  withOutputOptions,
} from './output.js';
import { progressBar } from './progress.js';
import { RunLog } from './runLog.js';
import { balancedShards, type Shard, shardFile, shardFrom } from './shard.js';
import { doubts, otherStudyText, studyOf } from './study.js';
import type { Study } from './studyRecord.js';
import { makeRun, type PendingRun, pendingRuns, runCost } from './sweep.js';
import { takeOverOption } from './takeOver.js';

type Options = Output & TableOrder & { shard?: string; takeOver?: number; folds?: number; save?: string };

/** Command with what comparisons and training have in common. */
const withRunOptions = (command: Command): Command =>
  withOutputOptions(
    command
      .addOption(takeOverOption())
      .optionsGroup('What comes out:')
      .addOption(
        new Option('--sort <by>', 'what lines are ordered by, the better first').choices(tableOrders),
      )
      .option('--top <n>', 'at most so many lines, the best', lineCount),
    ['table', 'json', 'jsonl', 'csv'],
  );

export const compareCommand: Command = withRunOptions(
  addCompareOptions(
    new Command('compare').description(
      'optimizers at learning rates on a problem or on data, from the same start: what each run comes to',
    ),
  )
    .option('--folds <k>', 'k-fold cross-validation: each fold of the rows kept apart once', foldCount)
    .option('--each', 'a line for each of the replicates or folds, not the mean of them')
    .option(
      '--shard <i/n>',
      'only the i-th of n parts of the runs, or auto/n: the part of this task of an array of jobs',
    )
    .option('--save <file>', 'a file for the model of the best run'),
)
  .addHelpText(
    'after',
    '\nIn a file whose name ends in .jsonl, --out keeps every run as soon as it is done, a line each with all its losses' +
      '\n(some 20 bytes a loss) and no times: whoever makes it, wherever, it is the same; the same command, once more, makes only the runs that are not there yet.' +
      '\nInterrupted by Ctrl-C it exits with 130, and the file is whole. What a crash left of a line is cut off and kept in runs.jsonl.torn.' +
      '\n\nExamples:\n  nabla compare --problem rosenbrock --optimizer sgd,adam --rate 1e-4..1:9' +
      '\n  nabla compare --data flowers.csv --target species --model mlp:8 --optimizer sgd,adam --rate 1e-3..10:9 --batch 32 --out runs.jsonl' +
      '\n  nabla compare --data iris --optimizer adam --rate 1e-2..10:7 --out 1.jsonl --shard 1/2' +
      '\n  nabla compare --data iris --optimizer adam --rate 1e-2..10:7 --out runs.jsonl --shard auto/100   (docs/cluster.md)',
  )
  .action((options: Options) => runComparison('compare', options));

export const trainCommand: Command = withRunOptions(
  addCompareOptions(
    new Command('train').description('a model on data, saved to a file from which nabla predict reads it'),
  ).requiredOption('--save <file>', 'the file for the model; of several runs, that of the best'),
)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla train --data flowers.csv --target species --model mlp:16 --optimizer adam --rate 0.01 --batch 32 --epochs 50 --validation 0.2 --patience 5 --keep best --save model.json' +
      '\n  nabla predict model.json --data new.csv --out predictions.csv',
  )
  .action((options: Options) => runComparison('train', options));

function foldCount(text: string): number {
  return needWhole('nabla compare', '--folds', /^\d+$/.test(text) ? Number(text) : text, 2, 2 ** 20);
}

function lineCount(text: string): number {
  return needWhole('nabla compare', '--top', /^\d+$/.test(text) ? Number(text) : text, 1, 2 ** 31);
}

async function runComparison(name: 'compare' | 'train', options: Options): Promise<void> {
  const who = `nabla ${name}`;
  const { signal, forget } = interruption();
  const bar = progressBar();
  let runLog: RunLog | null = null;
  let chosen: PendingRun[] = [];
  let written = options;
  try {
    const { spec, resolved, folds, options: given } = setupFrom(name, options, options.folds);
    needSavable(who, resolved, options);
    describeData(name, resolved, spec, folds.length);
    const whole = { problem: resolved.problem, spec };
    const parts = folds.map((each) => ({ problem: each.resolved.problem, spec: each.spec }));
    let reportDone = (_: number) => {};
    const watched = { signal, onProgress: ({ done }: { done: number }) => reportDone(done) };
    const { all, replicates, plans } = pendingRuns(parts.length > 0 ? parts : [whole], {
      ...given,
      ...watched,
    });
    const shard = options.shard === undefined ? null : shardFrom(who, options.shard);
    chosen = shard ? runsOfShard(all, shard) : all;
    if (shard) written = shardOutput(options, shard);
    if (shard) describeShard(shard, chosen, all, written);
    const { steps } = all[0].plan.budget;
    runLog = await openOutput(who, all[0], written, signal);
    const noun = folds.length > 0 ? 'folds' : 'replicates';
    const baseline = baselineOf(plans);
    const about = studyLine(resolved, spec.options, folds.length);
    const study = studyOf(all, spec, about, { replicates, noun, baseline });
    for (const doubt of doubts(all, study)) console.error(doubt);
    const runs = await makeAll(chosen, runLog, study, (share, k) => {
      reportDone = (done) => bar.show({ done: k * steps + done, total: share * steps });
    });
    bar.clear();
    const found = options.shard ? null : comparisonOf(runs, replicates, baseline, noun);
    const model = plans[0].objectives[0].model ?? null;
    const text = found ? formatComparison(found, model, options) : formatShard(runs, options);
    printOutput(who, text, runLog ? { format: options.format } : options);
    if (options.save !== undefined) saveBest(who, found!, chosen, options.save);
  } catch (error) {
    bar.clear();
    if (!signal.aborted) throw rewordError(optionSyntax(name), error);
    console.error(interruptedMessage(chosen, runLog, written));
    process.exitCode = INTERRUPTED;
  } finally {
    forget();
    runLog?.close();
  }
}

/** Says what is learned from which data, and how they were read. */
function describeData(name: string, resolved: ResolvedProblem, { options }: Spec, folds: number): void {
  const line = studyLine(resolved, options, folds);
  if (line === null) return;
  const { dropped, notes } = resolved.rows!;
  console.error(line);
  if (dropped > 0) console.error(`${countNoun(dropped, 'row')} without a value left out`);
  for (const note of notes) console.error(rewordCures(optionSyntax(name), note));
}

/** Throws where a model is to be saved, and there will be none, or nowhere to save it. */
function needSavable(who: string, { title }: ResolvedProblem, { save, shard, folds }: Options): void {
  if (save === undefined) return;
  if (title === undefined) throw new TypeError(`${who}: --save needs --data, got none`);
  for (const [option, given] of Object.entries({ shard, folds }))
    if (given !== undefined) throw new TypeError(`${who}: --save needs all rows and runs, got --${option}`);
  needWritable(who, { out: save }, '--save');
}

/** Saves the model of the best run. */
function saveBest(who: string, { best }: Comparison, chosen: readonly PendingRun[], save: string): void {
  if (!best)
    throw new RangeError(`${who}: --save needs a run that did not diverge, got none; try lower rates`);
  const { spec, plan } = chosen.find(({ plan: { configurations, objectives } }) => {
    const [{ label }, { replicate }] = [configurations[0], objectives[0]];
    return (
      best.replicate === replicate &&
      best.label === (replicate === undefined ? label : `${label} #${replicate + 1}`)
    );
  })!;
  const model = exportedModel(who, plan.objectives[0].model!, best, spec);
  replaceTextFile(who, save, `${JSON.stringify(model)}\n`, '--save');
  console.error(`model of ${best.label} saved to ${save}`);
}

/** Run log that a name of that kind asks for, else null; throws where the output could not be written in the end. */
async function openOutput(
  who: string,
  first: PendingRun,
  options: Options,
  signal: AbortSignal,
): Promise<RunLog | null> {
  const { out, takeOver } = options;
  if (!isOfRuns(out)) {
    needWritable(who, options);
    return null;
  }
  needWhole(who, 'steps with --out', first.plan.budget.steps, 1, mostSteps(first));
  const runLog = await RunLog.open(who, out!, { takeOver, signal });
  for (const line of runLog.skipped) console.error(`line ${line} of ${out} is torn, and left out`);
  if (runLog.cut) console.error(`the last line of ${out} was torn, and is cut off`);
  return runLog;
}

/** Most losses of a run, of validation rows and batches too: a line with more would exceed the length of a string. */
const MOST_LOSSES = 1e7;

function mostSteps({ plan: { budget, objectives } }: PendingRun): number {
  const lossArrays = objectives[0].problem.validation ? 2 : 1;
  return Math.floor(MOST_LOSSES / (lossArrays / budget.every + (budget.batch ? 1 : 0)));
}

const isOfRuns = (out: string | undefined) => out?.endsWith('.jsonl') ?? false;

/** Runs of a shard, which cost about as much as those of any other. */
function runsOfShard(all: readonly PendingRun[], { index, of }: Shard): PendingRun[] {
  const shards = balancedShards(all.map(runCost), of);
  return all.filter((_, k) => shards[k] === index);
}

/** Options of a shard, which writes its runs to a file of its own where a scheduler counts it. */
const shardOutput = (options: Options, shard: Shard): Options =>
  isOfRuns(options.out) ? { ...options, out: shardFile(options.out!, shard) } : options;

/** Says which part of the whole a task of an array makes. */
function describeShard(
  { index, of, task }: Shard,
  chosen: readonly unknown[],
  all: readonly unknown[],
  { out }: Options,
): void {
  if (task === null) return;
  const where = isOfRuns(out) ? `, into ${out}` : '';
  console.error(
    `task ${task}, shard ${index} of ${of}: ${chosen.length} of ${countNoun(all.length, 'run')}${where}`,
  );
}

/**
 * Runs made one by one, each written to the run log before the next begins; those that are there already are not made
 * again.
 */
async function makeAll(
  chosen: readonly PendingRun[],
  runLog: RunLog | null,
  study: Study,
  beginning: (total: number, k: number) => void,
): Promise<Run[]> {
  const known = new Map(runLog?.records.map(({ id, run }) => [id, run]));
  const wanting = chosen.filter(({ id }) => !known.has(id));
  const there = chosen.length - wanting.length;
  const other = runLog && otherStudyText(runLog.records, study);
  if (other && there === 0) console.error(`0 of ${countNoun(chosen.length, 'run')} are there; ${other}`);
  else if (there > 0) console.error(`${there} of ${chosen.length} runs are there already`);
  for (const [k, each] of wanting.entries()) {
    // Equal runs have one id and are made once.
    if (known.has(each.id)) continue;
    beginning(wanting.length, k);
    const run = await makeRun(each.plan);
    runLog?.append(each.record(run, study));
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

function formatComparison(found: Comparison, model: Model | null, options: Options): string {
  const { format, each = false, sort, top } = options;
  const order = { ...(sort !== undefined && { sort }), ...(top !== undefined && { top }) };
  if (format === 'json') {
    const scores = bestScores(found, model);
    return jsonText({ ...(found.toJSON() as object), ...(scores && { bestScores: toPlainJson(scores) }) });
  }
  if (format !== 'table') return formatRuns(orderedRuns('nabla compare', found.runs, order), format);
  const scores = scoresTable(found, model);
  return [
    found.table({ each, ...order }),
    '',
    ...(scores ? [scores, ''] : []),
    ...found.notes(),
    `hash ${found.hash}`,
  ].join('\n');
}

/** Output of a shard: its runs alone, since nothing follows from some of them. */
function formatShard(runs: Run[], { format, shard }: Options): string {
  if (format === 'json') return jsonText({ shard, runs: plainRuns(runs) });
  if (format !== 'table') return formatRuns(runs, format);
  return runs.length === 0 ? `no runs in ${shard}` : comparisonOf(runs).table();
}

const plainRuns = (runs: Run[]) => (comparisonOf(runs).toJSON() as { runs: object[] }).runs;

export function formatRuns(runs: Run[], format: Output['format']): string {
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
    run.rmse ?? '',
    run.r2 ?? '',
    run.validation?.loss ?? '',
    run.validation?.accuracy ?? '',
    run.validation?.rmse ?? '',
    run.validation?.r2 ?? '',
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
  'rmse',
  'r2',
  'validationLoss',
  'validationAccuracy',
  'validationRmse',
  'validationR2',
  'because',
];
