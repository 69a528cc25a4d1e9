import { problem } from '../entry.js';

export const illConditioned = problem({
  title: 'Ill-conditioned bowl',
  says: 'a long narrow bowl, a hundred times steeper across than along: what is short enough across is slow along',
  formula: 'x^2/2 + 50 y^2',
  cite: 'Boyd and Vandenberghe 2004, section 9.3.2, with γ = 100',
  reference: 'literature',
  start: [-4.5, 1],
  minima: [[0, 0]],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
});
