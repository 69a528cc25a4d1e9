import { html, nothing } from 'lit';
import { shortenText } from '../../src/need.js';
import { figurePhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { errorIcon } from './icons.js';

/** An error message in the figure, in English, what was needed in bold. */
export function errorNote(error: Error, shownBefore: boolean, { phrases }: Language) {
  const cut = error.message.search(/, got |; /);
  const what = cut < 0 ? error.message : error.message.slice(0, cut);
  const rest = cut < 0 ? '' : error.message.slice(cut);
  return html`<div class="error" part="error" role="alert">
    ${errorIcon}
    <div>
      <bdi lang="en"><b>${truncateError(what)}</b>${truncateError(rest)}</bdi>
      ${shownBefore ? html`<div class="quiet">${phrases(figurePhrases).showsLastComparison}</div>` : nothing}
    </div>
  </div>`;
}

const truncateError = (text: string) => shortenText(text, 300);
