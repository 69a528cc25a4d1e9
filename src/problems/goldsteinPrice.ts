import { problem } from '../entry.js';

export const goldsteinPrice = problem({
  title: 'Goldstein–Price',
  says: 'from 3 at the bottom to a million at the edge, with higher minima on the way',
  formula:
    '(1 + (x+y+1)^2 (19 - 14x + 3x^2 - 14y + 6x y + 3y^2)) (30 + (2x-3y)^2 (18 - 32x + 12x^2 + 48y - 36x y + 27y^2))',
  cite: 'Goldstein and Price 1971',
  reference: 'literature',
  start: [1, 1],
  minima: [[0, -1]],
  domain: [
    [-2, 2],
    [-2, 2],
  ],
});
