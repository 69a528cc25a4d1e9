// The height of a polynomial at a point, as a guess.

import type { Sheet } from '../compare/lossChart.js';
import { clampToPanel } from '../derivative/derivativePanels.js';
import type { Panel } from '../panel.js';
import type { Drawing, Mark } from '../scene.js';
import {
  curveHeights,
  curvePanel,
  functionMark,
  handleHeight,
  plotAxes,
  plotBottom,
  slopeHue,
} from '../taylor/ordersDrawing.js';
import type { OrdersModel } from '../taylor/taylorModel.js';
import { guessHandle } from './guessHandle.js';

type Tick = (value: number) => string;

const panelOf = (model: OrdersModel, sheet: Sheet, tick: Tick): Panel =>
  curvePanel(model.span, curveHeights(model), sheet, tick);

/** f and the centre, without a polynomial. */
export function functionAlone(model: OrdersModel, sheet: Sheet, tick: Tick): Drawing {
  const { center, to, coefficients, variable, f } = model;
  const panel = panelOf(model, sheet, tick);
  const { palette } = sheet;
  const [x, own] = [panel.x(to), handleHeight(f.of(to), panel)];
  return {
    width: sheet.width,
    height: plotBottom(panel),
    marks: [
      ...plotAxes(panel, variable, sheet, tick),
      {
        ...{ kind: 'line', color: palette.control, width: 1, dash: [2, 3] },
        points: [x, panel.top, x, panel.top + panel.height],
      },
      functionMark(model, panel, palette),
      { kind: 'dot', x, y: own, r: 5, color: palette.surface, ring: palette.text },
      {
        ...{ kind: 'dot', x: panel.x(center), y: handleHeight(coefficients[0], panel), r: 7 },
        ...{ color: palette.series[slopeHue], ring: palette.surface },
      },
    ],
  };
}

/** Where the handle of a height is. */
export function heightPlace(
  model: OrdersModel,
  height: number,
  sheet: Sheet,
  tick: Tick,
): [x: number, y: number] {
  const panel = panelOf(model, sheet, tick);
  return [panel.x(model.to), clampToPanel(panel.y(height), panel)];
}

/** The height at a place of the drawing. */
export function heightAt(model: OrdersModel, y: number, sheet: Sheet, tick: Tick): number {
  const { top, height, up } = panelOf(model, sheet, tick);
  return up.to - ((y - top) / height) * (up.to - up.from);
}

/** The guessed height, and from it to the truth a dashed line. */
export function heightMarks(
  model: OrdersModel,
  guess: number,
  truth: number | null,
  text: string,
  sheet: Sheet,
  tick: Tick,
): Mark[] {
  const [x, y] = heightPlace(model, guess, sheet, tick);
  const handle = guessHandle(x, y, text, truth !== null, sheet);
  if (truth === null) return handle;
  const [, end] = heightPlace(model, truth, sheet, tick);
  return [
    {
      ...{ kind: 'line', points: [x, y, x, end], color: sheet.palette.series[3], width: 2, dash: [4, 3] },
    },
    ...handle,
  ];
}
