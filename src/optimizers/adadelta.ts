import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const adadelta = optimizer({
  title: 'Adadelta',
  group: 'each slope in its own size',
  says: 'measures each slope in units of its recent size, and its step in units of its recent steps',
  cite: 'Zeiler 2012, arXiv:1212.5701, algorithm 1',
  reference: 'PyTorch',
  knobs: {
    rate: positive(1, 'how much of each step is made'),
    rho: fraction(0.9, 'memory of the squares of gradient and step'),
    epsilon: positive(1e-6, 'what the first steps come from'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
  },
  reaches: {
    bowl: { rate: 1, steps: 5000, within: 1e-6 },
  },
  state: { s: 0, u: 0 },
  next: ({ weightDecay }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    return {
      s: `rho s + (1 - rho) ${d}^2`,
      d: `sqrt(u + epsilon)/sqrt(s + epsilon) ${d}`,
      u: 'rho u + (1 - rho) d^2',
      x: 'x - rate d',
    };
  },
  stability: {
    threshold: ({ rate }) => 2 / rate,
    scale:
      ({ state: { s, u } }, { epsilon }) =>
      (i) =>
        Math.sqrt(s[i] + epsilon) / Math.sqrt(u[i] + epsilon),
    coupled: true,
  },
});
