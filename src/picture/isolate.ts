// Texts from outside within sentences.

/** Hebrew, Arabic and the other scripts that are written from right to left. */
const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A text as it is, isolated where its letters would take numbers and words around it along. */
export const isolate = (text: string): string => (fromTheRight.test(text) ? `\u2068${text}\u2069` : text);
