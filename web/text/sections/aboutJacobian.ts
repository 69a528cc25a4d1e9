import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutJacobian: TextSection = {
  id: 'jacobian',
  title: 'The Jacobian matrix',
  heading: null,
  words: [
    raw`<p>A layer has many inputs and many outputs. Each output has a gradient of its own; written as rows, one under the other, these are the Jacobian. For $\mathbf{y} = f(\mathbf{x})$ with $n$ inputs and $m$ outputs:</p>`,
    raw`$$J = \begin{pmatrix} \frac{\partial y_1}{\partial x_1} & \cdots & \frac{\partial y_1}{\partial x_n} \\ \vdots & \ddots & \vdots \\ \frac{\partial y_m}{\partial x_1} & \cdots & \frac{\partial y_m}{\partial x_n} \end{pmatrix}$$`,
    raw`<p>Row $i$ is the gradient of output $i$. Column $j$ says what a nudge of input $j$ does to all outputs. The entry where they meet, $J_{ij} = \partial y_i / \partial x_j$, is read either way.</p>`,
    raw`<p>Near a point every smooth map is its Jacobian, as near a point every smooth curve is its tangent. A small <b data-mark="input">square</b> becomes a <b data-mark="slope">parallelogram</b> whose sides are the columns, and whose area is $\det J$ times as large; below 0 it is turned over as well.</p>`,
    raw`<p>For a linear layer $\mathbf{y} = W \mathbf{x}$ there is nothing to derive:</p>`,
    raw`$$\frac{\partial y_i}{\partial x_j} = W_{ij}$$`,
    raw`<p>The Jacobian is the matrix of weights, wherever the input is. So a backward pass through the layer needs no more than the weights themselves.</p>`,
  ],
  listing: {
    python: `import numpy as np

def jacobian(x, y):
    """Of (x^2 - y^2, 2xy), a row an output"""
    return np.array([[2*x, -2*y],
                     [2*y,  2*x]])

J = jacobian(1.0, 0.5)
print(J.tolist())
(a, b), (c, d) = J
print(float(a * d - b * c))

# A linear layer: nudge each input in turn.
W = np.array([[0.5, -1.25, 0.25],
              [1.0, 0.5, -0.75]])
columns = [W @ e for e in np.eye(3)]
print(np.stack(columns, axis=1).tolist())`,
    typescript: `import {
  det, formula, gradient, jacobian, linear,
} from 'nabla-workbench';

const variables = ['x', 'y'];
const outputs = ['x^2 - y^2', '2x*y'];
const J = outputs.map((y) => [
  ...gradient(formula(y, { variables }), [1, 0.5]),
]);
console.log(J);
console.log(det(J));

const W = [[0.5, -1.25, 0.25], [1, 0.5, -0.75]];
const { data } = jacobian(linear(W), [1, -1, 2]);
console.log([...data]);`,
    prints: {
      python: `[[2.0, -1.0], [1.0, 2.0]]
5.0
[[0.5, -1.25, 0.25], [1.0, 0.5, -0.75]]`,
      typescript: `[ [ 2, -1 ], [ 1, 2 ] ]
5
[ 0.5, -1.25, 0.25, 1, 0.5, -0.75 ]`,
    },
    says: 'The square grows fivefold; the layer’s Jacobian is its weights.',
  },
  figure: {
    tag: 'nabla-jacobian',
    attributes: {
      heading: 'What does a map do to a small square?',
      f: 'x^2 - y^2; 2x*y',
      at: '1,0.5',
      domain: '0..1.6',
    },
    shows:
      'A grid and its image under a map: a small square at the point becomes nearly a parallelogram of five times its area, and the matrix says how.',
  },
  exercises: [
    {
      asks: raw`The map $(r, t) \mapsto (r \cos t,\ r \sin t)$ has two rows. Write the second, with a semicolon between its entries.`,
      label: raw`J_{2\cdot} =`,
      check: {
        kind: 'gradient',
        f: 'r*sin(t)',
        variables: ['r', 't'],
        at: [
          [1.4, 0.6],
          [0.5, 2],
        ],
      },
      answer: 'sin(t); r*cos(t)',
    },
    {
      asks: raw`By what does that map multiply a small area at $r = 1.4$?`,
      label: raw`\det J =`,
      check: {
        kind: 'value',
        is: '1.4 (cos(0.6)^2 + sin(0.6)^2)',
        slips: [
          ['1.4^2', 'Only the side along the angle is stretched by r; the other stays as it is.'],
          ['-1.4', 'The sign is turned: r first, then t, keeps the orientation.'],
          [
            '1.4 (cos(0.6)^2 - sin(0.6)^2)',
            'The determinant takes the second product away, and that one is below 0.',
          ],
        ],
      },
      answer: '1.4',
    },
  ],
};
