import { activation } from '../entry.js';

export const tanh = activation({
  title: 'Tanh',
  says: 'squeezes any number into −1 to 1, odd',
  formula: 'tanh(x)',
  cite: 'LeCun et al. 1998, "Efficient BackProp"',
});
