import { fraction, nonNegative, positive, toggle } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const adan = optimizer({
  title: 'Adan',
  group: 'each slope in its own size',
  says: 'goes by the average gradient and by how it changes, measured in the size of both',
  cite: 'Xie et al. 2022, arXiv:2208.06677, algorithm 1 without restarts, as Optax has it',
  reference: 'NumPy',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.98, 'memory of the gradient'),
    beta2: fraction(0.92, 'memory of its change'),
    beta3: fraction(0.99, 'memory of the square'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    epsilonRoot: nonNegative(1e-8, 'what is added under the root'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, beside the gradient'),
    asPublished: toggle('adds beta2 of the change, as its authors do; Optax adds 1 - beta2'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 2000, within: 1e-9 },
    rosenbrock: { rate: 0.01, steps: 10000, within: 1e-6 },
  },
  // Running products, not powers: p, q and r are β₁ᵗ, β₂ᵗ and β₃ᵗ.
  clock: { p: 1, q: 1, r: 1 },
  state: { before: 0, m: 0, v: 0, s: 0 },
  next: ({ weightDecay, asPublished }) => {
    const part = asPublished ? 'beta2' : '(1 - beta2)';
    const step = `(m/(1 - p) + ${part} v/(1 - q))/(sqrt(s/(1 - r) + epsilonRoot) + epsilon)`;
    return {
      p: 'p beta1',
      q: 'q beta2',
      r: 'r beta3',
      // Nothing has changed before the second.
      d: 'heaviside(step - 1.5) (g - before)',
      before: 'g',
      m: 'beta1 m + (1 - beta1) g',
      v: 'beta2 v + (1 - beta2) d',
      s: `beta3 s + (1 - beta3) (g + ${part} d)^2`,
      x: weightDecay ? `x - rate (${step} + weightDecay x)` : `x - rate ${step}`,
    };
  },
  stability: {
    threshold: ({ rate, beta1, beta2, asPublished, weightDecay }, { p = 0, q = 0 }) =>
      (2 / rate - weightDecay) /
      ((1 - beta1) / (1 + beta1) / (1 - p) +
        ((asPublished ? beta2 : 1 - beta2) * 2 * (1 - beta2)) / (1 + beta2) / (1 - q)),
    scale:
      ({ clock: { r }, state: { s } }, { epsilon, epsilonRoot }) =>
      (i) =>
        Math.sqrt(s[i] / (1 - r) + epsilonRoot) + epsilon,
  },
});
