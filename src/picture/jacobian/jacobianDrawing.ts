// The drawing of a figure of Jacobians: a plane and its image with the matrix, or the matrix as a table, and below it the
// product of composed maps.

import type { Sheet } from '../compare/lossChart.js';
import { mapFrame } from '../landscape/map.js';
import { createPanel } from '../panel.js';
import type { Area, Drawing, Mark } from '../scene.js';
import { ticks } from '../ticks.js';
import type { CellGrid } from './cellGrid.js';
import type { JacobianView } from './jacobianView.js';
import type { JacobianWords } from './jacobianWords.js';
import { areaHeight, areaMarks, matrixCells, matrixHeight, matrixMarks } from './matrixDrawing.js';
import {
  imageMarks,
  type PlaneNearPoint,
  type PlanePanels,
  planePanels,
  sourceMarks,
} from './planeDrawing.js';
import { type ProductLayout, productLayout, productMarks } from './productDrawing.js';
import { type TableView, tableLayout, tableMarks } from './tableDrawing.js';

type SheetView = JacobianView & { held: string | null };

interface PlanePlaces {
  panels: PlanePanels;
  matrix: Area;
  area: Area;
  /** From where to where an arrow leads from the plane to its image. */
  arrow: readonly [x0: number, y0: number, x1: number, y1: number];
  bottom: number;
}

/** Where things are: the panels of a plane, the cells of the matrix, all of it. */
interface JacobianLayout {
  panels: PlanePanels | null;
  cells: CellGrid | null;
  height: number;
}

const titleRoom = 24;
const axisRoom = 26;
/** Width of the matrix beside panels, and the least side of these. */
const [matrixWidth, leastSide, largestSide] = [124, 168, 300];

const planeViewOf = (view: SheetView): PlaneNearPoint | null =>
  view.plane && view.matrix ? { ...view, plane: view.plane, matrix: view.matrix } : null;

const tableViewOf = (view: SheetView): TableView | null =>
  view.matrix && !view.plane ? { ...view, matrix: view.matrix } : null;

function planePlaces(view: PlaneNearPoint, sheet: Sheet, words: JacobianWords): PlanePlaces {
  const { width, measure } = sheet;
  const { spans, image } = view.plane;
  const gutterOf = (up: { from: number; to: number }) =>
    Math.max(24, ...ticks(up, 6).map((value) => Math.ceil(measure(words.tick(value))) + 10));
  const [own, other] = [gutterOf(spans[1]), gutterOf(image.spans[1])];
  const square = (left: number, top: number, side: number): Area => ({
    left,
    top,
    width: side,
    height: side,
  });
  const side = Math.min(largestSide, (width - own - other - matrixWidth - 24 - 44 - 8) / 2);
  if (side >= leastSide) {
    const right = own + side + 44 + other;
    const source = square(own, titleRoom, side);
    const left = right + side + 24;
    const middle = titleRoom + side / 2;
    const blocks = matrixHeight + 12 + areaHeight;
    const top = titleRoom + Math.max(0, (side - blocks) / 2);
    return {
      panels: planePanels(view, source, square(right, titleRoom, side)),
      matrix: { left, top, width: Math.min(160, width - left), height: matrixHeight },
      area: { left, top: top + matrixHeight + 12, width: width - left, height: areaHeight },
      arrow: [own + side + 8, middle, own + side + 38, middle],
      bottom: titleRoom + Math.max(side + axisRoom, blocks),
    };
  }
  const gutter = Math.max(own, other);
  const stacked = Math.min(largestSide, width - gutter - 8);
  const second = titleRoom + stacked + axisRoom + 32 + titleRoom;
  const below = second + stacked + axisRoom + 12;
  const middle = gutter + stacked / 2;
  const half = Math.min(180, width / 2);
  return {
    panels: planePanels(view, square(gutter, titleRoom, stacked), square(gutter, second, stacked)),
    matrix: { left: 0, top: below, width: half - 12, height: matrixHeight },
    area: { left: half + 16, top: below + 12, width: width - half - 16, height: areaHeight },
    arrow: [middle, second - titleRoom - 30, middle, second - titleRoom - 4],
    bottom: below + Math.max(matrixHeight, areaHeight + 12),
  };
}

function layoutOf(view: SheetView, sheet: Sheet, words: JacobianWords) {
  const [plane, table] = [planeViewOf(view), tableViewOf(view)];
  const places = plane && planePlaces(plane, sheet, words);
  const rows = table && tableLayout(table, 0, sheet, words);
  const above = places?.bottom ?? rows?.bottom ?? 0;
  const product: ProductLayout | null =
    view.factors.length > 0 ? productLayout(view, above > 0 ? above + 12 : 0, sheet, words) : null;
  return { plane, table, places, rows, product, height: Math.ceil(product?.bottom ?? above) };
}

export function jacobianLayout(view: SheetView, sheet: Sheet, words: JacobianWords): JacobianLayout {
  const { places, rows, height } = layoutOf(view, sheet, words);
  const cells = places ? matrixCells(places.matrix) : (rows?.cells ?? null);
  return { panels: places?.panels ?? null, cells, height };
}

export function jacobianDrawing(view: SheetView, sheet: Sheet, words: JacobianWords): Drawing {
  const { plane, table, places, rows, product, height } = layoutOf(view, sheet, words);
  const marks: Mark[] = [
    ...(plane && places ? planeMarks(plane, places, sheet, words) : []),
    ...(table && rows ? tableMarks(table, rows, sheet, words) : []),
    ...(product ? productMarks(view, product, sheet, words) : []),
  ];
  return { width: sheet.width, height, marks };
}

function planeMarks(view: PlaneNearPoint, places: PlanePlaces, sheet: Sheet, words: JacobianWords): Mark[] {
  const { panels, matrix, area, arrow } = places;
  return [
    ...sourceMarks(view, panels.source, sheet, words),
    ...arrowMarks(arrow, sheet.palette.quiet),
    ...imageMarks(view, panels.image, sheet, words),
    ...matrixMarks(view, matrix, sheet, words),
    ...areaMarks(view, area, sheet, words),
  ];
}

/** A thin arrow across or down. */
function arrowMarks([x0, y0, x1, y1]: PlanePlaces['arrow'], color: string): Mark[] {
  const head = x1 > x0 ? [x1, y1, x1 - 7, y1 - 4, x1 - 7, y1 + 4] : [x1, y1, x1 - 4, y1 - 7, x1 + 4, y1 - 7];
  return [
    { kind: 'line', points: [x0, y0, x1, y1], color, width: 1 },
    { kind: 'shape', points: head, color },
  ];
}

const emptySpan = { from: -2, to: 2 };

/** The axes of a plane where there is no map yet. */
export function emptyPlane({ width, palette, measure }: Sheet, words: JacobianWords): Drawing {
  const area = { left: 28, top: 8, width: Math.max(1, width - 36), height: 200 };
  const panel = createPanel(area, emptySpan, emptySpan);
  const frame = mapFrame({ field: { variables: ['x', 'y'] }, words }, panel, palette, measure);
  return { width, height: area.top + area.height + axisRoom, marks: frame };
}
