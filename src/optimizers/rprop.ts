import { fraction, growth, positive } from '../entry.js';
import { optimizer } from '../optimizer.js';

export const rprop = optimizer({
  title: 'Rprop',
  group: 'by signs',
  says: 'goes by the signs of slopes alone: longer steps while one stays, shorter ones when it turns',
  cite: 'Riedmiller and Braun 1993; after a turn no step, as Igel and Hüsken 2003 have it (iRprop−)',
  reference: 'PyTorch',
  knobs: {
    rate: positive(1e-2, 'how long the first steps are'),
    etaMinus: fraction(0.5, 'what is left of a step where the slope has turned'),
    etaPlus: growth(1.2, 'how much longer a step gets where it has not'),
    minStep: positive(1e-6, 'the shortest step'),
    maxStep: positive(50, 'the longest'),
  },
  reaches: {
    bowl: { rate: 0.1, steps: 200, within: 1e-9 },
    rosenbrock: { rate: 0.1, steps: 5000, within: 1e-6 },
  },
  // fresh is 1 in the first step alone, where h starts at the rate.
  clock: { fresh: 1 },
  state: { h: 0, last: 0 },
  next: {
    turn: 'g last',
    change: 'etaPlus heaviside(turn) + etaMinus heaviside(-turn) + (1 - abs(sign(turn)))',
    h: 'min(max((h + fresh rate) change, minStep), maxStep)',
    fresh: '0',
    last: 'g (1 - heaviside(-turn))',
    x: 'x - h sign(last)',
  },
});
