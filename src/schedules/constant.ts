import { nonNegative, whole } from '../entry.js';
import { schedule } from '../schedule.js';

export const constant = schedule({
  title: 'Constant',
  says: 'the rate as it is, after an opening of so many updates at a share of it, where one is asked for',
  cite: "PyTorch's ConstantLR, whose factor is 1/3 where none is given",
  reference: 'PyTorch',
  knobs: {
    factor: nonNegative(1, 'the share of the rate in the opening'),
    totalIters: whole(5, 'how many updates the opening has'),
  },
  formula: 'opening factor + (1 - opening)',
  uses: ['opening'],
  counts: (update, { totalIters }) => [update <= totalIters ? 1 : 0],
});
