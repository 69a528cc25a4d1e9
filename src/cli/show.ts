import { Command, Option } from 'commander';
import type { Comparison, Run } from '../index.js';
import { countNoun, needWhole } from '../need.js';
import { comparisonOf } from '../results/comparison.js';
import { orderedSettings, tableOrders } from '../results/tableOrder.js';
import { formatRuns } from './compare.js';
import { jsonText, type Output, printOutput, withOutputOptions } from './output.js';
import { recordLines } from './runLines.js';
import type { RunRecord } from './runRecord.js';
import type { Study } from './studyRecord.js';

interface Options extends Output {
  top?: number;
  sort?: string;
  each?: boolean;
  figure?: string;
  view: 'loss' | 'sensitivity';
}

const who = 'nabla show';

export const showCommand = withOutputOptions(
  new Command('show')
    .description('what is in files of runs: the studies, their tables and best runs; without the data')
    .argument('<files...>', 'what nabla compare --out has written')
    .option('--top <n>', 'at most so many settings, the best', (text) => count(text, '--top'))
    .addOption(new Option('--sort <by>', 'what lines are ordered by, the better first').choices(tableOrders))
    .option('--each', 'a line for each of the replicates or folds, not the mean of them')
    .option('--figure <file>', 'an SVG file to draw the runs in')
    .addOption(
      new Option('--view <view>', 'losses against steps, or against rates, in the figure')
        .choices(['loss', 'sensitivity'])
        .default('loss'),
    ),
  ['table', 'json', 'jsonl', 'csv'],
)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla show runs.jsonl --sort validation --top 20\n  nabla show runs.jsonl --figure runs.svg --view sensitivity',
  )
  .action(showRuns);

const count = (text: string, option: string) =>
  needWhole(who, option, /^\d+$/.test(text) ? Number(text) : text, 1, 2 ** 31);

async function showRuns(files: string[], options: Options): Promise<void> {
  const studies = studiesIn(files).map((each) => shownStudy(each, options));
  if (options.figure !== undefined)
    await (await import('./figureRuns.js')).drawRuns(studies, options.figure, options.view);
  printOutput(who, formatStudies(studies, options), options);
}

/** Runs of a study, by their places. */
interface FoundRuns {
  study: Study | null;
  /** The runs' problem, where no study is told. */
  problem: string;
  runs: Map<number, Run>;
}

/** Studies in some files, in the order in which they come. */
function studiesIn(files: readonly string[]): FoundRuns[] {
  const found = new Map<string, FoundRuns>();
  for (const file of files) {
    const lines = recordLines(who, file);
    let next = lines.next();
    for (; !next.done; next = lines.next()) noteRun(found, next.value.record);
    for (const line of next.value.skipped) console.error(`${file}: line ${line} is torn, and left out`);
    if (next.value.torn > 0) console.error(`${file}: the last line is torn, and left out`);
  }
  return [...found.values()];
}

function noteRun(found: Map<string, FoundRuns>, { study, spec, place, run }: RunRecord): void {
  const problem = JSON.stringify(spec.problem);
  const key = study?.id ?? problem;
  const known = found.get(key);
  if (known) known.runs.set(place, run);
  else found.set(key, { study: study ?? null, problem, runs: new Map([[place, run]]) });
}

/** Study with what is shown of it. */
interface ShownStudy {
  about: string;
  study: Study | null;
  /** Number of runs that are there. */
  made: number;
  /** Runs that are shown, in order. */
  comparison: Comparison;
  whole: Comparison;
}

function shownStudy({ study, problem, runs }: FoundRuns, { sort, top }: Options): ShownStudy {
  const places = [...runs.keys()].sort((a, b) => a - b);
  const all = places.map((place) => runs.get(place)!);
  const each = study?.replicates ?? 1;
  const groups = new Map<number, Run[]>();
  for (const place of places) {
    const setting = Math.floor(place / each);
    groups.set(setting, [...(groups.get(setting) ?? []), runs.get(place)!]);
  }
  // A setting of which a replicate is missing has no mean.
  const isWhole = [...groups.values()].every((group) => group.length === each);
  const replicates = isWhole ? each : 1;
  const settings = isWhole ? [...groups.values()] : all.map((run) => [run]);
  const compared = (some: Run[]) => comparisonOf(some, replicates, study?.baseline, study?.noun);
  const whole = compared(settings.flat());
  const groupOf = new Map(settings.map((group) => [group[0], group]));
  const order = { ...(sort !== undefined && { sort }), ...(top !== undefined && { top }) };
  const shown = orderedSettings(who, whole.summary(), order).flatMap(({ first }) => groupOf.get(first)!);
  return { about: study?.about || problem, study, made: all.length, comparison: compared(shown), whole };
}

function formatStudies(studies: readonly ShownStudy[], options: Options): string {
  const { format } = options;
  if (format === 'json')
    return jsonText(
      studies.map(({ about, study, made, comparison, whole }) => ({
        about,
        ...(study && { spec: study.spec }),
        made,
        of: study?.runs ?? made,
        best: whole.best?.label ?? null,
        ...(comparison.toJSON() as object),
      })),
    );
  if (format !== 'table')
    return formatRuns(
      studies.flatMap(({ comparison }) => comparison.runs),
      format,
    );
  return studies.map((each) => studyText(each, options)).join('\n\n\n');
}

function studyText({ about, study, made, comparison, whole }: ShownStudy, { each }: Options): string {
  const { runs, best } = whole;
  const missing =
    study && study.runs > made ? `${made} of ${countNoun(study.runs, 'run')}` : countNoun(made, 'run');
  const hidden = runs.length - comparison.runs.length;
  return [
    about,
    missing + (hidden > 0 ? `, ${hidden} of them not shown` : ''),
    '',
    comparison.table({ each: each ?? false }),
    '',
    ...(best ? [`best ${best.label}: ${best.because}`] : ['no run that did not diverge']),
    ...whole.notes(),
    `hash ${whole.hash}`,
  ].join('\n');
}
