import { problem } from '../entry.js';

export const himmelblau = problem({
  title: 'Himmelblau',
  says: 'four minima, all equally low: which one is found depends on the start',
  formula: '(x^2+y-11)^2 + (x+y^2-7)^2',
  cite: 'Himmelblau 1972',
  reference: 'literature',
  start: [0, 0],
  minima: [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.2831859912861696],
    [3.5844283403304917, -1.8481265269644034],
  ],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
});
