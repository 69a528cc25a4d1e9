// Sentences of a network's caption. They change when something has happened, not with every frame.

import { networkPhrases, playerPhrases } from '../../phrases/en.js';
import type { FittedRows } from '../../results/sampleBatch.js';
import type { Run } from '../../runs/run.js';
import type { Caption, CompareCaptionInput } from '../compare/runSentences.js';
import { countedNoun, type Language } from '../language.js';
import type { CorrectCount } from './regionsPlot.js';

interface NetworkCaptionInput
  extends Pick<CompareCaptionInput, 'step' | 'total' | 'playing' | 'ended' | 'still' | 'language'> {
  run: Run;
  /** Counts at the step shown, and at the end. */
  at: CorrectCount;
  end: CorrectCount;
  /** Loss at the step shown. */
  loss: number;
  rows: FittedRows;
}

export function networkCaption(input: NetworkCaptionInput): Caption {
  const { run, at, end, loss, rows, step, total, playing, ended, still, language } = input;
  const { count } = language.numbers;
  const said = language.phrases(networkPhrases);
  const steps = countedNoun(total, 'step', language);
  const ending = run.outcome === 'diverged' ? said.divergedBefore(count(run.steps)) : said.after(steps);
  const last = accuracySentence(ending, end, run.value, rows, language);
  if (playing) {
    const text = said.toLearnFrom(steps, said.points(count(rows.fitted), rows.fitted));
    return { text, quiet: '', finally: last };
  }
  const text = ended ? last : accuracySentence(said.atStep(count(step)), at, loss, rows, language);
  const quiet = ended && still ? language.phrases(playerPhrases).motionOff : '';
  return { text, quiet, finally: last };
}

/**
 * Sentence on the points: `After 300 steps, 335 of 342 points lie in the area of their class; the others are ringed. The
 * loss is 0.060.`
 */
function accuracySentence(
  when: string,
  { right, all, validation }: CorrectCount,
  loss: number,
  rows: FittedRows,
  language: Language,
): string {
  const { count, loss: writeLoss } = language.numbers;
  const wrong = all - right + (validation ? validation.all - validation.right : 0);
  const said = language.phrases(networkPhrases);
  return said.inArea(
    when,
    count(right),
    said.points(count(all), all),
    all < rows.fitted,
    validation && [count(validation.right), count(validation.all)],
    wrong > 0,
    writeLoss(loss),
  );
}
