import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether the element is visible: within 64 px of the viewport, in a tab in front. */
export class ElementVisibility implements ReactiveController {
  /** Whether the element has ever been visible. */
  seen = false;
  visible = false;
  #isNear = false;
  #host: ReactiveControllerHost & HTMLElement;
  #changed: () => void;
  #observer: IntersectionObserver | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#updateVisible);
    this.#observer = new IntersectionObserver(
      (entries) => {
        this.#isNear = entries[entries.length - 1].isIntersecting;
        this.#updateVisible();
      },
      { rootMargin: '64px' },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#updateVisible);
    this.#observer?.disconnect();
    this.#observer = null;
    this.#isNear = false;
    this.#updateVisible();
  }

  #updateVisible = (): void => {
    const visible = this.#isNear && document.visibilityState !== 'hidden';
    if (visible === this.visible) return;
    this.visible = visible;
    this.seen ||= visible;
    this.#changed();
  };
}
