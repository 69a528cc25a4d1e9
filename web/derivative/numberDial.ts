import { html } from 'lit';
import { variableMathml } from '../../src/calculus/workedDerivative.js';
import { derivativePhrases } from '../../src/phrases/en.js';
import type { TangentSnapshot } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { nearestIndex, niceNumber, niceSizes, niceStep } from '../../src/picture/niceNumbers.js';
import { sliderField } from '../figure/sliderField.js';

const sliderSteps = 400;

/** Sliders and number fields of x and h; of `asked` while there is nothing drawn. */
export function pointSliders(
  snapshot: TangentSnapshot | null,
  asked: { readonly x: number; readonly h: number },
  still: boolean,
  { numbers, phrases }: Language,
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
