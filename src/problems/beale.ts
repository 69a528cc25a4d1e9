import { problem } from '../entry.js';

export const beale = problem({
  title: 'Beale',
  says: 'a flat floor between four steep corners',
  formula: '(1.5-x+x y)^2 + (2.25-x+x y^2)^2 + (2.625-x+x y^3)^2',
  cite: 'Beale 1958',
  reference: 'literature',
  start: [1, 1],
  minima: [[3, 0.5]],
  domain: [
    [-4.5, 4.5],
    [-4.5, 4.5],
  ],
});
