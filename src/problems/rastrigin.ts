import { problem } from '../entry.js';

export const rastrigin = problem({
  title: 'Rastrigin',
  says: 'a bowl full of egg cups, one a unit',
  formula: (x) => [`${10 * x.length}`, ...x.map((a) => `${a}^2 - 10 cos(2pi ${a})`)].join(' + '),
  cite: 'Rastrigin 1974; in n dimensions Mühlenbein, Schomisch and Born 1991',
  reference: 'literature',
  start: [-3.2, 2.3],
  minima: [[0, 0]],
  domain: [
    [-5.12, 5.12],
    [-5.12, 5.12],
  ],
});
