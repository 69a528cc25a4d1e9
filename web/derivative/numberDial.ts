import { html } from 'lit';
import { derivativePhrases } from '../../src/phrases/en.js';
import type { TangentSnapshot } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { nearestIndex, niceSizes } from '../../src/picture/niceNumbers.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { sliderField } from '../figure/sliderField.js';
import { spanSlider, usualSpan } from '../figure/spanSlider.js';

/** Sliders and number fields of x and h; of `asked` while there is nothing drawn. */
export function pointSliders(
  snapshot: TangentSnapshot | null,
  asked: { readonly x: number; readonly h: number },
  still: boolean,
  { numbers, phrases }: Language,
  put: { x(value: number): number; h(value: number): number },
) {
  const span = snapshot?.model.span ?? usualSpan;
  const variable = snapshot?.model.variable ?? 'x';
  const [x, h] = [snapshot?.point.at ?? asked.x, snapshot?.h ?? asked.h];
  const all = niceSizes(span.to - span.from);
  return html`<div class="turners">
    ${spanSlider({ id: 'x', variable, value: x, span, numbers, off: !snapshot || still, put: put.x })}
    ${sliderField({
      id: 'h',
      label: variableMathml('h'),
      name: phrases(derivativePhrases).stepOfSecant,
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
