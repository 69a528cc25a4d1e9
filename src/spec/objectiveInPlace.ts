import type { Precision } from '../engine/kernel.js';
import { memoizeByObject } from '../engine/memory.js';
import { type Fn, inPlaceOf, isFastPathOf, type Local, type Vec } from '../fn.js';
import type { Allocate, InPlace } from '../inPlace.js';
import type { Objective } from './objective.js';

/** Evaluator of an objective at a sequence of points, with the gradient at the last. */
export interface ObjectiveEvaluator {
  value(x: Vec): number;
  /** Gradient at the last x of `value` or `batch`, in an array that is valid until the next call of these. */
  gradient(): Vec;
  /** Value on some of the rows of the data. */
  batch?(x: Vec, rows: ArrayLike<number>): number;
  /** Validation loss. */
  validation?(x: Vec): number;
}

type ValueAndGradient = Pick<ObjectiveEvaluator, 'value' | 'gradient'>;

/** In-place evaluator of an objective, its batches and its validation loss; null where it has no in-place form. */
export function objectiveInPlace(
  objective: Objective,
  precision: Precision,
): ((allocate: Allocate) => ObjectiveEvaluator) | null {
  const inPlace = inPlaceOf(objective.fn, precision);
  if (!inPlace) return null;
  return (allocate) => {
    const outputOf = memoizeByObject((form: InPlace) =>
      scalarEvaluator(form, objective.start.length, allocate),
    );
    // Made when it is asked for: between two entries of the losses of batches it is not, and it copies the data.
    let whole: InPlace | null = null;
    const batches = batchesInPlaceOf(objective)?.(allocate, precision);
    let last: ValueAndGradient;
    const at = (x: Vec, form: InPlace) => {
      last = outputOf(form);
      return last.value(x);
    };
    return {
      value(x) {
        whole ??= inPlace(allocate);
        return at(x, whole);
      },
      gradient: () => last.gradient(),
      ...(batches && { batch: (x, rows) => at(x, batches(rows)) }),
      ...validationInPlaceOf(objective, allocate, precision),
    };
  };
}

/** In-place forms of the loss on some of the rows; null where there are none. */
const batchesInPlaceOf = ({ fn, model }: Objective) =>
  inPlaceOf(fn) && model?.batchesInPlace && isFastPathOf(model.batchesInPlace, fn.at)
    ? model.batchesInPlace
    : null;

/** Number of rows that batches are drawn from; undefined where the objective has no batches. */
export const batchableRows = (objective: Objective): number | undefined =>
  batchesInPlaceOf(objective) ? objective.model!.rows : undefined;

function validationInPlaceOf(
  { problem }: Objective,
  allocate: Allocate,
  precision: Precision,
): Pick<ObjectiveEvaluator, 'validation'> {
  const { validation, validationInPlace } = problem;
  if (!validationInPlace || !isFastPathOf(validationInPlace, validation)) return {};
  return { validation: scalarEvaluator(validationInPlace(allocate, precision), 0, allocate).value };
}

function scalarEvaluator(form: InPlace, inputs: number, allocate: Allocate): ValueAndGradient {
  const [value, gradient, one] = [allocate(1), allocate(inputs), allocate(1)];
  one[0] = 1;
  return {
    value(x) {
      form.value(x, value);
      return value[0];
    },
    gradient() {
      form.pull(one, gradient);
      return gradient;
    },
  };
}

const UNIT_WEIGHT = Float64Array.of(1);

/** Evaluator of any function of one output, by its `at`. */
export function evaluatorFromFn(who: string, fn: Fn): ObjectiveEvaluator {
  let near: Local;
  return {
    value(p) {
      near = fn.at(p);
      if (near.value.length !== 1)
        throw new RangeError(`${who}: f needs one output, got ${near.value.length}`);
      return near.value[0];
    },
    gradient: () => near.pull(UNIT_WEIGHT),
  };
}
