import type { Around } from '../../src/calculus/localBehaviour.js';
import { roundStep, tidy } from '../../src/picture/niceNumbers.js';
import type { Panel } from '../../src/picture/panel.js';

/** Distances in pixels at which the pointer takes hold of the point, and at which the point snaps to a singularity. */
const reach = 22;
const pull = 5;
/** The step of an arrow key, as a share of the width of the plot. */
const hundredth = 0.01;

interface Gripped {
  /** The panel and position of the point; null while there is none. */
  place(): { panel: Panel; x: number; y: number; at: number } | null;
  spots(): readonly Around[];
  moved(x: number): void;
  /** Change of h to the next larger or smaller size. */
  resized(by: 1 | -1): void;
}

/** Pointer and key handling of the point on a curve. */
export class Grip {
  held = false;
  over = false;
  #hand: Gripped;
  #changed: () => void;
  /** Horizontal distance from the pointer to the point while it is dragged. */
  #away = 0;

  constructor(hand: Gripped, changed: () => void) {
    this.#hand = hand;
    this.#changed = changed;
  }

  readonly point = (event: PointerEvent): void => {
    const there = this.#hand.place();
    const plot = event.currentTarget as HTMLElement;
    if (!there) return;
    const corner = plot.getBoundingClientRect();
    const [x, y] = [event.clientX - corner.left, event.clientY - corner.top];
    const near = (x - there.x) ** 2 + (y - there.y) ** 2 <= reach * reach;
    if (event.type === 'pointerdown' && event.button === 0) {
      if (!near && !within(there.panel, x)) return;
      plot.setPointerCapture(event.pointerId);
      plot.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
      this.#away = near ? there.x - x : 0;
      this.#show(true, near);
      event.preventDefault();
    } else if (event.type === 'pointerup' || event.type === 'pointercancel') {
      this.#show(false, near);
      return;
    } else this.#show(this.held, near && event.type !== 'pointerleave');
    if (this.held && (event.type === 'pointermove' || !near)) this.#to(there.panel, x + this.#away);
  };

  readonly key = (event: KeyboardEvent): void => {
    const there = this.#hand.place();
    if (!there || event.ctrlKey || event.metaKey) return;
    const { from, to } = there.panel.across;
    const one = roundStep((to - from) * hundredth);
    const step = event.shiftKey ? one * 10 : event.altKey ? one / 10 : one;
    const go = (x: number) => this.#hand.moved(Math.max(from, Math.min(to, x)));
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (way) go(tidy(there.at + way * step, event.altKey ? step : one));
    else if (event.key === 'Home') go(from);
    else if (event.key === 'End') go(to);
    else if (event.key === '+' || event.key === '=') this.#hand.resized(1);
    else if (event.key === '-' || event.key === '−') this.#hand.resized(-1);
    else return;
    event.preventDefault();
  };

  #show(held: boolean, over: boolean): void {
    if (held === this.held && over === this.over) return;
    [this.held, this.over] = [held, over];
    this.#changed();
  }

  #to(panel: Panel, pixel: number): void {
    const { from, to } = panel.across;
    const perPixel = (to - from) / panel.width;
    const x = from + (pixel - panel.left) * perPixel;
    const spot = this.#hand.spots().find(({ at }) => Math.abs(at - x) <= pull * perPixel);
    this.#hand.moved(spot ? spot.at : Math.max(from, Math.min(to, tidy(x, roundStep(perPixel)))));
  }
}

const within = ({ left, width }: Panel, x: number) => x >= left - 4 && x <= left + width + 4;
