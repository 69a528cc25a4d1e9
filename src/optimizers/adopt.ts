import { fraction, nonNegative, positive, toggle } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const adopt = optimizer({
  title: 'ADOPT',
  group: 'each slope in its own size',
  says: 'measures each gradient in the size of those before it, and then averages',
  cite: 'Taniguchi et al. 2024, arXiv:2411.02853, algorithm 2, the pull towards 0 beside it',
  reference: 'NumPy',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the measured gradient'),
    beta2: fraction(0.9999, 'memory of the square'),
    epsilon: positive(1e-6, 'the least size'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, beside the gradient'),
    unclipped: toggle('measured gradients may be of any length in the first steps'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.1, steps: 20000, within: 1e-9 },
  },
  state: { s: 0, m: 0 },
  next: ({ weightDecay, unclipped }) => ({
    // The first step measures alone.
    later: 'heaviside(step - 1.5)',
    ...(!unclipped && { most: 'sqrt(sqrt(step - 1))' }),
    d: unclipped ? 'later g/max(sqrt(s), epsilon)' : 'max(-most, min(most, g/max(sqrt(s), epsilon)))',
    m: 'beta1 m + (1 - beta1) d',
    s: 'later beta2 s + (1 - later beta2) g^2',
    x: weightDecay ? 'x - rate (m + later weightDecay x)' : 'x - rate m',
  }),
  stability: {
    threshold: ({ rate, beta1, weightDecay }) => ((2 / rate - weightDecay) * (1 + beta1)) / (1 - beta1),
    scale:
      ({ state: { s } }, { epsilon }) =>
      (i) =>
        Math.max(Math.sqrt(s[i]), epsilon),
  },
});
