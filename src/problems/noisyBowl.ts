import { problem } from '../entry.js';

export const noisyBowl = problem({
  title: 'Noisy bowl',
  says: 'a bowl under small fast ripples, the same at every visit: near the bottom slopes tell of the ripples rather than of the bowl',
  formula: 'x^2 + y^2 + (sin(12x+5y)^2 + sin(5x-12y)^2)/20',
  cite: 'a bowl with ripples of our own, a formula so that every run meets the same',
  reference: 'literature',
  start: [3, 4],
  minima: [[0, 0]],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
});
