import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutNeuron: TextSection = {
  id: 'neuron',
  title: 'A neuron',
  heading: 'The chain rule',
  words: [
    raw`<p>A neuron weighs its input, adds a bias, and squeezes the sum into the range from 0 to 1:</p>`,
    raw`$$y = \sigma(w x + b), \qquad \sigma(z) = \frac{1}{1 + e^{-z}}$$`,
    raw`<p>To train it, one has to know what a nudge of the <b data-mark="input">weight</b> does to $y$. The chain rule has two factors here, the <b data-mark="slope">slope</b> of $\sigma$ where the sum is, and that of the sum as $w$ moves, which is $x$:</p>`,
    raw`$$\class{slope}{\frac{\partial y}{\partial w}} = \sigma'(w x + b) \cdot x$$`,
    raw`<p>Each of the two can stop the learning. If the sum is far from 0, $\sigma$ is flat there, and no weight before it hears anything. If the input is 0, its weight had no part in the output, and gets no blame.</p>`,
    raw`<p>The slope of $\sigma$ is free once $y$ is known: it is $y\,(1 - y)$, never more than a quarter. Turn $w$, $x$ and $b$ in the figure and watch what flows back.</p>`,
  ],
  listing: {
    python: `import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (1 - s)

x, w, b = 2.0, 0.5, 0.1
z = w * x + b
y = sigmoid(z)
dy_dw = sigmoid_derivative(z) * x
print(float(y))
print(float(dy_dw))`,
    typescript: `import { formula, gradient, value } from 'nabla-workbench';

const variables = ['w', 'x', 'b'];
const y = formula('sigmoid(w*x+b)', { variables });
const at = [0.5, 2, 0.1];
console.log(value(y, at));

// One sweep back has the slope of every input.
const [dw] = gradient(y, at);
console.log(dw);`,
    prints: {
      python: `0.7502601055951177
0.3747397590950411`,
      typescript: `0.7502601055951176
0.37473975909504115`,
    },
    says: 'Of what the last digit says, machines may differ; of the others, none.',
  },
  figure: {
    tag: 'nabla-chain',
    attributes: {
      heading: 'What does a nudge of w do to y?',
      f: 'sigmoid(w*x+b)',
      at: 'w=0.5,x=2,b=0.1',
    },
    shows:
      'Values flow from w, x and b through a product, a sum and a sigmoid to y = 0.75; slopes flow back, and 0.375 of a nudge of w reaches y.',
  },
  exercises: [
    {
      asks: raw`For $w = 0.5$, $x = 2$, $b = 0.1$: what is $\partial y / \partial b$?`,
      label: raw`\tfrac{\partial y}{\partial b} =`,
      check: { kind: 'slope', f: 'sigmoid(1 + b)', at: 0.1 },
      answer: '0.1874',
    },
    {
      asks: raw`With $w = 0.5$ and $b = 0.1$, at which input is $y$ just a half?`,
      label: 'x =',
      check: { kind: 'zero', f: 'sigmoid(0.5x + 0.1) - 1/2', reads: 'y - 1/2', from: -10, to: 10 },
      answer: '-0.2',
    },
  ],
};
