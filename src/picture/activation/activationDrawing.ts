// Small columns, one for each function: f over its slope on one axis, flat stretches grey, kinks with the slope taken.

import type { Sheet } from '../compare/lossChart.js';
import { clampToPanel, curveMark, isInRange } from '../derivative/derivativePanels.js';
import type { Palette } from '../palette.js';
import { axisX, createPanel, type Panel, type Span, tickLabels } from '../panel.js';
import type { Area, Drawing, Mark } from '../scene.js';
import { handleHeight, slopeHue, turned } from '../taylor/ordersDrawing.js';
import { ticks } from '../ticks.js';
import type { ActivationCurve, ActivationView, SlopeKink } from './activationView.js';
import type { ActivationWords } from './activationWords.js';

/** Panels of a column from the top: f, its slope, and on demand its second derivative and what it is more than another. */
type PanelName = 'value' | 'slope' | 'second' | 'more';

interface Column {
  curve: ActivationCurve;
  area: Area;
  panels: Partial<Record<PanelName, Panel>> & { value: Panel; slope: Panel };
  /** Whether round numbers stand beside it. */
  isFirst: boolean;
}

const [headHeight, tallPanel, lowPanel, panelGap, axisRoom, rowGap] = [40, 120, 72, 20, 26, 16];
const [columnGap, widestColumn, leastGutter] = [20, 320, 26];
const tangentReach = 26;

/** Columns of the drawing, four in a row, two where it is narrow. */
export function activationColumns(view: ActivationView, sheet: Sheet, words: ActivationWords): Column[] {
  const { curves, span, heights, bends, against } = view;
  const { width, narrow, measure } = sheet;
  const inRow = Math.min(narrow ? 2 : 4, curves.length);
  const labels = [...ticksOf(heights.value, tallPanel), ...ticksOf(heights.slope, lowPanel)];
  const gutter = Math.max(leastGutter, ...labels.map((value) => Math.ceil(measure(words.tick(value))) + 10));
  const wide = Math.min(widestColumn, (width - gutter - (inRow - 1) * columnGap) / inRow);
  const names: PanelName[] = [
    'value',
    'slope',
    ...(bends ? ['second' as const] : []),
    ...(against ? ['more' as const] : []),
  ];
  const tall =
    headHeight + names.reduce((sum, name) => sum + heightOf(name) + panelGap, 0) - panelGap + axisRoom;
  return curves.map((curve, k) => {
    const [row, at] = [Math.floor(k / inRow), k % inRow];
    const area = {
      left: gutter + at * (wide + columnGap),
      top: row * (tall + rowGap),
      width: wide,
      height: tall,
    };
    let top = area.top + headHeight;
    const panels: Partial<Record<PanelName, Panel>> = {};
    for (const name of names) {
      const inside = { left: area.left, top, width: wide, height: heightOf(name) };
      const up = name === 'more' ? moreSpan(curve.more) : heights[name];
      panels[name] = createPanel(inside, span, up);
      top += heightOf(name) + panelGap;
    }
    return { curve, area, panels: panels as Column['panels'], isFirst: at === 0 };
  });
}

const heightOf = (name: PanelName) => (name === 'value' ? tallPanel : lowPanel);

const ticksOf = (up: Span, height: number) => ticks(up, height > 100 ? 6 : 4);

/** Range of a difference, 0 in its middle. */
function moreSpan(more: readonly number[] | null): Span {
  const most = largestMore(more);
  return { from: -1.2 * (most || 1), to: 1.2 * (most || 1) };
}

const largestMore = (more: readonly number[] | null): number =>
  (more ?? []).reduce((most, each) => (Number.isFinite(each) ? Math.max(most, Math.abs(each)) : most), 0);

export function activationDrawing(view: ActivationView, sheet: Sheet, words: ActivationWords): Drawing {
  const columns = activationColumns(view, sheet, words);
  const last = columns[columns.length - 1].area;
  return {
    width: sheet.width,
    height: last.top + last.height,
    marks: columns.flatMap((column, k) => columnMarks(view, column, k === 0, sheet, words)),
  };
}

function columnMarks(
  view: ActivationView,
  column: Column,
  isNamed: boolean,
  sheet: Sheet,
  words: ActivationWords,
): Mark[] {
  const { curve, panels } = column;
  const { palette } = sheet;
  return [
    ...flatMarks(column, palette),
    ...headMarks(curve, column.area, sheet, words),
    ...gridMarks(column, palette, words),
    ...axisMarks(column, sheet, words),
    ...curveMarks(view, column, palette),
    ...(panels.more ? moreMarks(view, curve, panels.more, sheet, words) : []),
    ...kinkMarks(curve.kinks, panels.slope, palette),
    ...pointMarks(view, column, palette),
    ...(isNamed ? nameMarks(view, column, sheet, words) : []),
  ];
}

