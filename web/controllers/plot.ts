import type { ReactiveController, ReactiveControllerHost } from 'lit';
import uPlot from 'uplot';
import { stepLabels, ticksFor, zeroBreak } from '../draw/axes.js';
import { type FrameState, frame } from '../draw/frame.js';
import { endLabels } from '../draw/labels.js';
import { font, paint } from '../draw/paint.js';
import type { Palette } from '../draw/palette.js';
import { picture, type View } from '../draw/picture.js';
import type { Box, Measure } from '../draw/scene.js';
import type { Numbers } from '../words/numbers.js';
import { wording } from '../words/wording.js';

/** What there is to draw, and what it is drawn with. */
export interface Showing {
  /** Null for axes with nothing on them. */
  view: View | null;
  palette: Palette;
  numbers: Numbers;
  width: number;
  narrow: boolean;
  /** The last lap, where it is known. */
  last: number | null;
}

const nothing = { range: null, span: 1000 };

/** Keeps one uPlot in step with what is to be shown: the frame is its, the runs are painted over it. */
export class Plot implements ReactiveController {
  box: Box | null = null;
  gutters = { left: 48, right: 72 };
  #plot: uPlot | null = null;
  #showing: Showing | null = null;
  #font = '';
  #place: () => HTMLElement | null;
  #measuring: CanvasRenderingContext2D | null = null;

  constructor(host: ReactiveControllerHost, place: () => HTMLElement | null) {
    this.#place = place;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  show(showing: Showing): void {
    const place = this.#place();
    if (!place || showing.width < 1) return;
    this.#showing = showing;
    const words = this.#words(showing);
    const strands = showing.view?.strands ?? [];
    const ends = endLabels(strands, showing.last, (label) => words.diverged(label, null));
    const right = Math.max(...ends.map((text) => this.#measure(text, true)), 54);
    const before = this.gutters;
    this.gutters = { left: showing.narrow ? 40 : 48, right: Math.ceil(right) + 18 };
    const moved = before.left !== this.gutters.left || before.right !== this.gutters.right;
    const { width } = showing;
    const height = showing.narrow ? 300 : Math.min(440, Math.max(320, Math.round(width / 2)));
    const face = font(showing.palette);
    if (this.#plot && face !== this.#font) this.hostDisconnected();
    this.#font = face;
    const { span } = showing.view ?? nothing;
    const data: uPlot.AlignedData = [
      [0, span],
      [0, 0],
    ];
    if (!this.#plot) {
      const options = frame(
        () => this.#state(),
        width,
        height,
        (plot) => this.#paint(plot),
      );
      this.#plot = new uPlot(options, data, place);
      return;
    }
    // Only a new size makes uPlot lay out its gutters again.
    if (moved || this.#plot.width !== width || this.#plot.height !== height)
      this.#plot.setSize({ width, height });
    this.#plot.setData(data);
  }

  /** The step at a place in the window. */
  stepAt(clientX: number): number {
    const { left } = this.#plot!.over.getBoundingClientRect();
    return this.#plot!.posToVal(clientX - left, 'x');
  }

  /** The height in the drawing of a place in the window. */
  heightAt(clientY: number): number {
    return clientY - this.#plot!.root.getBoundingClientRect().top;
  }

  #state(): FrameState {
    const { palette, view, narrow, numbers } = this.#showing!;
    const { range, span } = view ?? nothing;
    const tick = (loss: number) => numbers.tick(loss);
    return { palette, range, span, narrow, gutters: this.gutters, tick };
  }

  /** Narrow, a × at the end of a curve is all the room there is to say that it diverged. */
  #words({ numbers, narrow }: Showing): ReturnType<typeof wording> {
    const words = wording(numbers);
    const brief = (label: string, step: number | null) =>
      step === null ? label : words.diverged(label, step);
    return narrow ? { ...words, diverged: brief } : words;
  }

  #measure: Measure = (text, bold) => {
    this.#measuring ??= document.createElement('canvas').getContext('2d')!;
    this.#measuring.font = font(this.#showing!.palette, bold);
    return this.#measuring.measureText(text).width;
  };

  #paint(plot: uPlot): void {
    const { palette, view, narrow } = this.#showing!;
    const ratio = uPlot.pxRatio;
    const [left, top, width, height] = (['left', 'top', 'width', 'height'] as const).map(
      (side) => plot.bbox[side] / ratio,
    );
    const { x, y } = plot.scales;
    // uPlot's own linear maps, without its calls: they are asked for every loss of every run at every frame.
    const [perStep, perDecade] = [width / (x.max! - x.min!), height / (y.max! - y.min!)];
    this.box = {
      left,
      top,
      width,
      height,
      edge: plot.width,
      x: (step) => left + (step - x.min!) * perStep,
      y: (decade) => top + (y.max! - decade) * perDecade,
    };
    const said = this.#words(this.#showing!);
    const pointed = view && (view.cursor?.lap ?? (view.future ? view.head : null));
    const step = pointed === null ? null : view!.steps[pointed];
    const ticks = ticksFor((view ?? nothing).span, narrow);
    const marks = [
      ...stepLabels(ticks, step, this.box, palette, said, this.#measure),
      ...(view ? zeroBreak(view.range, this.box, palette) : []),
      ...(view ? picture(view, this.box, palette, said, this.#measure) : []),
    ];
    plot.ctx.save();
    plot.ctx.scale(ratio, ratio);
    paint(plot.ctx, marks, palette);
    plot.ctx.restore();
  }
}
