import { html, nothing } from 'lit';
import { sentences } from '../../src/picture/compare/runSentences.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import type { Stage } from '../player/player.js';
import { errorIcon } from './icons.js';

/** What went wrong, where it went wrong: what it is in strong type, what was got instead beside it. */
export function failure(error: Error, shownBefore: boolean) {
  const cut = error.message.search(/, got |; /);
  const what = cut < 0 ? error.message : error.message.slice(0, cut);
  const rest = cut < 0 ? '' : error.message.slice(cut);
  return html`<div class="error" part="error" role="alert">
    ${errorIcon}
    <div>
      <b>${short(what)}</b>${short(rest)}
      ${shownBefore ? html`<div class="quiet">Showing the last comparison that worked.</div>` : nothing}
    </div>
  </div>`;
}

/** Axes with nothing on them say why, and what comes next. */
export const empty = (add: (() => void) | null) =>
  html`<div class="empty">
    <span>No runs yet</span>
    ${add ? html`<button class="main" part="add" @click=${add}>Add a rate</button>` : html`<small>Drop a CSV file here, or choose data below.</small>`}
  </div>`;

/** Read out when it changes by itself, and not while somebody moves the playhead. */
export function caption(stage: Stage, numbers: Numbers, still: boolean, late: boolean) {
  const { comparison, course, lost, strands, job, pace } = stage;
  const { playing, ended, step } = pace;
  const told = {
    comparison,
    lost,
    runs: strands.length,
    step,
    total: course.total,
    playing,
    ended,
    still,
    numbers,
  };
  const starting = late ? 'starting …' : '';
  const said = job ? sentences(told) : { text: '', quiet: starting, finally: '' };
  return html`<div class="caption" part="caption">
    <p aria-live=${playing || ended ? 'polite' : 'off'}>
      ${said.text} ${said.quiet ? html`<span class="quiet">${said.quiet}</span>` : nothing}
    </p>
    <p class="room" aria-hidden="true">${said.finally}</p>
  </div>`;
}

const short = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
