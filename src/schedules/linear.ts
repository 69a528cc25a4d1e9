import { nonNegative, whole } from '../entry.js';
import { schedule } from '../schedule.js';

export const linear = schedule({
  title: 'Linear',
  says: 'takes the rate in a straight line from one share of it to another, and keeps that: unless told otherwise from all of it down to 0, at the end of the budget',
  cite: "PyTorch's LinearLR, which rises from 1/3 to 1 in 5 updates unless told otherwise: here that is warmup",
  reference: 'PyTorch',
  knobs: {
    startFactor: nonNegative(1, 'the share of the first update'),
    endFactor: nonNegative(0, 'the share in the end'),
    totalIters: whole(0, 'updates until then; 0: the whole budget'),
  },
  formula: 'startFactor + (endFactor - startFactor) t/T',
  uses: ['t', 'T'],
  counts: (update, { steps, totalIters }) => {
    const all = totalIters || steps;
    return [Math.min(update - 1, all), all];
  },
});
