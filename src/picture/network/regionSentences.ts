// Sentences of a network's caption. They change when something has happened, not with every frame.

import type { FittedRows } from '../../results/sampleBatch.js';
import type { Run } from '../../runs/run.js';
import { type Caption, type CompareCaptionInput, motionOffNote } from '../compare/runSentences.js';
import { countedNoun, type NumberFormats } from '../numberFormat.js';
import type { CorrectCount } from './regionsPlot.js';

interface NetworkCaptionInput
  extends Pick<CompareCaptionInput, 'step' | 'total' | 'playing' | 'ended' | 'still' | 'numbers'> {
  run: Run;
  /** Counts at the step shown, and at the end. */
  at: CorrectCount;
  end: CorrectCount;
  /** Loss at the step shown. */
  loss: number;
  rows: FittedRows;
}

export function networkCaption(input: NetworkCaptionInput): Caption {
  const { run, at, end, loss, rows, step, total, playing, ended, still, numbers } = input;
  const last = `${endingClause(run, total, numbers)} ${accuracySentence(end, run.value, rows, numbers)}`;
  if (playing) {
    const text = `${countedNoun(total, 'step', numbers)}, ${countedNoun(rows.fitted, 'point', numbers)} to learn from.`;
    return { text, quiet: '', finally: last };
  }
  const text = ended ? last : `At step ${numbers.count(step)}, ${accuracySentence(at, loss, rows, numbers)}`;
  return { text, quiet: ended && still ? motionOffNote : '', finally: last };
}

const endingClause = ({ outcome, steps }: Run, total: number, numbers: NumberFormats) =>
  outcome === 'diverged'
    ? `The run diverged at step ${numbers.count(steps)}; before that,`
    : `After ${countedNoun(total, 'step', numbers)},`;

/**
 * Sentence on the points: `335 of 342 points lie in the area of their class; the others are ringed. The loss is 0.060.`
 */
function accuracySentence(
  { right, all, validation }: CorrectCount,
  loss: number,
  rows: FittedRows,
  numbers: NumberFormats,
): string {
  const drawn = all < rows.fitted ? ' drawn' : '';
  const share = `${numbers.count(right)} of ${countedNoun(all, 'point', numbers)}${drawn}`;
  const kept = validation
    ? `, and ${numbers.count(validation.right)} of ${numbers.count(validation.all)} kept apart`
    : '';
  const wrong = all - right + (validation ? validation.all - validation.right : 0);
  const ringed = wrong > 0 ? '; the others are ringed' : '';
  return `${share} lie in the area of their class${kept}${ringed}. The loss is ${numbers.loss(loss)}.`;
}
