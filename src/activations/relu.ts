import { activation } from '../entry.js';

export const relu = activation({
  title: 'ReLU',
  says: 'keeps what is positive; its slope at the corner is taken as 0',
  formula: 'relu(x)',
  cite: 'Nair and Hinton 2010',
  reference: 'mpmath',
  corners: [0],
});
