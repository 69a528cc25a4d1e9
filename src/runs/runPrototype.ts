import { escapeInvisible } from '../need.js';
import { toReadableJson } from '../spec/plainJson.js';
import { formatAmount } from './outcome.js';
import type { Run } from './run.js';

/** Key of how Node, Deno and Bun print an object. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

function runText(this: Run): string {
  const { label, outcome, because, steps, value, losses, best, point, accuracy, rmse, r2, validation } = this;
  const part = (name: string, of: number | undefined) =>
    of === undefined ? '' : `, ${name} ${formatAmount(of)}`;
  const scores = part('accuracy', accuracy) + part('rmse', rmse) + part('R²', r2);
  const apart = validation
    ? `\n  validation loss ${formatAmount(validation.loss)}${part('accuracy', validation.accuracy)}${part('rmse', validation.rmse)}${part('R²', validation.r2)}`
    : '';
  return `Run ${escapeInvisible(label)}: ${outcome} after ${steps} steps, ${because}
  loss ${formatAmount(losses[0])} → ${formatAmount(value)}${scores}${apart}
  lowest ${formatAmount(best.validation ?? best.value)} at step ${best.step}; point of ${point.length}, losses of ${losses.length} numbers`;
}

function runJson(this: Run): unknown {
  return toReadableJson({ ...this });
}

/** What runs have in common: they are written as JSON with arrays, and printed in a few lines. */
const runPrototype: object = Object.defineProperties(
  {},
  { toJSON: { value: runJson }, [INSPECT]: { value: runText } },
);

/** Run without its parts yet. */
export const emptyRun = (): Run => Object.create(runPrototype);

/** Run of one that was posted or written, which has its parts alone. */
export const asRun = (parts: Run): Run => Object.setPrototypeOf(parts, runPrototype);
