// Drawing of a Taylor figure of any kind, with its handles.

import { type Sheet, withAxisTitle } from '../compare/lossChart.js';
import type { FieldGrid } from '../contours.js';
import type { Panel } from '../panel.js';
import type { Drawing } from '../scene.js';
import { translateMark } from '../titleBlock.js';
import { mapPanel, modelMapDrawing } from './modelMapDrawing.js';
import {
  curveHeights,
  curvePanel,
  errorsDrawing,
  type Handle,
  handleHeight,
  orderAtPixel,
  ordersDrawing,
  plotAxes,
  plotBottom,
} from './ordersDrawing.js';
import { parabolasDrawing, parabolasPanel, type Walks } from './parabolasDrawing.js';
import type { TaylorBounds } from './taylorBounds.js';
import type { OrdersModel, TaylorModel } from './taylorModel.js';
import type { TaylorLabels } from './taylorWords.js';

export interface TaylorView {
  model: TaylorModel;
  bounds: TaylorBounds;
  grid: FieldGrid | null;
  walks: Walks;
  /** Name of the handle being dragged. */
  held: string | null;
  labels: TaylorLabels;
}

interface PlacedHandle {
  name: Handle;
  x: number;
  y: number;
  at: readonly number[];
}

/** Plot area and handles; axes alone without a view. */
type TaylorPlot = Panel & { handles: readonly PlacedHandle[] };

const plainTick = String;
const emptySpan = { from: -2, to: 2 };
const emptyHeights = { from: -1, to: 1 };

const emptyPlot = (sheet: Sheet) => curvePanel(emptySpan, emptyHeights, sheet, plainTick);

const ordersView = (view: TaylorView, model: OrdersModel) => ({
  ...view,
  model,
  held: view.held as Handle | null,
});

export function taylorPlot(view: TaylorView | null, sheet: Sheet): TaylorPlot {
  if (!view) return { ...emptyPlot(sheet), handles: [] };
  const { model, labels } = view;
  if (model.kind === 'map') {
    const panel = mapPanel({ ...view, model, held: false }, sheet);
    const [x, y] = model.point;
    return { ...panel, handles: [{ name: 'x', x: panel.x(x), y: panel.y(y), at: [x, y] }] };
  }
  const { center, f } = model;
  if (model.kind === 'parabolas') {
    const panel = parabolasPanel({ ...view, model, held: false }, sheet);
    const y = handleHeight(model.value, panel);
    return { ...panel, handles: [{ name: 'x', x: panel.x(center), y, at: [center] }] };
  }
  const panel = curvePanel(model.span, curveHeights(model), sheet, labels.tick);
  const handleAt = (name: Handle, at: number): PlacedHandle => ({
    ...{ name, x: panel.x(at), at: [at] },
    y: handleHeight(f.of(at), panel),
  });
  return { ...panel, handles: [handleAt('to', model.to), handleAt('x', center)] };
}

/** The plot, with the panel of errors below it where `whole`. */
export function taylorDrawing(view: TaylorView | null, sheet: Sheet, whole: boolean): Drawing {
  if (!view) {
    const panel = emptyPlot(sheet);
    return { width: sheet.width, height: plotBottom(panel), marks: plotAxes(panel, 'x', sheet, plainTick) };
  }
  const { model } = view;
  if (model.kind === 'map') return modelMapDrawing({ ...view, model, held: view.held !== null }, sheet);
  if (model.kind === 'parabolas')
    return parabolasDrawing({ ...view, model, held: view.held !== null }, sheet);
  const plot = ordersDrawing(ordersView(view, model), sheet);
  const errors = whole ? errorsOnSheet(view, sheet) : null;
  if (!errors) return plot;
  const below = withAxisTitle(errors, view.labels.errors, sheet.palette);
  const top = plot.height + 8;
  return {
    width: sheet.width,
    height: top + below.height,
    marks: [...plot.marks, ...below.marks.map((mark) => translateMark(mark, 0, top))],
  };
}

/** The panel of errors; null where there are none. */
export const errorsOnSheet = (view: TaylorView, sheet: Sheet): Drawing | null =>
  view.model.kind === 'orders' ? errorsDrawing(ordersView(view, view.model), sheet) : null;

/** Order under a place of the panel of errors. */
export const orderAt = (view: TaylorView, sheet: Sheet, place: number): number =>
  view.model.kind === 'orders' ? orderAtPixel(ordersView(view, view.model), sheet, place) : 0;
