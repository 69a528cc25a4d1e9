import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const signum = optimizer({
  title: 'Signum',
  group: 'by signs',
  says: 'steps of one length, each way by the sign of the average gradient',
  cite: 'Bernstein et al. 2018, arXiv:1802.04434, algorithm 2; without memory it is signSGD, algorithm 1',
  reference: 'NumPy',
  knobs: {
    rate: positive(1e-4, 'how long the steps are'),
    beta: fraction(0.9, 'memory of the gradient'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, beside the gradient'),
  },
  reaches: {
    bowl: { rate: 1e-3, steps: 10000, within: 1e-4 },
    rosenbrock: { rate: 1e-3, steps: 10000, within: 1e-2 },
  },
  state: { m: 0 },
  next: ({ weightDecay }) => ({
    m: 'beta m + (1 - beta) g',
    x: weightDecay ? 'x - rate (sign(m) + weightDecay x)' : 'x - rate sign(m)',
  }),
});
