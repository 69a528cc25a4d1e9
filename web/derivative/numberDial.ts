import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { nameIn } from '../../src/calculus/derivativeModel.js';
import type { Seen } from '../../src/picture/derivative/tangentSentences.js';
import { nearest, roundStep, sizes, tidy } from '../../src/picture/niceNumbers.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import { math } from '../figure/math.js';

const fine = 400;

/** Sliders and number fields of x and h. */
export function turners(
  seen: Seen | null,
  still: boolean,
  numbers: Numbers,
  put: { x(value: number): number; h(value: number): number },
) {
  const { from, to } = seen?.tangency.span ?? { from: -2, to: 2 };
  const variable = seen?.tangency.variable ?? 'x';
  const [x, h] = [seen?.point.at ?? 0, seen?.h ?? 1];
  const step = roundStep((to - from) / fine);
  const all = sizes(to - from);
  const within = (value: number) => Math.max(from, Math.min(to, value));
  return html`<div class="turners">
    ${turner({
      id: 'x',
      label: nameIn(variable),
      name: variable,
      value: x,
      at: Math.round((x - from) / step),
      of: Math.round((to - from) / step),
      said: numbers.coordinate(x),
      off: !seen || still,
      slide: (at) => put.x(within(tidy(from + at * step, step))),
      type: (value) => put.x(within(value)),
    })}
    ${turner({
      id: 'h',
      label: nameIn('h'),
      name: 'h, the step of the secant',
      value: h,
      at: nearest(Math.abs(h), all),
      of: all.length - 1,
      said: numbers.measured(h),
      off: !seen || still,
      slide: (at) => put.h(h < 0 ? -all[at] : all[at]),
      type: (value) => (value === 0 ? h : put.h(value)),
    })}
  </div>`;
}

interface Turner {
  id: string;
  /** The name, in MathML. */
  label: string;
  name: string;
  value: number;
  /** Position of the thumb, in steps from 0 to `of`. */
  at: number;
  of: number;
  said: string;
  off: boolean;
  slide(at: number): void;
  /** The value set for a typed one. */
  type(value: number): number;
}

const chosen = (event: Event) => (event.target as HTMLInputElement).value;

export function turner({ id, label, name, value, at, of, said, off, slide, type }: Turner) {
  const typed = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const number = Number(input.value.replace('−', '-').replace(',', '.'));
    const taken = input.value.trim() !== '' && Number.isFinite(number);
    input.value = written(taken ? type(number) : value);
  };
  return html`<div class="turner">
    <label for=${id}>${math(label)}</label>
    <div class="track">
      <div class="line"><div class="passed"></div></div>
      <input
        type="range"
        id="${id}-slider"
        part="${id}-slider"
        min="0"
        max=${of}
        step="1"
        aria-label=${name}
        aria-valuetext=${said}
        ?disabled=${off}
        .value=${live(String(at))}
        @input=${(event: Event) => slide(Number(chosen(event)))}
      />
    </div>
    <input
      type="text"
      inputmode="decimal"
      id=${id}
      part=${id}
      autocomplete="off"
      aria-label=${name}
      ?disabled=${off}
      .value=${live(written(value))}
      @change=${typed}
    />
  </div>`;
}

const written = (value: number) => String(Number(value.toPrecision(6)));

/** Fills each slider's line up to its thumb. */
export function fill(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>('.turner input[type=range]')) {
    const passed = input.parentElement!.querySelector<HTMLElement>('.passed')!;
    passed.style.transform = `scaleX(${Number(input.value) / Math.max(1, Number(input.max))})`;
  }
}
