import type { Comparison } from '../index.js';
import { escapeInvisible, shortenText } from '../need.js';
import type { ClassScores } from '../network/classScores.js';
import type { Model } from '../network/model.js';
import { textTable } from './output.js';

/** Most classes of a table of them. */
export const MOST_CLASSES = 12;

/** How well the best run tells the classes from each other, on the rows kept apart where there are some; else null. */
export function bestScores({ best }: Comparison, model: Model | null): ClassScores | null {
  const scores = best && model?.classScores?.(best.point);
  return scores ? (scores.validation ?? scores) : null;
}

/** Table of the scores of the best run, a line for each true class; null where there are none, or too many. */
export function scoresTable(comparison: Comparison, model: Model | null): string | null {
  const scores = bestScores(comparison, model);
  if (!scores || scores.classes.length > MOST_CLASSES) return null;
  const where = comparison.by === 'validation' ? 'rows kept apart' : 'rows it learned from';
  return `${comparison.best!.label} on the ${where}${areaText(scores)}:\n${classTable(scores)}`;
}

const share = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(3));

const areaText = ({ auc }: Pick<ClassScores, 'auc'>) =>
  auc === undefined ? '' : `, area under the curve ${share(auc)}`;

/** Table of scores of classes, a line for each true class. */
export function classTable({ confusion, classes }: Pick<ClassScores, 'confusion' | 'classes'>): string {
  const name = (text: string) => escapeInvisible(shortenText(text, 16));
  const head = ['true', ...classes.map((each) => `as ${name(each.name)}`), 'precision', 'recall', 'F1'];
  const rows = classes.map((each, k) => [
    name(each.name),
    ...confusion[k].map(String),
    ...[each.precision, each.recall, each.f1].map(share),
  ]);
  return textTable([head, ...rows]);
}
