import { html, nothing, svg } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { chainPhrases } from '../../src/phrases/en.js';
import type { ChainGeometry } from '../../src/picture/chain/chainGeometry.js';
import type { ChainModel, NamedPart } from '../../src/picture/chain/chainModel.js';
import { itemName, listedPaths } from '../../src/picture/chain/chainSentences.js';
import { plainName } from '../../src/picture/chain/plainName.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { chevronIcon } from '../figure/icons.js';
import { italicText } from '../figure/italicText.js';
import type { SlopeCheck } from './slopeCheck.js';

/** Buttons over the parts that fold, where these are drawn. */
export function foldButtons(
  { parts, signs }: ChainModel,
  { phrases }: Language,
  turn: (part: NamedPart) => void,
) {
  const { openPart, closePart } = phrases(chainPhrases);
  return parts.map(
    (part) => html`<button
      class=${classMap({ fold: true, small: part.isOpen })}
      part="fold"
      data-part=${part.item}
      aria-expanded=${part.isOpen ? 'true' : 'false'}
      aria-label=${part.isOpen ? closePart(plainName(part.name)) : openPart(signs[part.item].text)}
      @click=${() => turn(part)}
    >${chevronIcon}</button>`,
  );
}

/** Places these over what is drawn: on what is folded, and beside the last step of what is open. */
export function placeFoldButtons(root: ParentNode, { parts }: ChainModel, geometry: ChainGeometry): void {
  for (const { item, isOpen } of parts) {
    const button = root.querySelector<HTMLElement>(`[data-part="${item}"]`);
    if (!button) continue;
    const { x, y } = geometry.places[item];
    const half = geometry.halfWidths[item];
    button.style.width = isOpen ? '' : `${2 * half}px`;
    const [left, top] = isOpen ? (geometry.isTurned ? [-half - 22, 8] : [half - 4, 6]) : [-half, -18];
    button.style.translate = `${x + left}px ${y + top}px`;
  }
}

/** The turn of a track from values to slopes, with a word above each part. */
export function turnMark(share: number, before: string, after: string) {
  const at = `${share * 100}%`;
  return svg`<line x1=${at} x2=${at} y1="6" y2="18" stroke-width="1" />
    <text class="phase" x="0" y="0">${before}</text>
    <text class="phase" x=${at} y="0">${after}</text>`;
}

/** The paths from an input to the output, with the slopes along each. */
export function pathsTable(
  model: ChainModel,
  input: number,
  { phrases, numbers }: Language,
  light: (path: readonly number[] | null) => void,
) {
  const said = phrases(chainPhrases);
  const { paths, count } = listedPaths(model, input);
  const output = plainName(model.outputNames[model.output]);
  const { edges } = model.chain;
  const together = model.back.slopes[input];
  const rest = together - paths.reduce((sum, { product }) => sum + product, 0);
  const row = ({ edges: way, product }: (typeof paths)[number]) => html`<tr
    class="path"
    @pointerenter=${() => light(way)}
    @pointerleave=${() => light(null)}
  >
    <th scope="row"><button @focus=${() => light(way)} @blur=${() => light(null)} @click=${() => light(way)}>${italicText(
      [itemName(model, edges[way[0]]?.from ?? input), ...way.map((k) => itemName(model, edges[k].to))].join(
        ' → ',
      ),
    )}</button></th>
    <td>${way
      .map((k) => numbers.measured(model.numbers.locals[k]))
      .toReversed()
      .join(' × ')}</td>
    <td class="slope">${numbers.measured(product)}</td>
  </tr>`;
  return html`<details part="paths">
    <summary>
      ${chevronIcon}<span>${said.pathsFrom(plainName(model.inputs[input]), output)}</span>
      <small>${said.pathCount(numbers.count(count), count)}</small>
    </summary>
    <table class="plain wide-table">
      <thead><tr><th scope="col">${said.path}</th><th scope="col">${said.slopesAlong}</th><th scope="col">${said.product}</th></tr></thead>
      <tbody>
        ${paths.map(row)}
        ${
          count > paths.length
            ? html`<tr class="quiet"><th scope="row">${said.morePaths(numbers.count(count - paths.length), numbers.measured(rest))}</th><td></td><td></td></tr>`
            : nothing
        }
        <tr class="sum"><th scope="row">${said.sumOverPaths}</th><td></td><td class="slope">${numbers.measured(together)}</td></tr>
      </tbody>
    </table>
  </details>`;
}

/** Every slope beside what differences find. */
export function checkTable(model: ChainModel, check: SlopeCheck, { phrases, numbers }: Language) {
  const said = phrases(chainPhrases);
  const { found } = check;
  const right = found.filter(({ verdict }) => verdict === 'pass');
  const worst = Math.max(0, ...right.map(({ error, claimed }) => error / (Math.abs(claimed) || 1)));
  const digits =
    right.length === found.length && found.length > 0
      ? Math.min(15, Math.floor(-Math.log10(worst || 1e-15)))
      : null;
  const [wrong] = [check.wrong];
  const summary = !check.isDone
    ? said.checking
    : wrong
      ? said.slip(
          plainText(itemName(model, wrong.item)),
          numbers.measured(wrong.claimed),
          numbers.measured(wrong.numeric),
        )
      : said.agree(
          numbers.count(right.length),
          numbers.count(found.length),
          digits === null ? null : numbers.count(digits),
        );
  return html`<details part="check">
    <summary>${chevronIcon}<span>${said.checked}</span><small>${summary}</small></summary>
    <table class="plain wide-table">
      <thead><tr>
        <th scope="col">${said.slopeAlong}</th><th scope="col">${said.byChain}</th>
        <th scope="col">${said.byDifferences}</th><th scope="col">${said.verdict}</th>
      </tr></thead>
      <tbody>
        ${found.map(
          ({ item, claimed, numeric, verdict }) => html`<tr>
            <th scope="row">${italicText(itemName(model, item))}</th>
            <td class="slope">${numbers.measured(claimed)}</td>
            <td>${numbers.measured(numeric)}</td>
            <td>${said.verdicts[verdict]}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

const plainText = (text: string) => text.replaceAll(italicMark, '');
