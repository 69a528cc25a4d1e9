import { nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const dowg = optimizer({
  title: 'DoWG',
  group: 'without a rate',
  says: 'finds its rate by itself, from slopes that count more the farther it has come',
  cite: 'Khaled, Mishchenko and Jin 2023, arXiv:2305.16284, algorithm 1; constants as in Optax',
  reference: 'NumPy',
  knobs: {
    rate: positive(1, 'how much of each step is made'),
    firstStep: positive(1e-4, 'the square of the distance that it starts from'),
    epsilon: positive(1e-4, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
  },
  reaches: {
    bowl: { rate: 1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 1, steps: 20000, within: 1e-3 },
  },
  // The square of the farthest so far, and the sum of squares.
  clock: { far: 0, sum: 0 },
  state: { first: 0 },
  next: ({ weightDecay }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    return {
      early: 'heaviside(1.5 - step)',
      first: '(1 - early) first + early x',
      far: 'max(max(far, early firstStep), norm(x - first)^2)',
      sum: `sum + far norm(${d})^2`,
      x: `x - rate far/(sqrt(sum) + epsilon) ${d}`,
    };
  },
  stability: {
    threshold: ({ rate }) => 2 / rate,
    scale:
      ({ clock: { far, sum } }, { epsilon }) =>
      () =>
        (Math.sqrt(sum) + epsilon) / far,
    coupled: true,
  },
});
