import { problem } from '../entry.js';

export const mcCormick = problem({
  title: 'McCormick',
  says: 'a slanted valley with waves across it: the lowest point is (1/2, −1/2) − π/3, the next wave has another',
  formula: 'sin(x+y) + (x-y)^2 - 1.5x + 2.5y + 1',
  cite: 'McCormick 1976',
  reference: 'literature',
  start: [3, 2],
  minima: [[-0.5471975511965977, -1.5471975511965979]],
  domain: [
    [-1.5, 4],
    [-3, 4],
  ],
});