function headMarks(
  { name, here }: ActivationCurve,
  { left, top, width }: Area,
  { palette, measure }: Sheet,
  words: ActivationWords,
): Mark[] {
  const slope = Number.isFinite(here.slope) ? words.number(here.slope) : words.undefined;
  const prefix = `${words.slope} `;
  return [
    {
      kind: 'words',
      x: left,
      y: top + 8,
      text: fitted(words.name(name), width, measure),
      color: palette.text,
      bold: true,
      size: 14,
    },
    { kind: 'words', x: left, y: top + 26, text: prefix, color: palette.quiet },
    {
      kind: 'words',
      x: left + measure(prefix),
      y: top + 26,
      text: slope,
      color: palette.labels[slopeHue],
      bold: true,
    },
  ];
}

/** A text, or as much of its beginning as has room at 14 pixels. */
function fitted(text: string, room: number, measure: Sheet['measure']): string {
  const wide = (each: string) => measure(each, true) * 1.17;
  if (wide(text) <= room) return text;
  let short = text.slice(0, 60);
  while (short.length > 1 && wide(`${short}…`) > room) short = short.slice(0, -1);
  return `${short}…`;
}

/** Ground of flat stretches, through the panels of f and of its slope. */
function flatMarks(
  { curve, panels: { value, slope } }: Column,
  { sunken, lowest, control }: Palette,
): Mark[] {
  const bottom = slope.top + slope.height;
  return curve.flat.map(({ from, to }): Mark => {
    const [left, right] = [value.x(from), value.x(to)];
    if (lowest)
      return {
        ...{ kind: 'line', color: control, width: 4 },
        points: [left, bottom - 2, right, bottom - 2],
      };
    return {
      kind: 'shape',
      points: [left, value.top, right, value.top, right, bottom, left, bottom],
      color: sunken,
    };
  });
}

/** Lines at round numbers, the one at 0 stronger; numbers beside the first column of a row. */
function gridMarks({ panels, isFirst }: Column, palette: Palette, words: ActivationWords): Mark[] {
  const named: PanelName[] = ['value', 'slope', 'second'];
  return named.flatMap((name) => {
    const panel = panels[name];
    if (!panel) return [];
    return ticksOf(panel.up, panel.height).flatMap((value): Mark[] => {
      const y = Math.round(panel.y(value)) + 0.5;
      const color = value === 0 ? palette.control : palette.grid;
      const line: Mark = {
        kind: 'line',
        points: [panel.left, y, panel.left + panel.width, y],
        color,
        width: 1,
      };
      if (!isFirst) return [line];
      return [
        line,
        {
          kind: 'words',
          x: panel.left - 8,
          y,
          text: words.tick(value),
          color: palette.quiet,
          align: 'right',
        },
      ];
    });
  });
}

function axisMarks({ panels, area }: Column, { palette, measure }: Sheet, words: ActivationWords): Mark[] {
  const lowest = panels.more ?? panels.second ?? panels.slope;
  // Off the ends, where those of the next column would be in the way.
  const isInside = (value: number) =>
    lowest.x(value) > area.left + 8 && lowest.x(value) < area.left + area.width - 12;
  const at = ticks(lowest.across, area.width < 120 ? 3 : 5).filter(isInside);
  return [
    ...axisX(lowest, at, palette),
    ...tickLabels(lowest, at, palette, { label: words.tick, name: 'x' }, measure),
  ];
}

function curveMarks({ bends }: ActivationView, { curve, panels }: Column, palette: Palette): Mark[] {
  const { x, value, slope, second } = curve;
  const green = palette.series[slopeHue];
  return [
    curveMark({ x, y: value }, panels.value, palette.text, 2),
    curveMark({ x, y: slope }, panels.slope, green, 2),
    ...(bends && panels.second ? [curveMark({ x, y: second }, panels.second, green, 1.5)] : []),
  ];
}

/** What a function is more than another, on a scale of its own. */
function moreMarks(
  { against }: ActivationView,
  curve: ActivationCurve,
  panel: Panel,
  { palette, measure }: Sheet,
  words: ActivationWords,
): Mark[] {
  const zero = Math.round(panel.y(0)) + 0.5;
  const texts = words.more(against, largestMore(curve.more));
  const text = texts.find((each) => measure(each) <= panel.width) ?? texts[texts.length - 1];
  return [
    {
      kind: 'line',
      points: [panel.left, zero, panel.left + panel.width, zero],
      color: palette.control,
      width: 1,
    },
    ...(curve.more
      ? [
          curveMark({ x: curve.x, y: curve.more }, panel, palette.text, 2),
          { kind: 'words', x: panel.left, y: panel.top - 8, text, color: palette.quiet } as const,
        ]
      : []),
  ];
}

