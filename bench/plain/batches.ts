// Gradient descent in batches with the forms of a model's loss, and nothing beside: what a run adds to that is what the
// row measures.
import { withAllocator } from '../../src/engine/load.js';
import { inPlaceOf } from '../../src/fn.js';
import { sgd } from '../../src/kernels/index.js';
import type { Model } from '../../src/network/model.js';
import { randomPermutation, randomStream } from '../../src/random.js';

/** Losses of all rows at the start and after each epoch. */
export const trainedInBatches = (model: Model, batch: number, rate: number, epochs: number): number[] =>
  withAllocator('bench', (allocate) => {
    const { rows, inputs } = model;
    const [p, g, value, one] = [inputs, inputs, 1, 1].map(allocate);
    p.set(model.start);
    one[0] = 1;
    const whole = inPlaceOf(model)!(allocate);
    const batches = model.batchesInPlace!(allocate);
    whole.value(p, value);
    const losses = [value[0]];
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = randomPermutation(rows, randomStream(0, 'order', 0, epoch));
      for (let from = 0; from < rows; from += batch) {
        const form = batches(order.subarray(from, from + batch));
        form.value(p, value);
        form.pull(one, g);
        sgd(rate, g, p);
      }
      whole.value(p, value);
      losses.push(value[0]);
    }
    return losses;
  });
