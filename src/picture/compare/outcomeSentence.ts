import type { Run } from '../../runs/run.js';
import type { NumberFormats } from '../numberFormat.js';

/** Sentence on a run's outcome: `Diverged: loss rose from 24.2 to 2.53e12 at step 3`; the reason is the run's own. */
export function outcomeSentence({ outcome, because }: Run, numbers: NumberFormats): string {
  const named = outcome.slice(0, 1).toUpperCase() + outcome.slice(1);
  return because ? `${named}: ${groupDigits(because, numbers)}` : named;
}

/** Text with its whole numbers of four digits and more written as everywhere in the figure. */
const groupDigits = (text: string, numbers: NumberFormats) =>
  text.replace(/(?<![\d.\w])\d{4,15}(?![\d.\w])/g, (digits) => numbers.count(Number(digits)));
