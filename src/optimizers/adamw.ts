import { fraction, nonNegative, positive, toggle } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const adamw = optimizer({
  title: 'AdamW',
  group: 'each slope in its own size',
  says: 'Adam, with a pull towards 0 that the averages do not see',
  cite: 'Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2, the pull scaled by the rate',
  reference: 'PyTorch',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of its square'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(1e-2, 'pulls every parameter towards 0, beside the gradient'),
    amsgrad: toggle('divides by the largest average of the square so far'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.1, steps: 2000, within: 1e-2 },
  },
  // Running products, not powers: p and q are β₁ᵗ and β₂ᵗ.
  clock: { p: 1, q: 1 },
  state: { m: 0, s: 0, most: 0 },
  next: ({ weightDecay, amsgrad }) => {
    const step = `(m/(1 - p))/(sqrt(${amsgrad ? 'most' : 's'}/(1 - q)) + epsilon)`;
    return {
      p: 'p beta1',
      q: 'q beta2',
      m: 'beta1 m + (1 - beta1) g',
      s: 'beta2 s + (1 - beta2) g^2',
      ...(amsgrad && { most: 'max(most, s)' }),
      x: weightDecay ? `x - rate (${step} + weightDecay x)` : `x - rate ${step}`,
    };
  },
  stability: {
    threshold: ({ rate, beta1, weightDecay }) => ((2 / rate - weightDecay) * (1 + beta1)) / (1 - beta1),
    scale: ({ clock: { p, q }, state: { s, most } }, { epsilon, amsgrad }) => {
      const squares = amsgrad ? most : s;
      return (i) => (1 - p) * (Math.sqrt(squares[i] / (1 - q)) + epsilon);
    },
  },
});
