import { Command } from 'commander';
import type { Comparison, Run } from '../index.js';
import { count, needWhole } from '../need.js';
import { comparison } from '../results/comparison.js';
import { askedBy, inWordsOf } from '../spec/speaker.js';
import { commandLine, comparing, setupFrom } from './comparing.js';
import { csv, json, jsonl, needWritable, type Output, printing, put } from './output.js';
import { progressBar } from './progress.js';
import { Ledger } from './runLog.js';
import { shardFrom } from './shard.js';
import { make, type Planned, planned } from './sweep.js';

type Options = Output & { shard?: string };

const who = 'nabla compare';

export const compare: Command = printing(
  comparing(
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
  .action(compared);

async function compared(options: Options): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const bar = progressBar();
  let told = (_: number) => {};
  const { spec, made, options: given } = setupFrom('compare', options);
  const dropped = made.rows?.dropped ?? 0;
  if (dropped > 0) console.error(`${count(dropped, 'row')} without a value left out`);
  const watched = { signal: stop.signal, onProgress: ({ done }: { done: number }) => told(done) };
  const { all, replicates } = askedBy(commandLine('compare'), () =>
    planned(made.problem, spec, { ...given, ...watched }),
  );
  const chosen = options.shard === undefined ? all : all.filter(shardOf(options.shard));
  const { limits } = all[0].plan;
  if (isOfRuns(options.out)) needWhole(who, 'steps with --out', limits.steps, 1, mostSteps(all[0]));
  else needWritable(who, options);
  const ledger = isOfRuns(options.out) ? new Ledger(who, options.out!) : null;
  if (ledger?.cut) console.error(`the last line of ${options.out} was torn, and is cut off`);
  try {
    const { steps } = limits;
    const runs = await makeAll(chosen, ledger, (share, k) => {
      told = (done) => bar.show({ done: k * steps + done, total: share * steps });
    });
    bar.clear();
    const text = options.shard ? partial(runs, options) : whole(comparison(runs, replicates), options);
    put(who, text, ledger ? { format: options.format } : options);
  } catch (error) {
    if (!stop.signal.aborted) throw inWordsOf(commandLine('compare'), error);
    bar.clear();
    console.error(interrupted(chosen, ledger, options));
    process.exitCode = 130;
  } finally {
    ledger?.close();
  }
}

/** Most losses of a run, of validation rows and batches too: a line with more would exceed the length of a string. */
const MOST_LOSSES = 1e7;

function mostSteps({ plan: { limits, tasks } }: Planned): number {
  const traces = tasks[0].problem.validation ? 2 : 1;
  return Math.floor(MOST_LOSSES / (traces / limits.every + (limits.batch ? 1 : 0)));
}

const isOfRuns = (out: string | undefined) => out?.endsWith('.jsonl') ?? false;

function shardOf(text: string): (each: Planned) => boolean {
  const isIn = shardFrom(who, text);
  return ({ place }) => isIn(place);
}

/**
 * Runs made one by one, each written to the run log before the next begins; those that are there already are not made
 * again.
 */
async function makeAll(
  chosen: readonly Planned[],
  ledger: Ledger | null,
  beginning: (total: number, k: number) => void,
): Promise<Run[]> {
  const known = new Map(ledger?.records.map(({ id, run }) => [id, run]));
  const wanting = chosen.filter(({ id }) => !known.has(id));
  if (ledger && wanting.length < chosen.length)
    console.error(`${chosen.length - wanting.length} of ${chosen.length} runs are there already`);
  for (const [k, each] of wanting.entries()) {
    // Equal runs have one id and are made once.
    if (known.has(each.id)) continue;
    beginning(wanting.length, k);
    const { plan, ...record } = each;
    const run = await make(plan);
    ledger?.append({ ...record, run });
    known.set(each.id, run);
  }
  return chosen.map(({ id }) => known.get(id)!);
}

function interrupted(chosen: readonly Planned[], ledger: Ledger | null, { out }: Options): string {
  if (!ledger) return 'interrupted';
  const known = new Set(ledger.records.map(({ id }) => id));
  const done = chosen.filter(({ id }) => known.has(id)).length;
  return `interrupted: ${done} of ${chosen.length} runs are in ${out}; the same command goes on from there`;
}

function whole(found: Comparison, { format }: Output): string {
  if (format === 'json') return json(found);
  if (format !== 'table') return lines(found.runs, format);
  return [found.table(), '', ...found.notes(), `hash ${found.hash}`].join('\n');
}

/** Output of a shard: its runs alone, since nothing follows from some of them. */
function partial(runs: Run[], { format, shard }: Options): string {
  if (format === 'json') return json({ shard, runs: plain(runs) });
  if (format !== 'table') return lines(runs, format);
  return runs.length === 0 ? `no runs in ${shard}` : comparison(runs).table();
}

const plain = (runs: Run[]) => (comparison(runs).toJSON() as { runs: object[] }).runs;

function lines(runs: Run[], format: Output['format']): string {
  if (format === 'jsonl') return jsonl(plain(runs));
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
  return csv(NAMES, rows);
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
