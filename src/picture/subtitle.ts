import { playerPhrases } from '../phrases/en.js';
import { stepsOn } from '../spec/budget.js';
import type { RowCounts } from '../spec/resolveProblem.js';
import type { SpecOptions } from '../spec/spec.js';
import { countedNoun, type Language } from './language.js';

/** Subtitle of a comparison: `Rosenbrock from (−1.2, 1), 1 000 steps`. */
export function compareSubtitle(
  { title, start }: { title: string; start: ArrayLike<number> | null },
  options: Pick<SpecOptions, 'steps' | 'epochs' | 'batch'>,
  language: Language,
  rows: RowCounts | null = null,
): string {
  const { numbers } = language;
  const point = start && start.length <= 4 ? `(${numbers.list(Array.from(start, numbers.coordinate))})` : '';
  const { batch } = options;
  // How many updates the epochs have only the rows tell.
  const steps = rows ? stepsOn(rows.fitted, options) : options.steps;
  const length = steps === undefined ? '' : countedNoun(steps, 'step', language);
  const batches = batch ? numbers.count(batch) : null;
  const told = rows ? rowsText(rows, language) : '';
  return language.phrases(playerPhrases).subtitle(title, point, length, batches, told);
}

/** Subtitle of runs made elsewhere: `3 runs, 300 steps`. */
export const recordSubtitle = (runs: number, steps: number, language: Language): string =>
  `${countedNoun(runs, 'run', language)}, ${countedNoun(steps, 'step', language)}`;

/** Text of the rows not trained on: `68 of 342 rows kept apart, 2 without a value left out`. */
function rowsText({ fitted, validation: apart, dropped }: RowCounts, language: Language): string {
  const { count } = language.numbers;
  const phrases = language.phrases(playerPhrases);
  return [
    ...(apart > 0 ? [phrases.rowsApart(count(apart), count(fitted + apart))] : []),
    ...(dropped > 0 ? [phrases.rowsDropped(count(dropped))] : []),
  ].join(', ');
}
