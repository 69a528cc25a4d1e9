import { fraction, nonNegative, positive } from '../entry.js';
import { pow } from '../math/pow.js';
import { optimizer } from '../optimizer.js';

export const nadam = optimizer({
  title: 'NAdam',
  group: 'each slope in its own size',
  says: 'Adam that looks ahead along its average, as Nesterov does',
  cite: 'Dozat 2016, Incorporating Nesterov momentum into Adam, with its schedule of momenta',
  reference: 'PyTorch',
  knobs: {
    rate: positive(2e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of its square'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
    momentumDecay: nonNegative(
      4e-3,
      'how soon the share of the average grows from half of beta1 to all of it',
    ),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.02, steps: 5000, within: 1e-3 },
  },
  // Running products: q is β₂ᵗ, w that of the momenta μ₁ … μₜ.
  clock: { q: 1, w: 1 },
  state: { m: 0, s: 0 },
  next: ({ weightDecay }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    const momentum = (at: string) => `beta1 (1 - 0.96^(${at} momentumDecay)/2)`;
    return {
      mu: momentum('step'),
      ahead: momentum('(step + 1)'),
      q: 'q beta2',
      w: 'w mu',
      m: `beta1 m + (1 - beta1) ${d}`,
      s: `beta2 s + (1 - beta2) ${d}^2`,
      x: `x - rate ((1 - mu)/(1 - w) ${d} + ahead/(1 - w ahead) m)/(sqrt(s/(1 - q)) + epsilon)`,
    };
  },
  stability: {
    // Where the clock does not say how far it is, the momenta are what they come to.
    threshold: ({ rate, beta1, momentumDecay }, { step = Infinity, w = 0 }) => {
      const momentum = (at: number) => beta1 * (1 - pow(0.96, momentumDecay && at * momentumDecay) / 2);
      const [now, ahead] = [momentum(step), momentum(step + 1)];
      const gradient = (1 - now) / (1 - w);
      const average = (ahead * (1 - beta1)) / (1 - w * ahead);
      return 2 / (rate * (gradient + average / (1 + beta1)));
    },
    scale:
      ({ clock: { q }, state: { s } }, { epsilon }) =>
      (i) =>
        Math.sqrt(s[i] / (1 - q)) + epsilon,
    coupled: true,
  },
});
