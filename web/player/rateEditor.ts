import { html, nothing } from 'lit';
import { parseDecimal } from '../../src/numbers.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { hideIcon, removeIcon } from '../figure/icons.js';
import { placePopover } from '../figure/popover.js';

export const editorId = 'editor';

/** The state of the editor: the last rate of a run. */
export interface EditedRun {
  optimizer: string;
  rate: number;
  hidden: boolean;
  /** The step from which a new rate holds; 0 for the whole run. */
  from: number;
  /** Ends of the slider, as powers of ten. */
  decades: readonly [number, number];
}

interface RateEditorActions {
  changeRate(rate: number): void;
  toggleEdited(): void;
  removeRun(): void;
}

/** Powers of ten, evenly spaced from one end of the slider to the other, at most five. */
function sliderTicks([low, high]: readonly [number, number]): number[] {
  let every = 1;
  while ((high - low) % every !== 0 || (high - low) / every > 4) every++;
  return Array.from({ length: (high - low) / every + 1 }, (_, k) => Number(`1e${low + k * every}`));
}

/** The popover of a run: its rate as a number and on a log slider, and buttons to hide or remove it. */
export function rateEditor(edited: EditedRun | null, numbers: NumberFormats, actions: RateEditorActions) {
  return html`<div id=${editorId} class="popover editor" part=${editorId} popover @toggle=${placePopover}>
    ${edited ? editorContent(edited, numbers, actions) : nothing}
  </div>`;
}

function editorContent(
  { optimizer, rate, hidden, from, decades }: EditedRun,
  numbers: NumberFormats,
  actions: RateEditorActions,
) {
  const [low, high] = decades;
  const handleField = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const value = parseDecimal(input.value.trim());
    const fits = value > 0 && Number.isFinite(value);
    const message = input.closest('.editor')!.querySelector('.refused')!;
    input.setAttribute('aria-invalid', String(!fits));
    message.textContent = fits ? '' : 'A rate needs a number above 0.';
    if (fits && event.type === 'change') actions.changeRate(value);
  };
  const handleSlider = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const value = roundRate(Number(input.value));
    input.closest('.editor')!.querySelector<HTMLInputElement>('input[type=text]')!.value = String(value);
    if (event.type === 'change') actions.changeRate(value);
  };
  return html`
    <label class="pair">
      <span>${optimizer} rate</span>
      <input
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck="false"
        aria-invalid="false"
        .value=${String(rate)}
        @input=${handleField}
        @change=${handleField}
        autofocus
      />
    </label>
    <div class="line-of"><div class="line"></div><input
      type="range"
      min=${low}
      max=${high}
      step="0.01"
      .value=${String(Math.log10(rate))}
      aria-label="Rate, log scale"
      aria-valuetext=${numbers.rate(rate)}
      @input=${handleSlider}
      @change=${handleSlider}
    /></div>
    <div class="ends" aria-hidden="true">
      ${sliderTicks(decades).map((tick) => html`<span>${numbers.tick(tick)}</span>`)}
    </div>
    <p class="refused" role="alert"></p>
    ${from > 0 ? html`<p class="from">From step ${numbers.count(from)} on; point and memory are kept.</p>` : nothing}
    <div class="acts">
      <button @click=${actions.toggleEdited}>${hideIcon}${hidden ? 'Show' : 'Hide'}</button>
      <button @click=${actions.removeRun}>${removeIcon}Remove</button>
    </div>
  `;
}

/** Rate of a slider position, to two digits. */
const roundRate = (decade: number) => Number((10 ** decade).toPrecision(2));
