import { fraction, nonNegative, positive, toggle } from '../entry.js';
import { adam as update } from '../kernels/index.js';
import { type FastUpdate, optimizer } from '../optimizer.js';

type Knobs = Record<'rate' | 'beta1' | 'beta2' | 'epsilon', number>;

const adamByKernel: FastUpdate<Knobs> = ({ clock, state }, x, g, { rate, beta1, beta2, epsilon }) =>
  update(rate, beta1, beta2, epsilon, clock.p, clock.q, g, state.m, state.s, x);

export const adam = optimizer({
  title: 'Adam',
  group: 'each slope in its own size',
  says: 'steps by the average gradient, measured in units of its own size',
  cite: 'Kingma and Ba 2015, arXiv:1412.6980, algorithm 1; AMSGrad after Reddi, Kale and Kumar 2018',
  reference: 'PyTorch',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of its square'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
    amsgrad: toggle('divides by the largest average of the square so far'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.1, steps: 2000, within: 1e-6 },
  },
  // Running products, not powers: p and q are β₁ᵗ and β₂ᵗ.
  clock: { p: 1, q: 1 },
  state: { m: 0, s: 0, most: 0 },
  next: ({ weightDecay, amsgrad }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    return {
      p: 'p beta1',
      q: 'q beta2',
      m: `beta1 m + (1 - beta1) ${d}`,
      s: `beta2 s + (1 - beta2) ${d}^2`,
      ...(amsgrad && { most: 'max(most, s)' }),
      x: `x - rate (m/(1 - p))/(sqrt(${amsgrad ? 'most' : 's'}/(1 - q)) + epsilon)`,
    };
  },
  fast: ({ weightDecay, amsgrad }) => (weightDecay || amsgrad ? null : adamByKernel),
  stability: {
    threshold: ({ rate, beta1 }) => (2 + 2 * beta1) / ((1 - beta1) * rate),
    scale: ({ clock: { p, q }, state: { s, most } }, { epsilon, amsgrad }) => {
      const squares = amsgrad ? most : s;
      return (i) => (1 - p) * (Math.sqrt(squares[i] / (1 - q)) + epsilon);
    },
    coupled: true,
  },
});
