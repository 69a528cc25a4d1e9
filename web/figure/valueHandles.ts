import { html, nothing } from 'lit';
import { parseDecimal } from '../../src/numbers.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Span } from '../../src/picture/panel.js';
import { positionIn } from './pointer.js';

/** Distance in pixels within which a pointer takes hold of a handle. */
const hitDistance = 22;

/** A handle that turns a number. */
interface ValueHandle {
  /** Its number in the whole list. */
  id: number;
  name: string;
  value: number;
  /** Its value in words, with what comes of it. */
  said: string;
  /** The range of its way, and the step of an arrow key. */
  span: Span;
  step: number;
}

/** Where a handle is in the drawing. */
interface HandlePlace {
  id: number;
  x: number;
  y: number;
  /** The ends of its way along its axis, in pixels. */
  from: number;
  to: number;
}

interface ValueHandlesHost {
  handles(): readonly ValueHandle[];
  places(): readonly HandlePlace[];
  move(id: number, value: number): void;
  choose(id: number): void;
  /** Called when a handle is taken or released, or its number is typed. */
  held(): void;
}

/**
 * Handles over a drawing as sliders: dragged along an axis, moved by keys, or typed. Of vertical ones, side by side, one
 * is in the order of tabs, and arrows across go from one to the next.
 */
export class ValueHandles {
  /** The handle held by the pointer. */
  heldId: number | null = null;
  /** The handle whose number is typed. */
  typedId: number | null = null;
  readonly #axis: 'horizontal' | 'vertical';
  readonly #host: ValueHandlesHost;
  #grabOffset = 0;

  constructor(axis: 'horizontal' | 'vertical', host: ValueHandlesHost) {
    this.#axis = axis;
    this.#host = host;
  }

  readonly handlePointer = (event: PointerEvent): void => {
    const ground = event.currentTarget as HTMLElement;
    if ((event.target as Element).closest('input, button')) return;
    const [x, y] = positionIn(ground, event);
    const along = this.#isVertical ? y : x;
    if (event.type === 'pointerdown' && event.button === 0) {
      const place = this.#placeAt(x, y);
      if (!place) return;
      ground.setPointerCapture(event.pointerId);
      this.heldId = place.id;
      this.#grabOffset = (this.#isVertical ? place.y : place.x) - along;
      this.#host.choose(place.id);
      this.#host.held();
      this.#focus(ground, place.id);
      event.preventDefault();
    } else if (event.type === 'pointermove' && this.heldId !== null) {
      this.#dragTo(this.heldId, along + this.#grabOffset);
    } else if (event.type === 'pointermove') {
      ground.classList.toggle('over', this.#placeAt(x, y) !== null);
    } else if (event.type !== 'pointerleave') this.release();
  };

  /** A touch on a handle drags it; anywhere else it scrolls the page. */
  readonly touchListener = {
    passive: false,
    handleEvent: (event: TouchEvent): void => {
      const [x, y] = positionIn(event.currentTarget as HTMLElement, event.changedTouches[0]);
      if (this.#placeAt(x, y)) event.preventDefault();
    },
  };

  release(): void {
    if (this.heldId === null) return;
    this.heldId = null;
    this.#host.held();
  }

  /** Places the sliders over their handles. */
  place(root: ParentNode): void {
    for (const { id, x, y } of this.#host.places())
      for (const element of root.querySelectorAll<HTMLElement>(`[data-handle="${id}"]`))
        element.style.translate = `${x - element.offsetWidth / 2}px ${y - element.offsetHeight / 2}px`;
  }

  /** The sliders; where one is in the order of tabs, the one chosen. */
  render(groupName: string, off: boolean, chosen: number | null = null) {
    const all = this.#host.handles();
    const typed = all.find(({ id }) => id === this.typedId);
    return html`<div class="handles" role="group" aria-label=${groupName}>
      ${all.map(
        ({ id, name, value, said, span }) => html`<span
          class="handle"
          role="slider"
          tabindex=${chosen === null || id === chosen ? 0 : -1}
          data-handle=${id}
          aria-label=${name}
          aria-orientation=${this.#axis}
          aria-valuemin=${Math.min(span.from, value)}
          aria-valuemax=${Math.max(span.to, value)}
          aria-valuenow=${value}
          aria-valuetext=${said}
          aria-disabled=${off ? 'true' : 'false'}
          @focus=${() => this.#host.choose(id)}
          @keydown=${(event: KeyboardEvent) => this.#handleKey(event, id)}
        ></span>`,
      )}
      ${typed ? this.#renderField(typed) : nothing}
    </div>`;
  }

  get #isVertical(): boolean {
    return this.#axis === 'vertical';
  }

  #renderField({ id, name, value }: ValueHandle) {
    const close = (event: Event, taken: boolean) => {
      if (this.typedId !== id) return;
      const input = event.target as HTMLInputElement;
      const number = parseDecimal(input.value.trim().replaceAll('−', '-').replace(',', '.'));
      this.typedId = null;
      if (taken && Number.isFinite(number)) this.#host.move(id, number);
      this.#host.held();
      this.#focus(input.parentElement!, id);
    };
    const handleKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' || event.key === 'Escape') close(event, event.key === 'Enter');
    };
    return html`<input
      class="typed"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      data-handle=${id}
      aria-label=${name}
      .value=${String(value)}
      @keydown=${handleKey}
      @blur=${(event: Event) => close(event, false)}
    />`;
  }

  #handleKey(event: KeyboardEvent, id: number): void {
    if (event.ctrlKey || event.metaKey) return;
    const all = this.#host.handles();
    const index = all.findIndex((each) => each.id === id);
    const { value, span, step: one } = all[index];
    const step = event.shiftKey ? 10 * one : event.altKey ? one / 10 : one;
    const across = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const ways: Record<string, number> = {
      ArrowUp: step,
      ArrowDown: -step,
      PageUp: 10 * one,
      PageDown: -10 * one,
    };
    const by = across && !this.#isVertical ? across * step : ways[event.key];
    if (by) this.#host.move(id, niceNumber(value + by, one / 10));
    else if (across)
      this.#focus(event.currentTarget as HTMLElement, all[(index + across + all.length) % all.length].id);
    else if (event.key === 'Home') this.#host.move(id, span.from);
    else if (event.key === 'End') this.#host.move(id, span.to);
    else if (event.key === 'Enter') {
      this.typedId = id;
      this.#host.held();
    } else return;
    event.preventDefault();
  }

  #focus(near: HTMLElement, id: number): void {
    const root = near.getRootNode() as ShadowRoot;
    root.querySelector<HTMLElement>(`.handle[data-handle="${id}"]`)?.focus({ preventScroll: true });
  }

  /** A handle drawn to a pixel of its axis. */
  #dragTo(id: number, pixel: number): void {
    const place = this.#host.places().find((each) => each.id === id);
    const handle = this.#host.handles().find((each) => each.id === id);
    if (!place || !handle) return;
    const { from, to } = handle.span;
    const perPixel = (to - from) / (place.to - place.from);
    const value = Math.max(from, Math.min(to, from + (pixel - place.from) * perPixel));
    this.#host.move(id, niceNumber(value, niceStep(Math.abs(perPixel))));
  }

  #placeAt(x: number, y: number): HandlePlace | null {
    const far = (place: HandlePlace) => Math.hypot(place.x - x, place.y - y);
    const [near] = this.#host.places().toSorted((a, b) => far(a) - far(b));
    return near && far(near) <= hitDistance ? near : null;
  }
}
