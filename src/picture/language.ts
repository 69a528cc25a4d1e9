// The language of a figure: its phrases, and numbers as that language writes them.
import { numberPhrases } from '../phrases/en.js';
import { languages } from '../phrases/languages.js';
import type { Section, Translation } from '../phrases/translation.js';
import { type NumberFormats, numbersIn } from './numberFormat.js';

export interface Language {
  /** The tag that the page has for it: `en`, `de-AT`. */
  readonly tag: string;
  readonly numbers: NumberFormats;
  /** A section in this language, given as English has it. */
  phrases<English extends Section>(english: English): English;
}

/** Translations that were fetched, by their language without its region; null where a server has not the file. */
const translations = new Map<string, Translation | null>();

const baseOf = (tag: string) => tag.toLowerCase().split('-', 1)[0];

/** The language of a tag as far as it is there: English, with its numbers, in place of one that has no phrases. */
export function languageNow(asked: string): Language {
  const translation = translations.get(baseOf(asked));
  const tag = translation || baseOf(asked) === 'en' ? asked : 'en';
  const phrases = <English extends Section>(english: English) =>
    (translation?.[english.section] ?? english) as English;
  return { tag, phrases, numbers: numbersIn(tag, phrases(numberPhrases).notANumber) };
}

/** Fetches the phrases of a tag's language; null where there are none, or they are there. Never rejects. */
export function loadLanguage(tag: string): Promise<void> | null {
  const base = baseOf(tag);
  if (translations.has(base) || !Object.hasOwn(languages, base)) return null;
  return languages[base]().then(
    (translation) => void translations.set(base, translation),
    () => void translations.set(base, null),
  );
}

export const english: Language = languageNow('en');

/** Text of a number and its noun: `1 step`, `1 000 steps`. */
export const countedNoun = (n: number, noun: 'step' | 'run' | 'row', { numbers, phrases }: Language) =>
  phrases(numberPhrases)[noun](numbers.count(n), n);
