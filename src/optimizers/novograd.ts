import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const novograd = optimizer({
  title: 'NovoGrad',
  group: 'each slope in its own size',
  says: 'measures the gradient as a whole in its recent length, and sums what it measured',
  cite: 'Ginsburg et al. 2019, arXiv:1905.11286, algorithm 1, all parameters as one layer; defaults as in Optax',
  reference: 'NumPy',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the measured gradient'),
    beta2: fraction(0.25, "memory of the gradient's length"),
    epsilon: positive(1e-6, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of what is summed'),
  },
  reaches: {
    bowl: { rate: 0.01, steps: 2000, within: 1e-3 },
    rosenbrock: { rate: 1e-3, steps: 20000, within: 1e-2 },
  },
  clock: { s: 0 },
  state: { m: 0 },
  next: ({ weightDecay }) => ({
    later: 'heaviside(step - 1.5)',
    s: 'later beta2 s + (1 - later beta2) norm(g)^2',
    m: `beta1 m + g/(sqrt(s) + epsilon)${weightDecay ? ' + weightDecay x' : ''}`,
    x: 'x - rate m',
  }),
  stability: {
    threshold: ({ rate, beta1, weightDecay }) => (2 + 2 * beta1) / rate - weightDecay,
    scale:
      ({ clock: { s } }, { epsilon }) =>
      () =>
        Math.sqrt(s) + epsilon,
  },
});
