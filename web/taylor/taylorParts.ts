import { html, nothing } from 'lit';
import { derivative } from '../../src/index.js';
import { tangentPhrases, taylorPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import type { ModelMap } from '../../src/picture/taylor/mapModel.js';
import type { Walks } from '../../src/picture/taylor/parabolasDrawing.js';
import { polynomialMathml } from '../../src/picture/taylor/polynomialMathml.js';
import { HIGHEST_ORDER } from '../../src/picture/taylor/taylorAttributes.js';
import type { TaylorBounds } from '../../src/picture/taylor/taylorBounds.js';
import type { OrdersModel, ParabolasModel } from '../../src/picture/taylor/taylorModel.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { pauseIcon, playIcon, resetIcon, stepIcon } from '../figure/icons.js';
import { mathNode } from '../figure/math.js';

/** The polynomial shown, which breaks between its terms. */
export const typesetPolynomial = (model: OrdersModel, numbers: NumberFormats) =>
  html`<div class="typeset" part="formulas" tabindex="-1">
    ${polynomialMathml(model, model.order, numbers).map((piece) => html`<span>${mathNode(piece)}</span>`)}
  </div>`;

interface OrderActions {
  order: number;
  off: boolean;
  playing: boolean;
  language: Language;
  setOrder(order: number): void;
  play(): void;
  pause(): void;
  reset(): void;
}

/** The order with what lowers and raises it, and what plays through all of them. */
export function orderButtons({ order, off, playing, language, setOrder, play, pause, reset }: OrderActions) {
  const words = language.phrases(taylorPhrases);
  const shared = language.phrases(tangentPhrases);
  const isHighest = order >= HIGHEST_ORDER;
  return html`<div class="orders" role="group" aria-label=${words.order}>
    <span>${words.order}</span>
    <button class="one" part="lower" aria-label=${words.lower} ?disabled=${off || order <= 0} @click=${() => setOrder(order - 1)}>−</button>
    <output part="order">${language.numbers.count(order)}</output>
    <button class="one" part="raise" aria-label=${words.raiseOne} ?disabled=${off || isHighest} @click=${() => setOrder(order + 1)}>+</button>
    <div class="actions">
      <button part="play" ?disabled=${off || (isHighest && !playing)} @click=${playing ? pause : play}>
        ${playing ? pauseIcon : playIcon}${playing ? shared.pause : words.raise}
      </button>
      <button part="reset" ?disabled=${off} @click=${reset}>${resetIcon}${shared.reset}</button>
    </div>
  </div>`;
}

export const stepBothButtons = (
  off: boolean,
  stepBoth: (() => void) | null,
  reset: () => void,
  { phrases }: Language,
) =>
  html`<div class="actions">
    ${stepBoth ? html`<button class="main" part="step" ?disabled=${off} @click=${stepBoth}>${stepIcon}${phrases(taylorPhrases).stepBoth}</button>` : nothing}
    <button part="reset" ?disabled=${off} @click=${reset}>${resetIcon}${phrases(tangentPhrases).reset}</button>
  </div>`;

/** Coefficients by order, each with the derivative that it comes from. */
export function coefficientTable(
  { f, center, coefficients, order }: OrdersModel,
  { numbers, phrases }: Language,
): Grid {
  return {
    names: phrases(taylorPhrases).coefficientHeads,
    rows: order + 1,
    cells: (k) => [
      numbers.count(k),
      numbers.cell(k === 0 ? coefficients[0] : derivative(f, center, { order: k })),
      numbers.cell(coefficients[k]),
    ],
  };
}

/** Errors at the point by order, with their bounds as far as they are worked out. */
export const errorTable = (
  model: OrdersModel,
  { remainders }: TaylorBounds,
  { numbers, phrases }: Language,
): Grid => ({
  names: phrases(taylorPhrases).errorHeads,
  rows: HIGHEST_ORDER + 1,
  cells: (n) => {
    const found = remainders[n];
    return [
      numbers.count(n),
      numbers.cell(found?.error ?? model.errors[n]),
      found ? numbers.cell(found.bound) : '…',
      found && found.xi !== null ? numbers.cell(found.xi) : '—',
    ];
  },
});

/** Value, slopes and second derivatives at the point of a map. */
export function mapTable(
  { variables: [x, y], point, value, gradient, hessian }: ModelMap,
  { numbers }: Language,
): Grid {
  const second = [`∂²f/∂${x}²`, `∂²f/∂${x}∂${y}`, `∂²f/∂${y}²`];
  return {
    names: [x, y, 'f', `∂f/∂${x}`, `∂f/∂${y}`, ...second],
    rows: 1,
    cells: () => [...point, value, ...gradient, ...hessian].map(numbers.cell),
  };
}

/** Points of both methods, with the value of f and its slope there. */
export function stepsTable(
  { f, center }: ParabolasModel,
  walks: Walks,
  { numbers, phrases }: Language,
): Grid {
  const both = [walks.newton, walks.descent].map((points) => [center, ...points]);
  return {
    names: phrases(taylorPhrases).stepHeads,
    rows: both[0].length,
    cells: (k) => [
      numbers.count(k),
      ...both.flatMap((points) => [points[k], f.of(points[k]), derivative(f, points[k])].map(numbers.cell)),
    ],
  };
}
