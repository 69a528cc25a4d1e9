import { decade } from '../../src/picture/lossRange.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import type { Strand } from '../../src/picture/series.js';
import type { Keys } from '../figure/header.js';
import type { Stage } from './player.js';

/** Keys that work while the plot has the focus. */
export const steeringKeys: Keys = [
  ['← →', 'back and on by a hundredth of the run'],
  ['Shift ← →', 'by a tenth'],
  ['Alt ← →', 'by a single step'],
  ['Home, End', 'to the start, to the end'],
  ['↑ ↓', 'the run above, the run below'],
  ['Space', 'play or pause'],
];

/** Action of a key, and the text to announce to screen readers; null for any other key. */
export function steer(
  event: KeyboardEvent,
  stage: Stage,
  numbers: Numbers,
  toggle: () => void,
): string | null {
  const { pace, course } = stage;
  const stride = event.altKey ? 1 : Math.max(1, Math.round(course.total / (event.shiftKey ? 10 : 100)));
  const places: Record<string, number> = {
    ArrowLeft: pace.step - stride,
    ArrowRight: pace.step + stride,
    Home: 0,
    End: course.total,
  };
  if (event.ctrlKey || event.metaKey) return null;
  if (event.key === ' ') toggle();
  else if (event.key in places) stage.seek(places[event.key]);
  else if (event.key === 'ArrowUp') stage.focus = neighbour(stage, -1);
  else if (event.key === 'ArrowDown') stage.focus = neighbour(stage, 1);
  else return null;
  event.preventDefault();
  if (event.key === ' ') return '';
  const lap = stage.trace.lapAt(pace.step);
  stage.point(stage.focus);
  const step = `step ${numbers.count(pace.step)}`;
  const strand = stage.focus;
  stage.cursor = { lap, strand };
  if (!strand) return step;
  const { [lap]: training } = stage.trace.values[stage.strands.indexOf(strand)];
  const { [lap]: validation } = stage.trace.apart[stage.strands.indexOf(strand)] ?? [];
  const loss = numbers.cell(training);
  const told = validation === undefined ? loss : `training ${loss}, validation ${numbers.cell(validation)}`;
  return `${strand.label}, ${step}: ${told}`;
}

/** The run above or below the one in front, by loss at the step shown. */
function neighbour({ strands, trace, pace, range, focus }: Stage, by: number): Strand | null {
  const lap = trace.lapAt(pace.step);
  const height = (strand: Strand) => decade(strand.values[lap], range);
  const order = strands.filter(({ hidden }) => !hidden).sort((a, b) => height(b) - height(a));
  if (order.length === 0) return null;
  const at = focus ? order.indexOf(focus) : by > 0 ? -1 : order.length;
  return order[Math.min(order.length - 1, Math.max(0, at + by))];
}
