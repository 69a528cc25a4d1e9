import { html, nothing } from 'lit';
import { parseDecimal } from '../../src/numbers.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Panel, Span } from '../../src/picture/panel.js';
import { positionIn } from '../figure/pointer.js';

/** Distance in pixels within which a pointer takes hold of a handle, and the step of an arrow key. */
const hitDistance = 22;
const arrowStep = 0.1;

/** A handle at the end of a bar. */
interface BarHandle {
  /** The bar's number in the whole list. */
  id: number;
  name: string;
  value: number;
  /** Its value in words, with what comes of it. */
  said: string;
}

interface BarHandlesHost {
  /** The handles, the range that they move in, and the one in hand; null while there are none. */
  handles(): { all: readonly BarHandle[]; span: Span; chosen: number } | null;
  /** The panel of the bars, and the place of each handle in the drawing; null while there is none. */
  places(): { panel: Panel; all: readonly { id: number; x: number; y: number }[] } | null;
  move(id: number, value: number): void;
  choose(id: number): void;
  /** Called when a handle is taken or released. */
  held(): void;
}

/** Handles of bars as sliders: dragged, moved by keys, or typed. */
export class BarHandles {
  /** The bar held by the pointer. */
  heldId: number | null = null;
  /** The bar whose number is typed. */
  typedId: number | null = null;
  #host: BarHandlesHost;
  #grabOffset = 0;

  constructor(host: BarHandlesHost) {
    this.#host = host;
  }

  readonly handlePointer = (event: PointerEvent): void => {
    const there = this.#host.places();
    const plot = event.currentTarget as HTMLElement;
    if (!there) return;
    const [x, y] = positionIn(plot, event);
    if (event.type === 'pointerdown' && event.button === 0) {
      const handle = this.#handleAt(there.all, x, y);
      if (!handle || (event.target as Element).matches('input')) return;
      plot.setPointerCapture(event.pointerId);
      this.heldId = handle.id;
      this.#grabOffset = handle.y - y;
      this.#host.choose(handle.id);
      this.#host.held();
      plot.querySelector<HTMLElement>(`[data-bar="${handle.id}"]`)?.focus({ preventScroll: true });
      event.preventDefault();
    } else if (event.type === 'pointermove' && this.heldId !== null) {
      const { panel } = there;
      const perPixel = (panel.up.to - panel.up.from) / panel.height;
      const value = panel.up.to - (y + this.#grabOffset - panel.top) * perPixel;
      const within = Math.max(panel.up.from, Math.min(panel.up.to, value));
      this.#host.move(this.heldId, niceNumber(within, niceStep(perPixel)));
    } else if (event.type === 'pointermove') {
      plot.classList.toggle('over', this.#handleAt(there.all, x, y) !== null);
    } else if (event.type !== 'pointerleave') this.release();
  };

  /** A touch on a handle drags it; anywhere else it scrolls the page. */
  readonly touchListener = {
    passive: false,
    handleEvent: (event: TouchEvent): void => {
      const there = this.#host.places();
      const [x, y] = positionIn(event.currentTarget as HTMLElement, event.changedTouches[0]);
      if (there && this.#handleAt(there.all, x, y)) event.preventDefault();
    },
  };

  release(): void {
    if (this.heldId === null) return;
    this.heldId = null;
    this.#host.held();
  }

  /** Places the sliders over their handles. */
  place(root: ParentNode): void {
    for (const handle of this.#host.places()?.all ?? []) {
      for (const element of root.querySelectorAll<HTMLElement>(`[data-bar="${handle.id}"]`))
        element.style.translate = `${handle.x - element.offsetWidth / 2}px ${handle.y - element.offsetHeight / 2}px`;
    }
  }

  render(groupName: string, off: boolean) {
    const there = this.#host.handles();
    if (!there) return nothing;
    const { span, all, chosen } = there;
    const typed = all.find(({ id }) => id === this.typedId);
    return html`<div class="handles" role="group" aria-label=${groupName}>
      ${all.map(
        ({ id, name, value, said }) => html`<span
          class="handle"
          role="slider"
          tabindex=${id === chosen ? 0 : -1}
          data-bar=${id}
          aria-label=${name}
          aria-orientation="vertical"
          aria-valuemin=${Math.min(span.from, value)}
          aria-valuemax=${Math.max(span.to, value)}
          aria-valuenow=${value}
          aria-valuetext=${said}
          aria-disabled=${off ? 'true' : 'false'}
          @focus=${() => this.#host.choose(id)}
          @keydown=${this.#handleKey}
        ></span>`,
      )}
      ${typed ? this.#renderField(typed) : nothing}
    </div>`;
  }

  #renderField({ id, name, value }: BarHandle) {
    const close = (event: Event, taken: boolean) => {
      if (this.typedId !== id) return;
      const input = event.target as HTMLInputElement;
      const number = parseDecimal(input.value.trim().replaceAll('−', '-').replace(',', '.'));
      this.typedId = null;
      if (taken && Number.isFinite(number)) this.#host.move(id, number);
      this.#host.held();
      (input.parentElement!.querySelector(`.handle[data-bar="${id}"]`) as HTMLElement).focus();
    };
    const handleKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' || event.key === 'Escape') close(event, event.key === 'Enter');
    };
    return html`<input
      class="typed"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      data-bar=${id}
      aria-label=${name}
      .value=${String(value)}
      @keydown=${handleKey}
      @blur=${(event: Event) => close(event, false)}
    />`;
  }

  #handleKey = (event: KeyboardEvent): void => {
    const there = this.#host.handles();
    if (!there || event.ctrlKey || event.metaKey) return;
    const { span, all } = there;
    const place = all.findIndex(({ id }) => String(id) === (event.currentTarget as HTMLElement).dataset.bar);
    if (place < 0) return;
    const { id, value } = all[place];
    const step = event.shiftKey ? arrowStep * 10 : event.altKey ? arrowStep / 10 : arrowStep;
    const ways: Record<string, number> = {
      ArrowUp: step,
      ArrowDown: -step,
      PageUp: 10 * arrowStep,
      PageDown: -10 * arrowStep,
    };
    const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key in ways) this.#host.move(id, niceNumber(value + ways[event.key], arrowStep / 10));
    else if (turn) this.#focus(event, all[(place + turn + all.length) % all.length].id);
    else if (event.key === 'Home') this.#host.move(id, span.from);
    else if (event.key === 'End') this.#host.move(id, span.to);
    else if (event.key === 'Enter') {
      this.typedId = id;
      this.#host.held();
    } else return;
    event.preventDefault();
  };

  #focus(event: Event, id: number): void {
    const group = (event.currentTarget as HTMLElement).parentElement!;
    group.querySelector<HTMLElement>(`.handle[data-bar="${id}"]`)?.focus();
  }

  #handleAt<Place extends { x: number; y: number }>(
    all: readonly Place[],
    x: number,
    y: number,
  ): Place | null {
    const distanceTo = (handle: Place) => Math.hypot(handle.x - x, handle.y - y);
    const [nearest] = all.toSorted((a, b) => distanceTo(a) - distanceTo(b));
    return nearest && distanceTo(nearest) <= hitDistance ? nearest : null;
  }
}
