import { problem } from '../entry.js';

export const booth = problem({
  title: 'Booth',
  says: 'a bowl that is neither round nor along the axes',
  formula: '(x+2y-7)^2 + (2x+y-5)^2',
  cite: 'Jamil and Yang 2013',
  reference: 'literature',
  start: [-5, -5],
  minima: [[1, 3]],
  domain: [
    [-10, 10],
    [-10, 10],
  ],
});
