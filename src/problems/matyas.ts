import { problem } from '../entry.js';

export const matyas = problem({
  title: 'Matyas',
  says: 'a nearly flat valley along the diagonal, 25 times less curved than across',
  formula: '0.26 (x^2+y^2) - 0.48 x y',
  cite: 'Jamil and Yang 2013',
  reference: 'literature',
  start: [-8, 5],
  minima: [[0, 0]],
  domain: [
    [-10, 10],
    [-10, 10],
  ],
});
