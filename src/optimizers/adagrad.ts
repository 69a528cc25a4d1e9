import { nonNegative, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const adagrad = optimizer({
  title: 'Adagrad',
  group: 'each slope in its own size',
  says: 'shortens the steps along what has been steep so far',
  cite: 'Duchi, Hazan and Singer 2011',
  reference: 'PyTorch',
  knobs: {
    rate: positive(1e-2, 'how long the steps are'),
    rateDecay: nonNegative(0, 'shortens the steps with their number, too'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
    initialAccumulator: nonNegative(0, 'what the sum of squares starts from'),
    epsilon: positive(1e-10, 'keeps the quotient finite'),
  },
  reaches: {
    bowl: { rate: 1, steps: 100, within: 1e-9 },
    rosenbrock: { rate: 0.5, steps: 10000, within: 1e-6 },
  },
  state: { s: 0 },
  next: ({ rateDecay, weightDecay, initialAccumulator }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    const rate = rateDecay ? 'rate/(1 + (step - 1) rateDecay)' : 'rate';
    const sum = initialAccumulator ? '(s + initialAccumulator)' : '(s)';
    return {
      s: `s + ${d}^2`,
      x: `x - ${rate} ${d}/(sqrt${sum} + epsilon)`,
    };
  },
  stability: {
    threshold: ({ rate }) => 2 / rate,
    scale: ({ state: { s } }, { rateDecay, initialAccumulator, epsilon }, step) => {
      const shorter = 1 + (step - 1) * rateDecay;
      return (i) => shorter * (Math.sqrt(s[i] + initialAccumulator) + epsilon);
    },
    coupled: true,
  },
});
