import { positive, whole } from '../entry.js';
import { schedule } from '../schedule.js';

export const polynomial = schedule({
  title: 'Polynomial',
  says: 'lets the rate fall to 0 as a power of what is left of the updates',
  cite: "PyTorch's PolynomialLR",
  reference: 'PyTorch',
  knobs: {
    totalIters: whole(0, 'updates until it is 0; 0: the whole budget'),
    power: positive(1, 'the power'),
  },
  formula: '(1 - t/T)^power',
  uses: ['t', 'T'],
  counts: (update, { steps, totalIters }) => {
    const all = totalIters || steps;
    return [Math.min(update - 1, all), all];
  },
});
