import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { networkPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { firstUnits, unitSize } from '../../src/picture/network/networkDrawing.js';
import { type UnitView, unitPlane } from '../../src/picture/network/unitPlane.js';
import type { Palette } from '../../src/picture/palette.js';
import { paintOnPage } from '../figure/canvas.js';

export interface UnitActions {
  point(unit: number | null): void;
  toggle(unit: number): void;
  showAll(): void;
}

/** Strip of the hidden units, each a button that switches it off; painted by `paintUnits`. */
export function unitStrip(
  order: readonly number[],
  shown: readonly number[],
  off: ReadonlySet<number>,
  perRow: number,
  { numbers, phrases }: Language,
  actions: UnitActions,
) {
  const said = phrases(networkPhrases);
  // A style attribute is what strict policies refuse.
  const setPerRow = (grid?: Element) =>
    (grid as HTMLElement | undefined)?.style.setProperty('--per-row', String(perRow));
  return html`<div class="units" part="units-of-layer" role="group" aria-label=${said.units}>
    <p class="axis">
      <span>${said.unitsSay}</span>
    </p>
    <div class="unit-grid" ${ref(setPerRow)}>
      ${shown.map(
        (unit) => html`<button
          class="unit"
          part="unit"
          data-unit=${unit}
          aria-pressed=${off.has(unit) ? 'false' : 'true'}
          title=${off.has(unit) ? said.switchOn : said.switchOff}
          @click=${() => actions.toggle(unit)}
          @pointerenter=${() => actions.point(unit)}
          @pointerleave=${() => actions.point(null)}
          @focus=${() => actions.point(unit)}
          @blur=${() => actions.point(null)}
        >
          <b>${said.unit(numbers.count(unit + 1))}</b><canvas></canvas><span class="bar"></span><span class="weight"></span>
        </button>`,
      )}
    </div>
    ${order.length > firstUnits && shown.length < order.length ? html`<button class="more" part="all-units" @click=${actions.showAll}>${said.allUnits(numbers.count(order.length))}</button>` : nothing}
  </div>`;
}

/** Painting of some of the units in a strip. */
export function paintUnits(
  root: ParentNode,
  views: readonly UnitView[],
  palette: Palette,
  { numbers, phrases }: Language,
  on: { width: number; narrow: boolean; count: number; heaviest: number },
): void {
  const size = unitSize(on.width, on.count, on.narrow);
  for (const view of views) {
    const button = root.querySelector(`.unit[data-unit="${view.unit}"]`);
    if (!button) continue;
    paintOnPage(button.querySelector('canvas')!, unitPlane(view, size.width, size.height, palette), palette);
    button.querySelector('.weight')!.textContent = phrases(networkPhrases).weight(numbers.cell(view.weight));
    const share = Math.min(1, Math.abs(view.weight) / (on.heaviest || 1));
    button.querySelector<HTMLElement>('.bar')!.style.transform = `scaleX(${share})`;
  }
}
