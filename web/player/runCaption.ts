import { html, nothing } from 'lit';
import { playerPhrases, runPhrases } from '../../src/phrases/en.js';
import { compareCaption } from '../../src/picture/compare/runSentences.js';
import type { Language } from '../../src/picture/language.js';
import type { Player } from './player.js';

/** Message on empty axes, with a button or a hint on how to begin. */
export function emptyNote(add: (() => void) | null, { phrases }: Language) {
  const { noRuns, addRate } = phrases(runPhrases);
  return html`<div class="empty">
    <span>${noRuns}</span>
    ${add ? html`<button class="main" part="add" @click=${add}>${addRate}</button>` : html`<small>${phrases(playerPhrases).dropFile}</small>`}
  </div>`;
}

/** The caption, read out by screen readers while it plays and at its end, not while the playhead is moved. */
export function captionNote(player: Player, language: Language, still: boolean, late: boolean) {
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
    language,
  };
  const starting = late ? language.phrases(playerPhrases).starting : '';
  const said = player.isShown ? compareCaption(input) : { text: '', quiet: starting, finally: '' };
  return html`<div class="caption" part="caption">
    <p aria-live=${playing || ended ? 'polite' : 'off'}>
      ${said.text} ${said.quiet ? html`<span class="quiet">${said.quiet}</span>` : nothing}
    </p>
    <p class="room" aria-hidden="true">${said.finally}</p>
  </div>`;
}
