import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { variableMathml } from '../../src/calculus/workedDerivative.js';
import { parseDecimal } from '../../src/numbers.js';
import type { TangentSnapshot } from '../../src/picture/derivative/tangentSentences.js';
import { nearestIndex, niceNumber, niceSizes, niceStep } from '../../src/picture/niceNumbers.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { mathNode } from '../figure/math.js';

const sliderSteps = 400;

/** Sliders and number fields of x and h; of `asked` while there is nothing drawn. */
export function pointSliders(
  snapshot: TangentSnapshot | null,
  asked: { readonly x: number; readonly h: number },
  still: boolean,
  numbers: NumberFormats,
  put: { x(value: number): number; h(value: number): number },
) {
  const { from, to } = snapshot?.model.span ?? { from: -2, to: 2 };
  const variable = snapshot?.model.variable ?? 'x';
  const [x, h] = [snapshot?.point.at ?? asked.x, snapshot?.h ?? asked.h];
  const step = niceStep((to - from) / sliderSteps);
  const all = niceSizes(to - from);
  const clampToDomain = (value: number) => Math.max(from, Math.min(to, value));
  return html`<div class="turners">
    ${sliderField({
      id: 'x',
      label: variableMathml(variable),
      name: variable,
      value: x,
      at: Math.round((x - from) / step),
      of: Math.round((to - from) / step),
      said: numbers.coordinate(x),
      off: !snapshot || still,
      handleSlide: (at) => put.x(clampToDomain(niceNumber(from + at * step, step))),
      handleNumber: (value) => put.x(clampToDomain(value)),
    })}
    ${sliderField({
      id: 'h',
      label: variableMathml('h'),
      name: 'h, the step of the secant',
      value: h,
      at: nearestIndex(Math.abs(h), all),
      of: all.length - 1,
      said: numbers.measured(h),
      off: !snapshot || still,
      handleSlide: (at) => put.h(h < 0 ? -all[at] : all[at]),
      handleNumber: (value) => (value === 0 ? h : put.h(value)),
    })}
  </div>`;
}

interface SliderInput {
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
  handleSlide(at: number): void;
  /** The value set for a typed one. */
  handleNumber(value: number): number;
}

const sliderText = (event: Event) => (event.target as HTMLInputElement).value;

export function sliderField({
  id,
  label,
  name,
  value,
  at,
  of,
  said,
  off,
  handleSlide,
  handleNumber,
}: SliderInput) {
  const handleTyped = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const number = parseDecimal(input.value.trim().replaceAll('−', '-').replace(',', '.'));
    const taken = Number.isFinite(number);
    input.value = sixDigits(taken ? handleNumber(number) : value);
  };
  return html`<div class="turner">
    <label for=${id}>${mathNode(label)}</label>
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
        @input=${(event: Event) => handleSlide(Number(sliderText(event)))}
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
      .value=${live(sixDigits(value))}
      @change=${handleTyped}
    />
  </div>`;
}

const sixDigits = (value: number) => String(Number(value.toPrecision(6)));

/** Fills each slider's line up to its thumb. */
export function fillTracks(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>('.turner input[type=range]')) {
    const passed = input.parentElement!.querySelector<HTMLElement>('.passed')!;
    passed.style.transform = `scaleX(${Number(input.value) / Math.max(1, Number(input.max))})`;
  }
}
