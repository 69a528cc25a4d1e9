import type * as english from './en.js';

type English = typeof english;

/** A section as English has it, with the name that translations have it by. */
export type Section = English[keyof English];

/** The phrases of another language, section by section: all that English has. */
export type Translation = {
  readonly [Name in keyof English as English[Name]['section']]: Omit<English[Name], 'section'>;
};
