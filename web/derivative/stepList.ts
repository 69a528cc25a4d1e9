import { html, nothing } from 'lit';
import type { WorkedDerivative } from '../../src/calculus/workedDerivative.js';
import type { Step } from '../../src/index.js';
import { countedNoun, type NumberFormats } from '../../src/picture/numberFormat.js';
import { chevronIcon } from '../figure/icons.js';
import { mathNode } from '../figure/math.js';

/** The worked steps of a derivative, a rule per item, in a `details`; a sentence where there are too many. `shown` are
 * those that are on the page by now. */
export function derivationSteps(
  { steps: all, allTold }: Pick<WorkedDerivative, 'steps' | 'allTold'>,
  shown: readonly Step[],
  numbers: NumberFormats,
) {
  const rest = allTold
    ? nothing
    : html`<p class="quiet" part="untold">How ${all.length > 0 ? 'it goes on' : 'the derivative was found'} is too long to be told.</p>`;
  if (all.length === 0) return rest;
  return html`<details part="rules">
    <summary>${chevronIcon}<span>How the derivative was found</span><small>${countedNoun(all.length, 'rule', numbers)}</small></summary>
    <ol class="steps">
      ${shown.map(
        ({ rule, mathml }, i) => html`<li>
          <span class="count">${numbers.count(i + 1)}</span>
          <span class="rule">${rule}</span>
          <span class="change">${mathNode(mathml.before)}<span aria-label="becomes"> → </span>${mathNode(mathml.after)}</span>
        </li>`,
      )}
    </ol>
  </details>${rest}`;
}
