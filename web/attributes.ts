// What stands in attributes, read into a job. Messages show what was written: who, what this needs, what it got.
import { formula, logspace, optimizers, problems } from '../src/index.js';
import { dataNames, type Job, modelNames, type Planned } from './job.js';
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
}

/** Null where too little is given to compare anything. Every reader here takes first who is asking. */
export function jobOf(who: string, asked: Asked): Job | null {
  if (!asked.problem && !asked.data) return null;
  const runs = runsOf(who, asked);
  return runs.length === 0 ? null : { problem: problemOf(who, asked), runs, steps: asked.steps };
}

/** The runs asked for, one by one or as optimizers × rates. */
export const runsOf = (
  who: string,
  { runs, optimizers, rates }: Pick<Asked, 'runs' | 'optimizers' | 'rates'>,
) => (runs ? listOf(who, runs) : gridOf(who, list(optimizers), rates));

function problemOf(who: string, { problem, start, data, model }: Asked): Job['problem'] {
  if (!data && isFormula(problem)) return formulaOf(who, problem, start);
  if (!data) return start ? { name: problem, start: pointOf(who, 'start', start) } : { name: problem };
  if (problem) throw new TypeError(`${who}: a comparison needs problem or data, got both`);
  return { data: oneOf(who, 'data', data, dataNames), model: oneOf(who, 'model', model, modelNames) };
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

function oneOf(who: string, what: string, name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  throw new TypeError(`${who}: ${what} needs one of ${names.join(', ')}, got ${quoted(name)}`);
}

export const list = (text: string) => text.split(/[\s,]+/).filter((item) => item !== '');

/** Text as it was given, as much of it as one can read. */
export const quoted = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** What is minimised, and from where. */
export function subjectOf({ problem }: Job): { title: string; start: ArrayLike<number> | null } {
  if ('data' in problem) return { title: `Softmax regression on ${problem.data}`, start: null };
  if ('formula' in problem) return { title: typed(problem.formula), start: problem.start };
  const known: Record<string, { title: string; start: ArrayLike<number> }> = problems;
  const entry = Object.hasOwn(known, problem.name) ? known[problem.name] : null;
  return { title: entry?.title ?? problem.name, start: problem.start ?? entry?.start ?? null };
}
