import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { shortened } from '../../src/need.js';
import { errorIcon } from './icons.js';
import { math } from './math.js';

interface FormulaField {
  /** MathML in front of the field. */
  label: string;
  name: string;
  text: string;
  error: Error | null;
  /** Whether the last valid drawing is still shown. */
  drawn: boolean;
  typed(text: string, done: boolean): void;
}

const said = (event: Event) => (event.target as HTMLInputElement).value;

/** A text field for a formula, with the error underlined in it and explained below. */
export function formulaField({ label, name, text, error, drawn, typed }: FormulaField) {
  const wrong = error !== null && isMistake(error);
  const bad = error && columnOf(error) ? badWord(text, columnOf(error)!) : null;
  return html`<div class="formula">
    <label for="f">${math(label)}</label>
    <div class=${classMap({ field: true, wrong })}>
      <input
        id="f"
        part="f"
        type="text"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        aria-label=${name}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${error ? 'mistake' : nothing}
        .value=${text}
        @input=${(event: Event) => typed(said(event), false)}
        @change=${(event: Event) => typed(said(event), true)}
        @scroll=${follow}
      />
      ${bad ? html`<div class="under" aria-hidden="true">${bad.before}<span>${bad.word}</span></div>` : nothing}
    </div>
  </div>
  ${error ? mistake(error, text, drawn, typed) : nothing}`;
}

/** Whether an error is in the formula, not in the point or interval. */
const isMistake = (error: Error) => error instanceof SyntaxError || /: f needs/.test(error.message);

/** Scroll position of the underline, kept equal to that of the field. */
function follow(event: Event): void {
  const input = event.target as HTMLInputElement;
  const under = input.parentElement!.querySelector<HTMLElement>('.under');
  if (under) under.scrollLeft = input.scrollLeft;
}

function mistake(error: Error, text: string, drawn: boolean, typed: FormulaField['typed']) {
  const { what, where, rest, cure } = told(error);
  const column = columnOf(error);
  const put = () => typed(cured(text, column ?? 1, cure!), true);
  return html`<div class="error" id="mistake" part="error" role="alert">
    ${errorIcon}
    <div>
      <b>${what}</b>${where ? ` ${where}` : ''}${rest}
      ${cure && column ? html`<button part="cure" @click=${put}>Use ${cure}</button>` : nothing}
      ${drawn ? html`<div class="quiet">Showing the last drawing that worked.</div>` : nothing}
    </div>
  </div>`;
}

/** The parts of an error message: what is wrong, its column, the rest, and the suggested replacement. */
function told(error: Error) {
  const message = short(error.message.replace(/^[\w-]+: /, ''));
  const column = columnOf(error);
  const plain = message.replace(/ at column \d+/, '');
  const cut = plain.search(/, got |; /);
  const rest = cut < 0 ? '' : plain.slice(cut);
  const cure = /^; did you mean "([^"]+)"\?$/.exec(rest)?.[1] ?? null;
  const what = cut < 0 ? plain : plain.slice(0, cut);
  const start = /^[a-z]{2}/.test(what) ? what.slice(0, 1).toUpperCase() + what.slice(1) : what;
  return { what: start, where: column ? `at column ${column}` : '', rest: cure ? '' : rest, cure };
}

const columnOf = (error: Error): number | null => {
  const { column } = error as { column?: unknown };
  return typeof column === 'number' ? column : null;
};

const word = /^(?:[\p{L}_][\p{L}\d_]*|\d[\d.]*|.)/su;

function badWord(text: string, column: number) {
  const at = Math.max(0, Math.min(text.length, column - 1));
  return { before: text.slice(0, at), word: word.exec(text.slice(at, at + 200))?.[0] ?? '\u00a0' };
}

const cured = (text: string, column: number, cure: string) =>
  text.slice(0, column - 1) + cure + text.slice(column - 1).replace(word, '');

const short = (text: string) => shortened(text, 300);
