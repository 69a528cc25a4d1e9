import { allocateZeros } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { randomStream } from '../random.js';
import { weightSpans } from './networkOutputs.js';

const parameterCount = (sizes: readonly number[]) =>
  sizes.slice(1).reduce((sum, outputs, k) => sum + outputs * (sizes[k] + 1), 0);

/** Start with all parameters 0. */
export const zeroStart = (who: string, sizes: readonly number[]): Vec =>
  allocateZeros(who, 'a start', parameterCount(sizes));

/** Bounds of uniform weights, by the numbers of inputs and outputs of their layer. */
export const weightStarts = {
  /** Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation 16. */
  glorot: (inputs: number, outputs: number) => Math.sqrt(6 / (inputs + outputs)),
  /** He et al. 2015, "Delving deep into rectifiers", equation 10, as a uniform distribution of that variance. */
  he: (inputs: number) => Math.sqrt(6 / inputs),
};

export type WeightStart = keyof typeof weightStarts;

/** Start with uniform weights, biases 0. */
export function uniformStart(
  who: string,
  init: WeightStart,
  sizes: readonly number[],
  seed: number,
  replicate: number,
): Vec {
  const start = zeroStart(who, sizes);
  const random = randomStream(seed, 'start', replicate);
  weightSpans(sizes).forEach(({ from, count }, k) => {
    const bound = weightStarts[init](sizes[k], sizes[k + 1]);
    for (let i = 0; i < count; i++) start[from + i] = bound * (2 * random.number() - 1);
  });
  return start;
}
