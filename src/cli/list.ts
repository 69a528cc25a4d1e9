import { Argument, Command } from 'commander';
import type { MakerEntry, OptimizerGroup, Setting } from '../entry.js';
import { constants, functions } from '../formula/names.js';
import { activations, datasets, formula, losses, optimizers, problems, schedules } from '../index.js';
import * as models from '../models/index.js';
import { csvText, jsonLines, jsonText, type Output, printOutput, withOutputOptions } from './output.js';

interface Row {
  kind: string;
  name: string;
  title: string;
  says: string;
  group?: OptimizerGroup;
  /** Formula of an entry that is one. */
  formula?: string;
  cite: string;
  /** Knobs with their defaults. */
  knobs: Record<string, Setting['default']>;
}

type Entries = Record<string, MakerEntry & { readonly formula?: string; readonly group?: OptimizerGroup }>;

const kinds: Record<string, Entries> = {
  problems,
  activations,
  losses,
  optimizers,
  schedules,
  datasets,
  models,
};

export const listCommand = withOutputOptions(new Command('list'))
  .description('the problems, optimizers, schedules, data sets, models, activations and losses there are')
  .addArgument(new Argument('[kind]', 'only these, a line each').choices(Object.keys(kinds)))
  .addHelpText('after', '\nExamples:\n  nabla list optimizers\n  nabla list --format json')
  .action((kind: string | undefined, options: Output) =>
    printOutput('list', formatCatalogue(catalogueRows(kind), kind, options), options),
  );

function catalogueRows(only: string | undefined): Row[] {
  const chosen = Object.entries(kinds).filter(([kind]) => only === undefined || kind === only);
  return chosen.flatMap(([kind, entries]) =>
    Object.entries(entries).map(([name, { title, says, group, formula, cite, knobs }]) => {
      const defaults = Object.entries(knobs).map(([knob, { default: value }]) => [knob, value]);
      const settings = Object.fromEntries(defaults);
      return {
        ...{ kind, name, title, says },
        ...(group && { group }),
        ...(formula !== undefined && { formula }),
        ...{ cite, knobs: settings },
      };
    }),
  );
}

function formatCatalogue(all: Row[], only: string | undefined, { format }: Output): string {
  if (format === 'json') return jsonText(all);
  if (format === 'jsonl') return jsonLines(all);
  if (format === 'csv') {
    const cells = all.map(({ formula = '', ...each }) => [
      each.kind,
      each.name,
      each.title,
      each.says,
      formula,
      each.cite,
      knobDefaults(each),
    ]);
    return csvText(['kind', 'name', 'title', 'says', 'formula', 'cite', 'knobs'], cells);
  }
  if (format === 'tex') {
    const written = all.flatMap(({ name, formula }) =>
      formula === undefined ? [] : `% ${name}\n${entryTex(formula)}`,
    );
    return written.join('\n');
  }
  if (only !== undefined) return groupsText(all);
  return Object.keys(kinds)
    .map((kind) => catalogueText(all.filter((each) => each.kind === kind)))
    .join('\n\n');
}

/** A line each, under the headings of groups where there are some. */
function groupsText(entries: readonly Row[]): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  const groups = [...new Set(entries.map(({ group }) => group))];
  return groups
    .flatMap((group) => [
      ...(group ? [group] : []),
      ...entries
        .filter((entry) => entry.group === group)
        .map(({ name, says }) => `  ${name.padEnd(width)}  ${says}`),
    ])
    .join('\n');
}

function catalogueText(entries: Row[]): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  const each = entries.map((entry) => {
    const [first, ...rest] = [entry.says, entry.formula, knobDefaults(entry)].filter(Boolean);
    const lines = [
      `${entry.name.padEnd(width)}  ${first}`,
      ...rest.map((line) => `${' '.repeat(width)}  ${line}`),
    ];
    return lines.map((line) => `  ${line}`).join('\n');
  });
  return [entries[0].kind, ...each].join('\n\n');
}

/** Knobs at their defaults, as text that `--schedule` takes. */
const knobDefaults = ({ knobs }: Row) =>
  Object.entries(knobs)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');

/** TeX of a formula whose names are all variables: in an update `rate (…)` is a product. */
function entryTex(text: string): string {
  const names = new Set(text.match(/[a-z]\w*/gi));
  return formula(text, {
    variables: [...names].filter((name) => !functions.has(name) && !constants.has(name)),
  }).tex;
}
