import { fraction, nonNegative, positive, toggle } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const rmsprop = optimizer({
  title: 'RMSprop',
  group: 'each slope in its own size',
  says: 'measures each slope in units of its recent size',
  cite: 'Tieleman and Hinton 2012, lecture 6.5; centered after Graves 2013, arXiv:1308.0850',
  reference: 'PyTorch',
  knobs: {
    rate: positive(1e-2, 'how long the steps are'),
    rho: fraction(0.99, 'memory of the square of the gradient'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
    momentum: fraction(0, 'how much of the last direction is kept'),
    centered: toggle('measures by how much the gradient varies, not by how large it is'),
  },
  reaches: {
    bowl: { rate: 1e-3, steps: 10000, within: 1e-6 },
    rosenbrock: { rate: 1e-3, steps: 10000, within: 1e-2 },
  },
  state: { s: 0, a: 0, v: 0 },
  next: ({ weightDecay, momentum, centered }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    // A variance that rounding has made negative is 0.
    const square = centered ? 'relu(s - a^2)' : 's';
    const step = `${d}/(sqrt(${square}) + epsilon)`;
    return {
      s: `rho s + (1 - rho) ${d}^2`,
      ...(centered && { a: `rho a + (1 - rho) ${d}` }),
      ...(momentum && { v: `momentum v + ${step}` }),
      x: momentum ? 'x - rate v' : `x - rate ${step}`,
    };
  },
  stability: {
    threshold: ({ rate, momentum }) => (2 + 2 * momentum) / rate,
    scale: ({ state: { s, a } }, { epsilon, centered }) => {
      const square = centered ? (i: number) => Math.max(0, s[i] - a[i] * a[i]) : (i: number) => s[i];
      return (i) => Math.sqrt(square(i)) + epsilon;
    },
    coupled: true,
  },
});
