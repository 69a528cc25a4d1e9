import { problem } from '../entry.js';

// Ackley's 20 + e − 20 exp(…) − exp(…), with 20 and e taken out of the sums, where what is left near 0 would be lost
// in rounding. At 0 itself it has no slope, since the root has none.
export const ackley = problem({
  title: 'Ackley',
  says: 'nearly flat and dimpled far out, a funnel in the middle, whose tip is no smooth bottom but a point',
  formula: (x) => {
    const mean = (terms: string[]) => `(${terms.join('+')})/${x.length}`;
    const bowl = mean(x.map((a) => `${a}^2`));
    const dimples = mean(x.map((a) => `cos(2pi ${a})`));
    return `20 (1 - exp(-0.2 sqrt(${bowl}))) + e (1 - exp(${dimples} - 1))`;
  },
  cite: 'Ackley 1987; in n dimensions Bäck and Schwefel 1993',
  reference: 'literature',
  start: [-2.5, 1.7],
  minima: [[0, 0]],
  corners: [[0, 0]],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
});
