// What the panels of a figure of softmax have in common: titles, names, scales, bars of each class.

import type { Sheet } from '../compare/lossChart.js';
import { niceStep } from '../niceNumbers.js';
import type { Area, Mark, Measure } from '../scene.js';
import type { Bar } from './barPanel.js';
import type { SoftmaxView } from './softmaxView.js';

/** Words of the chart; a title as it is, and shorter, where it has no room. */
export interface SoftmaxWords {
  logits: readonly string[];
  exp: readonly string[];
  taken: readonly string[];
  probability: readonly string[];
  slope: readonly string[];
  loss: readonly string[];
  plain: readonly string[];
  others(count: number): string;
  target: string;
  undefined: string;
  logit(value: number): string;
  number(value: number): string;
  tick(value: number): string;
  lossIs(value: number): string;
  slopeIs(value: number): string;
  z: string;
}

/** The title above an area: the longest that has room. */
export function titleMark(
  { left, top, width }: Area,
  titles: readonly string[],
  color: string,
  measure: Measure,
): Mark {
  const text = titles.find((each) => measure(each) <= width) ?? titles[titles.length - 1];
  return { kind: 'words', x: left, y: top - 24, text, color };
}

export const namesOf = ({ classes, others }: SoftmaxView, words: SoftmaxWords): string[] => [
  ...classes.map(({ name }) => name),
  ...(others ? [words.others(others.count)] : []),
];

/** Bars of a number of every class, and of the others together. */
export function barsOf(
  view: SoftmaxView,
  key: 'exp' | 'taken' | 'probability' | 'slope',
  words: SoftmaxWords,
  bold = false,
): Bar[] {
  const { classes, others } = view;
  return [...classes, ...(others ? [{ ...others, name: '' }] : [])].map((each, i) => ({
    name: each.name,
    value: each[key],
    text: words.number(each[key]),
    bold,
    first: i === view.chosen,
  }));
}

/** Scale from 0 up. */
export const upFrom0 = (to: number, most: number) => ({ up: { from: 0, to }, from: 0, most });

/** Widest bar that is not dragged. */
export const widestOf = ({ narrow }: Sheet) => (narrow ? 24 : 28);

/** Least round number no smaller: 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 times a power of ten. */
export function roundAbove(value: number): number {
  const step = niceStep(value / 8);
  return Math.min(Math.ceil(value / step) * step, 1.7e308);
}
