import { problem } from '../entry.js';

export const saddle = problem({
  title: 'Saddle',
  says: 'up along x, down along y without end: from y = 0 descent stops in the middle, from anywhere else it runs away',
  formula: 'x^2 - y^2',
  cite: 'the hyperbolic paraboloid',
  reference: 'literature',
  start: [2, 0.001],
  minima: [],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
});
