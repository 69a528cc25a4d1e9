// Layout of a landscape of one variable: the panels, their places and their spans.

import { createPanel, type Panel, type Span } from '../panel.js';
import type { Measure } from '../scene.js';
import { ticks } from '../ticks.js';
import { climbingSpans, type PanelSpans } from './climb.js';
import type { LandscapeView, RunPath, ScalarField } from './landscapeView.js';

export const gap = 24;
const below = 24;
/** Room for a run's title and outcome. */
export const titleHeight = 44;
/** Heights of a panel, of one, two, three, four in a row. */
const panelHeights = [240, 180, 140, 120];
/** Height of panels beside or with axes of their own, where there is room and where it is narrow. */
const tallHeight = { wide: 240, narrow: 200 };
/** Panels that fit in a row, and how many one with axes of its own takes the room of. */
const rowSizes = { wide: { fits: 4.8, own: 1.8 }, narrow: { fits: 2, own: 2 } };
/** Most widths of other panels that one with axes of its own is wide, where there is room. */
const widestOwn = 2.5;

/** Panel of a run. */
export interface CurvePanel extends Panel {
  /** Left end of the labels above it. */
  title: number;
  /** Whether it has labels at its left. */
  labelled: boolean;
  /** Whether its axes are its own, and not those that the others share. */
  own: boolean;
}

interface CurvePanels {
  panels: CurvePanel[];
  /** Spans that panels share; null where none does. */
  shared: PanelSpans | null;
  height: number;
}

/** What there is to place: its spans, whether these are its own, and the room for the labels at its left. */
interface Placed {
  spans: PanelSpans;
  own: boolean;
  gutter: number;
}

/**
 * Layout of the panels: four across, two where it is narrow, with the same axes, but for runs that climb: where no
 * domain is given by hand, each of these has wider ones, in a wider panel.
 */
export function curvePanels(view: LandscapeView, width: number, measure: Measure): CurvePanels {
  const shared: PanelSpans = { across: view.domain[0], up: curveHeightSpan(view) };
  const gutterOf = ({ up }: PanelSpans, own: boolean) =>
    Math.ceil(Math.max(8, ...heightTicks(up, own).map((value) => measure(view.words.tick(value))))) + 8;
  const place = (spans: PanelSpans, own: boolean): Placed => ({ spans, own, gutter: gutterOf(spans, own) });
  const placed = view.paths.map((path) => {
    const climbs = path.diverged !== null && !view.fixed;
    return climbs
      ? place(climbingSpans(path, shared, view.head, isRunning(view, path)), true)
      : place(shared, false);
  });
  const rows = fillRows(placed.length > 0 ? placed : [place(shared, false)], view.narrowWidth);
  const titles = placed.length > 0 ? titleHeight : 8;
  const unit = sharedWidth(rows, width, view.narrowWidth);
  const panels: CurvePanel[] = [];
  let top = 0;
  for (const row of rows) {
    const height = rowHeight(row, rows, view.narrowWidth);
    panels.push(...rowPanels(row, unit, width, { top: top + titles, height, narrow: view.narrowWidth }));
    top += titles + height + below + gap / 2;
  }
  const sharing = placed.some(({ own }) => !own) || placed.length === 0;
  return { panels, shared: sharing ? shared : null, height: top - gap / 2 };
}

/** Values that are labelled at the left of a panel. */
export const heightTicks = (up: Span, own: boolean) => ticks(up, own ? 5 : 3);

/** Whether samples after the one shown are neither drawn nor past. */
const isRunning = ({ head, future }: LandscapeView, { end }: RunPath) => !future && head < end;

function fillRows(placed: readonly Placed[], narrow: boolean): Placed[][] {
  const { fits, own } = rowSizes[narrow ? 'narrow' : 'wide'];
  const rows: Placed[][] = [];
  let room = 0;
  for (const each of placed) {
    const size = each.own ? own : 1;
    if (size > room + 1e-9 || rows[rows.length - 1]?.length === 4) {
      rows.push([]);
      room = fits;
    }
    rows[rows.length - 1].push(each);
    room -= size;
  }
  return rows;
}

/** Room at the left of each panel of a row: for labels, where it has some, and for the gap to the one before. */
function leftRooms(row: readonly Placed[]) {
  const first = row.findIndex(({ own }) => !own);
  return row.map(({ own, gutter }, i) => {
    const labelled = own || i === first;
    return { labelled, room: (i > 0 ? gap : 0) + (labelled ? gutter : 0) };
  });
}

