// The attributes of an element, read into a job. Errors show what was written: who, what this needs, what it got.

import type { PropertyDeclarations } from 'lit';
import { usedColumns } from '../../src/data/columnNames.js';
import { csvSettings } from '../../src/data/csvOptions.js';
import * as datasets from '../../src/datasets/index.js';
import { wrongKind } from '../../src/need.js';
import { parseIfNumber } from '../../src/numbers.js';
import { playerPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { handwrittenFormula } from '../../src/picture/plainFormula.js';
import { shortenMiddle } from '../../src/picture/shortName.js';
import * as problems from '../../src/problems/index.js';
import { areRecorded } from '../../src/results/recordedRuns.js';
import { classWeightsText } from '../../src/spec/classWeightsText.js';
import { modelTitle } from '../../src/spec/modelText.js';
import { planeSpec } from '../../src/spec/planeSpec.js';
import { type PlannedRun, plannedRuns } from '../../src/spec/plannedRuns.js';
import { readSpec } from '../../src/spec/readSpec.js';
import { rateScheduleText, runsText } from '../../src/spec/runsText.js';
import { attributeSyntax, kebabCase } from '../../src/spec/settingSyntax.js';
import { knobSettings, settingTable } from '../../src/spec/settings.js';
import type { ModelSpec, Spec } from '../../src/spec/spec.js';
import { type FigureProperty, readBy, text } from '../figure/properties.js';
import type { Job } from '../worker/job.js';
import type { CsvTable } from './columnSurvey.js';

/** Settings by name, as text or as data. */
export type AttributeValues = Readonly<Record<string, unknown>>;

export const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** How deep lists and objects of a setting may go: runs with schedules take four. */
const DEEPEST = 8;

/**
 * Whether a value is text, a number or a boolean, or lists and objects of them, as in JSON; none that has a say in how
 * it is written there.
 */
function isPlain(value: unknown, depth = 0): boolean {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return true;
  if (ArrayBuffer.isView(value)) return true;
  return (
    typeof value === 'object' &&
    depth < DEEPEST &&
    !('toJSON' in value) &&
    Object.values(value).every((part) => isPlain(part, depth + 1))
  );
}

/** Reader of a setting, which `readSpec` goes on to check. */
const plain =
  (needs: string, isTaken: (value: unknown) => boolean = (value) => isPlain(value)): FigureProperty['read'] =>
  (who, name, value) => {
    if (isTaken(value)) return value;
    throw wrongKind(who, name, needs, value);
  };

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
const isScalars = (value: unknown) => isScalar(value) || (Array.isArray(value) && value.every(isScalar));
const numeric = plain('a number');

/** Readers by the kind of a setting; of text a number where the setting is one and the text can be read as one. */
const READERS: Readonly<Record<(typeof settingTable)[string]['kind'], FigureProperty['read']>> = {
  number: (who, name, value) => numeric(who, name, typeof value === 'string' ? parseIfNumber(value) : value),
  numbers: plain('numbers'),
  switch: plain('true or false', isScalar),
  words: plain('names', isScalars),
  names: plain('names', isScalars),
  text: text().read,
  character: text().read,
  data: plain('text, numbers, or lists and objects of them'),
};

/** The attribute text of a setting: lists with spaces, runs as `sgd 0.1, adam 0.01`, runs made elsewhere as JSON. */
function settingText(value: unknown): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return isSchedule(value) || 'rate' in value ? rateScheduleText(value) : classWeightsText(value);
  if (!Array.isArray(value)) return String(value);
  if (areRecorded(value)) return JSON.stringify(value);
  if (value.length > 0 && value.every(isSchedule)) return rateScheduleText(value);
  return value.every((each) => typeof each !== 'object') ? value.join(' ') : runsText(value);
}

/** Whether a value is one of several schedules, one after the other. */
const isSchedule = (value: unknown) =>
  typeof value === 'object' && value !== null && 'schedule' in value && !('optimizer' in value);

/** Properties of settings whose name an element has another meaning for; the attribute is called as the setting. */
const OTHER_NAMES: Readonly<Record<string, string>> = { numbers: 'numberStyle' };
export const propertyName = (setting: string): string => OTHER_NAMES[setting] ?? setting;

/** Settings of how a file is read, beside its target and columns, as properties that are not given. */
export const fileSettings: AttributeValues = Object.fromEntries(
  Object.keys(csvSettings)
    .filter((name) => !['target', 'columns'].includes(name))
    .map((name) => [name, null]),
);

