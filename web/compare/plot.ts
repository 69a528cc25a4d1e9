import type { ReactiveController, ReactiveControllerHost } from 'lit';
import uPlot from 'uplot';
import { bottomMargin, type Chart, topMargin } from '../../src/picture/compare/lossChart.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Box } from '../../src/picture/scene.js';
import { paintMarks } from '../figure/paint.js';
import { positionIn } from '../figure/pointer.js';

/** Controller of one uPlot, which owns canvas, size and scales; all marks are painted by `paintMarks`. */
export class UplotSurface implements ReactiveController {
  #plot: uPlot | null = null;
  #chart: Chart | null = null;
  #palette: Palette | null = null;
  #container: () => HTMLElement | null;

  constructor(host: ReactiveControllerHost, place: () => HTMLElement | null) {
    this.#container = place;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  get box(): Box | null {
    return this.#chart?.box ?? null;
  }

  /** Widths left and right of the plot area, in pixels. */
  get gutters(): { left: number; right: number } {
    const { box } = this;
    return box ? { left: box.left, right: box.edge - box.left - box.width } : { left: 48, right: 72 };
  }

  showChart(chart: Chart, palette: Palette): void {
    const place = this.#container();
    if (!place) return;
    // The plot that it was in has gone.
    if (this.#plot && !place.contains(this.#plot.root)) this.hostDisconnected();
    const { left, right } = this.gutters;
    [this.#chart, this.#palette] = [chart, palette];
    const { gutters } = this;
    const data: uPlot.AlignedData = [
      [0, chart.span],
      [0, 0],
    ];
    if (!this.#plot) {
      this.#plot = new uPlot(this.#uplotOptions(), data, place);
      return;
    }
    const { width, height } = chart;
    const moved = left !== gutters.left || right !== gutters.right;
    // uPlot lays out its gutters only for a new size.
    if (moved || this.#plot.width !== width || this.#plot.height !== height)
      this.#plot.setSize({ width, height });
    this.#plot.setData(data);
  }

  /** The step under a pointer. */
  stepAtPointer(event: PointerEvent): number {
    return this.#plot!.posToVal(positionIn(this.#plot!.over, event)[0], 'x');
  }

  /** The vertical position of a pointer in the drawing. */
  heightAtPointer(event: PointerEvent): number {
    return positionIn(this.#plot!.root, event)[1];
  }

  #uplotOptions(): uPlot.Options {
    const { width, height } = this.#chart!;
    return {
      width,
      height,
      pxAlign: 1,
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      padding: [() => topMargin, () => this.gutters.right, () => bottomMargin, () => this.gutters.left],
      scales: { x: { time: false, range: () => [0, this.#chart!.span] }, y: { range: () => [0, 1] } },
      series: [{}, { paths: () => null, points: { show: false } }],
      axes: [{ show: false }, { show: false }],
      hooks: { draw: [(plot) => this.#paintChart(plot)] },
    };
  }

  #paintChart({ ctx }: uPlot): void {
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.scale(ratio, ratio);
    paintMarks(ctx, this.#chart!.marks, this.#palette!);
    ctx.restore();
  }
}
