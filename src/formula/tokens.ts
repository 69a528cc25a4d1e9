import { describePosition, formulaError, type TextPosition } from './formulaError.js';
import { namePattern } from './names.js';
import type { Punctuation, Token } from './token.js';

/** Most characters of a text, written or read: nobody types as many, and derivatives of what is typed have more. */
export const MOST_CHARACTERS = 30_000;

/** Deepest nesting of parentheses; nothing else of the language nests. */
export const DEEPEST = 200;

const signTokens: ReadonlyMap<string, Punctuation> = new Map<string, Punctuation>([
  ...[...'+-*/^(),'].map((sign) => [sign, sign] as [string, Punctuation]),
  ['−', '-'],
  ['·', '*'],
  ['×', '*'],
  ['÷', '/'],
]);

// Digits that programs group, 1_000 or 1,000, and numbers of other bases, 0x10, would be several tokens here and mean
// something else: each is one, of no part of the language. In max(1,200) the comma may part two numbers.
const based = '0(?:[xX][0-9a-fA-F]+|[bB][01]+|[oO][0-7]+)(?![A-Za-z0-9_])';
const grouped = '_+\\d[\\d_]*(?:\\.[\\d_]*)?(?:[eE][+\\-−]?[\\d_]+)?|(?:,\\d{3}(?!\\d))+(?:\\.\\d*)?';

// Each alternative starts differently, and none fails late but `based`, once, so a text is read from left to right. An
// exponent has no space in it: 2e+3 is a number, 2e + 3 a sum.
const tokenPattern = new RegExp(
  [
    '\\s+',
    `(?<other>\\*\\*|${based})`,
    `(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+\\-−]?\\d+)?)(?<grouped>${grouped})?`,
    `(?<name>${namePattern})`,
    '(?<superscript>[⁺⁻]?[⁰¹²³⁴-⁹]+)',
    '(?<sign>[-+*/^(),−·×÷])',
  ].join('|'),
  'uy',
);

/** Tokens of a text, with one for its end. Throws SyntaxError for the limits only, before anything recursive runs. */
export function tokenize(text: string, place: Omit<TextPosition, 'column'>): Token[] {
  if (text.length > MOST_CHARACTERS) {
    const message = `text needs at most ${MOST_CHARACTERS} characters, got ${text.length}`;
    throw formulaError({ ...place, column: MOST_CHARACTERS + 1 }, message);
  }
  const found: Token[] = [];
  let depth = 0;
  for (let i = 0; i < text.length; ) {
    const token = readToken(text, i);
    if (token === null) {
      i = tokenPattern.lastIndex;
      continue;
    }
    if (token.kind === '(' && ++depth > DEEPEST) {
      const deepest = { ...place, column: token.column };
      throw formulaError(
        deepest,
        `parentheses need to nest at most ${DEEPEST} deep, got more ${describePosition(deepest)}`,
      );
    }
    if (token.kind === ')') depth--;
    found.push(token);
    i += token.text.length;
  }
  found.push({ kind: 'end', text: '', column: text.length + 1 });
  return found;
}

/** The token at index i, or null for space. */
function readToken(text: string, i: number): Token | null {
  tokenPattern.lastIndex = i;
  const match = tokenPattern.exec(text);
  const column = i + 1;
  if (!match) return { kind: 'other', text: String.fromCodePoint(text.codePointAt(i)!), column };
  const groups = match.groups!;
  const [whole] = match;
  if (groups.sign) return { kind: signTokens.get(whole)!, text: whole, column };
  if (/_|,0/.test(groups.grouped ?? '')) return { kind: 'other', text: whole, column };
  for (const kind of ['number', 'name', 'superscript', 'other'] as const) {
    if (groups[kind]) return { kind, text: groups[kind], column };
  }
  return null;
}

/** Value of a number or a superscript. */
export function tokenNumber({ kind, text }: Token): number {
  if (kind === 'number') return Number(text.replace('−', '-'));
  return Number(text.normalize('NFKC').replace('−', '-'));
}
