import { activation } from '../entry.js';

export const tanh = activation({
  title: 'Hyperbolic tangent',
  says: 'squeezes any number into −1 to 1',
  formula: 'tanh(x)',
  cite: 'LeCun, Bottou, Orr and Müller 1998',
  reference: 'mpmath',
});
