import { matrix } from '../algebra/matrix.js';
import { csv } from '../data/csv.js';
import type { CsvOptions } from '../data/csvOptions.js';
import type { Data } from '../data/data.js';
import { changedBy } from '../data/origin.js';
import { split } from '../data/split.js';
import { standardize } from '../data/standardize.js';
import * as datasets from '../datasets/index.js';
import { byName } from '../entry.js';
import { type Formula, formula } from '../formula/formula.js';
import * as models from '../models/index.js';
import { noSuch, shown, wrongKind } from '../need.js';
import type { Model } from '../network/model.js';
import { numbers } from '../numbers.js';
import { modelTitle } from './modelText.js';
import type { ProblemName } from './objective.js';
import { numberWords } from './plainJson.js';
import type { CompareOptions } from './plan.js';
import type { DataSpec, ModelSpec, ProblemSpec, Spec } from './spec.js';

/** Numbers of rows by their use. */
export interface Rows {
  fitted: number;
  apart: number;
  /** Rows left out for a missing value. */
  dropped: number;
}

/** Objective of a spec, with its data. */
export interface Made {
  problem: ProblemName | Formula | Model;
  /** Of a model: title, data, data before they were standardized, and numbers of rows. */
  title?: string;
  data?: Data;
  measured?: Data;
  rows?: Rows;
}

/** Options of a spec, the start as numbers. */
export const optionsFrom = ({ options }: Spec): CompareOptions => {
  const { start, ...rest } = options;
  return { ...rest, ...(start !== undefined && { start: numbersFrom(start) }) } as CompareOptions;
};

/** Objective of a spec, from a generator that yields between its parts, so that a page can paint. */
export function* madeInParts(who: string, spec: ProblemSpec, given?: string | Data): Generator<void, Made> {
  if ('name' in spec) return { problem: spec.name as ProblemName };
  if ('formula' in spec) return { problem: formula(spec.formula, { variables: spec.variables }) };
  const { data, measured, dropped } = yield* dataInParts(who, spec.data, given);
  const rows = { fitted: data.x.rows, apart: data.validation?.x.rows ?? 0, dropped };
  const model = spec.model ?? (data.classes ? 'softmaxRegression' : 'linearRegression');
  const problem = modelFrom(who, { ...spec, model }, data);
  return { problem, title: modelTitle({ ...spec, model }), data, measured, rows };
}

/** Model of a spec on given data. */
export function modelFrom(who: string, { model, settings = {} }: ModelSpec, data: Data): Model {
  const make = byName<unknown>(who, 'model', models, model) as (data: Data, settings: object) => Model;
  return make(data, settings);
}

/** Data of a spec, without yielding. */
export const dataFromSpec = (who: string, spec: DataSpec, given?: string | Data): Data =>
  ended(dataInParts(who, spec, given)).data;

interface Read {
  data: Data;
  measured: Data;
  dropped: number;
}

function* dataInParts(who: string, spec: DataSpec, given?: string | Data): Generator<void, Read> {
  let data = sourceOf(who, spec, given);
  const { dropped = 0 } = data as { dropped?: number };
  let measured = data;
  yield;
  // Given data have their changes already: the fingerprint is of the result.
  for (const change of isData(given) ? [] : (spec.changes ?? [])) {
    data = changed(who, data, change);
    if (!('standardize' in change)) measured = data;
    yield;
  }
  return { data, measured, dropped };
}

function sourceOf(who: string, spec: DataSpec, given: unknown): Data & { readonly dropped?: number } {
  const { set, settings = {}, text, inline, file } = spec;
  if (set !== undefined) {
    const make = byName<unknown>(who, 'data set', datasets, set) as (settings: object) => Data;
    return make(settings);
  }
  if (inline !== undefined) return dataFromJson(who, inline);
  if (isData(given)) return given;
  const read = text ?? given;
  if (spec.csv && typeof read === 'string') return csvOf(who, read, spec);
  const what =
    file === undefined ? `the data with the fingerprint ${spec.fingerprint}` : `the text of ${shown(file)}`;
  throw wrongKind(who, 'data', `${what}, as fromSpec(spec, { data })`, given);
}

const isData = (given: unknown): given is Data => typeof given === 'object' && given !== null && 'x' in given;

/** Data of a CSV text; errors name the file. */
function csvOf(who: string, text: string, { csv: options, file }: DataSpec): ReturnType<typeof csv> {
  try {
    return csv(text, options as unknown as CsvOptions);
  } catch (error) {
    const name = file?.split(/[/\\]/).pop();
    if (name && error instanceof Error)
      error.message = error.message.replace(/^csv: /, () => `${who}: ${shown(name)}: `);
    throw error;
  }
}

/** Data with columns of x selected by name, in this order. */
function columnsOf(who: string, data: Data, names: readonly string[]): Data {
  const places = names.map((name) => {
    if (!data.names.includes(name)) throw noSuch(who, 'column', name, data.names);
    return data.names.indexOf(name);
  });
  const x = matrix(data.x.rows, names.length);
  for (let i = 0; i < x.rows; i++)
    for (const [j, place] of places.entries())
      x.data[i * x.columns + j] = data.x.data[i * data.x.columns + place];
  return changedBy({ ...data, x, names }, data, { columns: names });
}

const CHANGES: Readonly<Record<string, (who: string, data: Data, told: never) => Data>> = {
  columns: columnsOf,
  split: (_, data, told: object) => split(data, told),
  standardize: (_, data) => standardize(data),
};

function changed(who: string, data: Data, change: Readonly<Record<string, unknown>>): Data {
  const [[name, told] = [undefined, undefined]] = Object.entries(change ?? {});
  return byName(who, 'change of data', CHANGES, name)(who, data, told as never);
}

/** Numbers of a JSON array, in which texts stand for those that JSON lacks. */
function numbersFrom(given: unknown): unknown {
  return Array.isArray(given) ? given.map((each) => numberWords.get(each) ?? each) : given;
}

function dataFromJson(who: string, given: Readonly<Record<string, unknown>>): Data {
  const { x, y, classes, names, scaling, validation } = given as unknown as Data;
  const list = (what: string, each: unknown) =>
    numbers(who, `spec.problem.data.inline.${what}`, numbersFrom(each));
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
      },
    }),
    ...(validation && { validation: dataFromJson(who, { ...validation, classes }) }),
  };
}

/** Return value of a generator, run to its end. */
export function ended<T>(parts: Generator<void, T>): T {
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}
