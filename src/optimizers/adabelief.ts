import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const adabelief = optimizer({
  title: 'AdaBelief',
  group: 'each slope in its own size',
  says: 'takes long steps where the gradient is as expected, and short ones where it is not',
  cite: 'Zhuang et al. 2020, arXiv:2010.07468, algorithm 2, the pull towards 0 beside it',
  reference: 'NumPy',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of the square of what was not expected'),
    epsilon: positive(1e-16, 'keeps the quotient finite'),
    epsilonRoot: nonNegative(1e-16, 'what is added to the square at each step'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, beside the gradient'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.01, steps: 10000, within: 1e-6 },
  },
  // Running products, not powers: p and q are β₁ᵗ and β₂ᵗ.
  clock: { p: 1, q: 1 },
  state: { m: 0, s: 0 },
  next: ({ weightDecay }) => {
    const step = '(m/(1 - p))/(sqrt(s/(1 - q)) + epsilon)';
    return {
      p: 'p beta1',
      q: 'q beta2',
      m: 'beta1 m + (1 - beta1) g',
      s: 'beta2 s + (1 - beta2) (g - m)^2 + epsilonRoot',
      x: weightDecay ? `x - rate (${step} + weightDecay x)` : `x - rate ${step}`,
    };
  },
  stability: {
    threshold: ({ rate, beta1, weightDecay }) => ((2 / rate - weightDecay) * (1 + beta1)) / (1 - beta1),
    scale:
      ({ clock: { p, q }, state: { s } }, { epsilon }) =>
      (i) =>
        (1 - p) * (Math.sqrt(s[i] / (1 - q)) + epsilon),
  },
});
