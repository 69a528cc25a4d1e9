import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Panel, Span } from '../../src/picture/panel.js';
import { positionIn } from '../figure/pointer.js';

/** Distance in pixels at which the pointer takes hold of a handle. */
const hitDistance = 22;
/** The step of an arrow key, as a share of the width of the plot. */
const arrowShare = 0.01;

/** A handle of a plot: where it is, and what moves it. */
export interface PlotHandle {
  name: string;
  /** Place in pixels. */
  x: number;
  y: number;
  /** What it is at, a number for each axis that it moves along. */
  at: readonly number[];
  move(at: readonly number[]): void;
}

interface HandleHost {
  /** The plot and its handles, the one that a press elsewhere moves first; null while there is none. */
  plot(): { panel: Panel; handles: readonly PlotHandle[] } | null;
  changed(): void;
}

/** Pointer and keys of handles that move along the axes of a plot. */
export class PlotHandles {
  /** Name of the handle being dragged. */
  held: string | null = null;
  over = false;
  readonly #host: HandleHost;
  #grabOffset: readonly [number, number] = [0, 0];

  constructor(host: HandleHost) {
    this.#host = host;
  }

  readonly handlePointer = (event: PointerEvent): void => {
    const there = this.#host.plot();
    if (!there) return;
    const plot = event.currentTarget as HTMLElement;
    const [x, y] = positionIn(plot, event);
    const near = nearestHandle(there.handles, x, y);
    if (event.type === 'pointerdown' && event.button === 0) {
      const taken = near ?? (isOver(there.panel, x, y) ? there.handles[0] : null);
      if (!taken) return;
      plot.setPointerCapture(event.pointerId);
      plot.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
      this.#grabOffset = near ? [near.x - x, near.y - y] : [0, 0];
      this.#setHeld(taken.name, true);
      event.preventDefault();
      if (near) return;
    } else if (event.type === 'pointerup' || event.type === 'pointercancel') {
      this.#setHeld(null, near !== null);
      return;
    } else this.#setHeld(this.held, near !== null && event.type !== 'pointerleave');
    const held = there.handles.find(({ name }) => name === this.held);
    if (held) drag(there.panel, held, x + this.#grabOffset[0], y + this.#grabOffset[1]);
  };

  /** A key that moves a handle, by its index; true where it was one. */
  moveByKey(event: KeyboardEvent, index = 0, isLong = event.shiftKey): boolean {
    const there = this.#host.plot();
    const handle = there?.handles[index];
    if (!there || !handle || event.ctrlKey || event.metaKey) return false;
    const isPage = event.key === 'PageUp' || event.key === 'PageDown';
    const way = ways[event.key];
    const spans = [there.panel.across, there.panel.up];
    const { at } = handle;
    if (way && way[0] < at.length) {
      const [axis, by] = way;
      const one = stepOf(spans[axis]);
      const step = isLong || isPage ? one * 10 : event.altKey ? one / 10 : one;
      const moved = within(niceNumber(at[axis] + by * step, event.altKey ? step : one), spans[axis]);
      handle.move(at.map((each, i) => (i === axis ? moved : each)));
    } else if (event.key === 'Home' || event.key === 'End') {
      const end = event.key === 'Home' ? spans[0].from : spans[0].to;
      handle.move([end, ...at.slice(1)]);
    } else return false;
    return true;
  }

  #setHeld(held: string | null, over: boolean): void {
    if (held === this.held && over === this.over) return;
    [this.held, this.over] = [held, over];
    this.#host.changed();
  }
}

/** The axis along which a key moves a handle, and which way. */
const ways: Readonly<Record<string, readonly [axis: number, by: number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowUp: [1, 1],
  ArrowDown: [1, -1],
  PageUp: [0, 1],
  PageDown: [0, -1],
};

const stepOf = ({ from, to }: Span) => niceStep((to - from) * arrowShare);
const within = (value: number, { from, to }: Span) => Math.max(from, Math.min(to, value));

function nearestHandle(handles: readonly PlotHandle[], x: number, y: number): PlotHandle | null {
  const far = (handle: PlotHandle) => (x - handle.x) ** 2 + (y - handle.y) ** 2;
  const [near] = handles.toSorted((a, b) => far(a) - far(b));
  return near && far(near) <= hitDistance * hitDistance ? near : null;
}

const isOver = ({ left, top, width, height }: Panel, x: number, y: number) =>
  x >= left - 4 && x <= left + width + 4 && y >= top - 4 && y <= top + height + 4;

function drag(
  { left, top, width, height, across, up }: Panel,
  handle: PlotHandle,
  x: number,
  y: number,
): void {
  const place = [
    { span: across, share: (x - left) / width, pixels: width },
    { span: up, share: (top + height - y) / height, pixels: height },
  ];
  handle.move(
    place.slice(0, handle.at.length).map(({ span, share, pixels }) => {
      const range = span.to - span.from;
      return within(niceNumber(span.from + share * range, niceStep(range / pixels)), span);
    }),
  );
}