/** Property declarations of settings by their usual values, with attribute, sentence, and whether only some optimizers have them. */
export const settingProperties = (usual: AttributeValues): PropertyDeclarations =>
  Object.fromEntries(
    Object.keys(usual).map((name) => [
      propertyName(name),
      {
        ...readBy(usual[name], READERS[settingTable[name].kind]),
        write: settingText,
        attribute: kebabCase(name),
        says: settingTable[name].says,
        ofOptimizers: knobSettings.includes(name),
      },
    ]),
  );

/** Whether a text is the address of a file, not the name of a data set. */
export const isDataAddress = (data: unknown): boolean =>
  typeof data === 'string' && /[./:]/.test(data) && !Object.hasOwn(datasets, data);

/** The spec of attributes; `runs` takes the place of `optimizers` and `rates`. */
function specOfAttributes(
  who: string,
  values: AttributeValues,
  isFile: (data: string) => boolean = isDataAddress,
): Spec {
  const { runs } = values;
  const given = isGiven(runs)
    ? { ...values, optimizers: undefined, rates: undefined, runs: withoutNullRates(runs) }
    : values;
  return readSpec(attributeSyntax(who), given, isFile);
}

/** Runs as a spec has them: without a rate, not with a rate of null as planned runs have it. */
const withoutNullRates = (runs: unknown) =>
  Array.isArray(runs)
    ? Array.from(runs, (run: Partial<PlannedRun>) => (run?.rate === null ? { ...run, rate: undefined } : run))
    : runs;

/** The job of attributes; null where they name nothing to compare. */
export function jobFromAttributes(
  who: string,
  values: AttributeValues,
  table: CsvTable | null = null,
): Job | null {
  const isEmpty = Array.isArray(values.runs) && values.runs.length === 0;
  if (isEmpty || !['problem', 'formula', 'data'].some((name) => isGiven(values[name]))) return null;
  if (table && !isGiven(values.target)) return null;
  const spec = specOfAttributes(who, values, (data) => table !== null || isDataAddress(data));
  const runs = plannedRuns(spec.options);
  return { spec, runs, ...(table && { file: { blob: table.blob, key: table.key } }) };
}

/** A job that records the points of its runs. */
export const withRecordedPoints = (job: Job): Job => ({
  ...job,
  spec: { ...job.spec, options: { ...job.spec.options, record: true } },
});

/** A job for a decision plane, whose model tells classes from two features. */
export function planeJobFromAttributes(
  who: string,
  values: AttributeValues,
  table: CsvTable | null,
): Job | null {
  const job = jobFromAttributes(who, values, table);
  if (!job) return null;
  const { data } = job.spec.problem as ModelSpec;
  const names = measurementNames(who, data, table);
  if (names && names.length !== 2)
    throw new RangeError(`${who}: data needs two measurements, got ${names.length}; name two as columns`);
  const spec = planeSpec(attributeSyntax(who), job.spec, values.model, values.noise);
  return { ...withRecordedPoints({ ...job, spec }), plane: true };
}

/** The names of the feature columns used; null where only the levels of a file's texts tell. */
function measurementNames(
  who: string,
  { set, csv, changes = [] }: ModelSpec['data'],
  table: CsvTable | null,
): readonly string[] | null {
  if (csv?.oneHot) return null;
  if (csv && table) {
    const { names } = table;
    return usedColumns(who, table, csv, names.indexOf(String(csv.target))).map((j) => names[j]);
  }
  if (csv) return null;
  const chosen = changes.find((change) => 'columns' in change) as { columns: string[] } | undefined;
  return chosen?.columns ?? datasets[set as keyof typeof datasets]().names;
}

/** Title of the objective and the start of its runs. */
export function describeSubject(
  { spec: { problem, options } }: Job,
  { phrases }: Language,
): {
  title: string;
  start: ArrayLike<number> | null;
} {
  if ('data' in problem) {
    const { aModel, modelOn } = phrases(playerPhrases);
    const title = problem.model === undefined ? aModel : modelTitle({ ...problem, model: problem.model });
    return { title: modelOn(title, shortenMiddle(problem.data.set ?? problem.data.file ?? '')), start: null };
  }
  const start = (options.start as readonly number[] | undefined) ?? null;
  if ('formula' in problem) return { title: handwrittenFormula(problem.formula), start };
  const entry = problems[problem.name as keyof typeof problems];
  return { title: entry.title, start: start ?? entry.start };
}
