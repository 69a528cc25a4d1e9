// Sentences of a comparison's caption. They change when something has happened, not with every frame.
import type { Comparison, Run } from '../../runs/run.js';
import type { RateList } from '../../spec/rate.js';
import { countedNoun, type NumberFormats } from '../numberFormat.js';
import { lastRate, rateLabel } from '../rateText.js';
import { isReplicateOf } from './seriesOfRuns.js';

export interface CompareCaptionInput {
  comparison: Comparison | null;
  runs: number;
  /** Number of runs that have diverged at the step shown. */
  divergedCount: number;
  /** The step shown, and the last. */
  step: number;
  total: number;
  playing: boolean;
  ended: boolean;
  still: boolean;
  numbers: NumberFormats;
}

/** Text of a caption, with a quiet part after it. */
export interface Caption {
  text: string;
  quiet: string;
  /** Text at the end, for which room is kept. */
  finally: string;
}

/** Quiet text at the end where motion is off. */
export const motionOffNote = 'Motion is off: step or drag to watch.';

export function compareCaption(input: CompareCaptionInput): Caption {
  const { comparison, runs, divergedCount, step, total, playing, ended, still, numbers } = input;
  const isRecord = comparison?.runs.every(({ point }) => point.length === 0);
  const end = !comparison
    ? ''
    : isRecord
      ? recordSentences(comparison, numbers)
      : resultSentences(comparison, total, numbers);
  const quiet = still ? motionOffNote : '';
  if (ended) return { text: end, quiet, finally: end };
  if (playing || step === 0) {
    const text = `${countedNoun(runs, 'run', numbers)} of ${countedNoun(total, 'step', numbers)}`;
    return {
      text: `${text}${divergedCount > 0 ? `, ${numbers.count(divergedCount)} diverged so far` : ''}.`,
      quiet: '',
      finally: end,
    };
  }
  const paused = `Paused at step ${numbers.count(step)}. The rest of each run is drawn faint.`;
  return { text: '', quiet: paused, finally: end };
}

function resultSentences(
  { best, bestOf, edge, runs, by }: Comparison,
  total: number,
  numbers: NumberFormats,
): string {
  if (!best)
    return runs.length === 1 ? 'The run diverged.' : `All ${numbers.count(runs.length)} runs diverged.`;
  const rateOfRun = (run: Run) => rateLabel(run.knobs.rate as number | RateList, numbers);
  const others = Object.keys(bestOf).filter((name) => name !== best.optimizer);
  const rate = best.knobs.rate === undefined ? '' : ` at rate ${rateOfRun(best)}`;
  // The best at the end of its grid: a better rate may lie beyond.
  const end = edge[best.optimizer] ? `, the ${edge[best.optimizer]} tried,` : '';
  const own = (run: Run) => (by === 'validation' ? run.validation!.loss : run.value);
  const replicatesOf = (run: Run) => runs.filter((each) => isReplicateOf(run, each));
  const finalLoss = (run: Run) => meanOf(replicatesOf(run).map(own));
  const replicates = replicatesOf(best).length;
  const mean = replicates > 1 ? ` by the mean of ${numbers.count(replicates)} replicates` : '';
  const where = by === 'validation' ? ' on the rows kept apart' : '';
  // Two digits, and one more where two would make different losses look the same.
  const alike = others.some(
    (name) => bestOf[name] && numbers.loss(finalLoss(bestOf[name])) === numbers.loss(finalLoss(best)),
  );
  const loss = alike ? numbers.cell : numbers.loss;
  const divergenceOf = (name: string) =>
    divergenceClause(
      runs.filter((run) => run.optimizer === name),
      numbers,
    );
  const first = `After ${countedNoun(total, 'step', numbers)} ${best.optimizer}${rate}${end} is lowest${where}${mean}, at ${loss(finalLoss(best))}${replicates > 1 ? '' : earlierBest(best, loss, numbers)}`;
  const rest = others.map((name) => {
    const second = bestOf[name];
    if (!second) return `Every ${name} diverged.`;
    const at = second.knobs.rate === undefined ? '' : `, at rate ${rateOfRun(second)},`;
    return `The best ${name}${at} is at ${loss(finalLoss(second))}${earlierBest(second, loss, numbers)}${divergenceOf(name)}.`;
  });
  return [`${first}${divergenceOf(best.optimizer)}.`, ...rest].join(' ');
}

