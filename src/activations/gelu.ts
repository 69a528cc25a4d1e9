import { activation } from '../entry.js';

export const gelu = activation({
  title: 'GELU',
  says: 'weights a number by the share of a normal distribution that lies below it',
  formula: 'gelu(x)',
  cite: 'Hendrycks and Gimpel 2016',
  reference: 'mpmath',
});
