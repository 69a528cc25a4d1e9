import { shortenText, showValue } from '../need.js';
import type { Token } from './token.js';

/** Position in the given texts. */
export interface TextPosition {
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** Which of the texts, 1-based. */
  readonly text: number;
  /** Number of texts. */
  readonly texts: number;
}

/** SyntaxError of a text with `column` and `text`, both 1-based. */
export const formulaError = ({ column, text }: TextPosition, message: string): SyntaxError =>
  Object.assign(new SyntaxError(`formula: ${message}`), { column, text });

export const describePosition = ({ column, text, texts }: TextPosition) =>
  `at column ${column}${texts > 1 ? ` of text ${text}` : ''}`;

/** `formula: expected a number, a name or "(" at column 5, got ")"`. */
export const unexpectedToken = (
  place: TextPosition,
  expected: string,
  token: Token,
  cure = tokenCure(token),
) =>
  formulaError(place, `expected ${expected} ${describePosition(place)}, got ${describeToken(token)}${cure}`);

/** What to write in place of the comma in `1,5` or `1,500`; nothing for another. */
export function commaCure(before: Token, comma: Token, after: Token | undefined): string | undefined {
  const isClose = comma.column === before.column + before.text.length && after?.column === comma.column + 1;
  if (comma.kind !== ',' || !isClose || before.kind !== 'number' || after.kind !== 'number') return undefined;
  const [whole, rest] = [before, after].map(({ text }) => shortenText(text));
  return `; write ${whole}.${rest}${/^\d{3}$/.test(rest) ? ` or ${whole}${rest}` : ''}`;
}

function describeToken({ kind, text }: Token): string {
  if (kind === 'end') return 'the end of the text';
  if (kind !== 'other' || /^[ -~]/.test(text)) return showValue(text);
  const code = `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  // Marks, controls and lone surrogates have no glyph of their own.
  if (/^[\p{C}\p{M}]/u.test(text)) return code;
  const script = /\p{Script=Cyrillic}/u.test(text) ? 'the Cyrillic ' : '';
  return `${showValue(text)} (${script}${code})`;
}

const tokenCures = new Map([
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
const lookalikes = new Map([
  ...lookalikePairs('АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝ', 'ABESIJKMHOPCTYXaesijopcyxdqw'),
  ...lookalikePairs('‐‑‒–—⁃⋅∙•∗✕✖⨯∕⁄ˆ', '------···****//^'),
]);

function lookalikePairs(from: string, to: string): [string, string][] {
  const signs = [...to];
  return [...from].map((character, i) => [character, signs[i]]);
}

function tokenCure({ kind, text }: Token): string {
  if (kind === 'number') return '; a number cannot follow a factor, write * or ^';
  if (kind !== 'other') return '';
  const known = tokenCures.get(text);
  if (known) return `; ${known}`;
  if (/^0[a-z]/i.test(text))
    return `; write ${Number(text)}, for the product 0*${shortenText(text.slice(1))}`;
  if (/^\.?\d/.test(text)) return `; write ${shortenText(text.replace(/[_,]/g, ''))}`;
  const plain = lookalikes.get(text) ?? text.normalize('NFKC');
  return plain !== text && /^[A-Za-z0-9_+*/^().,\u0391-\u03c9·-]$/.test(plain) ? `; write ${plain}` : '';
}
