import { CsvReader, detachedCopy } from '../data/csvReader.js';
import { isMissing } from '../data/field.js';
import { countNoun, outOfRange } from '../need.js';
import { plannedFromLabel } from '../spec/plannedRuns.js';
import type { RecordedCurves } from './recordedRuns.js';

const who = 'csv';
const MOST_COLUMNS = 10_000;
/** Columns that say when a row was recorded, the first of them that is there in steps; no runs. */
const STEPS = ['step', 'global_step', 'iteration', 'iter', 'update', 'batch', 'epoch', ''];
const TIMES = ['wall time', 'wall_time', 'timestamp'];
const NOT_FINITE: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
};

interface Column {
  name: string;
  steps: number[];
  losses: number[];
}

/**
 * Losses from comma-separated text, as libraries and logs write them: a row of names, and a column for each run, with a
 * field for each step. A column `step`, `epoch` or the like, or one without a name at the left, has the steps; without
 * one, rows are counted from 0. `val_loss` and `loss validation` are the validation of `loss`. Fields that are empty or
 * `NA` were not recorded; `nan` and `inf` are losses of a run that diverged.
 *
 * Throws RangeError with row and column for what cannot be read.
 */
export function recordedCsv(text: string): RecordedCurves[] {
  const reader = new CsvReader(who, text);
  const names = readNames(reader);
  const known = names.map((name) => name.toLowerCase());
  const stepAt = STEPS.map((name) => known.indexOf(name)).find((at) => at >= 0) ?? -1;
  const columns = names.map((name): Column => ({ name, steps: [], losses: [] }));
  readRows(reader, columns, stepAt);
  const runs = columns.filter((_, j) => !STEPS.includes(known[j]) && !TIMES.includes(known[j]));
  if (runs.length === 0) throw new RangeError(`${who}: row 1 needs a column of losses, got none`);
  const empty = runs.find(({ losses }) => losses.length === 0);
  if (empty) throw outOfRange(who, `column ${JSON.stringify(empty.name)}`, 'a loss', '');
  return paired(runs);
}

/**
 * Whether the beginning of a text is that of a history of runs and not of a table of data: surely where all its columns
 * are of losses or of runs, as `loss` and `sgd 0.1`; perhaps where one is of steps.
 */
export function isHistory(beginning: string): 'surely' | 'perhaps' | 'no' {
  const reader = new CsvReader(who, beginning);
  const count = Math.min(reader.next(MOST_COLUMNS), MOST_COLUMNS);
  const names = Array.from({ length: count }, (_, j) => reader.field(j));
  const isOf = (list: readonly string[]) => (name: string) => list.includes(name.toLowerCase());
  const runs = names.filter((name) => !isOf(STEPS)(name) && !isOf(TIMES)(name));
  const isOfRun = (name: string) => /loss/i.test(name) || plannedFromLabel(name).rate !== null;
  if (runs.length > 0 && runs.every(isOfRun)) return 'surely';
  return names.some((name) => name !== '' && isOf(STEPS)(name)) ? 'perhaps' : 'no';
}

function readNames(reader: CsvReader): string[] {
  const fields = reader.next(MOST_COLUMNS);
  if (fields === 0) throw new RangeError(`${who}: text needs a row of names, got none`);
  if (fields > MOST_COLUMNS) throw outOfRange(who, 'row 1', `at most ${MOST_COLUMNS} fields`, fields);
  const names = Array.from({ length: fields }, (_, j) => detachedCopy(reader.field(j)));
  for (const [j, name] of names.entries()) {
    if (name === '' && j > 0) throw outOfRange(who, reader.place(j), 'a name', name);
    if (names.indexOf(name) < j)
      throw outOfRange(who, reader.place(j), 'a name that is not there twice', name);
  }
  reader.names = names;
  return names;
}

function readRows(reader: CsvReader, columns: readonly Column[], stepAt: number): void {
  let before = -1;
  for (let fields = reader.next(columns.length); fields > 0; fields = reader.next(columns.length)) {
    if (fields !== columns.length)
      throw outOfRange(who, `row ${reader.row}`, countNoun(columns.length, 'field'), fields);
    const step = stepAt < 0 ? before + 1 : reader.number(stepAt);
    if (!Number.isSafeInteger(step) || step <= before)
      throw outOfRange(who, reader.place(stepAt), `a whole number above ${before}`, reader.field(stepAt));
    for (const [j, { steps, losses }] of columns.entries()) {
      const loss = j === stepAt ? null : lossIn(reader, j);
      if (loss === null) continue;
      steps.push(step);
      losses.push(loss);
    }
    before = step;
  }
  if (before < 0) throw new RangeError(`${who}: text needs a row below the names, got none`);
}

/** Loss in a field; null where none was recorded. */
function lossIn(reader: CsvReader, j: number): number | null {
  const loss = reader.number(j);
  if (Number.isFinite(loss)) return loss;
  const field = reader.field(j);
  const word = NOT_FINITE[field.toLowerCase()];
  if (word !== undefined) return word;
  if (isMissing(field)) return null;
  throw outOfRange(who, reader.place(j), 'a loss', field);
}

/** Runs with their validation, where each has one; else each column is a run. */
function paired(columns: readonly Column[]): RecordedCurves[] {
  const validationOf = ({ name }: Column) =>
    columns.find((other) => other.name === `val_${name}` || other.name === `${name} validation`) ?? null;
  const apart = new Set(columns.map(validationOf));
  const runs = columns.filter((column) => !apart.has(column));
  const all = runs.every(validationOf) ? runs : columns;
  return all.map((column) => ({
    label: column.name,
    training: column,
    validation: all === runs ? validationOf(column) : null,
  }));
}
