import { Command } from 'commander';
import type { MakerEntry, Setting } from '../entry.js';
import { constants, functions } from '../formula/names.js';
import { activations, datasets, formula, losses, optimizers, problems, schedules } from '../index.js';
import * as models from '../models/index.js';
import { csvText, jsonLines, jsonText, type Output, printOutput, withOutputOptions } from './output.js';

interface Row {
  kind: string;
  name: string;
  title: string;
  says: string;
  /** Formula of an entry that is one. */
  formula?: string;
  cite: string;
  /** Knobs with their defaults. */
  knobs: Record<string, Setting['default']>;
}

export const listCommand = withOutputOptions(new Command('list'))
  .description('the problems, optimizers, schedules, data sets, models, activations and losses there are')
  .addHelpText('after', '\nExamples:\n  nabla list\n  nabla list --format json')
  .action((options: Output) => printOutput('list', formatCatalogue(catalogueRows(), options), options));

function catalogueRows(): Row[] {
  const kinds: Record<string, Record<string, MakerEntry & { readonly formula?: string }>> = {
    problems,
    activations,
    losses,
    optimizers,
    schedules,
    datasets,
    models,
  };
  return Object.entries(kinds).flatMap(([kind, entries]) =>
    Object.entries(entries).map(([name, { title, says, formula, cite, knobs }]) => {
      const defaults = Object.entries(knobs).map(([knob, { default: value }]) => [knob, value]);
      const settings = Object.fromEntries(defaults);
      return { kind, name, title, says, ...(formula !== undefined && { formula }), cite, knobs: settings };
    }),
  );
}

function formatCatalogue(all: Row[], { format }: Output): string {
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
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.map((kind) => catalogueText(all.filter((each) => each.kind === kind))).join('\n\n');
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
