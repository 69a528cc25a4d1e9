import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const mars = optimizer({
  title: 'MARS-AdamW',
  group: 'each slope in its own size',
  says: 'AdamW on gradients that are carried on by how they changed, which takes away noise',
  cite: 'Yuan et al. 2024, arXiv:2411.10438, algorithm 2, with the gradient before as it was found',
  reference: 'NumPy',
  knobs: {
    rate: positive(3e-3, 'how long the steps are'),
    beta1: fraction(0.95, 'memory of the gradient'),
    beta2: fraction(0.99, 'memory of its square'),
    gamma: nonNegative(0.025, 'how far a gradient is carried on'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, beside the gradient'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 1e-3, steps: 10000, within: 1e-9 },
  },
  // Running products, not powers: p and q are β₁ᵗ and β₂ᵗ.
  clock: { p: 1, q: 1 },
  state: { before: 0, m: 0, s: 0 },
  next: ({ weightDecay }) => {
    const step = '(m/(1 - p))/(sqrt(s/(1 - q)) + epsilon)';
    return {
      p: 'p beta1',
      q: 'q beta2',
      c: 'g + gamma beta1/(1 - beta1) (g - before)',
      before: 'g',
      d: 'c/max(1, norm(c))',
      m: 'beta1 m + (1 - beta1) d',
      s: 'beta2 s + (1 - beta2) d^2',
      x: weightDecay ? `x - rate (${step} + weightDecay x)` : `x - rate ${step}`,
    };
  },
  stability: {
    threshold: ({ rate, beta1, gamma, weightDecay }) =>
      ((2 / rate - weightDecay) * (1 + beta1)) / (1 - beta1 + 2 * gamma * beta1),
    scale:
      ({ clock: { p, q }, state: { s } }, { epsilon }) =>
      (i) =>
        (1 - p) * (Math.sqrt(s[i] / (1 - q)) + epsilon),
  },
});