/** Most runs made elsewhere that are told one by one. */
const maxTold = 4;

/** Sentences of runs made elsewhere: `tuned ends lowest, at 0.12 after 300 steps; wide at 0.2. deep diverged at step 40.` */
function recordSentences({ runs, best, by }: Comparison, numbers: NumberFormats): string {
  const own = (run: Run) => (by === 'validation' ? run.validation!.loss : run.value);
  const lost = runs.filter((run) => run.outcome === 'diverged' || !Number.isFinite(own(run)));
  const others = runs.filter((run) => run !== best && !lost.includes(run)).sort((a, b) => own(a) - own(b));
  const divergences =
    lost.length === 1
      ? `${lost[0].label} diverged at step ${numbers.count(lost[0].steps)}.`
      : lost.length > 0
        ? `${numbers.count(lost.length)} of ${numbers.count(runs.length)} runs diverged.`
        : '';
  if (!best) return divergences;
  const alike = others.length > 0 && numbers.loss(own(others[0])) === numbers.loss(own(best));
  const loss = alike ? numbers.cell : numbers.loss;
  const rest = others.slice(0, maxTold - 1).map((run) => `${run.label} at ${loss(own(run))}`);
  const more = others.length - rest.length;
  const told = [first(), ...rest, ...(more > 0 ? [`${numbers.count(more)} more above`] : [])].join('; ');
  return `${told}.${divergences ? ` ${divergences}` : ''}`;

  function first(): string {
    const { label, value, steps, validation } = best!;
    const after = `after ${countedNoun(steps, 'step', numbers)}${leastClause(best!, by, loss, numbers)}`;
    if (runs.length > 1)
      return `${label} ends lowest${validation ? ' in validation' : ''}, at ${loss(own(best!))} ${after}`;
    return `${label} ends at ${loss(value)}${validation ? `, in validation at ${loss(own(best!))},` : ''} ${after}`;
  }
}

/** Lowest loss of a run, where that was before its end: ` (0.11 at step 240)`. */
function leastClause(
  run: Run,
  by: Comparison['by'],
  loss: NumberFormats['loss'],
  numbers: NumberFormats,
): string {
  if (by === 'validation' || loss(run.best.value) === loss(run.value)) return '';
  return ` (${loss(run.best.value)} at step ${numbers.count(run.best.step)})`;
}

const meanOf = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss / losses.length, 0);

/** Least validation loss, where that was before the end: ` (0.11 at step 240)`. */
function earlierBest(
  { validation, every, steps }: Run,
  loss: NumberFormats['loss'],
  numbers: NumberFormats,
): string {
  if (!validation) return '';
  const { losses } = validation;
  const least = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (loss(least) === loss(validation.loss)) return '';
  const step = Math.min(losses.indexOf(least) * every, steps);
  return ` (${loss(least)} at step ${numbers.count(step)})`;
}

/** Text of the rates at which an optimizer diverged: `; from 0.01 up it diverged`, at one rate, or at how many. */
function divergenceClause(runs: readonly Run[], numbers: NumberFormats): string {
  const lost = runs.filter((run) => run.outcome === 'diverged');
  if (lost.length === 0) return '';
  const rate = numbers.rate(lastRate(lost[0].knobs.rate));
  const tail = runs.slice(-lost.length).every((run) => run.outcome === 'diverged');
  const some = `at ${numbers.count(lost.length)} of ${numbers.count(runs.length)} rates`;
  return `; ${lost.length === 1 ? `at ${rate}` : tail ? `from ${rate} up` : some} it diverged`;
}
