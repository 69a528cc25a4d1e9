import type uPlot from 'uplot';
import { ticksFor } from './axes.js';
import { font } from './paint.js';
import type { Palette } from './palette.js';
import { type LossRange, lossTicks } from './range.js';

/** What the frame of a plot depends on; read anew at every drawing. */
export interface FrameState {
  palette: Palette;
  /** Null where there are no losses to have an axis for. */
  range: LossRange | null;
  span: number;
  narrow: boolean;
  gutters: { left: number; right: number };
  tick(loss: number): string;
}

const anything: LossRange = { low: 0, high: 1, zero: null };
const foot = 26;
/** Room above the plot area for half a line of text: the topmost tick, a × and its sentence. */
const head = 10;

/**
 * We place the ticks ourselves, yet an axis is drawn only where uPlot finds an increment for it: one of 5 and more (of
 * smaller ones it wants to know the decimals) that leaves any room at all.
 */
const wide: uPlot.Axis.Incrs = (_, __, min, max) => [5 + max - min];

/** The frame of a loss plot: one axis line, grid lines across, ticks below. The runs are painted by `draw`. */
export function frame(
  state: () => FrameState,
  width: number,
  height: number,
  draw: (plot: uPlot) => void,
): uPlot.Options {
  const range = () => state().range ?? anything;
  const losses = () => (state().range ? lossTicks(range(), state().narrow ? 4 : 8) : []);
  const zero = () => [range().zero].filter((decade) => decade !== null);
  const control = () => state().palette.control;
  const common = {
    font: font(state().palette),
    space: () => 0,
    stroke: () => state().palette.quiet,
  };
  return {
    width,
    height,
    pxAlign: 1,
    legend: { show: false },
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    padding: [() => head, () => state().gutters.right, () => 0, () => 0],
    scales: {
      x: { time: false, range: () => [0, state().span] },
      y: { range: () => [range().zero ?? range().low, range().high] },
    },
    series: [{}, { paths: () => null, points: { show: false } }],
    axes: [
      {
        ...common,
        size: foot,
        incrs: wide,
        splits: () => ticksFor(state().span, state().narrow),
        values: (_, splits) => splits.map(() => ''),
        grid: { show: false },
        ticks: { stroke: control, width: 1, size: 4 },
        border: { show: true, stroke: control, width: 1 },
      },
      {
        ...common,
        size: () => state().gutters.left,
        gap: 8,
        incrs: wide,
        splits: () => [...zero(), ...losses().map(Math.log10)],
        values: () => [...zero().map(() => '0'), ...losses().map((loss) => state().tick(loss))],
        grid: { stroke: () => state().palette.grid, width: 1 },
        ticks: { show: false },
      },
    ],
    hooks: { draw: [draw] },
  };
}
