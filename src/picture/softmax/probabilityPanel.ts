// Probabilities as bars, with what each class lacks of its target.

import type { Sheet } from '../compare/lossChart.js';
import { areasOverlap } from '../namePlaces.js';
import type { Area, Mark } from '../scene.js';
import {
  type Bar,
  type BarPanel,
  barEnd,
  barFrame,
  barLabels,
  barMarks,
  barPanel,
  dashedBox,
  type Tick,
} from './barPanel.js';
import { barsOf, namesOf, type SoftmaxWords, titleMark, upFrom0, widestOf } from './softmaxBars.js';
import type { SoftmaxView } from './softmaxView.js';

export function probabilityMarks(view: SoftmaxView, area: Area, sheet: Sheet, words: SoftmaxWords): Mark[] {
  const { palette, measure } = sheet;
  const bars = barsOf(view, 'probability', words);
  const frame = probabilityFrame(area, bars.length, sheet, words.tick);
  const taken: Area[] = [];
  const targets = [...view.classes, ...(view.others ? [view.others] : [])];
  const wanted = targets.flatMap(({ target, probability }, i): Mark[] =>
    targetMarks(frame, i, target, probability, palette.series[2]),
  );
  const only = targets.findIndex(({ target }) => target === 1);
  const { top, height } = frame.panel;
  return [
    titleMark(area, words.probability, palette.quiet, measure),
    ...barFrame(frame, namesOf(view, words), words.tick, sheet),
    ...barMarks(frame, bars, palette.text),
    ...wanted,
    ...besideBox(view, frame, bars, sheet, words, taken),
    ...barLabels(
      frame,
      bars.map((bar, i) => (isBoxed(view, i) ? { ...bar, value: NaN } : bar)),
      palette.text,
      measure,
      taken,
    ),
    ...(only < 0
      ? []
      : [
          {
            kind: 'words',
            x: frame.x(only),
            y: top + height + 30,
            text: words.target,
            color: palette.quiet,
            align: 'center',
          } as Mark,
        ]),
  ];
}

export const probabilityFrame = (area: Area, count: number, sheet: Sheet, tick: Tick): BarPanel =>
  barPanel(area, count, { ...upFrom0(1, 3), widest: widestOf(sheet) }, tick, sheet.measure);

/** Whether the part that a class lacks of its target is seen, and its numbers stand beside it. */
function isBoxed({ classes }: SoftmaxView, i: number): boolean {
  const each = classes[i];
  return each !== undefined && each.target - each.probability > 0.02;
}

/** What a class lacks of its target as a dashed box, what it has too much as a notch. */
function targetMarks(frame: BarPanel, i: number, target: number, probability: number, color: string): Mark[] {
  const [x, half] = [frame.x(i), frame.bar / 2];
  const [wanted, end] = [barEnd(frame, target), barEnd(frame, probability)];
  if (end - wanted > 1) return [dashedBox(x - half, wanted, x + half, end, color)];
  if (target <= 0) return [];
  return [{ kind: 'line', points: [x - half - 4, wanted, x + half + 4, wanted], color, width: 2 }];
}

/** The number of a bar and of what it lacks, right of it where no other bar is in the way, else above the box. */
function besideBox(
  view: SoftmaxView,
  frame: BarPanel,
  bars: readonly Bar[],
  { palette, measure }: Sheet,
  words: SoftmaxWords,
  taken: Area[],
): Mark[] {
  const { left, width, top } = frame.panel;
  return bars.flatMap((bar, i): Mark[] => {
    if (!isBoxed(view, i)) return [];
    const { target, probability } = view.classes[i];
    const [wanted, end] = [barEnd(frame, target), barEnd(frame, probability)];
    const lack = words.number(probability - target);
    const x = frame.x(i) + frame.bar / 2 + 6;
    const next = bars[i + 1] ? barEnd(frame, bars[i + 1].value) - 20 : Infinity;
    const boxY = (wanted + end) / 2;
    const areaAt = (y: number, text: string, bold: boolean): Area => ({
      left: x,
      top: y - 7,
      width: measure(text, bold),
      height: 14,
    });
    const areas = [areaAt(boxY, lack, true), areaAt(end + 8, bar.text, false)];
    const hasRoom =
      areas.every(
        (area) =>
          area.left + area.width <= left + width &&
          area.top + 14 < next &&
          !taken.some((other) => areasOverlap(area, other)),
      ) && !areasOverlap(areas[0], areas[1]);
    if (hasRoom) {
      taken.push(...areas);
      return [
        { kind: 'words', x, y: boxY, text: lack, color: palette.labels[2], bold: true },
        { kind: 'words', x, y: end + 8, text: bar.text, color: palette.text },
      ];
    }
    const half = measure(bar.text) / 2;
    const y = Math.max(top - 8, wanted - 10);
    taken.push({ left: frame.x(i) - half - 2, top: y - 7, width: 2 * half + 4, height: 14 });
    return [{ kind: 'words', x: frame.x(i), y, text: bar.text, color: palette.text, align: 'center' }];
  });
}
