const MISSING = /^(?:|\?|-|n\/?a|#n\/a|nan|null|none)$/i;

/** Whether a field stands for a missing value. */
export const isMissing = (text: string) => text.length <= 4 && MISSING.test(text);

/** Whether a text has U+FFFD, as one decoded with the wrong encoding: different letters may be alike in it. */
export const isGarbled = (text: string) => text.includes('\ufffd');

const TENS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16];

/**
 * The number that `parseDecimal` makes of the characters from `from` to before `to`, without a copy: for digits that
 * are a whole number below 2⁵³, and a point, or the character `mark` instead, so that one division rounds once. NaN for
 * all else.
 */
export function shortDecimal(text: string, from: number, to: number, mark = 46): number {
  const isNegative = text.charCodeAt(from) === 45;
  let at = isNegative ? from + 1 : from;
  if (to - at > 17) return NaN;
  let digits = 0;
  let whole = 0;
  let point = to;
  for (; at < to; at++) {
    const c = text.charCodeAt(at);
    if (c >= 48 && c <= 57) {
      whole = 10 * whole + (c - 48);
      digits++;
    } else if (c === mark && point === to) point = at;
    else return NaN;
  }
  if (digits === 0 || whole >= 2 ** 53) return NaN;
  const value = point === to ? whole : whole / TENS[to - point - 1];
  return isNegative ? -value : value;
}

/** Field of CSV text (RFC 4180), quoted where it has quotes, commas or line breaks. */
export const quotedField = (text: string) =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
