import type { Sheet } from '../compare/lossChart.js';
import type { Drawing } from '../scene.js';
import { translateMark } from '../titleBlock.js';
import { activationDrawing } from './activationDrawing.js';
import type { ActivationView } from './activationView.js';
import type { ActivationWords } from './activationWords.js';
import { depthStrip } from './depthStrip.js';

/** The whole drawing of activations: their columns, and below them how slopes go through layers. */
export function activationFigure(view: ActivationView, sheet: Sheet, words: ActivationWords): Drawing {
  const above = activationDrawing(view, sheet, words);
  const below = depthStrip(view, sheet, words);
  const top = above.height + 12;
  return {
    width: sheet.width,
    height: top + below.height,
    marks: [...above.marks, ...below.marks.map((mark) => translateMark(mark, 0, top))],
  };
}
