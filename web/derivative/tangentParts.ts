import { html } from 'lit';
import type { Seen } from '../../src/picture/derivative/tangentSentences.js';
import { italic } from '../../src/picture/derivative/tangentSentences.js';
import { pauseIcon, playIcon, resetIcon } from '../figure/icons.js';
import { equation, math } from '../figure/math.js';

/** MathML of f and its derivative. */
export function typeset({ tangency: { written, order } }: Seen) {
  const { variable, f, slope } = written;
  const long = html`<span class="quiet">too long to be written out</span>`;
  return html`<div class="typeset" part="formulas" tabindex="-1">
    <span>${f ? math(equation(0, variable, f)) : html`${math(equation(0, variable))} ${long}`}</span>
    <span class="slope">${slope ? math(equation(order, variable, slope)) : html`${math(equation(order, variable))} ${long}`}</span>
  </div>`;
}

interface Hands {
  playing: boolean;
  off: boolean;
  shrink(): void;
  pause(): void;
  reset(): void;
  /** Label of the second button. */
  back?: string;
}

export function actions({ playing, off, shrink, pause, reset, back = 'Reset' }: Hands) {
  return html`<div class="actions">
    <button class="main" part="shrink" ?disabled=${off} @click=${playing ? pause : shrink}>
      ${playing ? pauseIcon : playIcon}${playing ? 'Pause' : 'Shrink h'}
    </button>
    <button part="reset" ?disabled=${off} @click=${reset}>${resetIcon}${back}</button>
  </div>`;
}

/** The caption, read out by screen readers when it changes, not while something moves. */
export function told(text: string, moving: boolean) {
  const parts = text.split(italic).map((part, i) => (i % 2 ? html`<var>${part}</var>` : part));
  return html`<div class="caption" part="caption"><p aria-live=${moving ? 'off' : 'polite'}>${parts}</p></div>`;
}

export const noFormula = () =>
  html`<div class="empty">
    <span>No formula yet</span><small>Type one of one variable, such as x^2 sin(x).</small>
  </div>`;
