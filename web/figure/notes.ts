import { html, nothing } from 'lit';
import { shortenText } from '../../src/need.js';
import { errorIcon } from './icons.js';

/** An error message in the figure, what was needed in bold. */
export function errorNote(error: Error, shownBefore: boolean) {
  const cut = error.message.search(/, got |; /);
  const what = cut < 0 ? error.message : error.message.slice(0, cut);
  const rest = cut < 0 ? '' : error.message.slice(cut);
  return html`<div class="error" part="error" role="alert">
    ${errorIcon}
    <div>
      <b>${truncateError(what)}</b>${truncateError(rest)}
      ${shownBefore ? html`<div class="quiet">Showing the last comparison that worked.</div>` : nothing}
    </div>
  </div>`;
}

const truncateError = (text: string) => shortenText(text, 300);
