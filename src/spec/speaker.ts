import { settingTable } from './settings.js';

/** Who asks, and what settings are called there: refusals are the same at every door but for these names. */
export interface Speaker {
  /** `nabla compare`, `nabla-compare`. */
  readonly who: string;
  /** A setting by its name in a call: `--rate`, `weight-decay`. */
  called(setting: string): string;
  /** A setting with a value: `--missing drop`, `missing="drop"`. */
  written(setting: string, value: string): string;
}

/** A call of the API, by the names of its options. */
export const caller = (who: string): Speaker => ({
  who,
  called: (setting) => setting,
  written: (setting, value) => `${setting}: ${value === 'true' ? value : `'${value}'`}`,
});

export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Attributes of an element. */
export const element = (who: string): Speaker => ({
  who,
  called: kebab,
  written: (setting, value) => `${kebab(setting)}="${value}"`,
});

/**
 * An error that a call made below, in the words of whoever asked: `compare: weightDecay needs …` becomes
 * `nabla compare: --weight-decay needs …`. Mistakes in formulas, which say so, and all other errors stay as they are.
 */
export function inWordsOf<E>({ who, called, written }: Speaker, error: E): E {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const [head, caller, setting = ''] = /^(\w+): (?:(\w+)(?= needs |\[))?/.exec(error.message) ?? [];
  if (head === undefined || caller === 'formula') return error;
  const rest = error.message
    .slice(head.length)
    .replace(/, or (\w+): '?(\w+)'?(?=, got )/, (_, name, value) => `, or ${written(name, value)}`)
    .replace(/, or columns that /, () => `, or ${called('columns')} that `);
  error.message = `${who}: ${isSetting(setting) ? called(setting) : setting}${rest}`;
  return error;
}

/** A rate is one of the rates. */
const isSetting = (name: string) => name === 'rate' || Object.hasOwn(settingTable, name);

/** What a function makes, its errors in the words of whoever asked. */
export function askedBy<T>(speaker: Speaker, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw inWordsOf(speaker, error);
  }
}
