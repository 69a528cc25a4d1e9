import { countNoun } from '../need.js';
import { stepsOn } from '../spec/budget.js';
import type { ResolvedProblem } from '../spec/resolveProblem.js';
import type { SpecOptions } from '../spec/spec.js';

/** Whole number with a space between thousands. */
const spacedCount = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ' ');

const spacedNoun = (n: number, noun: string) => countNoun(n, noun).replace(/^\d+/, spacedCount(n));

/**
 * What a study learns from what, in a line: `softmax regression, cross-entropy · 1 461 rows (1 169 to learn from, 292
 * kept apart) · 4 columns · 5 classes · 1 000 steps = 27 epochs of 32`. Null where there are no data.
 */
export function studyLine(
  { problem, title, data, rows }: ResolvedProblem,
  options: Pick<SpecOptions, 'steps' | 'epochs' | 'batch'>,
  folds = 0,
): string | null {
  if (!data || !rows || title === undefined) return null;
  const { lossTitle } = problem as { lossTitle: string };
  const { fitted, validation } = rows;
  const { batch, epochs } = options;
  const steps = stepsOn(fitted, options);
  const parts =
    folds > 0
      ? ` (${folds} folds, each kept apart once)`
      : validation > 0
        ? ` (${spacedCount(fitted)} to learn from, ${spacedCount(validation)} kept apart)`
        : '';
  return [
    `${lowered(title)}, ${lowered(lossTitle)}`,
    `${spacedNoun(fitted + validation, 'row')}${parts}`,
    spacedNoun(data.x.columns, 'column'),
    ...(data.classes ? [`${spacedCount(data.classes.length)} classes`] : []),
    `${spacedNoun(steps, 'step')}${batch ? ` = ${epochsText(steps / Math.ceil(fitted / batch))} of ${batch}` : epochs ? ` = ${epochsText(steps)}` : ''}`,
  ].join(' · ');
}

const lowered = (title: string) => title[0].toLowerCase() + title.slice(1);

function epochsText(epochs: number): string {
  if (epochs >= 10) return `${spacedCount(Math.floor(epochs))} epochs`;
  const rounded = Number(epochs.toPrecision(2));
  return `${rounded} ${rounded === 1 ? 'epoch' : 'epochs'}`;
}
