// Errors of difference schemes against their step, log-log: truncation on the right, rounding on the left.

import type { Formula } from '../../formula/formula.js';
import { log2 } from '../../math/log2.js';
import { log10 } from '../../math/log10.js';
import { lossGrid, zeroBreak } from '../axes.js';
import { chartHeight, lossBox, type Sheet, topMargin } from '../compare/lossChart.js';
import { labelsBelow, rateAxis } from '../compare/sensitivityChart.js';
import type { PointLabel } from '../labels.js';
import { axisPosition, type LossRange } from '../lossRange.js';
import { dashes, type Palette } from '../palette.js';
import { hiddenNote } from '../predict/guessHandle.js';
import type { Box, Drawing, Mark } from '../scene.js';

/** Errors of one scheme by step, the widest first. */
export interface SchemeCurve {
  name: string;
  colour: number;
  dash: number;
  step: ArrayLike<number>;
  value: ArrayLike<number>;
  error: ArrayLike<number>;
  /** Index of the step with the least error. */
  best: number;
  truncation: ArrayLike<number>;
  roundoff: ArrayLike<number>;
}

/** Difference quotients of a formula at a point, from the widest step to the last place of x. */
export interface Stepping {
  f: Formula;
  /** Variable as MathML. */
  variable: string;
  x: number;
  span: { from: number; to: number };
  slope: number;
  step: ArrayLike<number>;
  schemes: SchemeCurve[];
}

export interface StepCurveView {
  schemes: readonly SchemeCurve[];
  /** Indices of the step pointed at and of the scheme in front. */
  at: number;
  chosen: number;
}

interface StepCurveWords {
  tick(value: number): string;
  /** A step, an error. */
  size(value: number): string;
  /** The last label of the axis of steps. */
  rate(label: string): string;
  name(scheme: string): string;
  best(scheme: SchemeCurve): string;
  slope(power: number): string;
}

const emptyErrorRange: LossRange = { low: -16, high: 0, zero: null, scale: 'log' };
const guideDash = [1, 4];

interface ErrorFrame {
  box: Box;
  range: LossRange;
  x(scheme: SchemeCurve, k: number): number;
  y(value: number): number;
}

/** Range of all errors, with room below for the names of the best steps, and zero on a line of its own. */
export function errorRange(errors: readonly number[]): LossRange {
  const finite = errors.filter(Number.isFinite);
  const decades = finite.filter((error) => error > 0).map(log10);
  if (decades.length === 0) return emptyErrorRange;
  const [least, high] = [Math.min(...decades), Math.max(...decades) + 0.5];
  const low = least - Math.max(0.5, (high - least) / 10);
  const zero = finite.includes(0) ? low - (high - low) / 8 : null;
  return { low, high, zero, scale: 'log' };
}

function errorFrame(view: StepCurveView | null, sheet: Sheet): ErrorFrame & { from: number; to: number } {
  const range = errorRange((view?.schemes ?? []).flatMap(({ error }) => Array.from(error)));
  const step = view?.schemes[0]?.step ?? [1, 1e-16];
  const [from, to] = [log10(step[step.length - 1]), log10(step[0])];
  const box = lossBox(sheet, { left: sheet.narrow ? 40 : 48, right: 24 }, range, { from, to }, topMargin);
  return {
    box,
    range,
    from,
    to,
    x: (scheme, k) => box.x(log10(scheme.step[k])),
    y: (value) => Math.max(box.top, box.y(axisPosition(value, range))),
  };
}

/** Index of the step under a place of the drawing. */
export function stepAtPixel(view: StepCurveView, sheet: Sheet, place: number): number {
  const { x } = errorFrame(view, sheet);
  const [scheme] = view.schemes;
  const all = Array.from({ length: scheme.step.length }, (_, k) => Math.abs(x(scheme, k) - place));
  return all.indexOf(Math.min(...all));
}

