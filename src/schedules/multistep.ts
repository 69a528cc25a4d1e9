import { positive } from '../entry.js';
import { schedule } from '../schedule.js';

export const multistep = schedule({
  title: 'Multistep',
  says: 'multiplies the rate by gamma after each of some updates',
  cite: "PyTorch's MultiStepLR",
  reference: 'PyTorch',
  knobs: {
    milestones: {
      default: [],
      says: 'the updates after which it falls; none: half and three quarters of the budget, rounded down',
    },
    gamma: positive(0.1, 'what the rate is multiplied by'),
  },
  formula: 'gamma^falls',
  uses: ['falls'],
  counts: (update, { steps, milestones }) => {
    const after = milestones.length > 0 ? milestones : [Math.floor(steps / 2), Math.floor((3 * steps) / 4)];
    return [after.filter((each) => each < update).length];
  },
});
