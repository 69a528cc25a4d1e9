import { countNoun, needKeys, outOfRange, unknownName, wrongKind } from '../need.js';

/** Setting of how a table is read: an option of `csv` and of the command line, an attribute of elements. */
interface TableSetting {
  readonly kind: 'text' | 'character' | 'names' | 'switch';
  /** Placeholder of its value in help. */
  readonly value?: string;
  readonly says: string;
  /** Whether a switch is on unless said. */
  readonly isOn?: boolean;
  /** Texts that it may be. */
  readonly choices?: readonly string[];
  /** Whether `true` may stand for names. */
  readonly orTrue?: boolean;
}

/** All settings of how a table is read, by name. The options of `csv` and the doors are made from this list. */
export const csvSettings = {
  target: { kind: 'text', value: 'column', says: 'of a file, the column to predict from the others' },
  columns: {
    kind: 'names',
    value: 'names',
    says: 'the columns to predict it from, `a,b`, or patterns, `f*`; all others unless said',
  },
  without: {
    kind: 'names',
    value: 'names',
    says: 'columns of a file to leave out, by name or pattern',
  },
  oneHot: {
    kind: 'names',
    value: 'names',
    says: 'columns of text to be made columns of 0 and 1, one for each level; all of text, or these',
    orTrue: true,
  },
  classes: {
    kind: 'names',
    value: 'names',
    says: 'that a target of numbers names classes; or these classes, in this order',
    orTrue: true,
  },
  missing: {
    kind: 'text',
    value: 'what',
    says: 'missing values: `refuse` them, `drop` their rows, or fill in the `mean` or `median` of the column; `refuse` unless said',
    choices: ['refuse', 'drop', 'mean', 'median'],
  },
  na: {
    kind: 'names',
    value: 'texts',
    says: 'texts that stand for a missing value, beside an empty field, `NA`, `N/A`, `NaN`, `null`, `None`, `-` and `?`',
  },
  numbers: {
    kind: 'text',
    value: 'how',
    says: '`strict`, or `loose`: with separators of thousands, `%` and signs of currencies too; `strict` unless said',
    choices: ['strict', 'loose'],
  },
  dates: {
    kind: 'text',
    value: 'how',
    says: '`refuse` them, or count the `days` since 1970-01-01; `refuse` unless said',
    choices: ['refuse', 'days'],
  },
  delimiter: {
    kind: 'character',
    value: 'character',
    says: 'what stands between fields: `,` `;` `tab` `|` or another; recognised unless said',
  },
  decimal: {
    kind: 'text',
    value: 'character',
    says: '`.` or `,` before the decimals of a number; recognised unless said',
    choices: ['.', ','],
  },
  encoding: {
    kind: 'text',
    value: 'name',
    says: 'of a file, `utf-8`, `utf-16le`, `windows-1252`; recognised unless said',
  },
  header: {
    kind: 'switch',
    says: 'that the first row has names; recognised unless said',
    isOn: true,
  },
  names: {
    kind: 'names',
    value: 'names',
    says: 'names of all columns, where the first row has none',
  },
} as const satisfies Readonly<Record<string, TableSetting>>;

export interface CsvOptions {
  /** Name of the column to predict from the others. */
  target: string;
  /**
   * Classes of the target. `true`: it names classes, even where it is numbers. A list: these, in this order, and no
   * others.
   */
  classes?: true | readonly string[];
  /** Names of the columns to predict from, in this order, or patterns (`'f*'`); all but the target if not given. */
  columns?: readonly string[];
  /** Names or patterns of columns to leave out. */
  without?: readonly string[];
  /**
   * Columns of text of which each level, at most 50, becomes a column of 0 and 1, `city=Rome`: these, by name or
   * pattern, or with `true` all columns without numbers.
   */
  oneHot?: true | readonly string[];
  /**
   * Missing values in a column that is used: refused, or with `'drop'` their rows left out, or filled with the
   * `'mean'` or `'median'` of the column, which `split` takes from the rows to learn from.
   */
  missing?: 'refuse' | 'drop' | 'mean' | 'median';
  /** Further texts that stand for a missing value. */
  na?: readonly string[];
  /** `'loose'`: numbers with separators of thousands, percentages and amounts of money too. */
  numbers?: 'strict' | 'loose';
  /** `'days'`: dates are days since 1970-01-01. */
  dates?: 'refuse' | 'days';
  /** Character between fields, or `'tab'`; recognised among `,` `;` tab and `|` if not given. */
  delimiter?: string;
  /** Character before the decimals of a number; recognised if not given. */
  decimal?: '.' | ',';
  /** Encoding of bytes, as `TextDecoder` calls it; recognised if not given. */
  encoding?: string;
  /** Whether the first row has the names; recognised if not given. */
  header?: boolean;
  /** Names of all columns, instead of those of a header, if there is one. */
  names?: readonly string[];
}

/** Options of `csv`, checked, with copies of the lists. */
export function needCsvOptions(who: string, options: unknown): CsvOptions {
  const { target, ...rest } = checkedCsvOptions(who, options);
  if (target === undefined) throw wrongKind(who, 'target', 'the name of a column', target);
  return { target, ...rest };
}

/** Options of `csv`, checked, where the target need not be there yet. */
export function checkedCsvOptions(who: string, options: unknown): Partial<CsvOptions> {
  needKeys(who, 'option', options as object, Object.keys(csvSettings));
  const given = options as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(csvSettings).flatMap(([name, setting]) =>
      given[name] === undefined ? [] : [[name, needSetting(who, name, setting, given[name])]],
    ),
  );
}

function needSetting(who: string, name: string, setting: TableSetting, value: unknown): unknown {
  const { kind, choices, orTrue } = setting;
  if (kind === 'names') {
    const least = name === 'classes' ? 2 : 1;
    return orTrue && value === true ? true : needNames(who, name, value, least);
  }
  if (kind === 'switch' && typeof value !== 'boolean') throw wrongKind(who, name, 'true or false', value);
  if (choices && !choices.includes(value as string))
    throw unknownName(who, `choice for ${name}:`, value, choices);
  if (name === 'delimiter') return needDelimiter(who, value);
  if (kind === 'text' && typeof value !== 'string')
    throw wrongKind(who, name, name === 'target' ? 'the name of a column' : 'a text', value);
  return value;
}

/** Copy of a list of different names, at least so many. */
function needNames(who: string, what: string, given: unknown, least: number): string[] {
  if (!Array.isArray(given)) throw wrongKind(who, what, 'an array of names', given);
  const names = Array.from(given);
  if (names.length < least) throw outOfRange(who, what, `at least ${countNoun(least, 'name')}`, names.length);
  const before = new Set();
  names.forEach((name, i) => {
    if (typeof name !== 'string') throw wrongKind(who, `${what}[${i}]`, 'a name', name);
    if (before.has(name)) throw outOfRange(who, `${what}[${i}]`, 'a name that is not there twice', name);
    before.add(name);
  });
  return names;
}

/** Character of a delimiter. Letters, digits and what numbers, quotes and lines are written with cannot be one. */
function needDelimiter(who: string, given: unknown): string {
  const delimiter = given === 'tab' ? '\t' : given;
  if (
    typeof delimiter === 'string' &&
    /^[^\p{L}\p{N}"'.+\-\r\n\ufeff]$/u.test(delimiter) &&
    delimiter.length === 1
  )
    return delimiter;
  throw outOfRange(who, 'delimiter', 'one of , ; tab | or another character that no number has', given);
}