/** At a kink open rings where the slope is not taken, a full dot where it is, and dots between. */
function kinkMarks(kinks: readonly SlopeKink[], panel: Panel, { series, surface }: Palette): Mark[] {
  const color = series[slopeHue];
  return kinks.flatMap(({ at, slopes, taken }): Mark[] => {
    const x = panel.x(at);
    const [a, b] = slopes.map((slope) => clampToPanel(panel.y(slope), panel));
    const open = slopes.filter((slope) => slope !== taken && isInRange(panel, slope));
    return [
      { kind: 'line', points: [x, a, x, b], color, width: 1.5, dash: [2, 3] },
      ...open.map(
        (slope): Mark => ({ kind: 'dot', x, y: panel.y(slope), r: 3, color: surface, ring: color }),
      ),
      ...(isInRange(panel, taken) ? [{ kind: 'dot', x, y: panel.y(taken), r: 4, color } as const] : []),
    ];
  });
}

/** The point, its tangent, and the slope below it, joined by dots. */
function pointMarks(
  { x: at, held, span }: ActivationView,
  { curve, panels }: Column,
  palette: Palette,
): Mark[] {
  if (!(at >= span.from && at <= span.to)) return [];
  const { here } = curve;
  const [purple, green] = [palette.series[turned], palette.series[slopeHue]];
  const [x, y] = [panels.value.x(at), handleHeight(here.value, panels.value)];
  const marks: Mark[] = [];
  if (Number.isFinite(here.slope)) {
    const under = clampToPanel(panels.slope.y(here.slope), panels.slope);
    marks.push(
      { kind: 'line', points: [x, y, x, under], color: palette.control, width: 1, dash: [2, 3] },
      ...(Number.isFinite(here.value) ? [tangent(panels.value, x, y, here.slope, green)] : []),
      { kind: 'dot', x, y: under, r: 5, color: palette.surface },
      { kind: 'dot', x, y: under, r: 4, color: green },
    );
  }
  if (panels.second && isInRange(panels.second, here.second))
    marks.push({ kind: 'dot', x, y: panels.second.y(here.second), r: 4, color: green });
  const handle: Mark = palette.paper
    ? { kind: 'dot', x, y, r: 5, color: palette.surface, ring: purple }
    : { kind: 'dot', x, y, r: 7, color: purple, ring: palette.surface };
  return [
    ...marks,
    ...(held ? [{ kind: 'dot', x, y, r: 13, color: purple, alpha: 0.25 } as const] : []),
    handle,
  ];
}

function tangent(panel: Panel, x: number, y: number, slope: number, color: string): Mark {
  const { across, up, width, height } = panel;
  const rise = ((slope * height) / (up.to - up.from) / width) * (across.to - across.from);
  const run = tangentReach / Math.sqrt(1 + rise * rise);
  const points = [x - run, y + run * rise, x + run, y - run * rise];
  return { kind: 'line', points, color, width: 2, within: panel };
}

/** Names of the curves of the first column, and of its flat ground. */
function nameMarks(
  { bends }: ActivationView,
  { curve, panels }: Column,
  { palette, measure }: Sheet,
  words: ActivationWords,
): Mark[] {
  const { value, slope, second } = panels;
  const wide = measure(words.flat);
  const flat = curve.flat.find(({ from, to }) => value.x(to) - value.x(from) >= wide + 4);
  const named = [
    { panel: value, y: curve.value, text: 'f', color: palette.text },
    { panel: slope, y: curve.slope, text: 'f′', color: palette.labels[slopeHue] },
    ...(bends && second
      ? [{ panel: second, y: curve.second, text: 'f″', color: palette.labels[slopeHue] }]
      : []),
  ];
  const marks = named.flatMap(({ panel, y, text, color }): Mark[] => {
    const right = panel.left + panel.width - 10;
    const i = y.findLastIndex((each, k) => isInRange(panel, each) && panel.x(curve.x[k]) <= right);
    if (i < 0) return [];
    // Above the curve, or left of it where that leaves by the top.
    const above = panel.y(y[i]) - 11;
    const isBeside = above < panel.top - 5;
    const place = { x: panel.x(curve.x[i]) - (isBeside ? 12 : 0), y: isBeside ? panel.top + 8 : above };
    return [{ kind: 'words', ...place, text, color, align: 'center', bare: true }];
  });
  if (!flat) return marks;
  const left = value.x(flat.from) + 2;
  return [
    ...marks,
    { kind: 'words', x: left, y: value.top + 18, text: words.flat, color: palette.quiet, bare: true },
  ];
}

const emptySpan = { from: -4, to: 4 };

/** An axis where there is no function yet. */
export function emptyColumn({ width, palette, measure }: Sheet, words: ActivationWords): Drawing {
  const panel = createPanel(
    { left: 8, top: 4, width: Math.max(1, width - 24), height: tallPanel },
    emptySpan,
    emptySpan,
  );
  const at = ticks(panel.across, 5);
  const labels = tickLabels(panel, at, palette, { label: words.tick, name: 'x' }, measure);
  return { width, height: 4 + tallPanel + axisRoom, marks: [...axisX(panel, at, palette), ...labels] };
}
