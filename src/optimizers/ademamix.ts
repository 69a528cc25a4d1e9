import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const ademamix = optimizer({
  title: 'AdEMAMix',
  group: 'each slope in its own size',
  says: 'goes by a short and a long average of the gradient together',
  cite: 'Pagliardini, Ablin and Grangier 2024, arXiv:2409.03137, algorithm 1; alpha as in Optax',
  reference: 'NumPy',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the short average'),
    beta2: fraction(0.999, 'memory of the square'),
    beta3: fraction(0.9999, 'memory of the long average'),
    alpha: nonNegative(5, 'how much of the long average is added'),
    warmup: nonNegative(0, 'steps in which alpha and the long memory grow to what they are'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, beside the gradient'),
  },
  reaches: {
    bowl: { rate: 0.01, steps: 10000, within: 1e-3 },
    rosenbrock: { rate: 0.01, steps: 20000, within: 1e-2 },
  },
  // Running products, not powers: p and q are β₁ᵗ and β₂ᵗ.
  clock: { p: 1, q: 1 },
  state: { m: 0, long: 0, s: 0 },
  next: ({ warmup, weightDecay }) => {
    const [memory, part] = warmup ? ['memory', 'part alpha'] : ['beta3', 'alpha'];
    const step = `(m/(1 - p) + ${part} long)/(sqrt(s/(1 - q)) + epsilon)`;
    return {
      p: 'p beta1',
      q: 'q beta2',
      // The time in which it forgets half grows by even steps.
      ...(warmup && {
        part: 'min(1, step/warmup)',
        memory: 'min(beta3, exp(1/((1 - part)/log(beta1) + part/log(beta3))))',
      }),
      m: 'beta1 m + (1 - beta1) g',
      long: `${memory} long + (1 - ${memory}) g`,
      s: 'beta2 s + (1 - beta2) g^2',
      x: weightDecay ? `x - rate (${step} + weightDecay x)` : `x - rate ${step}`,
    };
  },
  stability: {
    threshold: ({ rate, beta1, beta3, alpha, weightDecay }, { p = 0 }) =>
      (2 / rate - weightDecay) / ((1 - beta1) / (1 + beta1) / (1 - p) + (alpha * (1 - beta3)) / (1 + beta3)),
    scale:
      ({ clock: { q }, state: { s } }, { epsilon }) =>
      (i) =>
        Math.sqrt(s[i] / (1 - q)) + epsilon,
  },
});
