import { fraction, nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const radam = optimizer({
  title: 'RAdam',
  group: 'each slope in its own size',
  says: 'goes by the average gradient alone until enough is known of its size, and then as Adam does',
  cite: 'Liu et al. 2020, arXiv:1908.03265, algorithm 2',
  reference: 'PyTorch',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of its square'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 1e-3, steps: 15000, within: 1e-9 },
  },
  // Running products, not powers: p and q are β₁ᵗ and β₂ᵗ.
  clock: { p: 1, q: 1 },
  state: { m: 0, s: 0 },
  next: ({ weightDecay }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    return {
      p: 'p beta1',
      q: 'q beta2',
      m: `beta1 m + (1 - beta1) ${d}`,
      s: `beta2 s + (1 - beta2) ${d}^2`,
      // Length of the moving average of squares, ρ∞ in the limit and ρₜ now, and whether ρₜ is enough.
      most: '2/(1 - beta2) - 1',
      worth: 'most - 2 step q/(1 - q)',
      known: 'heaviside(worth - 5)',
      // Where it is not, the root is of some positive number, so that 0 times it is 0.
      a: 'max(most, 5)',
      b: 'max(worth, 5)',
      r: 'sqrt((b - 4) (b - 2) a/((a - 4) (a - 2) b))',
      x: 'x - rate (m/(1 - p)) (known r sqrt(1 - q)/(sqrt(s) + epsilon) + (1 - known))',
    };
  },
  stability: {
    threshold: ({ rate, beta1 }) => (2 + 2 * beta1) / ((1 - beta1) * rate),
    scale: ({ clock: { p, q }, state: { s } }, { beta2, epsilon }, step) => {
      const most = 2 / (1 - beta2) - 1;
      const worth = most - (2 * step * q) / (1 - q);
      if (!(worth > 5)) return () => 1 - p;
      const r = Math.sqrt(((worth - 4) * (worth - 2) * most) / ((most - 4) * (most - 2) * worth));
      return (i) => ((1 - p) * (Math.sqrt(s[i]) + epsilon)) / (r * Math.sqrt(1 - q));
    },
    coupled: true,
  },
});
