import { settingTable } from './settings.js';

/**
 * Names in the errors of one door: the caller's, and those of settings as they are written there. All else is the same.
 */
export interface SettingSyntax {
  /** Name of the caller: `nabla compare`, `nabla-compare`. */
  readonly who: string;
  /** Name of a setting: `--rate`, `weight-decay`. */
  settingName(setting: string): string;
  /** Setting with a value: `--missing drop`, `missing="drop"`. */
  settingText(setting: string, value: string): string;
}

/** Speaker of an API call, with the names of its options. */
export const apiSyntax = (who: string): SettingSyntax => ({
  who,
  settingName: (setting) => setting,
  settingText: (setting, value) => `${setting}: ${value === 'true' ? value : `'${value}'`}`,
});

export const kebabCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Speaker of an element, with the names of its attributes. */
export const attributeSyntax = (who: string): SettingSyntax => ({
  who,
  settingName: kebabCase,
  settingText: (setting, value) => `${kebabCase(setting)}="${value}"`,
});

/**
 * Error of an inner call, reworded for the speaker:
 * `compare: weightDecay needs …` becomes `nabla compare: --weight-decay needs …`.
 * Errors in formulas, and of all other kinds, stay as they are.
 */
export function rewordError<E>({ who, settingName, settingText }: SettingSyntax, error: E): E {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const [head, caller, setting = ''] = /^(\w+): (?:(\w+)(?= needs |\[))?/.exec(error.message) ?? [];
  if (head === undefined || caller === 'formula') return error;
  const rest = error.message
    .slice(head.length)
    .replace(/, or (\w+): '?(\w+)'?(?=, got )/, (_, name, value) => `, or ${settingText(name, value)}`)
    .replace(/, or columns that /, () => `, or ${settingName('columns')} that `);
  error.message = `${who}: ${isSetting(setting) ? settingName(setting) : setting}${rest}`;
  return error;
}

/** Whether an error names a setting; `rate` is an entry of `rates`. */
const isSetting = (name: string) => name === 'rate' || Object.hasOwn(settingTable, name);

/** Result of a function, its errors reworded for the speaker. */
export function rewordErrors<T>(syntax: SettingSyntax, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw rewordError(syntax, error);
  }
}
