import { matrix } from '../algebra/matrix.js';
import { columnsNamed } from '../data/columnNames.js';
import { type CsvData, csv } from '../data/csv.js';
import type { CsvOptions } from '../data/csvOptions.js';
import type { Data } from '../data/data.js';
import { folds } from '../data/folds.js';
import { changedBy } from '../data/origin.js';
import { split } from '../data/split.js';
import { standardize } from '../data/standardize.js';
import * as datasets from '../datasets/index.js';
import { entryByName } from '../entry.js';
import { type Formula, formula } from '../formula/formula.js';
import * as models from '../models/index.js';
import { listNames, showValue, wrongKind } from '../need.js';
import type { Model } from '../network/model.js';
import { checkedNumbers } from '../numbers.js';
import { modelTitle } from './modelText.js';
import type { ProblemName } from './objective.js';
import { numberWords } from './plainJson.js';
import type { CompareOptions } from './plan.js';
import type { DataSpec, ModelSpec, ProblemSpec, Spec } from './spec.js';

/** Numbers of rows by their use. */
export interface RowCounts {
  fitted: number;
  validation: number;
  /** Rows left out for a missing value. */
  dropped: number;
  /** What there is to say of how the data were read, a sentence each, with settings as a call has them. */
  notes: readonly string[];
}

/** Objective of a spec, with its data. */
export interface ResolvedProblem {
  problem: ProblemName | Formula | Model;
  /** Of a model: title, data, data before they were standardized, and numbers of rows. */
  title?: string;
  data?: Data;
  unscaled?: Data;
  rows?: RowCounts;
}

/** Options of a spec, the start as numbers. */
export const optionsFromSpec = ({ options }: Spec): CompareOptions => {
  const { start, ...rest }: Record<string, unknown> = options;
  return { ...rest, ...(start !== undefined && { start: numbersFromJson(start) }) } as CompareOptions;
};

/** Objective of a spec, from a generator that yields between its parts, so that a page can paint. */
export function* resolveInParts(
  who: string,
  spec: ProblemSpec,
  given?: GivenData,
): Generator<void, ResolvedProblem> {
  if ('name' in spec) return { problem: spec.name as ProblemName };
  if ('formula' in spec) return { problem: formula(spec.formula, { variables: spec.variables }) };
  const { data, unscaled, dropped, notes } = yield* loadDataInParts(who, spec.data, given);
  const rows = { fitted: data.x.rows, validation: data.validation?.x.rows ?? 0, dropped, notes };
  const model = spec.model ?? (data.classes ? 'softmaxRegression' : 'linearRegression');
  const problem = modelFromSpec(who, { ...spec, model }, data);
  return { problem, title: modelTitle({ ...spec, model }), data, unscaled, rows };
}

/** Model of a spec on given data. */
export function modelFromSpec(who: string, { model, settings = {} }: ModelSpec, data: Data): Model {
  const make = entryByName<unknown>(who, 'model', models, model) as (data: Data, settings: object) => Model;
  return make(data, settings);
}

/** Data of a spec, without yielding. */
export const dataFromSpec = (who: string, spec: DataSpec, given?: GivenData): Data =>
  runToEnd(loadDataInParts(who, spec, given)).data;

/** Text or bytes of the file that a spec names, or data. */
export type GivenData = string | Uint8Array | Data;

interface LoadedData extends Pick<RowCounts, 'dropped' | 'notes'> {
  data: Data;
  unscaled: Data;
}

function* loadDataInParts(who: string, spec: DataSpec, given?: GivenData): Generator<void, LoadedData> {
  let data = sourceData(who, spec, given);
  const { dropped = 0, notes = [] } = data as Partial<CsvData>;
  let unscaled = data;
  yield;
  // Given data have their changes already: the fingerprint is of the result.
  for (const change of isData(given) ? [] : (spec.changes ?? [])) {
    data = applyChange(who, data, change);
    if (!('standardize' in change)) unscaled = data;
    yield;
  }
  return { data, unscaled, dropped, notes: [...notes, ...splitNotes(data)] };
}

