import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutComputingGradients: TextSection = {
  id: 'computing-gradients',
  title: 'Computing gradients: analytical and numerical',
  heading: null,
  words: [
    raw`<p>There are two ways to a gradient. Work it out by the rules, and it is exact and as cheap as the function. For the mean squared error of $n$ predictions $\hat y_i$:</p>`,
    raw`$$L = \frac{1}{n} \sum_i (\hat y_i - y_i)^2, \qquad \frac{\partial L}{\partial \hat y_i} = \frac{2}{n} (\hat y_i - y_i)$$`,
    raw`<p>Or move every input a little to both sides and see what the function does. That needs no thought, and two values of the function for every input: too slow to train by, and just right to check with.</p>`,
    raw`<p>And check one should. A wrong gradient does not stop a program. The loss still falls, only more slowly, or not quite as far, and for weeks nobody knows. Where the two ways differ by a millionth of their size, all is well; by a hundredth, something slipped: a sign, a factor, an inner derivative.</p>`,
    raw`<p>Two things can mislead. A step too small leaves nothing but rounding, so that the smallest is not the best. And where a function has a corner, as ReLU has at 0, the two sides have slopes of their own, and neither is wrong.</p>`,
  ],
  listing: {
    python: `import numpy as np

def mse_loss(y_pred, y_true):
    return np.mean((y_pred - y_true)**2)

def mse_gradient(y_pred, y_true):
    n = len(y_pred)
    return 2 * (y_pred - y_true) / n

def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in range(len(x)):
        x_plus, x_minus = x.copy(), x.copy()
        x_plus[i] += h
        x_minus[i] -= h
        rise = f(x_plus) - f(x_minus)
        grad[i] = rise / (2 * h)
    return grad

y_pred = np.array([1.0, 2.0, 3.0])
y_true = np.array([1.1, 1.9, 3.2])
analytical = mse_gradient(y_pred, y_true)
numerical = numerical_gradient(
    lambda y: mse_loss(y, y_true), y_pred)
print(analytical.tolist())
off = np.abs(analytical - numerical).max()
print(bool(off < 1e-9))`,
    typescript: `import {
  checkGradient, gradient, meanSquaredError,
} from 'nabla-workbench';

const loss = meanSquaredError([1.1, 1.9, 3.2]);
const predicted = [1, 2, 3];
const analytical = [...gradient(loss, predicted)];
console.log(analytical);

// Against differences, with their error estimated.
const report = checkGradient(
  loss, analytical, predicted,
);
console.log(report.verdict);`,
    prints: {
      python: `[-0.06666666666666672, 0.06666666666666672, -0.13333333333333344]
True`,
      typescript: `[ -0.06666666666666672, 0.06666666666666672, -0.13333333333333344 ]
pass`,
    },
    says: 'The gradient stands the check: true in one language, pass in the other.',
  },
  figure: {
    tag: 'nabla-gradient-check',
    attributes: {
      heading: 'Which component is wrong?',
      f: 'x^2 y + sin(3z) - y^3',
      claimed: '2x*y; x^2 + 3y^2; cos(3z)',
      at: 'x=1,y=2,z=0.4',
    },
    shows:
      'Three claimed components against what differences measure: the first is right, the second has lost a sign, the third its inner derivative.',
  },
  exercises: [
    {
      asks: raw`Write the gradient of $(x - y)^2$, with a semicolon between its components.`,
      label: raw`\nabla f =`,
      check: {
        kind: 'gradient',
        f: '(x - y)^2',
        variables: ['x', 'y'],
        at: [
          [1, 0.3],
          [-0.4, 2],
        ],
      },
      answer: '2(x - y); -2(x - y)',
    },
    {
      asks: raw`Predicted 1, 2, 3; right are 1.1, 1.9, 3.2. What is the third component of the gradient of the mean squared error?`,
      label: raw`\tfrac{\partial L}{\partial \hat y_3} =`,
      check: {
        kind: 'value',
        is: '2 (3 - 3.2) / 3',
        slips: [
          ['2 (3.2 - 3) / 3', 'The sign is turned: what is predicted comes first.'],
          ['2 (3 - 3.2)', 'The mean divides by 3, and so does its slope.'],
          ['(3 - 3.2) / 3', 'The 2 that comes down from the square is missing.'],
        ],
      },
      answer: '-0.1333',
    },
  ],
};
