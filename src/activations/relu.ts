import { activation } from '../entry.js';

export const relu = activation({
  title: 'ReLU',
  says: 'keeps what is positive; its slope at the corner is taken as 0',
  formula: 'max(0, x)',
  cite: 'Nair and Hinton 2010',
  corners: [0],
  value: (x) => (x <= 0 ? 0 : x),
  slope: (x) => (x > 0 ? 1 : 0),
  curve: () => 0,
});
