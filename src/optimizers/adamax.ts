import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const adamax = optimizer({
  title: 'AdaMax',
  group: 'each slope in its own size',
  says: 'Adam, with the largest slope of late in place of the average square',
  cite: 'Kingma and Ba 2015, arXiv:1412.6980, algorithm 2',
  reference: 'PyTorch',
  knobs: {
    rate: positive(2e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of the largest slope'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.1, steps: 5000, within: 1e-6 },
  },
  // A running product, not a power: p is β₁ᵗ.
  clock: { p: 1 },
  state: { m: 0, u: 0 },
  next: ({ weightDecay }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    return {
      p: 'p beta1',
      m: `beta1 m + (1 - beta1) ${d}`,
      u: `max(beta2 u, abs${weightDecay ? d : '(g)'} + epsilon)`,
      x: 'x - rate/(1 - p) m/u',
    };
  },
  stability: {
    threshold: ({ rate, beta1 }) => (2 + 2 * beta1) / ((1 - beta1) * rate),
    scale:
      ({ clock: { p }, state: { u } }) =>
      (i) =>
        (1 - p) * u[i],
    coupled: true,
  },
});
