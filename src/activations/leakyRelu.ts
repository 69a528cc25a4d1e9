import { activation } from '../entry.js';

export const leakyRelu = activation({
  title: 'Leaky ReLU',
  says: 'keeps what is positive, and a hundredth of what is not; its slope at the corner is taken as 0.01',
  formula: 'relu(x) + 0.01 (x - relu(x))',
  cite: 'Maas, Hannun and Ng 2013',
  reference: 'mpmath',
  corners: [0],
});
