import { html } from 'lit';
import type { Report } from '../../src/index.js';
import { chainPhrases } from '../../src/phrases/en.js';
import { shapeText } from '../../src/picture/chain/layersDrawing.js';
import type { LayersModel } from '../../src/picture/chain/layersModel.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { largestSize } from '../../src/picture/squares.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { formatCsv } from '../../src/results/csv.js';
import { chevronIcon } from '../figure/icons.js';
import { squaresTable } from '../figure/squaresTable.js';

export function layersCaption(model: LayersModel, step: number, { phrases, numbers }: Language): string {
  const said = phrases(chainPhrases);
  const { links, nodes, loss, result } = model;
  const name = (i: number) => `${italicMark}${nodes[i].name}${italicMark}`;
  if (step <= links.length) return step === 0 ? said.nothingYet : said.layersValues(numbers.measured(loss));
  if (step > 2 * links.length) {
    const { value: outputs } = nodes[nodes.length - 2];
    return said.layersEnd(outputs.length, numbers.measured(largestSize(result.matrix.data)));
  }
  const link = 2 * links.length - step;
  return said.layersPassed(shapeText(links[link].matrix), name(link));
}

/** The units of all layers, with their values and slopes. */
export function layersTable({ nodes }: LayersModel, { phrases, numbers }: Language): Grid {
  const rows = nodes.flatMap(({ name, value, slope }) =>
    Array.from(value, (each, i) => [name, numbers.count(i + 1), numbers.cell(each), numbers.cell(slope[i])]),
  );
  return { names: phrases(chainPhrases).layersColumns, rows: rows.length, cells: (i) => rows[i] };
}

export const layersCsv = ({ nodes }: LayersModel, { phrases }: Language): string =>
  formatCsv(
    [...phrases(chainPhrases).layersColumns],
    nodes.flatMap(({ name, value, slope }) => Array.from(value, (each, i) => [name, i + 1, each, slope[i]])),
  );

/** Every factor with its numbers, and the check of the product. */
export function layersDetails(
  { factors, result }: LayersModel,
  report: Report,
  { phrases, numbers }: Language,
) {
  const said = phrases(chainPhrases);
  const right = report.components.filter(({ verdict }) => verdict === 'pass');
  const count = (n: number) => Array.from({ length: n }, (_, i) => String(i + 1));
  return html`<details part="factors">
      <summary>${chevronIcon}<span>${said.layersTable}</span><small>${said.factors(numbers.count(factors.length))}</small></summary>
      ${[...factors, result].map(
        ({ name, matrix }) => html`<p class="note">${name}, ${shapeText(matrix)}</p>
          ${squaresTable({ matrix, corner: name, rows: count(matrix.rows), columns: count(matrix.columns) }, numbers)}`,
      )}
    </details>
    <details part="check">
      <summary>${chevronIcon}<span>${said.checked}</span><small>${said.agree(numbers.count(right.length), numbers.count(report.components.length), null)}</small></summary>
      <table class="plain wide-table">
        <thead><tr>
          <th scope="col">${said.slopeAlong}</th><th scope="col">${said.byChain}</th>
          <th scope="col">${said.byDifferences}</th><th scope="col">${said.verdict}</th>
        </tr></thead>
        <tbody>
          ${report.components.map(
            ({ index, claimed, numeric, verdict }) => html`<tr>
              <th scope="row">W₁ ${Math.floor(index / result.matrix.columns) + 1},${(index % result.matrix.columns) + 1}</th>
              <td class="slope">${numbers.measured(claimed)}</td>
              <td>${numbers.measured(numeric)}</td>
              <td>${said.verdicts[verdict]}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
}
