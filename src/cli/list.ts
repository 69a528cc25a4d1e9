import { Command } from 'commander';
import type { Entry } from '../entry.js';
import { constants, functions } from '../formula/names.js';
import {
  activations,
  formula,
  losses,
  optimizers,
  problems,
  type ScheduleEntry,
  schedules,
} from '../index.js';
import { csv, json, jsonl, type Output, printing, put } from './output.js';

interface Row {
  kind: string;
  name: string;
  title: string;
  says: string;
  formula: string;
  cite: string;
  /** What can be set, and what it is when it is not. */
  knobs: Record<string, number | boolean | readonly number[]>;
}

export const list = printing(new Command('list'))
  .description('the problems, activations, losses, optimizers and schedules there are')
  .addHelpText('after', '\nExamples:\n  nabla list\n  nabla list --format json')
  .action((options: Output) => put('list', listed(rows(), options), options));

function rows(): Row[] {
  const kinds: Record<
    string,
    Record<string, Omit<Entry, 'knobs'> & Partial<Pick<ScheduleEntry, 'knobs'>>>
  > = {
    problems,
    activations,
    losses,
    optimizers,
    schedules,
  };
  return Object.entries(kinds).flatMap(([kind, entries]) =>
    Object.entries(entries).map(([name, { title, says, formula, cite, knobs = {} }]) => {
      const defaults = Object.entries(knobs).map(([knob, { default: value }]) => [knob, value]);
      return { kind, name, title, says, formula, cite, knobs: Object.fromEntries(defaults) };
    }),
  );
}

function listed(all: Row[], { format }: Output): string {
  if (format === 'json') return json(all);
  if (format === 'jsonl') return jsonl(all);
  if (format === 'csv') {
    const cells = all.map(({ kind, name, title, says, formula, cite }) => [
      kind,
      name,
      title,
      says,
      formula,
      cite,
    ]);
    return csv(['kind', 'name', 'title', 'says', 'formula', 'cite'], cells);
  }
  if (format === 'tex') return all.map(({ name, formula }) => `% ${name}\n${asTex(formula)}`).join('\n');
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.map((kind) => asText(all.filter((each) => each.kind === kind))).join('\n\n');
}

function asText(entries: Row[]): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  const each = entries.map(
    ({ name, says, formula }) => `  ${name.padEnd(width)}  ${says}\n  ${' '.repeat(width)}  ${formula}`,
  );
  return [entries[0].kind, ...each].join('\n\n');
}

/** In an update `rate (…)` is a product: its names are all variables. */
function asTex(text: string): string {
  const names = new Set(text.match(/[a-z]\w*/gi));
  return formula(text, {
    variables: [...names].filter((name) => !functions.has(name) && !constants.has(name)),
  }).tex;
}
