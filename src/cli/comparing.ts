import { type Command, Option } from 'commander';
import type { CompareOptions } from '../index.js';
import { ended, type Made, madeInParts, optionsFrom } from '../spec/madeFrom.js';
import { readSpec } from '../spec/readSpec.js';
import { knobSettings, problemSettings, type Setting, settingTable } from '../spec/settings.js';
import { askedBy, kebab, type Speaker } from '../spec/speaker.js';
import type { Spec } from '../spec/spec.js';
import { isFile, needTarget, textOf } from './dataFile.js';
import { marked } from './formula.js';

/** Options in the singular for settings that are lists: an option may have several values. */
const SINGULAR = new Map([
  ['optimizers', 'optimizer'],
  ['rates', 'rate'],
]);
const optionName = (setting: string) => SINGULAR.get(setting) ?? setting;
const flagOf = (setting: string) => `--${kebab(optionName(setting))}`;

/** Speaker of a command, with the names of its options. */
export const commandLine = (who: string): Speaker => ({
  who: `nabla ${who}`,
  called: flagOf,
  written: (setting, value) => (value === 'true' ? flagOf(setting) : `${flagOf(setting)} ${value}`),
});

/** Command with options for all settings but those named. */
export function comparing(command: Command, except: readonly string[] = []): Command {
  for (const [name, setting] of Object.entries(settingTable))
    if (!except.includes(name)) for (const option of optionsOf(name, setting)) command.addOption(option);
  return command;
}

function optionsOf(name: string, { kind, value, says }: Setting): Option[] {
  const help = says.replaceAll('`', '');
  const grouped = (flags: string, text: string) => new Option(flags, text).helpGroup(groupOf(name));
  const flag = flagOf(name);
  if (kind !== 'switch')
    return [grouped(name === 'classes' ? `${flag} [${value}]` : `${flag} <${value}>`, help)];
  const off = grouped(`--no-${kebab(name)}`, 'not so').default(undefined);
  return name === 'standardize' ? [grouped(flag, help), off] : [grouped(flag, help)];
}

const groupOf = (name: string) =>
  problemSettings.includes(name)
    ? 'What to minimise:'
    : knobSettings.includes(name)
      ? 'Knobs of optimizers:'
      : 'How:';

/** Comparison that a command asks for, ready to run. */
export interface Setup {
  spec: Spec;
  made: Made;
  options: CompareOptions;
}

/** Comparison from the options of a command. Throws in the words of the command line. */
export function setupFrom(who: string, options: object): Setup {
  const asked = options as Readonly<Record<string, unknown>>;
  const speaker = commandLine(who);
  const given = Object.fromEntries(Object.keys(settingTable).map((name) => [name, asked[optionName(name)]]));
  const text = String(given.formula ?? given.problem);
  const spec = marked(text, () => readSpec(speaker, given, isFile));
  const { problem } = spec;
  const file = 'data' in problem ? problem.data.file : undefined;
  const csv = file === undefined ? undefined : textOf(speaker, file);
  if (csv !== undefined) needTarget(speaker, file!, csv, given.target);
  const made = askedBy(speaker, () => ended(madeInParts('compare', problem, csv)));
  return { spec, made, options: optionsFrom(spec) };
}
