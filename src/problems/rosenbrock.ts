import { problem } from '../entry.js';

export const rosenbrock = problem({
  title: 'Rosenbrock',
  says: 'a narrow curved valley, easy to find and hard to follow',
  formula: '(1-x)^2 + 100 (y-x^2)^2',
  cite: 'Rosenbrock 1960',
  start: [-1.2, 1],
  minima: [[1, 1]],
  domain: [
    [-2, 2],
    [-1, 3],
  ],
});
