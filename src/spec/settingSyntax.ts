import { csvSettings } from '../data/csvOptions.js';
import { namesText, quotedName } from '../data/refusedText.js';
import { columnsText } from './columnsText.js';
import { settingTable } from './settings.js';

/** Value of a setting in an error, that would cure it. */
type CureValue = boolean | string | readonly string[];

/**
 * Names in the errors of one door: the caller's, and those of settings as they are written there. All else is the same.
 */
export interface SettingSyntax {
  /** Name of the caller: `nabla compare`, `nabla-compare`. */
  readonly who: string;
  /** Name of a setting: `--rate`, `weight-decay`. */
  settingName(setting: string): string;
  /** Setting with a value: `--missing drop`, `missing="drop"`. */
  settingText(setting: string, value: CureValue): string;
  /** What stands between settings: a comma in a call, else a space, so that they can be pasted. */
  readonly between: string;
}

/** Speaker of an API call, with the names of its options. */
export const apiSyntax = (who: string): SettingSyntax => ({
  who,
  settingName: (setting) => setting,
  settingText: (setting, value) =>
    `${setting}: ${typeof value === 'boolean' ? value : typeof value === 'string' ? quotedName(value) : namesText(value)}`,
  between: ', ',
});

export const kebabCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Speaker of an element, with the names of its attributes. */
export const attributeSyntax = (who: string): SettingSyntax => ({
  who,
  settingName: kebabCase,
  settingText: (setting, value) =>
    `${kebabCase(setting)}="${(typeof value === 'object' ? columnsText(value) : String(value)).replaceAll('"', '&quot;')}"`,
  between: ' ',
});

/**
 * Error of an inner call, reworded for the speaker:
 * `compare: weightDecay needs …` becomes `nabla compare: --weight-decay needs …`.
 * Errors in formulas, and of all other kinds, stay as they are.
 */
export function rewordError<E>(syntax: SettingSyntax, error: E): E {
  const { who, settingName } = syntax;
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const [head, caller, setting = ''] = /^(\w+): (?:(\w+)(?= needs |\[))?/.exec(error.message) ?? [];
  if (head === undefined || caller === 'formula') return error;
  const rest = rewordCures(syntax, error.message.slice(head.length));
  error.message = `${who}: ${isSetting(setting) ? settingName(setting) : setting}${rest}`;
  return error;
}

const QUOTED = "'(?:[^'\\\\]|\\\\.)*'";
/** Setting of how a file is read, with a value, as a call has it. */
const CURE = `\\b(${Object.keys(csvSettings).join('|')}): (true|false|${QUOTED}|\\[${QUOTED}(?:, ${QUOTED})*\\])`;
const CURES = new RegExp(`(?:${CURE}(?:, (?=${CURE}))?)+`, 'g');

/** Sentence with the settings in it, as a call has them, in the words of the speaker. */
export const rewordCures = ({ settingText, between }: SettingSyntax, text: string): string =>
  text.replace(CURES, (some) =>
    Array.from(some.matchAll(new RegExp(CURE, 'g')), ([, setting, value]) =>
      settingText(setting, cureValue(value)),
    ).join(between),
  );

function cureValue(text: string): CureValue {
  if (text === 'true' || text === 'false') return text === 'true';
  const names = Array.from(text.matchAll(new RegExp(QUOTED, 'g')), ([quoted]) =>
    quoted.slice(1, -1).replace(/\\(.)/g, '$1'),
  );
  return text.startsWith('[') ? names : names[0];
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
