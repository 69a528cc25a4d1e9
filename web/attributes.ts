// What stands in attributes, read into a job. Messages show what was written: who, what this needs, what it got.
import { formula, logspace, optimizers, problems } from '../src/index.js';
import { columnsOf } from '../src/training/columns.js';
import { dataNames, dataSet } from '../src/training/data.js';
import { modelFrom } from '../src/training/model.js';
import type { Job, Planned } from './job.js';
import type { Table } from './survey.js';
import type { Training } from './training.js';
import { briefly } from './words/briefly.js';
import { typed } from './words/typed.js';

export interface Asked {
  problem: string;
  start: string;
  data: string;
  model: string;
  optimizers: string;
  rates: string;
  /** Instead of optimizers and rates, the runs one by one: as data, or `sgd 0.1, adam 0.01 0.03@137`. */
  runs: unknown;
  steps: number;
  /** Of a file: the name of the column to be told, and of those it is told from. */
  target?: string;
  columns?: string;
  /** The share of the rows kept apart; a fifth of a file's without one. */
  validation?: string;
  batch?: number | null;
  seed?: number;
}

/** Null where too little is given to compare anything. Every reader here takes first who is asking. */
export function jobOf(who: string, asked: Asked, table: Table | null = null): Job | null {
  if (!asked.problem && !asked.data) return null;
  const runs = runsOf(who, asked);
  if (runs.length === 0 || (table && !asked.target)) return null;
  const { steps, batch } = asked;
  const given = batch !== null && batch !== undefined;
  const problem = problemOf(who, asked, table);
  if (given && !asked.data) throw new TypeError(`${who}: batch needs data, got ${quoted(asked.problem)}`);
  return { problem, runs, steps, ...(given && { batch }) };
}

/** A job whose model tells classes in the plane of two measurements, with all that is drawn of it. */
export function planeOf(who: string, asked: Asked, table: Table | null): Job | null {
  const job = jobOf(who, asked, table);
  if (!job) return null;
  const training = job.problem as Training;
  const { data, model, only, csv } = training;
  const names = csv?.columns ?? only ?? dataSet(data, 0).names;
  if (names.length !== 2)
    throw new RangeError(`${who}: data needs two measurements, got ${names.length}; name two as columns`);
  if (modelFrom(who, 'model', model).tells === 'numbers')
    throw new TypeError(`${who}: model needs one that tells classes, got ${quoted(model)}`);
  return { ...job, problem: { ...training, plane: true }, record: true };
}

/** The runs asked for, one by one or as optimizers × rates. */
export const runsOf = (
  who: string,
  { runs, optimizers, rates }: Pick<Asked, 'runs' | 'optimizers' | 'rates'>,
) => (runs ? listOf(who, runs) : gridOf(who, list(optimizers), rates));

function problemOf(who: string, asked: Asked, table: Table | null): Job['problem'] {
  const { problem, start, data } = asked;
  if (!data && isFormula(problem)) return formulaOf(who, problem, start);
  if (!data) return start ? { name: problem, start: pointOf(who, 'start', start) } : { name: problem };
  if (problem) throw new TypeError(`${who}: a comparison needs problem or data, got both`);
  return trainingOf(who, asked, table);
}

/** What a file has is asked of it by `csv`, in the worker. */
export function trainingOf(
  who: string,
  { data, model, target = '', columns = '', validation = '', seed = 0 }: Partial<Asked>,
  table: Table | null,
): Training {
  if (!table) oneOf(who, 'data', data!, [...dataNames, 'the address of a CSV file']);
  if (!table && target) throw new TypeError(`${who}: target needs a CSV file as data, got ${quoted(data!)}`);
  modelFrom(who, 'model', model!);
  const share = validation === '' ? (table ? 0.2 : 0) : numberOf(who, 'validation', validation);
  const plain = { data: data!, model: model!, seed, validation: share };
  const only = columnsOf(who, columns);
  if (!table) return only.length > 0 ? { ...plain, only: knownIn(who, data!, only) } : plain;
  const { blob, key } = table;
  const used = only.length > 0 ? only : table.numeric.filter((name) => name !== target);
  if (used.length === 0)
    throw new RangeError(`${who}: data needs a column of numbers beside the target, got none`);
  return { ...plain, csv: { blob, key, target, columns: used } };
}

/** Measurements of a data set, by name. */
function knownIn(who: string, data: string, names: readonly string[]): string[] {
  const { names: known } = dataSet(data, 0);
  return names.map((name) => oneOf(who, 'columns', name, known));
}

/** Optimizers outer, rates inner; without rates, every optimizer runs at its own. */
function gridOf(who: string, names: readonly string[], text: string): Planned[] {
  const rates = ratesOf(who, text);
  const known: Record<string, { knobs: { rate?: { default: number } } }> = optimizers;
  return names.flatMap((optimizer): Planned[] => {
    const knobs = Object.hasOwn(known, optimizer) ? known[optimizer].knobs : null;
    if (knobs && !knobs.rate) return [{ optimizer, rate: null }];
    if (rates.length === 0) return [{ optimizer, rate: knobs?.rate?.default ?? null }];
    return rates.map((rate) => ({ optimizer, rate }));
  });
}

