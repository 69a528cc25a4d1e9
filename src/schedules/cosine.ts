import { share, whole } from '../entry.js';
import { schedule } from '../schedule.js';

export const cosine = schedule({
  title: 'Cosine',
  says: 'lets the rate fall along half a wave; beyond that it rises again',
  cite: "Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5, without restarts; PyTorch's CosineAnnealingLR",
  reference: 'PyTorch',
  knobs: {
    tMax: whole(0, 'updates from the top to the bottom; 0: the whole budget'),
    etaMin: share(0, 'the share of the rate at the bottom'),
  },
  formula: 'etaMin + (1 - etaMin) (1 + cos(pi t/T))/2',
  uses: ['t', 'T'],
  counts: (update, { steps, tMax }) => [update - 1, tMax || steps],
});
