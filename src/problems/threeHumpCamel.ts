import { problem } from '../entry.js';

export const threeHumpCamel = problem({
  title: 'Three-hump camel',
  says: 'three valleys, the middle one the lowest',
  formula: '2x^2 - 1.05x^4 + x^6/6 + x y + y^2',
  cite: 'Branin 1972; Jamil and Yang 2013',
  reference: 'literature',
  start: [-2, 1.5],
  minima: [[0, 0]],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
});
