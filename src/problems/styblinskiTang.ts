import { problem } from '../entry.js';

export const styblinskiTang = problem({
  title: 'Styblinski–Tang',
  says: 'a low minimum and higher ones beside it',
  formula: (x) => `(${x.map((a) => `${a}^4 - 16${a}^2 + 5${a}`).join(' + ')})/2`,
  cite: 'Styblinski and Tang 1990',
  reference: 'literature',
  start: [1, 4.5],
  minima: [[-2.903534027771177, -2.903534027771177]],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
});
