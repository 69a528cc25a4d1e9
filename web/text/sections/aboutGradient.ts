import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutGradient: TextSection = {
  id: 'gradient',
  title: 'The gradient',
  heading: null,
  words: [
    raw`<p>Put the <b data-mark="slope">partial derivatives</b> one under the other, and they are an arrow, the gradient:</p>`,
    raw`$$\nabla f = \begin{pmatrix} \partial f / \partial x_1 \\ \partial f / \partial x_2 \\ \vdots \\ \partial f / \partial x_n \end{pmatrix}$$`,
    raw`<p>It knows three things about the place where it is taken:</p>`,
    raw`<ul><li>its direction is the one in which $f$ rises fastest;</li><li>its length is how fast;</li><li>it stands at right angles to the level curve through the point, along which $f$ does not change at all.</li></ul>`,
    raw`<p>All three come from one formula. In the <b data-mark="input">direction</b> $d$ of length 1, $f$ has the slope $\nabla f \cdot d$, which is the gradient's length times the cosine of the angle between them: largest along the gradient, 0 across it, and most negative straight against it. Whoever wants less of $f$ walks that way.</p>`,
    raw`<p>It does not point at the minimum. On round level curves it points straight away from it; on stretched ones, like those of the figure, it misses. Turn $d$ until the slope is 0.</p>`,
  ],
  listing: {
    python: `import numpy as np

def f(x):
    """f(x, y) = x^2 + y^2"""
    return x[0]**2 + x[1]**2

def gradient_f(x):
    """Gradient of f"""
    return np.array([2*x[0], 2*x[1]])

x = np.array([3.0, 4.0])
print(float(f(x)))
print(gradient_f(x).tolist())`,
    typescript: `import { formula, gradient, value } from 'nabla-workbench';

const variables = ['x', 'y'];
const f = formula('x^2 + y^2', { variables });
console.log(value(f, [3, 4]));
console.log([...gradient(f, [3, 4])]);`,
    prints: {
      python: `25.0
[6.0, 8.0]`,
      typescript: `25
[ 6, 8 ]`,
    },
    says: 'At (3, 4) the gradient is (6, 8): away from the origin, and 10 long.',
  },
  figure: {
    tag: 'nabla-landscape',
    attributes: {
      heading: 'Which way is steepest?',
      f: 'x^2 + 3y^2',
      at: 'x=2,y=1',
      direction: '100',
      domain: '-4..4',
    },
    shows:
      'On stretched level curves the gradient stands at right angles to the curve through the point, and does not point away from the minimum.',
  },
  exercises: [
    {
      asks: raw`How long is the gradient of $x^2 + y^2$ at $(3, 4)$?`,
      label: raw`|\nabla f| =`,
      check: {
        kind: 'value',
        is: 'sqrt(6^2 + 8^2)',
        slips: [
          ['6 + 8', 'That is the sum of the components; the length is the root of the sum of their squares.'],
          ['5', 'That is how far (3, 4) is from the origin; the gradient is (6, 8).'],
          ['6^2 + 8^2', 'The root is still to be taken.'],
        ],
      },
      answer: '10',
    },
    {
      asks: raw`Write the gradient of $x^2 + 3y^2$, with a semicolon between its components.`,
      label: raw`\nabla f =`,
      check: {
        kind: 'gradient',
        f: 'x^2 + 3y^2',
        variables: ['x', 'y'],
        at: [
          [2, 1],
          [-1, 0.5],
        ],
      },
      answer: '2x; 6y',
    },
  ],
};
