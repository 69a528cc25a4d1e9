import { memoized } from '../engine/memory.js';
import { type Fn, inPlaceOf, isFastPathOf, type Local, type Vec } from '../fn.js';
import type { Allocate, InPlace } from '../inPlace.js';
import type { Task } from './objective.js';

/** A function to minimise, at one point after the other. */
export interface Objective {
  value(x: Vec): number;
  /** The gradient at the last x of `value` or `batch`: an array of its own, good until the next of these. */
  slope(): Vec;
  /** Its value on some of the rows of its data. */
  batch?(x: Vec, rows: ArrayLike<number>): number;
  /** The loss of rows that are kept apart. */
  validation?(x: Vec): number;
}

type Value = Pick<Objective, 'value' | 'slope'>;

/** The objective of a task in arrays that stay; null where it has no in-place form. */
export function objectiveInPlace(task: Task): ((allocate: Allocate) => Objective) | null {
  const inPlace = inPlaceOf(task.fn);
  if (!inPlace) return null;
  return (allocate) => {
    const outputOf = memoized((form: InPlace) => oneOutput(form, task.start.length, allocate));
    const whole = inPlace(allocate);
    const batches = batchesOf(task)?.(allocate);
    let last: Value;
    const at = (x: Vec, form: InPlace) => {
      last = outputOf(form);
      return last.value(x);
    };
    return {
      value: (x) => at(x, whole),
      slope: () => last.slope(),
      ...(batches && { batch: (x, rows) => at(x, batches(rows)) }),
      ...validationIn(task, allocate),
    };
  };
}

/** In-place forms of what a task minimises on some rows of its data, where it is of such. */
const batchesOf = ({ fn, model }: Task) =>
  inPlaceOf(fn) && model?.batchesInPlace && isFastPathOf(model.batchesInPlace, fn.at)
    ? model.batchesInPlace
    : null;

/** How many rows there are to take some of; undefined where what is minimised cannot be asked of some alone. */
export const rowsOf = (task: Task): number | undefined => (batchesOf(task) ? task.model!.rows : undefined);

function validationIn({ problem }: Task, allocate: Allocate): Pick<Objective, 'validation'> {
  const { validation, validationInPlace } = problem;
  if (!validationInPlace || !isFastPathOf(validationInPlace, validation)) return {};
  return { validation: oneOutput(validationInPlace(allocate), 0, allocate).value };
}

function oneOutput(form: InPlace, inputs: number, allocate: Allocate): Value {
  const [value, slope, one] = [allocate(1), allocate(inputs), allocate(1)];
  one[0] = 1;
  return {
    value(x) {
      form.value(x, value);
      return value[0];
    },
    slope() {
      form.pull(one, slope);
      return slope;
    },
  };
}

const ONE = Float64Array.of(1);

/** The objective of any function. */
export function objectiveOf(who: string, fn: Fn): Objective {
  let near: Local;
  return {
    value(p) {
      near = fn.at(p);
      if (near.value.length !== 1)
        throw new RangeError(`${who}: f needs one output, got ${near.value.length}`);
      return near.value[0];
    },
    slope: () => near.pull(ONE),
  };
}