export function stepCurveDrawing(view: StepCurveView | null, sheet: Sheet, words: StepCurveWords): Drawing {
  const { palette, narrow, measure } = sheet;
  const frame = errorFrame(view, sheet);
  const { box, range } = frame;
  const axis = rateAxis(box, frame.from, frame.to, sheet, words);
  const pointed = view && view.schemes.length > 0 ? frame.x(view.schemes[0], view.at) : null;
  const marks: Mark[] = [
    ...lossGrid(range, box, palette, narrow, words.tick),
    ...axis.filter((mark) => pointed === null || mark.kind !== 'words' || Math.abs(mark.x - pointed) > 48),
    ...zeroBreak(range, box, palette),
  ];
  if (!view || pointed === null) return { width: sheet.width, height: chartHeight(sheet), marks };
  const chosen = view.schemes[view.chosen];
  const order = [...view.schemes.filter((scheme) => scheme !== chosen), chosen].filter(hasBestError);
  marks.push(
    ...errorGuides(chosen, frame, palette, words),
    ...order.flatMap((scheme) => errorCurve(scheme, scheme === chosen, frame, palette)),
    ...labelsBelow(
      order.map((scheme) => ({
        ...bestStepLabel(scheme, scheme === chosen, frame, palette),
        text: narrow ? words.name(scheme.name) : words.best(scheme),
      })),
      box,
      measure,
    ),
    ...stepCursorMarks(view.at, chosen, order, pointed, frame, sheet, words),
  );
  return { width: sheet.width, height: chartHeight(sheet), marks };
}

/** Place of a step across the drawing, and the plot area. */
export function stepPlace(view: StepCurveView, sheet: Sheet, h: number): { x: number; box: Box } {
  const { box } = errorFrame(view, sheet);
  return { x: Math.max(box.left, Math.min(box.left + box.width, box.x(log10(h)))), box };
}

/** The widest steps of the scheme in front, without what comes of narrower ones. */
export function widestSteps(
  view: StepCurveView,
  count: number,
  sheet: Sheet,
  words: StepCurveWords,
  { title, hidden }: { title: string; hidden: string },
): Drawing {
  const chosen = view.schemes[view.chosen];
  const error = Array.from(chosen.error, (each, k) => (k < count ? each : NaN));
  const frame = errorFrame({ ...view, schemes: [{ ...chosen, error }] }, sheet);
  const { box, range } = frame;
  const [line] = errorCurve({ ...chosen, error }, true, frame, sheet.palette);
  return {
    width: sheet.width,
    height: chartHeight(sheet),
    marks: [
      ...lossGrid(range, box, sheet.palette, sheet.narrow, words.tick),
      ...rateAxis(box, frame.from, frame.to, sheet, words),
      line,
      { kind: 'words', x: box.left + 8, y: box.top + 8, text: title, color: sheet.palette.quiet },
      hiddenNote({ ...box, width: box.width * 0.8 }, hidden, sheet),
    ],
  };
}

/** Whether there is an error to draw: none where f has no slope, or no value nearby. */
const hasBestError = ({ error, best }: SchemeCurve) => Number.isFinite(error[best]);

function errorCurve(
  scheme: SchemeCurve,
  front: boolean,
  { box, x, y }: ErrorFrame,
  palette: Palette,
): Mark[] {
  const { error, best: at } = scheme;
  const color = palette.series[scheme.colour];
  const points = Array.from({ length: error.length }, (_, k) =>
    Number.isFinite(error[k]) ? [x(scheme, k), y(error[k])] : [Number.NaN, Number.NaN],
  ).flat();
  return [
    {
      kind: 'line',
      points,
      color,
      width: front ? 2.5 : palette.line,
      dash: dashes[scheme.dash],
      within: box,
    },
    { kind: 'dot', x: x(scheme, at), y: y(error[at]), r: 6, color: palette.surface, ring: color },
    { kind: 'dot', x: x(scheme, at), y: y(error[at]), r: 2.5, color },
  ];
}

