import { html, nothing } from 'lit';
import { parseDecimal } from '../../src/numbers.js';
import { runPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
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
export function rateEditor(edited: EditedRun | null, language: Language, actions: RateEditorActions) {
  return html`<div id=${editorId} class="popover editor" part=${editorId} popover @toggle=${placePopover}>
    ${edited ? editorContent(edited, language, actions) : nothing}
  </div>`;
}

function editorContent(
  { optimizer, rate, hidden, from, decades }: EditedRun,
  { numbers, phrases }: Language,
  actions: RateEditorActions,
) {
  const said = phrases(runPhrases);
  const [low, high] = decades;
  const handleField = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const value = parseDecimal(input.value.trim());
    const fits = value > 0 && Number.isFinite(value);
    const message = input.closest('.editor')!.querySelector('.refused')!;
    input.setAttribute('aria-invalid', String(!fits));
    message.textContent = fits ? '' : said.rateRefused;
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
      <span>${said.rateOf(optimizer)}</span>
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
      aria-label=${said.rateLog}
      aria-valuetext=${numbers.rate(rate)}
      @input=${handleSlider}
      @change=${handleSlider}
    /></div>
    <div class="ends" aria-hidden="true">
      ${sliderTicks(decades).map((tick) => html`<span>${numbers.tick(tick)}</span>`)}
    </div>
    <p class="refused" role="alert"></p>
    ${from > 0 ? html`<p class="from">${said.fromStep(numbers.count(from))}</p>` : nothing}
    <div class="acts">
      <button @click=${actions.toggleEdited}>${hideIcon}${hidden ? said.show : said.hide}</button>
      <button @click=${actions.removeRun}>${removeIcon}${said.remove}</button>
    </div>
  `;
}

/** Rate of a slider position, to two digits. */
const roundRate = (decade: number) => Number((10 ** decade).toPrecision(2));
