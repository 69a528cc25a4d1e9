import { html, nothing } from 'lit';
import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { sliderField } from './sliderField.js';

/** Positions of a slider to either side of 0. */
const positions = 200;
/** Least end of a slider, and how many times a parameter it is. */
const [leastEnd, endTimes] = [2, 2];

/** Sliders of parameters, whose ends stay while they are turned. */
export class ParameterSliders {
  readonly #ends = new Map<string, number>();

  /** `put` is told of a parameter that the user changed. */
  render(
    parameters: ReadonlyMap<string, number>,
    off: boolean,
    numbers: NumberFormats,
    put: (name: string, value: number) => void,
  ) {
    if (parameters.size === 0) return nothing;
    return html`<div class="turners" part="parameters">
      ${[...parameters].map(([name, value]) => this.#slider(name, value, off, numbers, put))}
    </div>`;
  }

  #slider(
    name: string,
    value: number,
    off: boolean,
    numbers: NumberFormats,
    put: (name: string, value: number) => void,
  ) {
    const step = this.#stepFor(name, value);
    return sliderField({
      id: `at-${name}`,
      label: variableMathml(name),
      name,
      value,
      at: positions + Math.round(value / step),
      of: 2 * positions,
      said: numbers.coordinate(value),
      off,
      handleSlide: (at) => put(name, niceNumber((at - positions) * step, step)),
      handleNumber: (typed) => {
        put(name, typed);
        return typed;
      },
    });
  }

  /** The step between two positions: a round number, so that the value is well within the ends; it only grows. */
  #stepFor(name: string, value: number): number {
    const needed = Math.max(leastEnd, Math.abs(value));
    let end = this.#ends.get(name) ?? 0;
    if (end < needed) end = Math.max(leastEnd, endTimes * Math.abs(value));
    this.#ends.set(name, end);
    return niceStep(end / positions);
  }
}
