import { problem } from '../entry.js';

export const rosenbrock = problem({
  title: 'Rosenbrock',
  says: 'a narrow curved valley, easy to find and hard to follow',
  formula: (x) =>
    x
      .slice(1)
      .map((b, i) => `(1-${x[i]})^2 + 100 (${b}-${x[i]}^2)^2`)
      .join(' + '),
  cite: 'Rosenbrock 1960; in n dimensions Shang and Qiu 2006',
  reference: 'literature',
  start: [-1.2, 1],
  minima: [[1, 1]],
  domain: [
    [-2, 2],
    [-1, 3],
  ],
});
