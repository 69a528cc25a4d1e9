// The attributes of an element, read into a job. Errors show what was written: who, what this needs, what it got.

import type { PropertyDeclarations } from 'lit';
import { datasets, problems } from '../../src/index.js';
import { shortened } from '../../src/need.js';
import { numeric } from '../../src/numbers.js';
import { typed } from '../../src/picture/plainFormula.js';
import { briefly } from '../../src/picture/shortName.js';
import { modelFromText, modelTitle } from '../../src/spec/modelText.js';
import { type PlannedRun, plannedRuns } from '../../src/spec/plannedRuns.js';
import { readSpec } from '../../src/spec/readSpec.js';
import { knobSettings, settingTable } from '../../src/spec/settings.js';
import { element, kebab } from '../../src/spec/speaker.js';
import type { ModelSpec, Spec } from '../../src/spec/spec.js';
import type { Job } from '../worker/job.js';
import type { Table } from './columnSurvey.js';

/** Settings by name, as text or as data. */
export type Asked = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** Property declarations of settings, with attribute, sentence, and whether only some optimizers have them. */
export const settingProperties = (names: readonly string[]): PropertyDeclarations =>
  Object.fromEntries(
    names.map((name) => [
      name,
      {
        attribute: kebab(name),
        converter: numberOrText(name),
        says: settingTable[name].says,
        ofOptimizers: knobSettings.includes(name),
      },
    ]),
  );

/** Converter of an attribute: a number where the setting is one and the text can be read as one. */
const numberOrText = (name: string) => ({
  fromAttribute: (text: string | null) =>
    text !== null && settingTable[name].kind === 'number' ? numeric(text) : text,
});

/** Whether a text is the address of a file, not the name of a data set. */
export const isAddress = (data: string): boolean => /[./:]/.test(data) && !Object.hasOwn(datasets, data);

/** The spec of attributes; `runs` takes the place of `optimizers` and `rates`. */
function specOfAttributes(who: string, asked: Asked, isFile: (data: string) => boolean = isAddress): Spec {
  const { runs } = asked;
  const given = isGiven(runs)
    ? { ...asked, optimizers: undefined, rates: undefined, runs: listOf(runs) }
    : asked;
  return readSpec(element(who), given, isFile);
}

/** Runs as a spec has them: without a rate, not with a rate of null as planned runs have it. */
const listOf = (runs: unknown) =>
  Array.isArray(runs)
    ? Array.from(runs, (run: Partial<PlannedRun>) => (run?.rate === null ? { ...run, rate: undefined } : run))
    : runs;

/** The job of attributes; null where they name nothing to compare. */
export function jobOf(who: string, asked: Asked, table: Table | null = null): Job | null {
  const isEmpty = Array.isArray(asked.runs) && asked.runs.length === 0;
  if (isEmpty || !['problem', 'formula', 'data'].some((name) => isGiven(asked[name]))) return null;
  if (table && !isGiven(asked.target)) return null;
  const spec = specOfAttributes(who, asked, (data) => table !== null || isAddress(data));
  const runs = plannedRuns(spec.options);
  return { spec, runs, ...(table && { file: { blob: table.blob, key: table.key } }) };
}

/** A job that records the points of its runs. */
export const recorded = (job: Job): Job => ({
  ...job,
  spec: { ...job.spec, options: { ...job.spec.options, record: true } },
});

/** A job for a decision plane, whose model tells classes from two features. */
export function planeOf(who: string, asked: Asked, table: Table | null): Job | null {
  const job = jobOf(who, asked, table);
  if (!job) return null;
  const { data } = job.spec.problem as ModelSpec;
  const names = columnsOf(data, table);
  if (names.length !== 2)
    throw new RangeError(`${who}: data needs two measurements, got ${names.length}; name two as columns`);
  const model = String(asked.model);
  if (modelFromText(who, model).tells === 'numbers')
    throw new TypeError(`${who}: model needs one that tells classes, got ${quoted(model)}`);
  const spec = data.csv
    ? {
        ...job.spec,
        problem: {
          ...job.spec.problem,
          data: { ...data, csv: { ...data.csv, classes: data.csv.classes ?? true } },
        },
      }
    : job.spec;
  return { ...recorded({ ...job, spec }), plane: true };
}

/** The names of the feature columns used. */
function columnsOf({ set, csv, changes = [] }: ModelSpec['data'], table: Table | null): readonly string[] {
  if (csv?.columns) return csv.columns as readonly string[];
  if (csv) return (table?.columns ?? []).flatMap(({ name }) => (name === csv.target ? [] : [name]));
  const chosen = changes.find((change) => 'columns' in change) as { columns: string[] } | undefined;
  return chosen?.columns ?? datasets[set as keyof typeof datasets]().names;
}

/** Text as given, in quotes and shortened. */
export const quoted = (text: string) => JSON.stringify(shortened(text));

/** Title of the objective and the start of its runs. */
export function subjectOf({ spec: { problem, options } }: Job): {
  title: string;
  start: ArrayLike<number> | null;
} {
  if ('data' in problem) {
    const title = problem.model === undefined ? 'A model' : modelTitle({ ...problem, model: problem.model });
    return { title: `${title} on ${briefly(problem.data.set ?? problem.data.file ?? '')}`, start: null };
  }
  const start = (options.start as readonly number[] | undefined) ?? null;
  if ('formula' in problem) return { title: typed(problem.formula), start };
  const entry = problems[problem.name as keyof typeof problems];
  return { title: entry.title, start: start ?? entry.start };
}