function bestStepLabel(
  scheme: SchemeCurve,
  front: boolean,
  { x, y }: ErrorFrame,
  palette: Palette,
): Omit<PointLabel, 'text'> {
  const [color, line] = [palette.labels[scheme.colour], palette.series[scheme.colour]];
  return { x: x(scheme, scheme.best), y: y(scheme.error[scheme.best]), color, line, bold: front };
}

/** Truncation and rounding error of the chosen scheme: two straight lines, with their slopes. */
function errorGuides(
  scheme: SchemeCurve,
  frame: ErrorFrame,
  palette: Palette,
  words: StepCurveWords,
): Mark[] {
  const { step, truncation, roundoff, best: at } = scheme;
  const last = step.length - 1;
  const power = Math.round(log2(truncation[0] / truncation[1]));
  const guideMarks = (values: ArrayLike<number>, k: number, slope: number, below: boolean): Mark[] => {
    if (!(values[k] > 0) || !Number.isFinite(slope) || !hasBestError(scheme)) return [];
    const points = Array.from({ length: last + 1 }, (_, i) =>
      values[i] > 0 && values[i] < Infinity
        ? [frame.x(scheme, i), frame.box.y(log10(values[i]))]
        : [Number.NaN, Number.NaN],
    ).flat();
    const [x, y] = [frame.x(scheme, k), frame.box.y(log10(values[k]))];
    const { top, height } = frame.box;
    const seen = y > top + 8 && y < top + height - 20;
    const text = words.slope(slope);
    const label: Mark = {
      kind: 'words',
      x: x + 10,
      y: y + (below ? 10 : -8),
      text,
      color: palette.quiet,
    };
    const line: Mark = {
      kind: 'line',
      points,
      color: palette.quiet,
      width: 1,
      dash: guideDash,
      within: frame.box,
    };
    return seen ? [line, label] : [line];
  };
  return [
    ...guideMarks(truncation, Math.floor(at / 2), power, true),
    ...guideMarks(roundoff, Math.floor((at + last) / 2), -1, false),
  ];
}

/** Marks of the step pointed at: a line, a dot on every curve, the chosen one's error beside it. */
function stepCursorMarks(
  at: number,
  chosen: SchemeCurve,
  order: readonly SchemeCurve[],
  pointed: number,
  { box, y }: ErrorFrame,
  { palette, measure }: Sheet,
  words: StepCurveWords,
): Mark[] {
  const x = Math.round(pointed) + 0.5;
  const dots = order
    .filter(({ error }) => Number.isFinite(error[at]))
    .flatMap(({ error, colour }): Mark[] => [
      { kind: 'dot', x: pointed, y: y(error[at]), r: 5.5, color: palette.surface },
      { kind: 'dot', x: pointed, y: y(error[at]), r: 4, color: palette.series[colour] },
    ]);
  const text = words.size(chosen.step[at]);
  const half = measure(text, true) / 2;
  const middle = Math.max(box.left + half, Math.min(pointed, box.edge - half));
  const told = Number.isFinite(chosen.error[at]) ? words.size(chosen.error[at]) : null;
  const flip = pointed + 12 + measure(told ?? '', true) > box.edge;
  const beside: Mark[] =
    told === null
      ? []
      : [
          {
            kind: 'words',
            x: flip ? pointed - 12 : pointed + 12,
            y: y(chosen.error[at]) - 12,
            text: told,
            color: palette.labels[chosen.colour],
            bold: true,
            align: flip ? 'right' : 'left',
          },
        ];
  const foot = box.top + box.height + 14;
  return [
    { kind: 'line', points: [x, box.top, x, box.top + box.height], color: palette.text, width: 1 },
    ...dots,
    { kind: 'words', x: middle, y: foot, text, color: palette.text, bold: true, align: 'center' },
    ...beside,
  ];
}
