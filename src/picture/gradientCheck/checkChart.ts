// Relative errors of a claimed gradient's components, log scale.

import type { Component } from '../../calculus/verdict.js';
import { log10 } from '../../math/log10.js';
import { power } from '../../math/power.js';
import type { Sheet } from '../compare/lossChart.js';
import type { Palette } from '../palette.js';
import type { Drawing, Mark } from '../scene.js';

export interface CheckView {
  components: readonly Component[];
  tolerance: number;
  /** Index of the component that the keys move. */
  chosen: number;
}

export interface CheckWords {
  name(component: Component): string;
  verdict(component: Component): string;
  tick(share: number): string;
  tolerance(share: number): string;
}

const [row, top, foot] = [32, 28, 28];
/** Decades shown, to which shares are clamped. */
const [least, most] = [-17, 1];

/** Relative error: |claimed − numeric| over the larger of the two sizes. */
export function relativeError({ claimed, numeric, error }: Component): number {
  const size = Math.max(Math.abs(claimed), Math.abs(numeric));
  return size > 0 ? error / size : error;
}

export function checkDrawing(view: CheckView | null, sheet: Sheet, words: CheckWords): Drawing {
  const { width, narrow, palette, measure } = sheet;
  const components = view?.components ?? [];
  const left = Math.max(narrow ? 40 : 56, ...components.map((each) => measure(words.name(each), true) + 16));
  const right = Math.max(72, ...components.map((each) => measure(words.verdict(each), true) + 16));
  const height = top + row * Math.max(3, components.length) + foot;
  const bottom = height - foot;
  const shareX = (share: number) => {
    const decade = share > 0 ? log10(share) : least;
    const at = Math.min(most, Math.max(least, decade));
    return left + ((at - least) / (most - least)) * Math.max(1, width - left - right);
  };
  const marks: Mark[] = [
    ...shareAxis(shareX, top, bottom, narrow, palette, words),
    ...(view
      ? toleranceMarks(shareX(view.tolerance), top, bottom, words.tolerance(view.tolerance), palette)
      : []),
    ...components.flatMap((each, i) =>
      componentMarks(
        each,
        shareX,
        { y: top + row * (i + 0.5), left, edge: width - right },
        i === view!.chosen,
        palette,
        words,
      ),
    ),
  ];
  return { width, height, marks };
}

function shareAxis(
  x: (share: number) => number,
  from: number,
  to: number,
  narrow: boolean,
  { grid, control, quiet }: Palette,
  words: CheckWords,
): Mark[] {
  const decades = narrow ? [-15, -10, -5, 0] : [-16, -12, -8, -4, 0];
  const y = Math.round(to) + 0.5;
  const places = decades.map((decade) => Number(`1e${decade}`));
  return [
    ...places.map(
      (share): Mark => ({ kind: 'line', points: [x(share), from, x(share), to], color: grid, width: 1 }),
    ),
    { kind: 'line', points: [x(0), y, x(power(10, most)), y], color: control, width: 1 },
    ...places.map(
      (share): Mark => ({
        kind: 'words',
        x: x(share),
        y: to + 14,
        text: words.tick(share),
        color: quiet,
        align: 'center',
      }),
    ),
  ];
}

const toleranceMarks = (x: number, from: number, to: number, text: string, { quiet }: Palette): Mark[] => [
  { kind: 'line', points: [x, from, x, to], color: quiet, width: 1, dash: [4, 3] },
  { kind: 'words', x, y: from - 12, text, color: quiet, align: 'center' },
];

/** Row of a component: its name, relative error and verdict. */
function componentMarks(
  component: Component,
  x: (share: number) => number,
  { y, left, edge }: { y: number; left: number; edge: number },
  chosen: boolean,
  { text, quiet, surface, labels }: Palette,
  words: CheckWords,
): Mark[] {
  const share = relativeError(component);
  const at = x(share);
  const failed = component.verdict === 'fail';
  const unsure = component.verdict === 'inconclusive' || !Number.isFinite(share);
  const color = failed ? labels[1] : text;
  const mark: Mark = failed
    ? { kind: 'cross', x: at, y, size: 8, color }
    : { kind: 'dot', x: at, y, r: 5, color: component.verdict === 'pass' ? color : surface, ring: color };
  return [
    {
      kind: 'words',
      x: left - 16,
      y,
      text: words.name(component),
      color: text,
      bold: chosen,
      align: 'right',
    },
    ...(unsure
      ? []
      : [
          {
            kind: 'line' as const,
            points: [left, y, at, y],
            color: failed ? color : quiet,
            width: chosen ? 2 : 1,
          },
          mark,
        ]),
    { kind: 'words', x: edge + 12, y, text: words.verdict(component), color, bold: chosen || failed },
  ];
}
