import { nonNegative, share, toggle, whole } from '../entry.js';
import { watcher } from '../schedule.js';

export const plateau = watcher({
  title: 'Plateau',
  says: 'multiplies the rate by a factor whenever the loss has not got lower for some updates',
  cite: "PyTorch's ReduceLROnPlateau, told the loss before every update",
  reference: 'PyTorch',
  knobs: {
    factor: share(0.1, 'what the rate is multiplied by'),
    patience: whole(10, 'how many losses in a row may be no better than the best'),
    threshold: nonNegative(1e-4, 'what counts as better: lower by this share of the best'),
    absolute: toggle('takes the threshold as a difference, not as a share'),
    cooldown: whole(0, 'how many losses do not count after a fall'),
    minFactor: share(0, 'the share of the rate that it never falls below'),
    epsilon: nonNegative(1e-8, 'a smaller fall than this, as a share of the rate, is none'),
  },
  formula: 'max(factor now, minFactor)',
  uses: ['now'],
  watch({ patience, threshold, absolute, cooldown, epsilon }, fallen) {
    let [now, best, bad, resting] = [1, Infinity, 0, 0];
    return (loss) => {
      const better = loss < (absolute ? best - threshold : best * (1 - threshold));
      if (better) best = loss;
      bad = better ? 0 : bad + 1;
      if (resting > 0) [resting, bad] = [resting - 1, 0];
      if (bad > patience) {
        const next = fallen(now);
        if (now - next > epsilon) now = next;
        [resting, bad] = [cooldown, 0];
      }
      return now;
    };
  },
});
