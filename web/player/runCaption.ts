import { html, nothing } from 'lit';
import { compareCaption } from '../../src/picture/compare/runSentences.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import type { Player } from './player.js';

/** Message on empty axes, with a button or a hint on how to begin. */
export const emptyNote = (add: (() => void) | null) =>
  html`<div class="empty">
    <span>No runs yet</span>
    ${add ? html`<button class="main" part="add" @click=${add}>Add a rate</button>` : html`<small>Drop a CSV file here, or choose data below.</small>`}
  </div>`;

/** The caption, read out by screen readers while it plays and at its end, not while the playhead is moved. */
export function captionNote(player: Player, numbers: NumberFormats, still: boolean, late: boolean) {
  const { comparison, timeline, divergedCount, seriesList, playhead } = player;
  const { playing, ended, step } = playhead;
  const input = {
    comparison,
    divergedCount,
    runs: seriesList.length,
    step,
    total: timeline.total,
    playing,
    ended,
    still,
    numbers,
  };
  const starting = late ? 'starting …' : '';
  const said = player.isShown ? compareCaption(input) : { text: '', quiet: starting, finally: '' };
  return html`<div class="caption" part="caption">
    <p aria-live=${playing || ended ? 'polite' : 'off'}>
      ${said.text} ${said.quiet ? html`<span class="quiet">${said.quiet}</span>` : nothing}
    </p>
    <p class="room" aria-hidden="true">${said.finally}</p>
  </div>`;
}
