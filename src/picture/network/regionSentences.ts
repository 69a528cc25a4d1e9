// Sentences of a network's caption. They change when something has happened, not with every frame.

import type { FittedRows } from '../../results/lapBatch.js';
import type { Run } from '../../runs/run.js';
import { type Caption, motionless, type Telling } from '../compare/runSentences.js';
import { counted, type Numbers } from '../numberFormat.js';
import type { Tally } from './regionsPlot.js';

interface NetTelling extends Pick<Telling, 'step' | 'total' | 'playing' | 'ended' | 'still' | 'numbers'> {
  run: Run;
  /** Counts at the step shown, and at the end. */
  at: Tally;
  end: Tally;
  /** Loss at the step shown. */
  loss: number;
  rows: FittedRows;
}

export function netSentences(telling: NetTelling): Caption {
  const { run, at, end, loss, rows, step, total, playing, ended, still, numbers } = telling;
  const last = `${ending(run, total, numbers)} ${standing(end, run.value, rows, numbers)}`;
  if (playing) {
    const text = `${counted(total, 'step', numbers)}, ${counted(rows.fitted, 'point', numbers)} to learn from.`;
    return { text, quiet: '', finally: last };
  }
  const text = ended ? last : `At step ${numbers.count(step)}, ${standing(at, loss, rows, numbers)}`;
  return { text, quiet: ended && still ? motionless : '', finally: last };
}

const ending = ({ outcome, steps }: Run, total: number, numbers: Numbers) =>
  outcome === 'diverged'
    ? `The run diverged at step ${numbers.count(steps)}; before that,`
    : `After ${counted(total, 'step', numbers)},`;

/**
 * Sentence on the points: `335 of 342 points lie in the area of their class; the others are ringed. The loss is 0.060.`
 */
function standing({ right, all, apart }: Tally, loss: number, rows: FittedRows, numbers: Numbers): string {
  const drawn = all < rows.fitted ? ' drawn' : '';
  const share = `${numbers.count(right)} of ${counted(all, 'point', numbers)}${drawn}`;
  const kept = apart ? `, and ${numbers.count(apart.right)} of ${numbers.count(apart.all)} kept apart` : '';
  const wrong = all - right + (apart ? apart.all - apart.right : 0);
  const ringed = wrong > 0 ? '; the others are ringed' : '';
  return `${share} lie in the area of their class${kept}${ringed}. The loss is ${numbers.told(loss)}.`;
}
