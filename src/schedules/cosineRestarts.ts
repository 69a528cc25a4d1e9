import { atLeastOne, share, whole } from '../entry.js';
import { schedule } from '../schedule.js';

export const cosineRestarts = schedule({
  title: 'Cosine with restarts',
  says: 'lets the rate fall along half a wave, and starts again from the top, with longer waves where asked',
  cite: "Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5; PyTorch's CosineAnnealingWarmRestarts",
  reference: 'PyTorch',
  knobs: {
    t0: whole(0, 'updates of the first wave; 0: a quarter of the budget, rounded up'),
    tMult: atLeastOne(1, 'how many times as long as the one before each wave is'),
    etaMin: share(0, 'the share of the rate at the bottom'),
  },
  formula: 'etaMin + (1 - etaMin) (1 + cos(pi t/T))/2',
  uses: ['t', 'T'],
  counts: (update, { steps, t0, tMult }) => {
    let [t, long] = [update - 1, t0 || Math.ceil(steps / 4)];
    if (tMult === 1) return [t % long, long];
    for (; t >= long; long *= tMult) t -= long;
    return [t, long];
  },
});
