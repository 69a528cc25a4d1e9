import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutVectorChainRule: TextSection = {
  id: 'vector-chain-rule',
  title: 'Jacobians in a row multiply',
  heading: 'Chain rule with vectors',
  words: [
    raw`<p>The chain rule stays as it was, with matrices for slopes. For $\mathbf{z} = g(\mathbf{y})$ and $\mathbf{y} = f(\mathbf{x})$:</p>`,
    raw`$$\frac{\partial \mathbf{z}}{\partial \mathbf{x}} = \class{slope}{\frac{\partial \mathbf{z}}{\partial \mathbf{y}}} \cdot \class{slope}{\frac{\partial \mathbf{y}}{\partial \mathbf{x}}}$$`,
    raw`<p>The dot is now a product of matrices, and their order matters: the last map is leftmost. Shapes tell when it is wrong. If $\mathbf{x}$ has $n$ numbers, $\mathbf{y}$ has $k$ and $\mathbf{z}$ has $m$, then $m \times k$ times $k \times n$ is $m \times n$, and the $k$ in the middle has to meet.</p>`,
    raw`<p>Each entry of the product is a sum over the $k$ ways from one input to one output, and each way is a product of two slopes. What a value passes on to several others comes back from all of them, added.</p>`,
    raw`<p>It also matters where one begins. A loss has one output, so that the leftmost factor is a single row. Multiply from the left, and all one ever holds is a row: that is backpropagation. From the right one carries whole matrices along. The numbers are the same; the work is not.</p>`,
  ],
  listing: {
    python: `import numpy as np

x, y = 1.0, 0.5
u, v = x**2 - y**2, 2*x*y     # the inner map

inner = np.array([[2*x, -2*y],
                  [2*y,  2*x]])
outer = np.array([[np.cos(u), 0.0],  # (sin u, u v)
                  [v, u]])
print((outer @ inner).tolist())`,
    typescript: `import { formula, gradient } from 'nabla-workbench';

// The same two maps, written into each other.
const variables = ['x', 'y'];
const whole = [
  'sin(x^2 - y^2)', '(x^2 - y^2) * 2x*y',
].map((z) => formula(z, { variables }));
console.log(
  whole.map((z) => [...gradient(z, [1, 0.5])]),
);`,
    prints: {
      python: '[[1.4633777377476418, -0.7316888688738209], [2.75, 0.5]]',
      typescript: '[ [ 1.4633777377476418, -0.7316888688738209 ], [ 2.75, 0.5 ] ]',
    },
    says: 'The product of two Jacobians is the Jacobian of the two maps as one.',
  },
  figure: {
    tag: 'nabla-jacobian',
    attributes: {
      heading: 'Backpropagation is a product',
      model: 'linear tanh linear softmax',
      w: '0.8 -0.5; 0.3 1.1; -0.9 0.4 | 1 -0.7 0.2; -0.3 0.6 1.2; 0.5 0.1 -1',
      at: '0.6,-0.4',
    },
    shows:
      'Four Jacobians of a small network side by side, the last layer first; multiplied, they are the Jacobian of the whole, three outputs by two inputs.',
  },
  exercises: [
    {
      asks: raw`One layer takes 784 numbers to 100, the next 100 to 10. How many numbers has the Jacobian of the two together?`,
      label: 'm n =',
      check: {
        kind: 'value',
        is: '10*784',
        slips: [
          [
            '784*100 + 100*10',
            'That counts both factors; their product is smaller than either would suggest.',
          ],
          ['784*100', 'That is the Jacobian of the first layer.'],
          ['100*10', 'That is the Jacobian of the second layer.'],
          ['784*100*10', 'The 100 in the middle is summed over, and leaves no trace in the size.'],
        ],
      },
      answer: '7840',
    },
    {
      asks: raw`Write the gradient of $\sin(x^2 - y^2)$, with a semicolon between its components.`,
      label: raw`\nabla z =`,
      check: {
        kind: 'gradient',
        f: 'sin(x^2 - y^2)',
        variables: ['x', 'y'],
        at: [
          [1, 0.5],
          [0.3, -0.8],
        ],
      },
      answer: '2x cos(x^2 - y^2); -2y cos(x^2 - y^2)',
    },
  ],
};
