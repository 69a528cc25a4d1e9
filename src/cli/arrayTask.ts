import { listNames, showValue } from '../need.js';

// Tasks of arrays of jobs, as schedulers tell them: by variables of the environment.

export type Environment = Readonly<Record<string, string | undefined>>;

/** Task of an array. */
interface ArrayTask {
  /** Name of the scheduler, and the variable that has the task's number. */
  readonly scheduler: string;
  readonly variable: string;
  /** Its number, as the scheduler counts. */
  readonly number: number;
  /** First and last number of the array, and from one to the next, where the scheduler tells them. */
  readonly range: TaskRange | null;
}

interface TaskRange {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  /** Number of tasks, where it is told beside the range: of a list like 3,7 there are fewer than the range has. */
  readonly count?: number | undefined;
}

interface Scheduler {
  readonly name: string;
  readonly variable: string;
  /** Range, by the numbers that variables have; undefined for one that has none. */
  range(numberOf: (variable: string) => number | undefined): TaskRange | null;
}

/** Range from a first to a last number; null where one of them is not told. */
const between = (first?: number, last?: number, step = 1, count?: number): TaskRange | null =>
  first === undefined || last === undefined || step < 1 ? null : { first, last, step, count };

/** Range of a count of tasks from 0. */
const fromZero = (count?: number): TaskRange | null => between(0, count === undefined ? count : count - 1);

const schedulers: readonly Scheduler[] = [
  {
    name: 'Slurm',
    variable: 'SLURM_ARRAY_TASK_ID',
    range(numberOf) {
      const [first, last, step, count] = ['MIN', 'MAX', 'STEP', 'COUNT'].map((part) =>
        numberOf(`SLURM_ARRAY_TASK_${part}`),
      );
      return count === undefined ? null : between(first, last, step, count);
    },
  },
  {
    name: 'Kubernetes',
    variable: 'JOB_COMPLETION_INDEX',
    range: (numberOf) => fromZero(numberOf('JOB_COMPLETIONS')),
  },
  { name: 'PBS', variable: 'PBS_ARRAY_INDEX', range: () => null },
  {
    name: 'Grid Engine',
    variable: 'SGE_TASK_ID',
    range: (numberOf) =>
      between(numberOf('SGE_TASK_FIRST'), numberOf('SGE_TASK_LAST'), numberOf('SGE_TASK_STEPSIZE')),
  },
  {
    name: 'LSF',
    variable: 'LSB_JOBINDEX',
    range: (numberOf) => between(1, numberOf('LSB_JOBINDEX_END'), numberOf('LSB_JOBINDEX_STEP')),
  },
  {
    name: 'AWS Batch',
    variable: 'AWS_BATCH_JOB_ARRAY_INDEX',
    range: (numberOf) => fromZero(numberOf('AWS_BATCH_JOB_ARRAY_SIZE')),
  },
];

/** Whole number of a variable; undefined where it has none, as Grid Engine's `undefined` outside of arrays. */
function numberIn(who: string, environment: Environment, variable: string): number | undefined {
  const text = environment[variable]?.trim() ?? '';
  if (text === '' || text === 'undefined') return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new RangeError(`${who}: ${variable} needs a whole number, got ${showValue(text)}`);
}

/** The task that this process is. Throws RangeError where no scheduler tells one, or two do. */
export function arrayTaskFrom(who: string, environment: Environment): ArrayTask {
  const numberOf = (variable: string) => numberIn(who, environment, variable);
  const found = schedulers.flatMap(({ name, variable, range }): ArrayTask[] => {
    const number = numberOf(variable);
    // LSF has 0 where a job is none of an array.
    if (number === undefined || (name === 'LSF' && number === 0)) return [];
    return [{ scheduler: name, variable, number, range: range(numberOf) }];
  });
  const needs = `${who}: --shard auto needs the number of a task in one of`;
  if (found.length === 1) return found[0];
  if (found.length === 0)
    throw new RangeError(
      `${needs} ${listNames(schedulers.map(({ variable }) => variable))}, got none; outside of a scheduler, --shard 1/100`,
    );
  throw new RangeError(
    `${needs} them, got ${listNames(found.map(({ variable }) => variable))}; write --shard 1/100`,
  );
}

/** Place of a task in its array, from 0, and how many there are. Throws RangeError where that is not known for sure. */
export function placeInArray(
  who: string,
  { scheduler, variable, number, range }: ArrayTask,
): [number, number] {
  const cure = `; write how many shards there are, --shard auto/100`;
  if (!range)
    throw new RangeError(
      `${who}: --shard auto needs the range of the array, which ${scheduler} does not tell here${cure}`,
    );
  const { first, last, step, count } = range;
  const places = (last - first) / step + 1;
  const told = `${variable}=${number} of ${first}-${last}${step === 1 ? '' : `:${step}`}`;
  // Of two tasks, or of one that is not the first, nobody can tell whether they are a whole or what is left of it.
  const isList =
    count !== undefined &&
    (count !== Math.floor(places) || (count === 2 && step > 1) || (count === 1 && first > 1));
  const isWhole = Number.isInteger(places) && places >= 1 && Number.isInteger((number - first) / step);
  if (isList || !isWhole || number < first || number > last)
    throw new RangeError(
      `${who}: --shard auto needs all tasks from the first to the last, got ${told}${count === undefined ? '' : `, ${count} in all`}${cure}`,
    );
  return [(number - first) / step, places];
}
