import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { shortenText } from '../../src/need.js';
import { formulaPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { errorIcon } from './icons.js';
import { mathNode } from './math.js';

interface FormulaField {
  /** Of fields side by side each has its own. */
  id?: string;
  /** MathML in front of the field. */
  label: string;
  name: string;
  text: string;
  error: Error | null;
  /** Whether the last valid drawing is still shown. */
  drawn: boolean;
  language: Language;
  handleInput(text: string, done: boolean): void;
}

const fieldText = (event: Event) => (event.target as HTMLInputElement).value;

/** A text field for a formula, with the error underlined in it and explained below. */
export function formulaField(field: FormulaField) {
  const { id = 'f', label, name, text, error, handleInput } = field;
  const wrong = error !== null && isFormulaError(error);
  const bad = error && errorColumn(error) ? wordAtColumn(text, errorColumn(error)!) : null;
  return html`<div class="formula">
    <label for=${id}>${mathNode(label)}</label>
    <div class=${classMap({ field: true, wrong })}>
      <input
        id=${id}
        part="f"
        type="text"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        aria-label=${name}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${error ? 'mistake' : nothing}
        .value=${text}
        @input=${(event: Event) => handleInput(fieldText(event), false)}
        @change=${(event: Event) => handleInput(fieldText(event), true)}
        @scroll=${scrollUnderline}
      />
      ${bad ? html`<div class="under" aria-hidden="true">${bad.before}<span>${bad.word}</span></div>` : nothing}
    </div>
  </div>
  ${error ? formulaErrorNote(error, field) : nothing}`;
}

/** Whether an error is in the formula, not in the point or interval. */
const isFormulaError = (error: Error) =>
  error instanceof SyntaxError || /: (?:f|the formula) needs/.test(error.message);

/** Scroll position of the underline, kept equal to that of the field. */
function scrollUnderline(event: Event): void {
  const input = event.target as HTMLInputElement;
  const under = input.parentElement!.querySelector<HTMLElement>('.under');
  if (under) under.scrollLeft = input.scrollLeft;
}

function formulaErrorNote(error: Error, { text, drawn, language, handleInput: typed }: FormulaField) {
  const { useCure, showsLastDrawing } = language.phrases(formulaPhrases);
  const { what, where, rest, cure } = splitMessage(error);
  const column = errorColumn(error);
  const applyCure = () => typed(replaceWord(text, column ?? 1, cure!), true);
  return html`<div class="error" id="mistake" part="error" role="alert">
    ${errorIcon}
    <div>
      <bdi lang="en"><b>${what}</b>${where ? ` ${where}` : ''}${rest}</bdi>
      ${cure && column ? html`<button part="cure" @click=${applyCure}>${useCure(cure)}</button>` : nothing}
      ${drawn ? html`<div class="quiet">${showsLastDrawing}</div>` : nothing}
    </div>
  </div>`;
}

/** The parts of an error message: what is wrong, its column, the rest, and the suggested replacement. */
function splitMessage(error: Error) {
  const message = truncateMessage(error.message.replace(/^[\w-]+: /, ''));
  const column = errorColumn(error);
  const plain = message.replace(/ at column \d+/, '');
  const cut = plain.search(/, got |; /);
  const rest = cut < 0 ? '' : plain.slice(cut);
  const cure = /^; did you mean "([^"]+)"\?$/.exec(rest)?.[1] ?? null;
  const what = cut < 0 ? plain : plain.slice(0, cut);
  const start = /^[a-z]{2}/.test(what) ? what.slice(0, 1).toUpperCase() + what.slice(1) : what;
  return { what: start, where: column ? `at column ${column}` : '', rest: cure ? '' : rest, cure };
}

const errorColumn = (error: Error): number | null => {
  const { column } = error as { column?: unknown };
  return typeof column === 'number' ? column : null;
};

const wordPattern = /^(?:[\p{L}_][\p{L}\d_]*|\d[\d.]*|.)/su;

function wordAtColumn(text: string, column: number) {
  const at = Math.max(0, Math.min(text.length, column - 1));
  return { before: text.slice(0, at), word: wordPattern.exec(text.slice(at, at + 200))?.[0] ?? '\u00a0' };
}

const replaceWord = (text: string, column: number, cure: string) =>
  text.slice(0, column - 1) + cure + text.slice(column - 1).replace(wordPattern, '');

const truncateMessage = (text: string) => shortenText(text, 300);
