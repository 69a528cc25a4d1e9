import { fraction, nonNegative, positive, toggle } from '../entry.js';
import { sgd as update, momentum as updateWithMomentum } from '../kernels/index.js';
import { type FastUpdate, optimizer } from '../optimizer.js';

const sgdByKernel: FastUpdate<{ rate: number }> = (_, x, g, { rate }) => update(rate, g, x);

type Knobs = Record<'rate' | 'momentum' | 'dampening' | 'step', number>;

const momentumByKernel: FastUpdate<Knobs> = ({ state }, x, g, { rate, momentum, dampening, step }) =>
  updateWithMomentum(rate, momentum, step === 1 ? 1 : 1 - dampening, g, state.v, x);

export const sgd = optimizer({
  title: 'SGD',
  group: 'along the gradient',
  says: 'steps against the gradient; with momentum, against a running sum of gradients',
  cite: 'Robbins and Monro 1951; momentum after Polyak 1964, Nesterov after Sutskever et al. 2013',
  reference: 'PyTorch',
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
  // The first direction is the gradient itself; dampening begins with the second.
  clock: { fresh: 1 },
  state: { v: 0 },
  next: ({ momentum, nesterov, weightDecay }) => {
    const d = weightDecay ? '(g + weightDecay x)' : 'g';
    if (!momentum) return { x: `x - rate ${d}` };
    const x = nesterov ? `x - rate (${d} + momentum v)` : 'x - rate v';
    return { v: `momentum v + fresh ${d}`, fresh: '1 - dampening', x };
  },
  fast: ({ momentum, nesterov, weightDecay }) => {
    if (weightDecay || (momentum && nesterov)) return null;
    return momentum ? momentumByKernel : sgdByKernel;
  },
  stability: {
    threshold: ({ rate, momentum, dampening, nesterov }) => {
      const taken = momentum ? 1 - dampening : 1;
      return (2 + 2 * momentum) / (nesterov ? 1 + momentum + momentum * taken : taken) / rate;
    },
    coupled: true,
  },
});
