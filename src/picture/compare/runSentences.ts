// Sentences of a comparison's caption. They change when something has happened, not with every frame.
import type { Comparison, Run } from '../../runs/run.js';
import type { RateList } from '../../spec/rate.js';
import { counted, type Numbers } from '../numberFormat.js';
import { lastRate, rateText } from '../rateText.js';
import { isReplicateOf } from './seriesOfRuns.js';

export interface Telling {
  comparison: Comparison | null;
  runs: number;
  /** Number of runs that have diverged at the step shown. */
  lost: number;
  /** The step shown, and the last. */
  step: number;
  total: number;
  playing: boolean;
  ended: boolean;
  still: boolean;
  numbers: Numbers;
}

/** Text of a caption, with a quiet part after it. */
export interface Caption {
  text: string;
  quiet: string;
  /** Text at the end, for which room is kept. */
  finally: string;
}

/** Quiet text at the end where motion is off. */
export const motionless = 'Motion is off: step or drag to watch.';

export function sentences(telling: Telling): Caption {
  const { comparison, runs, lost, step, total, playing, ended, still, numbers } = telling;
  const end = comparison ? result(comparison, total, numbers) : '';
  const quiet = still ? motionless : '';
  if (ended) return { text: end, quiet, finally: end };
  if (playing || step === 0) {
    const text = `${counted(runs, 'run', numbers)} of ${counted(total, 'step', numbers)}`;
    return {
      text: `${text}${lost > 0 ? `, ${numbers.count(lost)} diverged so far` : ''}.`,
      quiet: '',
      finally: end,
    };
  }
  const paused = `Paused at step ${numbers.count(step)}. The rest of each run is drawn faint.`;
  return { text: '', quiet: paused, finally: end };
}

function result({ best, bestOf, edge, runs, by }: Comparison, total: number, numbers: Numbers): string {
  if (!best)
    return runs.length === 1 ? 'The run diverged.' : `All ${numbers.count(runs.length)} runs diverged.`;
  const told = (run: Run) => rateText(run.knobs.rate as number | RateList, numbers);
  const others = Object.keys(bestOf).filter((name) => name !== best.optimizer);
  const rate = best.knobs.rate === undefined ? '' : ` at rate ${told(best)}`;
  // The best at the end of its grid: a better rate may lie beyond.
  const end = edge[best.optimizer] ? `, the ${edge[best.optimizer]} tried,` : '';
  const own = (run: Run) => (by === 'validation' ? run.validation!.loss : run.value);
  const replicatesOf = (run: Run) => runs.filter((each) => isReplicateOf(run, each));
  const lossOf = (run: Run) => meanOf(replicatesOf(run).map(own));
  const replicates = replicatesOf(best).length;
  const mean = replicates > 1 ? ` by the mean of ${numbers.count(replicates)} replicates` : '';
  const where = by === 'validation' ? ' on the rows kept apart' : '';
  // Two digits, and one more where two would make different losses look the same.
  const alike = others.some(
    (name) => bestOf[name] && numbers.told(lossOf(bestOf[name])) === numbers.told(lossOf(best)),
  );
  const loss = alike ? numbers.cell : numbers.told;
  const lost = (name: string) =>
    divergence(
      runs.filter((run) => run.optimizer === name),
      numbers,
    );
  const first = `After ${counted(total, 'step', numbers)} ${best.optimizer}${rate}${end} is lowest${where}${mean}, at ${loss(lossOf(best))}${replicates > 1 ? '' : earlier(best, loss, numbers)}`;
  const rest = others.map((name) => {
    const second = bestOf[name];
    if (!second) return `Every ${name} diverged.`;
    const at = second.knobs.rate === undefined ? '' : `, at rate ${told(second)},`;
    return `The best ${name}${at} is at ${loss(lossOf(second))}${earlier(second, loss, numbers)}${lost(name)}.`;
  });
  return [`${first}${lost(best.optimizer)}.`, ...rest].join(' ');
}

const meanOf = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss / losses.length, 0);

/** Least validation loss, where that was before the end: ` (0.11 at step 240)`. */
function earlier({ validation, every, steps }: Run, loss: Numbers['told'], numbers: Numbers): string {
  if (!validation) return '';
  const { losses } = validation;
  const least = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (loss(least) === loss(validation.loss)) return '';
  const step = Math.min(losses.indexOf(least) * every, steps);
  return ` (${loss(least)} at step ${numbers.count(step)})`;
}

/** Text of the rates at which an optimizer diverged: `; from 0.01 up it diverged`, at one rate, or at how many. */
function divergence(runs: readonly Run[], numbers: Numbers): string {
  const lost = runs.filter((run) => run.outcome === 'diverged');
  if (lost.length === 0) return '';
  const rate = numbers.rate(lastRate(lost[0].knobs.rate));
  const tail = runs.slice(-lost.length).every((run) => run.outcome === 'diverged');
  const some = `at ${numbers.count(lost.length)} of ${numbers.count(runs.length)} rates`;
  return `; ${lost.length === 1 ? `at ${rate}` : tail ? `from ${rate} up` : some} it diverged`;
}
