import { activation } from '../entry.js';

export const silu = activation({
  title: 'SiLU',
  says: 'weights a number by its sigmoid; also called swish',
  formula: 'silu(x)',
  cite: 'Elfwing, Uchibe and Doya 2018',
  reference: 'mpmath',
});
