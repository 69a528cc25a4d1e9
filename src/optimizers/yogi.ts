import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const yogi = optimizer({
  title: 'Yogi',
  group: 'each slope in its own size',
  says: 'Adam whose measure of the gradient shrinks no faster than it grows',
  cite: 'Zaheer et al. 2018, NeurIPS, algorithm 2, averages started and corrected as in Optax',
  reference: 'NumPy',
  knobs: {
    rate: positive(1e-2, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of its square'),
    epsilon: positive(1e-3, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, beside the gradient'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.1, steps: 2000, within: 1e-6 },
  },
  // Running products, not powers: p and q are β₁ᵗ and β₂ᵗ.
  clock: { p: 1, q: 1 },
  state: { m: 1e-6, s: 1e-6 },
  next: ({ weightDecay }) => {
    const step = '(m/(1 - p))/(sqrt(s/(1 - q)) + epsilon)';
    return {
      p: 'p beta1',
      q: 'q beta2',
      m: 'beta1 m + (1 - beta1) g',
      s: 's - (1 - beta2) sign(s - g^2) g^2',
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
