import type { LocalBehaviour } from '../../src/calculus/localBehaviour.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Panel } from '../../src/picture/panel.js';
import { positionIn } from '../figure/pointer.js';

/** Distances in pixels at which the pointer takes hold of the point, and at which the point snaps to a singularity. */
const hitDistance = 22;
const snapDistance = 5;
/** The step of an arrow key, as a share of the width of the plot. */
const arrowShare = 0.01;

interface PointDragHost {
  /** The panel and position of the point; null while there is none. */
  pointPosition(): { panel: Panel; x: number; y: number; at: number } | null;
  singularities(): readonly LocalBehaviour[];
  movePoint(x: number): void;
  /** Change of h to the next larger or smaller size. */
  resizeStep(by: 1 | -1): void;
}

/** Pointer and key handling of the point on a curve. */
export class PointDrag {
  held = false;
  over = false;
  #dragHost: PointDragHost;
  #changed: () => void;
  /** Horizontal distance from the pointer to the point while it is dragged. */
  #grabOffset = 0;

  constructor(hand: PointDragHost, changed: () => void) {
    this.#dragHost = hand;
    this.#changed = changed;
  }

  readonly handlePointer = (event: PointerEvent): void => {
    const there = this.#dragHost.pointPosition();
    const plot = event.currentTarget as HTMLElement;
    if (!there) return;
    const [x, y] = positionIn(plot, event);
    const near = (x - there.x) ** 2 + (y - there.y) ** 2 <= hitDistance * hitDistance;
    if (event.type === 'pointerdown' && event.button === 0) {
      if (!near && !isOverPanel(there.panel, x)) return;
      plot.setPointerCapture(event.pointerId);
      plot.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
      this.#grabOffset = near ? there.x - x : 0;
      this.#setHeld(true, near);
      event.preventDefault();
    } else if (event.type === 'pointerup' || event.type === 'pointercancel') {
      this.#setHeld(false, near);
      return;
    } else this.#setHeld(this.held, near && event.type !== 'pointerleave');
    if (this.held && (event.type === 'pointermove' || !near))
      this.#dragPoint(there.panel, x + this.#grabOffset);
  };

  readonly handleKey = (event: KeyboardEvent): void => {
    const there = this.#dragHost.pointPosition();
    if (!there || event.ctrlKey || event.metaKey) return;
    const { from, to } = there.panel.across;
    const one = niceStep((to - from) * arrowShare);
    const step = event.shiftKey ? one * 10 : event.altKey ? one / 10 : one;
    const moveWithin = (x: number) => this.#dragHost.movePoint(Math.max(from, Math.min(to, x)));
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (way) moveWithin(niceNumber(there.at + way * step, event.altKey ? step : one));
    else if (event.key === 'Home') moveWithin(from);
    else if (event.key === 'End') moveWithin(to);
    else if (event.key === '+' || event.key === '=') this.#dragHost.resizeStep(1);
    else if (event.key === '-' || event.key === '−') this.#dragHost.resizeStep(-1);
    else return;
    event.preventDefault();
  };

  #setHeld(held: boolean, over: boolean): void {
    if (held === this.held && over === this.over) return;
    [this.held, this.over] = [held, over];
    this.#changed();
  }

  #dragPoint(panel: Panel, pixel: number): void {
    const { from, to } = panel.across;
    const perPixel = (to - from) / panel.width;
    const x = from + (pixel - panel.left) * perPixel;
    const singularity = this.#dragHost
      .singularities()
      .find(({ at }) => Math.abs(at - x) <= snapDistance * perPixel);
    this.#dragHost.movePoint(
      singularity ? singularity.at : Math.max(from, Math.min(to, niceNumber(x, niceStep(perPixel)))),
    );
  }
}

const isOverPanel = ({ left, width }: Panel, x: number) => x >= left - 4 && x <= left + width + 4;
