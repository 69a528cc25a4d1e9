import { activation } from '../entry.js';

export const sigmoid = activation({
  title: 'Sigmoid',
  says: 'squeezes any number into 0 to 1',
  formula: 'sigmoid(x)',
  cite: 'Verhulst 1838',
  reference: 'mpmath',
});
