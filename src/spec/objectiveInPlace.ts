import { memoized } from '../engine/memory.js';
import { type Fn, inPlaceOf, isFastPathOf, type Local, type Vec } from '../fn.js';
import type { Allocate, InPlace } from '../inPlace.js';
import type { Task } from './objective.js';

/** Evaluator of an objective at a sequence of points, with the gradient at the last. */
export interface Objective {
  value(x: Vec): number;
  /** Gradient at the last x of `value` or `batch`, in an array that is valid until the next call of these. */
  slope(): Vec;
  /** Value on some of the rows of the data. */
  batch?(x: Vec, rows: ArrayLike<number>): number;
  /** Validation loss. */
  validation?(x: Vec): number;
}

type Value = Pick<Objective, 'value' | 'slope'>;

/** In-place evaluator of an objective, its batches and its validation loss; null where it has no in-place form. */
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

/** In-place forms of the loss on some of the rows; null where there are none. */
const batchesOf = ({ fn, model }: Task) =>
  inPlaceOf(fn) && model?.batchesInPlace && isFastPathOf(model.batchesInPlace, fn.at)
    ? model.batchesInPlace
    : null;

/** Number of rows that batches are drawn from; undefined where the objective has no batches. */
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

/** Evaluator of any function of one output, by its `at`. */
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
