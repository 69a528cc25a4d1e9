import { fraction, nonNegative, optimizer, positive } from '../entry.js';
import { adam as update } from '../kernels/index.js';

export const adam = optimizer({
  title: 'Adam',
  says: 'steps by the average gradient, measured in units of its own size',
  formula: 'x - rate (m/(1-p))/(sqrt(s/(1-q)) + epsilon)',
  cite: 'Kingma and Ba 2015, arXiv:1412.6980, algorithm 1',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    beta1: fraction(0.9, 'memory of the gradient'),
    beta2: fraction(0.999, 'memory of its square'),
    epsilon: positive(1e-8, 'keeps the quotient finite'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0, as a term of the gradient'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 1000, within: 1e-9 },
    rosenbrock: { rate: 0.1, steps: 2000, within: 1e-6 },
  },
  init: (n) => ({ mean: new Float64Array(n), square: new Float64Array(n), p: 1, q: 1 }),
  step(state, x, g, { rate, beta1, beta2, epsilon, weightDecay }) {
    // Running products, not powers: β ** t has other bits in other engines.
    state.p *= beta1;
    state.q *= beta2;
    const slope = weightDecay === 0 ? g : g.map((gi, i) => gi + weightDecay * x[i]);
    const next = x.slice();
    update(rate, beta1, beta2, epsilon, state.p, state.q, slope, state.mean, state.square, next);
    return next;
  },
});
