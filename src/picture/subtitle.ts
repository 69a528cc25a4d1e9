import type { RowCounts } from '../spec/resolveProblem.js';
import type { SpecOptions } from '../spec/spec.js';
import { countedNoun, type NumberFormats } from './numberFormat.js';

/** Subtitle of a comparison: `Rosenbrock from (−1.2, 1), 1 000 steps`. */
export function compareSubtitle(
  { title, start }: { title: string; start: ArrayLike<number> | null },
  { steps, batch }: Pick<SpecOptions, 'steps' | 'batch'>,
  numbers: NumberFormats,
  rows: RowCounts | null = null,
): string {
  const point =
    start && start.length <= 4 ? ` from (${Array.from(start, numbers.coordinate).join(', ')})` : '';
  const batches = batch ? ` of ${numbers.count(batch)} rows` : '';
  const told = rows ? rowsText(rows, numbers) : '';
  return `${title}${point}, ${countedNoun(steps, 'step', numbers)}${batches}${told}`;
}

/** Subtitle of runs made elsewhere: `3 runs, 300 steps`. */
export const recordSubtitle = (runs: number, steps: number, numbers: NumberFormats): string =>
  `${countedNoun(runs, 'run', numbers)}, ${countedNoun(steps, 'step', numbers)}`;

/** Text of the rows not trained on: `; 68 of 342 rows kept apart, 2 without a value left out`. */
function rowsText({ fitted, validation: apart, dropped }: RowCounts, numbers: NumberFormats): string {
  const parts = [
    ...(apart > 0 ? [`${numbers.count(apart)} of ${numbers.count(fitted + apart)} rows kept apart`] : []),
    ...(dropped > 0 ? [`${numbers.count(dropped)} without a value left out`] : []),
  ];
  return parts.length > 0 ? `; ${parts.join(', ')}` : '';
}
