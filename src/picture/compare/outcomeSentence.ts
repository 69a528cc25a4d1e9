import { playerPhrases } from '../../phrases/en.js';
import type { Run } from '../../runs/run.js';
import type { Language } from '../language.js';
import type { NumberFormats } from '../numberFormat.js';

/** A run's outcome and its reason: `Diverged`, `loss rose from 24.2 to 2.53e12 at step 3`. The reason is the run's own, in English. */
export const outcomeTold = ({ outcome, because }: Run, { numbers, phrases }: Language) => ({
  outcome: phrases(playerPhrases).outcomes[outcome],
  because: because && groupDigits(because, numbers),
});

/** Text with its whole numbers of four digits and more written as everywhere in the figure. */
const groupDigits = (text: string, numbers: NumberFormats) =>
  text.replace(/(?<![\d.\w])\d{4,15}(?![\d.\w])/g, (digits) => numbers.count(Number(digits)));
