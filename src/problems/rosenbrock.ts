import { problem } from '../entry.js';

export const rosenbrock = problem({
  title: 'Rosenbrock',
  says: 'a narrow curved valley, easy to find and hard to follow',
  formula: '(1-x)^2 + 100 (y-x^2)^2',
  cite: 'Rosenbrock 1960',
  start: [-1.2, 1],
  minima: [[1, 1]],
  domain: [
    [-2, 2],
    [-1, 3],
  ],
  value([x, y]) {
    const [a, b] = [1 - x, y - x * x];
    return a * a + 100 * (b * b);
  },
  gradient([x, y]) {
    const b = y - x * x;
    return [-2 * (1 - x) - 400 * x * b, 200 * b];
  },
  hessian: ([x, y]) => [
    [2 - 400 * (y - 3 * x * x), -400 * x],
    [-400 * x, 200],
  ],
});
