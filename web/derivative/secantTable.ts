import { html } from 'lit';
import { derivativePhrases, tablePhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { chevronIcon } from '../figure/icons.js';

/** A table of tangent and secant slopes as the step shrinks, in a `details`. */
export function secantTable(
  rows: readonly { h: number; secant: number }[],
  { kind, slope: found }: { kind: string; slope: number },
  { numbers, phrases }: Language,
) {
  const said = phrases(derivativePhrases);
  const slope = kind === 'smooth' ? found : NaN;
  const slopeCell = (value: number) => (Number.isFinite(value) ? numbers.coordinate(value) : '—');
  const differenceCell = (secant: number) =>
    Number.isFinite(secant - slope) ? numbers.cell(secant - slope) : '—';
  return html`<details part="values" class="values">
    <summary>
      ${chevronIcon}<span>${phrases(tablePhrases).values}</span><small class="wide">${said.tableOf(numbers.count(rows.length))}</small>
    </summary>
    <table>
      <thead>
        <tr>
          <th scope="col">h</th>
          <th scope="col">${said.secantHead}</th>
          <th scope="col">${said.tangentHead}</th>
          <th scope="col">${said.differenceHead}</th>
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
