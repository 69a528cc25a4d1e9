import { html, nothing } from 'lit';
import { parseDecimal } from '../../src/numbers.js';
import type { HandleTrack } from '../../src/picture/chain/chainDrawing.js';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { Span } from '../../src/picture/panel.js';
import { positionIn } from '../figure/pointer.js';

/** Distance in pixels within which a pointer takes hold of a handle. */
const hitDistance = 22;
/** The step of an arrow key, as a share of the range. */
const arrowShare = 0.01;

/** A handle that turns an input. */
interface InputHandle {
  name: string;
  value: number;
  /** Its value in words, with what comes of it. */
  said: string;
  span: Span;
}

interface InputHandlesHost {
  handles(): readonly InputHandle[];
  tracks(): readonly HandleTrack[];
  move(index: number, value: number): void;
  choose(index: number): void;
  /** Called when a handle is taken or released, or its number is typed. */
  held(): void;
}

/** Handles on tracks of a drawing, as sliders: dragged, moved by keys, or typed. */
export class InputHandles {
  /** The handle held by the pointer. */
  held: number | null = null;
  /** The handle whose number is typed. */
  typed: number | null = null;
  readonly #host: InputHandlesHost;
  #grabOffset = 0;

  constructor(host: InputHandlesHost) {
    this.#host = host;
  }

  readonly handlePointer = (event: PointerEvent): void => {
    const ground = event.currentTarget as HTMLElement;
    if ((event.target as Element).closest('input, button')) return;
    const [x, y] = positionIn(ground, event);
    const tracks = this.#host.tracks();
    if (event.type === 'pointerdown' && event.button === 0) {
      const index = this.#handleAt(x, y);
      if (index === null) return;
      ground.setPointerCapture(event.pointerId);
      this.held = index;
      this.#grabOffset = this.#place(index) - x;
      this.#host.choose(index);
      this.#host.held();
      ground.querySelector<HTMLElement>(`[data-input="${index}"]`)?.focus({ preventScroll: true });
      event.preventDefault();
    } else if (event.type === 'pointermove' && this.held !== null) {
      const { left, length } = tracks[this.held];
      const { span } = this.#host.handles()[this.held];
      const perPixel = (span.to - span.from) / length;
      const value = span.from + (x + this.#grabOffset - left) * perPixel;
      this.#host.move(this.held, niceNumber(within(value, span), niceStep(perPixel)));
    } else if (event.type === 'pointermove') {
      ground.classList.toggle('over', this.#handleAt(x, y) !== null);
    } else if (event.type !== 'pointerleave') this.release();
  };

  /** A touch on a handle drags it; anywhere else it scrolls the page. */
  readonly touchListener = {
    passive: false,
    handleEvent: (event: TouchEvent): void => {
      const [x, y] = positionIn(event.currentTarget as HTMLElement, event.changedTouches[0]);
      if (this.#handleAt(x, y) !== null) event.preventDefault();
    },
  };

  release(): void {
    if (this.held === null) return;
    this.held = null;
    this.#host.held();
  }

  /** Places the sliders over their handles. */
  place(root: ParentNode): void {
    this.#host.tracks().forEach(({ y }, index) => {
      for (const element of root.querySelectorAll<HTMLElement>(`[data-input="${index}"]`))
        element.style.translate = `${this.#place(index) - element.offsetWidth / 2}px ${y - element.offsetHeight / 2}px`;
    });
  }

  render(groupName: string, off: boolean) {
    const all = this.#host.handles();
    return html`<div class="handles" role="group" aria-label=${groupName}>
      ${all.map(
        ({ name, value, said, span }, index) => html`<span
          class="handle"
          role="slider"
          tabindex="0"
          data-input=${index}
          aria-label=${name}
          aria-orientation="horizontal"
          aria-valuemin=${Math.min(span.from, value)}
          aria-valuemax=${Math.max(span.to, value)}
          aria-valuenow=${value}
          aria-valuetext=${said}
          aria-disabled=${off ? 'true' : 'false'}
          @focus=${() => this.#host.choose(index)}
          @keydown=${(event: KeyboardEvent) => this.#handleKey(event, index)}
        ></span>`,
      )}
      ${this.typed !== null && all[this.typed] ? this.#renderField(all[this.typed], this.typed) : nothing}
    </div>`;
  }

  #renderField({ name, value }: InputHandle, index: number) {
    const close = (event: Event, taken: boolean) => {
      if (this.typed !== index) return;
      const input = event.target as HTMLInputElement;
      const number = parseDecimal(input.value.trim().replaceAll('−', '-').replace(',', '.'));
      this.typed = null;
      if (taken && Number.isFinite(number)) this.#host.move(index, number);
      this.#host.held();
      input.parentElement!.querySelector<HTMLElement>(`.handle[data-input="${index}"]`)!.focus();
    };
    return html`<input
      class="typed"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      data-input=${index}
      aria-label=${name}
      .value=${String(value)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' || event.key === 'Escape') close(event, event.key === 'Enter');
      }}
      @blur=${(event: Event) => close(event, false)}
    />`;
  }

  #handleKey(event: KeyboardEvent, index: number): void {
    if (event.ctrlKey || event.metaKey) return;
    const { value, span } = this.#host.handles()[index];
    const one = niceStep((span.to - span.from) * arrowShare);
    const step = event.shiftKey ? 10 * one : event.altKey ? one / 10 : one;
    const ways: Record<string, number> = {
      ArrowRight: step,
      ArrowUp: step,
      ArrowLeft: -step,
      ArrowDown: -step,
      PageUp: 10 * one,
      PageDown: -10 * one,
    };
    if (event.key in ways)
      this.#host.move(index, niceNumber(value + ways[event.key], event.altKey ? step : one));
    else if (event.key === 'Home') this.#host.move(index, span.from);
    else if (event.key === 'End') this.#host.move(index, span.to);
    else if (event.key === 'Enter') {
      this.typed = index;
      this.#host.held();
    } else return;
    event.preventDefault();
  }

  #place(index: number): number {
    const { left, length } = this.#host.tracks()[index];
    const { value, span } = this.#host.handles()[index];
    return left + length * within((value - span.from) / (span.to - span.from), { from: 0, to: 1 });
  }

  #handleAt(x: number, y: number): number | null {
    const far = this.#host.tracks().map((track, index) => Math.hypot(this.#place(index) - x, track.y - y));
    const near = far.indexOf(Math.min(...far));
    return near >= 0 && far[near] <= hitDistance ? near : null;
  }
}

const within = (value: number, { from, to }: Span) => Math.max(from, Math.min(to, value));