const needRuns = (who: string, got: string) =>
  new TypeError(
    `${who}: runs needs optimizers with a rate each, like sgd 0.1, adam 0.01 0.03@137, got ${got}`,
  );

/** Rates are left to `compare`, which knows what they need. */
function listOf(who: string, given: unknown): Planned[] {
  if (typeof given === 'string') return given.split(',').flatMap((text) => runOf(who, text));
  if (!Array.isArray(given)) throw needRuns(who, typeof given);
  return given.map((run: Partial<Planned> | null): Planned => {
    if (typeof run?.optimizer !== 'string') throw needRuns(who, quoted(String(run)));
    return { optimizer: run.optimizer, rate: run.rate ?? null };
  });
}

function runOf(who: string, text: string): Planned[] {
  const [optimizer, ...rates] = list(text);
  if (optimizer === undefined) return [];
  const entries = rates.map((each, i): [number, number] => {
    const [rate, step, ...rest] = each.split('@');
    if (rest.length > 0 || (step === undefined) !== (i === 0)) throw needRuns(who, quoted(text.trim()));
    return [step === undefined ? 0 : numberOf(who, 'runs', step), numberOf(who, 'runs', rate)];
  });
  if (entries.length === 0) return [{ optimizer, rate: null }];
  return [{ optimizer, rate: entries.length === 1 ? entries[0][1] : entries }];
}

/** `0.01 0.1 1`, with spaces or commas, or `1e-3..1e3:9`. */
function ratesOf(who: string, text: string): number[] {
  const [, from, to, count] = /^\s*([^\s,]+)\.\.([^\s,]+):(\d+)\s*$/.exec(text) ?? [];
  if (count) return [...logspace(numberOf(who, 'rates', from), numberOf(who, 'rates', to), Number(count))];
  return list(text).map((item) => numberOf(who, 'rates', item));
}

/** A word of two letters and more is the name of a problem, as it is for `minimize`. */
export const isFormula = (problem: string) => !/^\s*\w{2,}\s*$/.test(problem);

function formulaOf(who: string, text: string, start: string): Job['problem'] {
  const { variables } = formula(text);
  const point = start ? pointOf(who, 'start', start, variables) : [];
  if (point.length === variables.length) return { formula: text, variables: [...variables], start: point };
  const named = variables.map((name) => `${name}=…`).join(',');
  throw new TypeError(`${who}: ${quoted(text)} needs a start like ${named}, got ${quoted(start)}`);
}

/** `-1.2,1`, or by name, `x=-1.2,y=1`: in the order of the variables, or else of x, y, z, or the numbers in x1, x2, … x10. */
export function pointOf(who: string, what: string, text: string, variables?: readonly string[]): number[] {
  const parts = text.split(',').map((part) => /^\s*(?:([A-Za-z_]\w*)\s*=)?\s*(\S+)\s*$/.exec(part));
  const names = parts.map((part) => part?.[1]);
  const named = names.filter((name) => name !== undefined);
  const mixed = named.length > 0 && named.length < names.length;
  if (parts.includes(null) || mixed || new Set(named).size < named.length) {
    throw new TypeError(`${who}: ${what} needs numbers like -1.2,1 or x=-1.2,y=1, got ${quoted(text)}`);
  }
  const numbers = parts.map((part) => ({ name: part![1] ?? '', value: numberOf(who, what, part![2]) }));
  if (named.length > 0 && variables) {
    const found = variables.flatMap((variable) => numbers.filter(({ name }) => name === variable));
    return found.length === numbers.length ? found.map(({ value }) => value) : [];
  }
  if (named.length > 0) numbers.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return numbers.map(({ value }) => value);
}

export function numberOf(who: string, what: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) {
    throw new TypeError(`${who}: ${what} needs numbers, got ${quoted(text)}`);
  }
  return value;
}

export function oneOf(who: string, what: string, name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  throw new TypeError(`${who}: ${what} needs one of ${names.join(', ')}, got ${quoted(name)}`);
}

export const list = (text: string) => text.split(/[\s,]+/).filter((item) => item !== '');

/** Text as it was given, as much of it as one can read. */
export const quoted = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** What is minimised, and from where. */
export function subjectOf({ problem }: Job): { title: string; start: ArrayLike<number> | null } {
  if ('data' in problem)
    return {
      title: `${modelFrom('nabla', 'model', problem.model).title} on ${briefly(problem.data)}`,
      start: null,
    };
  if ('formula' in problem) return { title: typed(problem.formula), start: problem.start };
  const known: Record<string, { title: string; start: ArrayLike<number> }> = problems;
  const entry = Object.hasOwn(known, problem.name) ? known[problem.name] : null;
  return { title: entry?.title ?? problem.name, start: problem.start ?? entry?.start ?? null };
}
