import { html, nothing } from 'lit';
import { sentences } from '../../src/picture/compare/runSentences.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import type { Stage } from './player.js';

/** Message on empty axes, with a button or a hint on how to begin. */
export const empty = (add: (() => void) | null) =>
  html`<div class="empty">
    <span>No runs yet</span>
    ${add ? html`<button class="main" part="add" @click=${add}>Add a rate</button>` : html`<small>Drop a CSV file here, or choose data below.</small>`}
  </div>`;

/** The caption, read out by screen readers while it plays and at its end, not while the playhead is moved. */
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
