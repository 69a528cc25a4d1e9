import { activation } from '../entry.js';

export const identity = activation({
  title: 'Identity',
  says: 'hands its input on',
  formula: 'x',
  cite: 'the linear unit',
  reference: 'mpmath',
});
