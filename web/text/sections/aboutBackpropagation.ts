import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutBackpropagation: TextSection = {
  id: 'backpropagation',
  title: 'Backpropagation in matrix form',
  heading: 'Chain rule with vectors',
  words: [
    raw`<p>Two layers, each followed by a squeeze, and a loss at the end:</p>`,
    raw`$$\mathbf{x} \xrightarrow{W_1} \mathbf{h}_1 \xrightarrow{\sigma} \mathbf{a}_1 \xrightarrow{W_2} \mathbf{h}_2 \xrightarrow{\sigma} \mathbf{y} \xrightarrow{\ \ } L$$`,
    raw`<p>From the loss to the first weights it is five arrows back, and so five Jacobians:</p>`,
    raw`$$\frac{\partial L}{\partial W_1} = \frac{\partial L}{\partial \mathbf{y}} \cdot \frac{\partial \mathbf{y}}{\partial \mathbf{h}_2} \cdot \frac{\partial \mathbf{h}_2}{\partial \mathbf{a}_1} \cdot \frac{\partial \mathbf{a}_1}{\partial \mathbf{h}_1} \cdot \frac{\partial \mathbf{h}_1}{\partial W_1}$$`,
    raw`<p>None of them is large or strange. A layer's is its matrix; a squeeze's has its <b data-mark="slope">slopes</b> on the diagonal and nothing else, so that it only scales. One starts with the row $\partial L / \partial \mathbf{y}$ at the left and takes in one factor after another. What has been multiplied so far is the blame that arrived at that layer.</p>`,
    raw`<p>On the way the gradient of each matrix falls out: the blame that arrives at its outputs, times the numbers that came in. The forward pass has to keep those; that is why training takes more memory than using what was trained.</p>`,
    raw`<p>It also shows what goes wrong in depth. Each squeeze multiplies by slopes of at most a quarter; through ten of them a millionth is left. Turn the inputs of the figure, and see how thin the lanes to the first layer are.</p>`,
  ],
  listing: {
    python: `import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

W1 = np.array([[0.5, -0.3], [0.8, 0.2]])
W2 = np.array([[0.7, -0.4]])
x, t = np.array([1.0, 2.0]), 1.0

a1 = sigmoid(W1 @ x)           # forward
y = sigmoid(W2 @ a1)           # loss = (y - t)^2
dh2 = 2 * (y - t) * y * (1 - y)  # back
dh1 = (W2.T @ dh2) * a1 * (1 - a1)
print(np.outer(dh1, x).tolist())`,
    typescript: `import { formula, gradient } from 'nabla-workbench';

// W1 has the weights a b, c d; W2 has p q.
const variables = ['a', 'b', 'c', 'd', 'p', 'q'];
const loss = formula(
  '(sigmoid(p*sigmoid(a + 2b) + q*sigmoid(c + 2d)) - 1)^2',
  { variables },
);
const weights = [0.5, -0.3, 0.8, 0.2, 0.7, -0.4];
const [a, b, c, d] = gradient(loss, weights);
console.log([[a, b], [c, d]]);`,
    prints: {
      python: '[[-0.04308625302535876, -0.08617250605071752], [0.017563389411163324, 0.03512677882232665]]',
      typescript: `[
  [ -0.04308625302535876, -0.08617250605071752 ],
  [ 0.017563389411163328, 0.035126778822326656 ]
]`,
    },
    says: 'By five factors or by one formula of six weights, to the last digits the same.',
  },
  figure: {
    tag: 'nabla-chain',
    attributes: {
      heading: 'Five Jacobians make one gradient',
      model: 'mlp:3',
      at: '0.8 -0.4',
      target: '1 0',
    },
    shows:
      'A network of two layers, drawn as boxes with their shapes; below, the five Jacobians whose product is the gradient of the first weights.',
  },
  exercises: [
    {
      asks: raw`Six sigmoids in a row: which share of a slope gets through at the very most?`,
      label: raw`\text{share} =`,
      check: {
        kind: 'value',
        is: '(1/4)^6',
        slips: [
          ['6/4', 'Slopes in a row multiply; they do not add.'],
          ['1/4', 'That is one sigmoid; there are six.'],
          ['(1/4)^5', 'That is five of them.'],
          ['(1/2)^6', 'The steepest slope of a sigmoid is a quarter, at 0, where its value is a half.'],
        ],
      },
      answer: '1/4096',
    },
    {
      asks: raw`$W_1$ takes 3 numbers to 5. How many numbers has $\partial L / \partial W_1$?`,
      label: raw`\text{numbers} =`,
      check: {
        kind: 'value',
        is: '3*5',
        slips: [
          ['3 + 5', 'Each of 5 outputs has a weight for each of 3 inputs.'],
          ['5', 'That is the blame that arrives at the outputs; each has 3 weights.'],
          ['5*3*5', 'That is the Jacobian of h₁; the loss has one output, so that one row is left of it.'],
        ],
      },
      answer: '15',
    },
  ],
};
