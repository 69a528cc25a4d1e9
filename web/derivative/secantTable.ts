import { html } from 'lit';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { chevronIcon } from '../figure/icons.js';

/** A table of tangent and secant slopes as the step shrinks, in a `details`. */
export function secantTable(
  rows: readonly { h: number; secant: number }[],
  { kind, slope: found }: { kind: string; slope: number },
  numbers: NumberFormats,
) {
  const slope = kind === 'smooth' ? found : NaN;
  const slopeCell = (value: number) => (Number.isFinite(value) ? numbers.coordinate(value) : '—');
  const differenceCell = (secant: number) =>
    Number.isFinite(secant - slope) ? numbers.cell(secant - slope) : '—';
  return html`<details part="values" class="values">
    <summary>
      ${chevronIcon}<span>Values</span><small class="wide">tangent and secant for ${numbers.count(rows.length)} values of h</small>
    </summary>
    <table>
      <thead>
        <tr>
          <th scope="col">h</th>
          <th scope="col">Secant</th>
          <th scope="col">Tangent</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ h, secant }) => html`<tr>
            <th scope="row">${numbers.rate(h)}</th>
            <td>${slopeCell(secant)}</td>
            <td>${slopeCell(slope)}</td>
            <td>${differenceCell(secant)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
