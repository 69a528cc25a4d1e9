import type { Sheet } from '../compare/lossChart.js';
import type { Box } from '../scene.js';
import { type FinderRow, type FinderView, finderRows, rateSpan } from './finderView.js';

/** Places of the parts of the figure, one below another on one axis of rates. */
export interface FinderLayout {
  readonly height: number;
  /** Area of the curve; `x` is the scale of all parts, of decades. */
  readonly curve: Box;
  readonly rules: readonly PlacedRow[];
  readonly curvature: readonly PlacedRow[];
  /** Heights of the headings above the rows; of curvature null where there is none. */
  readonly heads: { readonly rules: number; readonly curvature: number | null };
  /** Area of the real runs, below three lines of words; null where there are none. */
  readonly truth: Box | null;
  /** Bottom of all, where the axis is. */
  readonly bottom: number;
}

export interface PlacedRow extends FinderRow {
  /** Height of its dot. */
  readonly y: number;
  /** Height of its words. */
  readonly words: number;
}

const curveTop = 26;
/** Room below the curve for brackets with what they say. */
const brackets = 34;
const headRoom = 22;
const axisRoom = 30;
export const truthWords = 58;

export function finderLayout({ found }: FinderView, { width, narrow }: Sheet): FinderLayout {
  const [left, right] = narrow ? [40, 12] : [104, 118];
  const span = rateSpan(found);
  const inner = Math.max(1, width - left - right);
  const x = (decade: number) => left + ((decade - span.from) / (span.to - span.from)) * inner;
  const boxAt = (top: number, height: number): Box => ({
    ...{ left, top, width: inner, height, edge: width, x },
    y: () => top,
  });
  const rowHeight = narrow ? 38 : 22;
  let y = curveTop + (narrow ? 150 : 168);
  const curve = boxAt(curveTop, y - curveTop);
  y += brackets;
  const rows = finderRows(found);
  const place = (list: readonly FinderRow[]) =>
    list.map((row): PlacedRow => {
      const middle = y + rowHeight / 2;
      y += rowHeight;
      return { ...row, y: narrow ? middle + 9 : middle, words: narrow ? middle - 9 : middle };
    });
  const rules = y + headRoom / 2;
  y += headRoom;
  const placedRules = place(rows.rules);
  const hasCurvature = rows.curvature.length > 0;
  const curvatureHead = hasCurvature ? y + 4 + headRoom / 2 : null;
  if (hasCurvature) y += headRoom + 4;
  const placedCurvature = place(rows.curvature);
  let truth: Box | null = null;
  if (found.truth) {
    truth = boxAt(y + truthWords, 88);
    y += truthWords + 88;
  } else y += 6;
  return {
    ...{ height: y + axisRoom, curve, rules: placedRules, curvature: placedCurvature, truth, bottom: y },
    heads: { rules, curvature: curvatureHead },
  };
}
