import type { Ground, Lend, Vec } from '../fn.js';

/** A loss of so many rows of outputs, against a target of as many numbers in an array that was lent as the rest was. */
export type LossOn = (target: Vec, rows: number, lend: Lend) => Ground;

/** The ground of a loss on a target that stays. */
export const groundOn = (loss: LossOn, target: Vec, rows: number) => (lend: Lend) => {
  const own = lend(target.length);
  own.set(target);
  return loss(own, rows, lend);
};
