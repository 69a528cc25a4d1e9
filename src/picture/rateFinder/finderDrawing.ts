// Learning rates by every rule, on one axis: the curve that they are read off, a row a rule, real runs beneath.
import { log10 } from '../../math/log10.js';
import type { Sheet } from '../compare/lossChart.js';
import { rateAxis } from '../compare/sensitivityChart.js';
import type { Drawing, Mark } from '../scene.js';
import { curveMarks, type LossAxis, lossAxis } from './curvePanel.js';
import { type FinderLayout, finderLayout } from './finderLayout.js';
import { type FinderView, lossAtRate, rateSpan } from './finderView.js';
import type { FinderWords } from './finderWords.js';
import { dotMark, rateX, ruleMarks } from './ruleRows.js';
import { tintMarks, truthMarks } from './truthStrip.js';

export function finderDrawing(view: FinderView, sheet: Sheet, words: FinderWords): Drawing {
  const layout = finderLayout(view, sheet);
  const { curve, truth, bottom, height } = layout;
  const span = rateSpan(view.found);
  const axis = lossAxis(view, curve);
  const marks: Mark[] = [
    ...tintMarks(view, curve, curve.top, bottom, sheet),
    ...curveMarks(view, curve, axis, sheet, words),
    ...curveDots(view, layout, axis, sheet),
    ...ruleMarks(layout, sheet, words),
    ...(truth ? truthMarks(view, truth, sheet, words) : []),
    ...rateAxis({ ...curve, top: bottom, height: 0 }, span.from, span.to, sheet, words),
    ...chosenMarks(view, layout, axis, sheet),
  ];
  return { width: sheet.width, height, marks };
}

/** Dots of the rows again, on the curve that they are read off. */
const curveDots = (
  { found }: FinderView,
  { curve, rules }: FinderLayout,
  { y }: LossAxis,
  sheet: Sheet,
): Mark[] =>
  rules.flatMap(({ suggestion: { rate }, isOnCurve }) => {
    if (rate === null || !isOnCurve) return [];
    const height = y(lossAtRate(found, rate));
    const isShown = height >= curve.top && height <= curve.top + curve.height;
    return isShown ? [dotMark(rateX(curve, rate), height, false, sheet)] : [];
  });

/** The rate that the reader is trying: a line through all parts, and a handle on the curve. */
function chosenMarks(
  { found, chosen }: FinderView,
  { curve, bottom }: FinderLayout,
  { y }: LossAxis,
  { palette }: Sheet,
): Mark[] {
  if (chosen === null) return [];
  const [x, color] = [curve.x(log10(chosen)), palette.series[3]];
  const height = y(lossAtRate(found, chosen));
  const isShown = height >= curve.top && height <= curve.top + curve.height;
  return [
    { kind: 'line', points: [x, curve.top, x, bottom], color, width: 1.5, dash: [4, 3] },
    { kind: 'dot', x, y: isShown ? height : curve.top, r: 9, color: palette.surface },
    { kind: 'dot', x, y: isShown ? height : curve.top, r: 7, color },
  ];
}
