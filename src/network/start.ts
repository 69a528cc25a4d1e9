import { allocateZeros } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { randomStream } from '../random.js';
import { weightSpans } from './networkOutputs.js';

const parameterCount = (sizes: readonly number[]) =>
  sizes.slice(1).reduce((sum, outputs, k) => sum + outputs * (sizes[k] + 1), 0);

/** Start with all parameters 0. */
export const zeroStart = (who: string, sizes: readonly number[]): Vec =>
  allocateZeros(who, 'a start', parameterCount(sizes));

/**
 * Start with weights uniform in ±√(6/(inputs + outputs)) of their layer, biases 0.
 * Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation 16.
 */
export function glorotStart(who: string, sizes: readonly number[], seed: number, replicate: number): Vec {
  const start = zeroStart(who, sizes);
  const random = randomStream(seed, 'start', replicate);
  weightSpans(sizes).forEach(({ from, count }, k) => {
    const bound = Math.sqrt(6 / (sizes[k] + sizes[k + 1]));
    for (let i = 0; i < count; i++) start[from + i] = bound * (2 * random.number() - 1);
  });
  return start;
}
