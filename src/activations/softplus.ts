import { activation } from '../entry.js';

export const softplus = activation({
  title: 'Softplus',
  says: 'a ReLU without a corner',
  formula: 'softplus(x)',
  cite: 'Dugas, Bengio, Bélisle, Nadeau and Garcia 2001',
  reference: 'mpmath',
});
