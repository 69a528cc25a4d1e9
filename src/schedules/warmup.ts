import { atLeastOne, nonNegative } from '../entry.js';
import { schedule } from '../schedule.js';

export const warmup = schedule({
  title: 'Warm-up',
  says: 'begins with a share of the rate, rises to all of it in a straight line, and stays there',
  cite: "PyTorch's LinearLR at its defaults; Goyal et al. 2017, arXiv:1706.02677, section 2.2",
  reference: 'PyTorch',
  knobs: {
    startFactor: nonNegative(1 / 3, 'the share of the first update'),
    totalIters: atLeastOne(5, 'updates until all of it'),
  },
  formula: 'startFactor + (1 - startFactor) t/totalIters',
  uses: ['t'],
  counts: (update, { totalIters }) => [Math.min(update - 1, totalIters)],
});
