import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const lion = optimizer({
  title: 'Lion',
  group: 'by signs',
  says: 'steps of one length, each way by the sign of an average gradient',
  cite: 'Chen et al. 2023, arXiv:2302.06675, algorithm 2',
  reference: 'Optax',
  knobs: {
    rate: positive(1e-4, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient in a step'),
    beta2: fraction(0.99, 'memory of the gradient between steps'),
    weightDecay: nonNegative(1e-3, 'pulls every parameter towards 0, beside the gradient'),
  },
  reaches: {
    bowl: { rate: 1e-3, steps: 10000, within: 1e-4 },
    rosenbrock: { rate: 1e-3, steps: 10000, within: 1e-2 },
  },
  state: { m: 0 },
  next: ({ weightDecay }) => {
    const way = 'sign(beta1 m + (1 - beta1) g)';
    return {
      way,
      m: 'beta2 m + (1 - beta2) g',
      x: weightDecay ? 'x - rate (way + weightDecay x)' : 'x - rate way',
    };
  },
});
