import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { parseDecimal } from '../../src/numbers.js';
import { mathNode } from './math.js';

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

/** A slider with its name before it, and after it a field of its number. */
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
