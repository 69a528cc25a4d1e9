import { activation } from '../entry.js';

export const gelu = activation({
  title: 'GELU',
  says: 'weights a number by the share of a normal distribution that lies below it',
  formula: 'x/2 (1 + erf(x/sqrt(2)))',
  cite: 'Hendrycks and Gimpel 2016',
  reference: 'mpmath',
});
