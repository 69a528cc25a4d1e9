import { positive } from '../entry.js';
import { schedule } from '../schedule.js';

export const exponential = schedule({
  title: 'Exponential',
  says: 'multiplies the rate by gamma after every update',
  cite: "PyTorch's ExponentialLR",
  reference: 'PyTorch',
  knobs: { gamma: positive(0.999, 'what the rate is multiplied by') },
  formula: 'gamma^(update - 1)',
});