/** Classes of which no row was left to learn from. */
function splitNotes({ classes, y, validation }: Data): string[] {
  if (!classes || !validation) return [];
  const learnt = new Set(y);
  const lost = [...new Set(validation.y)].filter((k) => !learnt.has(k)).map((k) => showValue(classes[k]));
  return lost.length > 0 ? [`of ${listNames(lost)} no row is left to learn from: all are kept apart`] : [];
}

function sourceData(who: string, spec: DataSpec, given: unknown): Data & Partial<CsvData> {
  const { set, settings = {}, text, inline, file } = spec;
  if (set !== undefined) {
    const make = entryByName<unknown>(who, 'data set', datasets, set) as (settings: object) => Data;
    return make(settings);
  }
  if (inline !== undefined) return dataFromJson(who, inline);
  if (isData(given)) return given;
  const read = text ?? given;
  if (spec.csv && isTable(read)) return parseCsvSource(who, read, spec);
  const what =
    file === undefined
      ? `the data with the fingerprint ${spec.fingerprint}`
      : `the text of ${showValue(file)}`;
  throw wrongKind(who, 'data', `${what}, as fromSpec(spec, { data })`, given);
}

const isData = (given: unknown): given is Data => typeof given === 'object' && given !== null && 'x' in given;

const isTable = (given: unknown): given is string | Uint8Array =>
  typeof given === 'string' || given instanceof Uint8Array;

/** Data of a CSV text or file; errors name the file. */
function parseCsvSource(who: string, source: string | Uint8Array, { csv: options, file }: DataSpec): CsvData {
  try {
    return csv(source, options as unknown as CsvOptions);
  } catch (error) {
    const name = file?.split(/[/\\]/).pop();
    if (name && error instanceof Error)
      error.message = error.message.replace(/^csv: /, () => `${who}: ${showValue(name)}: `);
    throw error;
  }
}

/** Data with columns of x selected by name, in this order. */
function selectColumns(who: string, data: Data, names: readonly string[]): Data {
  const places = columnsNamed(who, data.names, names);
  const x = matrix(data.x.rows, places.length);
  for (let i = 0; i < x.rows; i++)
    for (const [j, place] of places.entries())
      x.data[i * x.columns + j] = data.x.data[i * data.x.columns + place];
  const own = places.map((place) => data.names[place]);
  return changedBy({ ...data, x, names: own }, data, { columns: names });
}

/** One of so many folds, counted from 0. */
interface Fold {
  of: number;
  index: number;
  seed: number;
}

const DATA_CHANGES: Readonly<Record<string, (who: string, data: Data, told: never) => Data>> = {
  columns: selectColumns,
  split: (_, data, told: object) => split(data, told),
  fold: (_, data, { of, index, seed }: Fold) => folds(data, { folds: of, seed })[index],
  // As specs were written before targets were scaled, and of classes.
  standardize: (_, data, told: true | object) => standardize(data, told === true ? { target: false } : told),
};

function applyChange(who: string, data: Data, change: Readonly<Record<string, unknown>>): Data {
  const [[name, told] = [undefined, undefined]] = Object.entries(change ?? {});
  return entryByName(who, 'change of data', DATA_CHANGES, name)(who, data, told as never);
}

/** Numbers of a JSON array, in which texts stand for those that JSON lacks. */
function numbersFromJson(given: unknown): unknown {
  return Array.isArray(given) ? given.map((each) => numberWords.get(each) ?? each) : given;
}

function dataFromJson(who: string, given: Readonly<Record<string, unknown>>): Data {
  const { x, y, classes, names, scaling, validation } = given as unknown as Data;
  const list = (what: string, each: unknown) =>
    checkedNumbers(who, `spec.problem.data.inline.${what}`, numbersFromJson(each));
  const told = list('y', y);
  return {
    x: matrix(x?.rows, x?.columns, list('x.data', x?.data)),
    y: classes ? Int32Array.from(told) : told,
    ...(classes && { classes }),
    names: names ?? [],
    ...(scaling && {
      scaling: {
        mean: list('scaling.mean', scaling.mean),
        deviation: list('scaling.deviation', scaling.deviation),
        ...(scaling.target && { target: scaling.target }),
      },
    }),
    ...(validation && { validation: dataFromJson(who, { ...validation, classes }) }),
  };
}

/** Return value of a generator, run to its end. */
export function runToEnd<T>(parts: Generator<void, T>): T {
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}
