import { activation } from '../entry.js';

export const elu = activation({
  title: 'ELU',
  says: 'keeps what is positive, and bends what is not towards −1',
  formula: 'elu(x)',
  cite: 'Clevert, Unterthiner and Hochreiter 2016',
  reference: 'mpmath',
  corners: [0],
});
