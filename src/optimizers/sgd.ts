import { fraction, nonNegative, optimizer, positive, toggle } from '../entry.js';
import { sgd as update } from '../kernels/index.js';

export const sgd = optimizer({
  title: 'SGD',
  says: 'steps against the gradient; with momentum, against a running sum of gradients',
  formula: 'x - rate g',
  cite: 'Robbins and Monro 1951; momentum after Polyak 1964, Nesterov after Sutskever et al. 2013',
  knobs: {
    rate: positive(1e-3, 'how long the steps are'),
    momentum: fraction(0, 'how much of the last direction is kept'),
    dampening: fraction(0, 'how much of the new gradient is left out'),
    nesterov: toggle('looks ahead along the kept direction'),
    weightDecay: nonNegative(0, 'pulls every parameter towards 0'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 100, within: 1e-15 },
    rosenbrock: { rate: 0.001, steps: 20000, within: 1e-6 },
  },
  init: (n) => ({ direction: new Float64Array(n) }),
  step({ direction }, x, g, { rate, momentum, dampening, nesterov, weightDecay, step }) {
    const slope = weightDecay === 0 ? g : g.map((gi, i) => gi + weightDecay * x[i]);
    const next = x.slice();
    if (momentum === 0) {
      update(rate, slope, next);
      return next;
    }
    const fresh = step === 1 ? 1 : 1 - dampening;
    for (let i = 0; i < x.length; i++) direction[i] = momentum * direction[i] + fresh * slope[i];
    update(rate, nesterov ? direction.map((d, i) => slope[i] + momentum * d) : direction, next);
    return next;
  },
});
