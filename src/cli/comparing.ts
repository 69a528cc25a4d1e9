import { type Command, Option } from 'commander';
import type { CompareOptions } from '../index.js';
import { columnsText } from '../spec/columnsText.js';
import { readSpec } from '../spec/readSpec.js';
import { optionsFromSpec, type ResolvedProblem, resolveInParts, runToEnd } from '../spec/resolveProblem.js';
import { kebabCase, rewordErrors, type SettingSyntax } from '../spec/settingSyntax.js';
import { knobSettings, problemSettings, type SettingEntry, settingTable } from '../spec/settings.js';
import type { Spec } from '../spec/spec.js';
import { isDataFile, needTarget, readDataFile } from './dataFile.js';
import { markFormulaError } from './formula.js';

/** Options in the singular for settings that are lists: an option may have several values. */
const SINGULAR = new Map([
  ['optimizers', 'optimizer'],
  ['rates', 'rate'],
]);
const optionName = (setting: string) => SINGULAR.get(setting) ?? setting;
const optionFlag = (setting: string) => `--${kebabCase(optionName(setting))}`;
/** The flag of an option, before it the name that the attribute has, which is taken too. */
const optionFlags = (setting: string) =>
  SINGULAR.has(setting) ? `--${setting}, ${optionFlag(setting)}` : optionFlag(setting);

/** Speaker of a command, with the names of its options. */
export const optionSyntax = (who: string): SettingSyntax => ({
  who: `nabla ${who}`,
  settingName: optionFlag,
  settingText(setting, value) {
    if (value === true) return optionFlag(setting);
    if (value === false) return `--no-${kebabCase(optionName(setting))}`;
    return `${optionFlag(setting)} ${shellWord(typeof value === 'string' ? value : columnsText(value))}`;
  },
  between: ' ',
});

/** Text as a word of a shell, in quotes where it needs them. */
const shellWord = (text: string) =>
  /^[\w.,:=/+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Command with options for all settings but those named. */
export function addCompareOptions(command: Command, except: readonly string[] = []): Command {
  for (const [name, setting] of Object.entries(settingTable))
    if (!except.includes(name))
      for (const option of commanderOptions(name, setting)) command.addOption(option);
  return command;
}

function commanderOptions(name: string, { kind, value, says, isOn, orTrue }: SettingEntry): Option[] {
  const help = says.replaceAll('`', '');
  const grouped = (flags: string, text: string) => new Option(flags, text).helpGroup(helpGroup(name));
  const flag = optionFlags(name);
  if (kind !== 'switch') return [grouped(orTrue ? `${flag} [${value}]` : `${flag} <${value}>`, help)];
  const off = grouped(`--no-${kebabCase(name)}`, 'not so').default(undefined);
  return isOn ? [grouped(flag, help), off] : [grouped(flag, help)];
}

const helpGroup = (name: string) =>
  problemSettings.includes(name)
    ? 'What to minimise:'
    : knobSettings.includes(name)
      ? 'Knobs of optimizers:'
      : 'How:';

/** Comparison that a command asks for, ready to run. */
export interface ComparisonSetup {
  spec: Spec;
  resolved: ResolvedProblem;
  /** Of k-fold cross-validation, each fold with its spec. */
  folds: { spec: Spec; resolved: ResolvedProblem }[];
  options: CompareOptions;
}

/** Comparison from the options of a command, of a changed spec where that is asked for. Throws in the words of the command line. */
export function setupFrom(
  who: string,
  options: object,
  folds?: number,
  change = (spec: Spec): Spec => spec,
): ComparisonSetup {
  const asked = options as Readonly<Record<string, unknown>>;
  const syntax = optionSyntax(who);
  const given = Object.fromEntries(Object.keys(settingTable).map((name) => [name, asked[optionName(name)]]));
  const text = String(given.formula ?? given.problem);
  const spec = change(markFormulaError(text, () => readSpec(syntax, given, isDataFile)));
  const { problem } = spec;
  const data = 'data' in problem && problem.data.file !== undefined ? problem.data : null;
  const bytes = data ? readDataFile(syntax, data.file!) : undefined;
  if (bytes) needTarget(syntax, data!, bytes);
  const resolve = (each: Spec) => ({
    spec: each,
    resolved: rewordErrors(syntax, () => runToEnd(resolveInParts('compare', each.problem, bytes))),
  });
  const parts = folds === undefined ? [] : foldSpecs(syntax, spec, folds).map(resolve);
  const { resolved } = parts[0] ?? resolve(spec);
  return { spec, resolved, folds: parts, options: optionsFromSpec(spec) };
}

/** Spec of each of so many folds of the data. */
function foldSpecs({ who }: SettingSyntax, spec: Spec, folds: number): Spec[] {
  const { problem } = spec;
  if (!('data' in problem)) throw new TypeError(`${who}: --folds needs --data, got none`);
  const { changes = [] } = problem.data;
  if (changes.some((each) => 'split' in each))
    throw new TypeError(`${who}: --folds needs no --validation: each fold is kept apart once, got both`);
  const { seed = 0 } = spec.options;
  const before = changes.filter((each) => 'columns' in each);
  const after = changes.filter((each) => !('columns' in each));
  return Array.from({ length: folds }, (_, index) => {
    const own = [...before, { fold: { of: folds, index, seed } }, ...after];
    return { ...spec, problem: { ...problem, data: { ...problem.data, changes: own } } };
  });
}
