import { html, nothing } from 'lit';
import type { WorkedDerivative } from '../../src/calculus/workedDerivative.js';
import type { Step } from '../../src/index.js';
import { derivativePhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { chevronIcon } from '../figure/icons.js';
import { mathNode } from '../figure/math.js';

/** The worked steps of a derivative, a rule per item, in a `details`; a sentence where there are too many. `shown` are
 * those that are on the page by now. */
export function derivationSteps(
  { steps: all, allTold }: Pick<WorkedDerivative, 'steps' | 'allTold'>,
  shown: readonly Step[],
  language: Language,
) {
  const { numbers } = language;
  const said = language.phrases(derivativePhrases);
  const rest = allTold ? nothing : html`<p class="quiet" part="untold">${said.untold(all.length > 0)}</p>`;
  if (all.length === 0) return rest;
  return html`<details part="rules">
    <summary>${chevronIcon}<span>${said.derivation}</span><small>${said.rules(numbers.count(all.length), all.length)}</small></summary>
    <ol class="steps">
      ${shown.map(
        ({ rule, mathml }, i) => html`<li>
          <span class="count">${numbers.count(i + 1)}</span>
          <span class="rule">${said.ruleNames[rule]}</span>
          <span class="change">${mathNode(mathml.before)}<span aria-label=${said.becomes}> → </span>${mathNode(mathml.after)}</span>
        </li>`,
      )}
    </ol>
  </details>${rest}`;
}
