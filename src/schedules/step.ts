import { positive, whole } from '../entry.js';
import { schedule } from '../schedule.js';

export const step = schedule({
  title: 'Step',
  says: 'multiplies the rate by gamma every so many updates',
  cite: "PyTorch's StepLR",
  reference: 'PyTorch',
  knobs: {
    stepSize: whole(0, 'updates from one fall to the next; 0: a third of the budget, rounded up'),
    gamma: positive(0.1, 'what the rate is multiplied by'),
  },
  formula: 'gamma^falls',
  uses: ['falls'],
  counts: (update, { steps, stepSize }) => [Math.floor((update - 1) / (stepSize || Math.ceil(steps / 3)))],
});
