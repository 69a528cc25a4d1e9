import { html } from 'lit';
import type { TangentSnapshot } from '../../src/picture/derivative/tangentSentences.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import { pauseIcon, playIcon, resetIcon } from '../figure/icons.js';
import { equationMathml, mathNode } from '../figure/math.js';

/** MathML of f and its derivative. */
export function typesetFormulas({ model: { mathml, order } }: TangentSnapshot) {
  const { variable, f, slope } = mathml;
  const long = html`<span class="quiet">too long to be written out</span>`;
  return html`<div class="typeset" part="formulas" tabindex="-1">
    <span>${f ? mathNode(equationMathml(0, variable, f)) : html`${mathNode(equationMathml(0, variable))} ${long}`}</span>
    <span class="slope">${slope ? mathNode(equationMathml(order, variable, slope)) : html`${mathNode(equationMathml(order, variable))} ${long}`}</span>
  </div>`;
}

interface StepActions {
  playing: boolean;
  off: boolean;
  shrinkStep(): void;
  pause(): void;
  reset(): void;
  /** Label of the second button. */
  back?: string;
}

export function stepButtons({ playing, off, shrinkStep, pause, reset, back = 'Reset' }: StepActions) {
  return html`<div class="actions">
    <button class="main" part="shrink" ?disabled=${off} @click=${playing ? pause : shrinkStep}>
      ${playing ? pauseIcon : playIcon}${playing ? 'Pause' : 'Shrink h'}
    </button>
    <button part="reset" ?disabled=${off} @click=${reset}>${resetIcon}${back}</button>
  </div>`;
}

/** The caption, read out by screen readers when it changes, not while something moves. */
export function italicCaption(text: string, moving: boolean, quiet = '') {
  const parts = text.split(italicMark).map((part, i) => (i % 2 ? html`<var>${part}</var>` : part));
  return html`<div class="caption" part="caption"><p aria-live=${moving ? 'off' : 'polite'}>${parts}${quiet && html`<span class="quiet">${quiet}</span>`}</p></div>`;
}

export const noFormulaNote = () =>
  html`<div class="empty">
    <span>No formula yet</span><small>Type one of one variable, such as x^2 sin(x).</small>
  </div>`;
