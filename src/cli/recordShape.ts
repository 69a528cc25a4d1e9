import { needOptions, needWhole, outOfRange, wrongKind } from '../need.js';
import { needSteps } from '../spec/budget.js';
import { needSpec } from '../spec/needSpec.js';
import { numberWords } from '../spec/plainJson.js';

// Shape of a record as it is written, before texts become numbers and lists become arrays. What it does not name is
// left as it is: a later version may have more to tell.

type Need = (what: string, given: unknown) => void;

const who = 'record';
const outcomes = ['diverged', 'stopped', 'settled', 'stalled', 'out of steps'];

const need =
  (needs: string, fits: (given: unknown) => boolean): Need =>
  (what, given) => {
    if (!fits(given)) throw wrongKind(who, what, needs, given);
  };

const isNumber = (given: unknown) => typeof given === 'number' || numberWords.has(given as string);
const isText = (given: unknown) => typeof given === 'string';
const areAll = (given: unknown, fits: (each: unknown) => boolean) =>
  Array.isArray(given) && given.every(fits);

const text = need('a text', isText);
const number = need('a number', isNumber);
const numbers = need('a list of numbers', (given) => areAll(given, isNumber));
const isRate = (given: unknown) => Array.isArray(given) && given.length === 2 && given.every(isNumber);
const knob = need(
  'a number, true or false, or steps with a rate each',
  (given) => isNumber(given) || typeof given === 'boolean' || areAll(given, isRate),
);

const whole =
  (from: number): Need =>
  (what, given) =>
    void needWhole(who, what, given, from, Number.MAX_SAFE_INTEGER);

const optional =
  (each: Need): Need =>
  (what, given) => {
    if (given !== undefined) each(what, given);
  };

/** One of a kind, or a list of them. */
const someOf =
  (each: Need): Need =>
  (what, given) => {
    if (!Array.isArray(given)) each(what, given);
    else for (const [k, one] of given.entries()) each(`${what}[${k}]`, one);
  };

/** Object with these parts. */
const parts =
  (known: Readonly<Record<string, Need>>): Need =>
  (what, given) => {
    const found = objectFrom(what, given);
    for (const [name, each] of Object.entries(known)) each(`${what}.${name}`, found[name]);
  };

/** Object with parts of one kind, by whatever names. */
const eachPart =
  (each: Need): Need =>
  (what, given) => {
    for (const [name, part] of Object.entries(objectFrom(what, given))) each(`${what}.${name}`, part);
  };

function objectFrom(what: string, given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongKind(who, what, 'an object', given);
  return given as Record<string, unknown>;
}

/** How well a model predicts, as far as it does. */
const scores = { accuracy: optional(number), rmse: optional(number), r2: optional(number) };

const run = parts({
  label: text,
  optimizer: text,
  knobs: eachPart(knob),
  schedule: optional(eachPart(someOf(parts({ schedule: text })))),
  outcome: need(`one of ${outcomes.join(', ')}`, (given) => outcomes.includes(given as string)),
  at: optional(whole(0)),
  because: text,
  steps: whole(0),
  replicate: optional(whole(0)),
  point: numbers,
  value: number,
  best: parts({ step: whole(0), value: number, validation: optional(number), point: optional(numbers) }),
  kept: optional(need('best', (given) => given === 'best')),
  rises: whole(0),
  losses: numbers,
  every: whole(1),
  batchLosses: optional(numbers),
  ...scores,
  validation: optional(parts({ loss: number, ...scores, losses: numbers })),
  points: optional(parts({ rows: whole(1), columns: whole(0), data: numbers })),
});

const study = parts({
  id: text,
  runs: (what, given) => void needWhole(who, what, given, 1, 2 ** 26),
  replicates: whole(1),
  noun: need('replicates or folds', (given) => given === 'replicates' || given === 'folds'),
  about: text,
  repeated: optional(need('a list of places', (given) => areAll(given, Number.isSafeInteger))),
  spec: (_, given) => void needSpec(who, given),
});

interface Sizes {
  point: unknown[];
  best: { point?: unknown[] };
  losses: unknown[];
  validation?: { losses: unknown[] };
  points?: { rows: number; columns: number; data: unknown[] };
}

/** Arrays of a run, which have a length together. */
function needSizes({ point, best, losses, validation, points }: Sizes): void {
  const needLength = (what: string, { length }: unknown[], needed: number) => {
    if (length !== needed) throw outOfRange(who, what, `${needed} numbers`, length);
  };
  if (losses.length === 0) throw outOfRange(who, 'run.losses', 'at least one number', 0);
  if (validation) needLength('run.validation.losses', validation.losses, losses.length);
  if (best.point) needLength('run.best.point', best.point, point.length);
  if (!points) return;
  const { rows, columns, data } = points;
  if (rows !== losses.length) throw outOfRange(who, 'run.points.rows', String(losses.length), rows);
  if (columns !== point.length) throw outOfRange(who, 'run.points.columns', String(point.length), columns);
  needLength('run.points.data', data, rows * columns);
}

/** Throws TypeError or RangeError for what is no record of a run. */
export function needRecordShape(given: unknown): void {
  const record = objectFrom('the line', given);
  whole(0)('place', record.place);
  optional(study)('study', record.study);
  text('version', record.version);
  if (record.replicate !== null) whole(0)('replicate', record.replicate);
  needRunSpec(record.spec);
  run('run', record.run);
  needSizes(record.run as Sizes);
}

/** Throws for what is no spec, or one of a kind that no run has. */
function needRunSpec(given: unknown): void {
  const { problem, options } = needSpec(who, given);
  const { name, formula, variables, model } = problem as Readonly<Record<string, unknown>>;
  for (const [key, each] of Object.entries({ name, formula, model }))
    optional(text)(`spec.problem.${key}`, each);
  const names = need('a list of texts', (each) => areAll(each, isText));
  optional(names)('spec.problem.variables', variables);
  needSteps(who, needOptions(who, options).steps);
}
