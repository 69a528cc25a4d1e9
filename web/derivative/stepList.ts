import { html, nothing } from 'lit';
import type { Step } from '../../src/index.js';
import { countedNoun, type NumberFormats } from '../../src/picture/numberFormat.js';
import { chevronIcon } from '../figure/icons.js';
import { mathNode } from '../figure/math.js';

/** The worked steps of a derivative, a rule per item, in a `details`. */
export function derivationSteps(all: readonly Step[], numbers: NumberFormats) {
  if (all.length === 0) return nothing;
  return html`<details part="rules">
    <summary>${chevronIcon}<span>How the derivative was found</span><small>${countedNoun(all.length, 'rule', numbers)}</small></summary>
    <ol class="steps">
      ${all.map(
        ({ rule, mathml }, i) => html`<li>
          <span class="count">${numbers.count(i + 1)}</span>
          <span class="rule">${rule}</span>
          <span class="change">${mathNode(mathml.before)}<span aria-label="becomes"> → </span>${mathNode(mathml.after)}</span>
        </li>`,
      )}
    </ol>
  </details>`;
}
