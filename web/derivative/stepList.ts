import { html, nothing } from 'lit';
import type { Step } from '../../src/index.js';
import { counted, type Numbers } from '../../src/picture/numberFormat.js';
import { chevronIcon } from '../figure/icons.js';
import { math } from '../figure/math.js';

/** The worked steps of a derivative, a rule per item, in a `details`. */
export function steps(all: readonly Step[], numbers: Numbers) {
  if (all.length === 0) return nothing;
  return html`<details part="rules">
    <summary>${chevronIcon}<span>How the derivative was found</span><small>${counted(all.length, 'rule', numbers)}</small></summary>
    <ol class="steps">
      ${all.map(
        ({ rule, mathml }, i) => html`<li>
          <span class="count">${numbers.count(i + 1)}</span>
          <span class="rule">${rule}</span>
          <span class="change">${math(mathml.before)}<span aria-label="becomes"> → </span>${math(mathml.after)}</span>
        </li>`,
      )}
    </ol>
  </details>`;
}
