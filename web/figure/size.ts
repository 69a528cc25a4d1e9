import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The width of the element's box in whole CSS pixels, observed for changes. */
export class ElementSize implements ReactiveController {
  width = 0;
  #host: ReactiveControllerHost & HTMLElement;
  #changed: () => void;
  #observer: ResizeObserver | null = null;
  #frame = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.width) return;
      this.width = width;
      // Changed here, the height, which follows from the width, would make the observer loop.
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#changed());
    });
    this.#observer.observe(this.#host);
  }

  /** The width as it is now, before the observer tells it. */
  measure(): void {
    const style = getComputedStyle(this.#host);
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
    this.width = Math.max(0, Math.floor(this.#host.clientWidth - (padding || 0)));
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer?.disconnect();
    this.#observer = null;
  }
}
