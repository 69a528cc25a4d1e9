import { html } from 'lit';
import { derivativePhrases, tangentPhrases } from '../../src/phrases/en.js';
import type { TangentSnapshot } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { pauseIcon, playIcon, resetIcon } from '../figure/icons.js';
import { italicText } from '../figure/italicText.js';
import { equationMathml, mathNode } from '../figure/math.js';

/** MathML of f and its derivative. */
export function typesetFormulas({ model: { mathml, order } }: TangentSnapshot, { phrases }: Language) {
  const { variable, f, slope } = mathml;
  const long = html`<span class="quiet">${phrases(derivativePhrases).tooLong}</span>`;
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
  language: Language;
  /** Label of the second button. */
  back?: string;
}

export function stepButtons({ playing, off, shrinkStep, pause, reset, language, back }: StepActions) {
  const said = language.phrases(tangentPhrases);
  return html`<div class="actions">
    <button class="main" part="shrink" ?disabled=${off} @click=${playing ? pause : shrinkStep}>
      ${playing ? pauseIcon : playIcon}${playing ? said.pause : said.shrink}
    </button>
    <button part="reset" ?disabled=${off} @click=${reset}>${resetIcon}${back ?? said.reset}</button>
  </div>`;
}

/** The caption, read out by screen readers when it changes, not while something moves. */
export function italicCaption(text: string, moving: boolean, quiet = '') {
  return html`<div class="caption" part="caption"><p aria-live=${moving ? 'off' : 'polite'}>${italicText(text)}${quiet && html`<span class="quiet">${quiet}</span>`}</p></div>`;
}

export function noFormulaNote({ phrases }: Language) {
  const { noFormula, typeFormula } = phrases(tangentPhrases);
  return html`<div class="empty"><span>${noFormula}</span><small>${typeFormula}</small></div>`;
}
