// The whole drawing of a network: its plane, its losses beside or below it, and its units.
import type { RunsView } from '../compare/runView.js';
import type { Palette } from '../palette.js';
import type { Drawing, Mark, Measure } from '../scene.js';
import { translateMark } from '../titleBlock.js';
import { lossPanel } from './lossPanel.js';
import type { NetworkWords } from './networkWords.js';
import { type PlaneView, planeDrawing } from './regionsPlot.js';
import { type UnitView, unitPlane } from './unitPlane.js';

interface NetworkSheet {
  width: number;
  narrow: boolean;
  palette: Palette;
  measure: Measure;
  tick(value: number): string;
}

/** Room between the plane and the losses, and height of losses that are below it. */
const panelGap = 24;
const lossHeightBelow = 136;

/** Widths of the plane and of the losses. */
export function panelWidths(width: number, narrow: boolean): { plane: number; loss: number } {
  if (narrow) return { plane: width, loss: width };
  const plane = Math.round(0.63 * width);
  return { plane, loss: Math.max(1, width - plane - panelGap) };
}

/** Height of the losses beside a plane of that height, or below it. */
export const lossHeight = (planeHeight: number, narrow: boolean) => (narrow ? lossHeightBelow : planeHeight);

/** Units to a row, and how many are shown before all are asked for. */
const unitsPerRow = (narrow: boolean) => (narrow ? 3 : 8);
export const firstUnits = 8;

/** Size of a unit's plane in rows of so many across a width. */
export function unitSize(width: number, count: number, narrow: boolean) {
  const perRow = Math.min(unitsPerRow(narrow), Math.max(count, narrow ? 3 : 6));
  const wide = Math.floor((width - (perRow - 1) * unitGap) / perRow);
  return { perRow, width: Math.max(1, wide), height: Math.max(1, Math.round(0.7 * wide)) };
}

const unitGap = 12;
const [nameRoom, weightRoom] = [18, 26];

export function networkDrawing(
  view: PlaneView,
  losses: RunsView | null,
  units: readonly UnitView[],
  sheet: NetworkSheet,
  words: NetworkWords,
): Drawing {
  const { width, narrow, palette } = sheet;
  const { plane: planeWidth, loss: lossWidth } = panelWidths(width, narrow);
  const plane = planeDrawing(view, { ...sheet, width: planeWidth }, words);
  const size = { width: lossWidth, height: lossHeight(plane.height, narrow), narrow };
  const loss = losses ? lossPanel(losses, { ...sheet, ...size }, words) : null;
  const [dx, dy] = narrow ? [0, plane.height + 8] : [planeWidth + panelGap, 0];
  const upper = narrow && loss ? dy + loss.height : plane.height;
  const unitMarks = unitRows(units, width, upper + panelGap, narrow, palette, words);
  return {
    width,
    height: unitMarks.height,
    marks: [
      ...plane.marks,
      ...(loss?.marks ?? []).map((mark) => translateMark(mark, dx, dy)),
      ...unitMarks.marks,
    ],
  };
}

function unitRows(
  units: readonly UnitView[],
  width: number,
  top: number,
  narrow: boolean,
  palette: Palette,
  words: NetworkWords,
): { marks: Mark[]; height: number } {
  if (units.length === 0) return { marks: [], height: top - panelGap };
  const size = unitSize(width, units.length, narrow);
  const rowHeight = nameRoom + size.height + weightRoom;
  const marks = units.flatMap((view, i): Mark[] => {
    const [left, y] = [
      (i % size.perRow) * (size.width + unitGap),
      top + Math.floor(i / size.perRow) * rowHeight,
    ];
    return [
      { kind: 'words', x: left, y: y + 6, text: words.unit(view.unit), color: palette.text, bold: true },
      ...unitPlane(view, size.width, size.height, palette).marks.map((mark) =>
        translateMark(mark, left, y + nameRoom),
      ),
      {
        kind: 'words',
        x: left,
        y: y + nameRoom + size.height + 10,
        text: words.value(view.weight),
        color: palette.quiet,
      },
    ];
  });
  return { marks, height: top + Math.ceil(units.length / size.perRow) * rowHeight };
}
