import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutActivations: TextSection = {
  id: 'activations',
  title: 'Sigmoid and ReLU',
  heading: 'Common derivatives in machine learning',
  words: [
    raw`<p>Without something bent between them, layers in a row are one layer. What bends has a <b data-mark="slope">slope</b> by which it lets the blame through. The sigmoid, from 0 to 1:</p>`,
    raw`$$\sigma(x) = \frac{1}{1 + e^{-x}}, \qquad \class{slope}{\sigma'(x)} = \sigma(x)\,(1 - \sigma(x))$$`,
    raw`<p>Its slope is a quarter at most, and next to nothing a little way from 0: the unit is <em>saturated</em>, and learns no more. ReLU cuts off what is below 0 and leaves the rest as it is:</p>`,
    raw`$$\mathrm{ReLU}(x) = \max(0, x), \qquad \mathrm{ReLU}'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$$`,
    raw`<p>Its slope is 1 or 0, so that through any number of open units the blame comes whole. At 0 it has a corner, and no slope; programs take 0, by agreement. The price is that a unit which is below 0 for all of the data lets nothing through, for ever: it is <em>dead</em>.</p>`,
    raw`<p>Between the two are the smooth ones: tanh, a sigmoid twice as steep and centred, and GELU, a ReLU with its corner rounded. Drag <b data-mark="input">x</b> in the figure, and compare what is left of a slope after twelve layers.</p>`,
  ],
  listing: {
    python: `import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_grad(x):
    s = sigmoid(x)
    return s * (1 - s)

def relu_grad(x):
    return (x > 0).astype(float)

print(float(sigmoid_grad(1.0)))
at = np.array([-1.0, 0.0, 2.0])
print(relu_grad(at).tolist())`,
    typescript: `import { derivative } from 'nabla-workbench';

console.log(derivative('sigmoid(x)', 1));
const at = [-1, 0, 2];
console.log(at.map((x) => derivative('relu(x)', x)));`,
    prints: {
      python: `0.19661193324148185
[0.0, 0.0, 1.0]`,
      typescript: `0.19661193324148185
[ 0, 0, 1 ]`,
    },
    says: 'At the corner both take 0.',
  },
  figure: {
    tag: 'nabla-activation',
    attributes: { heading: 'Which slopes survive depth?', names: 'sigmoid tanh relu gelu', x: '1' },
    shows:
      'Four activations over their slopes, flat parts shaded; after twelve layers almost nothing is left of sigmoid’s slope, and all of ReLU’s.',
  },
  exercises: [
    {
      asks: raw`Write the derivative of $\tanh x$.`,
      label: "y' =",
      check: { kind: 'gradient', f: 'tanh(x)', variables: ['x'], at: [[0.4], [-1.2]] },
      answer: '1 - tanh(x)^2',
    },
    {
      asks: raw`At which $x$ above 0 is the slope of the sigmoid 0.2?`,
      label: 'x =',
      check: {
        kind: 'zero',
        f: 'sigmoid(x) (1 - sigmoid(x)) - 0.2',
        reads: "σ'(x) - 0.2",
        from: 0,
        to: 20,
      },
      answer: '0.9624',
    },
  ],
};
