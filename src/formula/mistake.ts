import { shown } from '../need.js';
import type { Token } from './token.js';

/** Position in the given texts. */
export interface Place {
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** Which of the texts, 1-based. */
  readonly text: number;
  /** Number of texts. */
  readonly texts: number;
}

/** SyntaxError of a text with `column` and `text`, both 1-based. */
export const mistake = ({ column, text }: Place, message: string): SyntaxError =>
  Object.assign(new SyntaxError(`formula: ${message}`), { column, text });

export const at = ({ column, text, texts }: Place) =>
  `at column ${column}${texts > 1 ? ` of text ${text}` : ''}`;

/** `formula: expected a number, a name or "(" at column 5, got ")"`. */
export const unexpected = (place: Place, expected: string, token: Token) =>
  mistake(place, `expected ${expected} ${at(place)}, got ${named(token)}${cure(token)}`);

function named({ kind, text }: Token): string {
  if (kind === 'end') return 'the end of the text';
  if (kind !== 'other' || /^[ -~]+$/.test(text)) return shown(text);
  const code = `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  // Marks, controls and lone surrogates have no glyph of their own.
  if (/^[\p{C}\p{M}]/u.test(text)) return code;
  const script = /\p{Script=Cyrillic}/u.test(text) ? 'the Cyrillic ' : '';
  return `${shown(text)} (${script}${code})`;
}

const cures = new Map([
  ['**', 'write ^ for a power'],
  ['|', 'write abs(x)'],
  ['√', 'write sqrt(x)'],
  ['∛', 'write cbrt(x)'],
  ['%', 'write x/100'],
  ['[', 'write ('],
  ['{', 'write ('],
  [']', 'write )'],
  ['}', 'write )'],
  ['=', 'a formula is what stands on one side'],
]);

/** Homoglyphs: letters and signs that look like those of the language and are others. */
const alike = new Map([
  ...pairs('АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝ', 'ABESIJKMHOPCTYXaesijopcyxdqw'),
  ...pairs('‐‑‒–—⁃⋅∙•∗✕✖⨯∕⁄ˆ', '------···****//^'),
]);

function pairs(from: string, to: string): [string, string][] {
  const signs = [...to];
  return [...from].map((character, i) => [character, signs[i]]);
}

function cure({ kind, text }: Token): string {
  if (kind === 'number') return '; a number cannot follow a factor, write * or ^';
  if (kind !== 'other') return '';
  const known = cures.get(text);
  if (known) return `; ${known}`;
  const plain = alike.get(text) ?? text.normalize('NFKC');
  return plain !== text && /^[A-Za-z0-9_+*/^().,\u0391-\u03c9·-]$/.test(plain) ? `; write ${plain}` : '';
}
