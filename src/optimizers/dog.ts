import { nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const dog = optimizer({
  title: 'DoG',
  group: 'without a rate',
  says: 'finds its rate by itself: the farthest it has been from its start, over all slopes so far',
  cite: 'Ivgi, Hinder and Carmon 2023, arXiv:2302.12022, equation DoG, its last iterate',
  reference: 'NumPy',
  knobs: {
    rate: positive(1, 'how much of each step is made'),
    firstStep: positive(1e-6, 'how far the first step goes, relative to 1 and the length of the start'),
    epsilon: positive(1e-8, 'what the sum of squares starts from'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
  },
  reaches: {
    bowl: { rate: 1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 1, steps: 20000, within: 1e-6 },
  },
  // The farthest so far, and the sum of squares.
  clock: { far: 0, sum: 0 },
  state: { first: 0 },
  next: ({ weightDecay }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    return {
      early: 'heaviside(1.5 - step)',
      first: '(1 - early) first + early x',
      far: 'max(far, max(norm(x - first), early firstStep (1 + norm(x))))',
      sum: `sum + norm(${d})^2`,
      x: `x - rate far/sqrt(sum + epsilon) ${d}`,
    };
  },
  stability: {
    threshold: ({ rate }) => 2 / rate,
    scale:
      ({ clock: { far, sum } }, { epsilon }) =>
      () =>
        Math.sqrt(sum + epsilon) / far,
    coupled: true,
  },
});
