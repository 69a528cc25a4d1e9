import { problem } from '../entry.js';

export const bowl = problem({
  title: 'Bowl',
  says: 'the simplest thing there is to minimise: round, and the same everywhere',
  formula: 'x^2 + y^2',
  cite: 'the unit quadratic',
  reference: 'literature',
  start: [3, 4],
  minima: [[0, 0]],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
});