const innerWidth = (row: readonly Placed[], width: number) =>
  leftRooms(row).reduce((left, { room }) => left - room, width - 8);

/** Width of the panels that share axes, the same in all rows; of those with their own, where there are no others. */
function sharedWidth(rows: readonly Placed[][], width: number, narrow: boolean): number {
  const { own } = rowSizes[narrow ? 'narrow' : 'wide'];
  const sharing = rows.filter((row) => row.some((each) => !each.own));
  const sizes = (row: readonly Placed[]) => row.reduce((sum, each) => sum + (each.own ? own : 1), 0);
  const units = (sharing.length > 0 ? sharing : rows).map((row) => innerWidth(row, width) / sizes(row));
  return Math.max(1, Math.min(...units));
}

function rowHeight(row: readonly Placed[], rows: readonly Placed[][], narrow: boolean): number {
  const hasOwn = (each: readonly Placed[]) => each.some(({ own }) => own);
  if (narrow)
    return hasOwn(row) ? tallHeight.narrow : panelHeights[rows[0].length > 1 || rows.length > 1 ? 3 : 0];
  if (rows.some(hasOwn)) return tallHeight.wide;
  return panelHeights[Math.max(...rows.map(({ length }) => length)) - 1];
}

function rowPanels(
  row: readonly Placed[],
  unit: number,
  width: number,
  { top, height, narrow }: { top: number; height: number; narrow: boolean },
): CurvePanel[] {
  const owns = row.filter(({ own }) => own).length;
  const rest = (innerWidth(row, width) - unit * (row.length - owns)) / owns;
  const ownWidth = narrow ? rest : Math.min(rest, Math.max(widestOwn * unit, 240));
  const rooms = leftRooms(row);
  let right = 0;
  return row.map(({ spans, own }, i) => {
    const left = right + rooms[i].room;
    const wide = own ? ownWidth : unit;
    right = left + wide;
    const area = { left, top, width: Math.max(1, wide), height };
    return {
      ...createPanel(area, spans.across, spans.up),
      title: i === 0 ? 0 : left,
      labelled: rooms[i].labelled,
      own,
    };
  });
}

/**
 * Vertical span: as asked; of a domain given by hand what the curve takes up there; else from the lowest value to about
 * twice as high as the runs that did not diverge have been.
 */
function curveHeightSpan({ field, domain, paths, start, fixed, heights }: LandscapeView): Span {
  if (heights) return heights;
  const values = sampleCurve(field, domain[0], 200).filter((_, i) => i % 2 === 1);
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  if (finite.length === 0) return { from: 0, to: 1 };
  const stayed = paths.filter(({ diverged }) => diverged === null);
  const reached = [start ? field.value(start) : Number.NaN, ...stayed.flatMap(highestLoss)].filter(
    Number.isFinite,
  );
  const most = Math.max(...finite);
  const top = !fixed && reached.length > 0 ? low + 2.2 * (Math.max(...reached, low) - low) : most;
  const high = top > low ? Math.min(top, Math.max(most, ...reached)) : most;
  return roundToTicks({ from: low, to: high > low ? high : low + Math.max(1, Math.abs(low)) });
}

function highestLoss({ values, end }: RunPath): number[] {
  let most = Number.NEGATIVE_INFINITY;
  for (let sample = 0; sample <= end; sample++) if (values[sample] > most) most = values[sample];
  return [most];
}

/** Span that begins and ends at a tick. */
function roundToTicks({ from, to }: Span): Span {
  const at = ticks({ from, to: to + (to - from) }, 7);
  const every = at.length > 1 ? at[1] - at[0] : 0;
  if (!(every > 0)) return { from, to };
  const tickAt = (n: number) => Number((n * every).toPrecision(12));
  return { from: tickAt(Math.floor(from / every + 1e-9)), to: tickAt(Math.ceil(to / every - 1e-9)) };
}

/** Places and values of a function over a span, side by side; not numbers where it is not finite. */
export function sampleCurve(field: Pick<ScalarField, 'values'>, { from, to }: Span, count: number): number[] {
  const points = Float64Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);
  const values = field.values(points, count + 1);
  return [...points].flatMap((x, i) =>
    Number.isFinite(values[i]) ? [x, values[i]] : [Number.NaN, Number.NaN],
  );
}
