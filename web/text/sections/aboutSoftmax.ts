import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutSoftmax: TextSection = {
  id: 'softmax',
  title: 'Softmax and cross-entropy',
  heading: 'Common derivatives in machine learning',
  words: [
    raw`<p>The last layer of a classifier gives a number to each class, its <b data-mark="input">logit</b>. Softmax makes probabilities of them: raise $e$ to each, divide by the sum.</p>`,
    raw`$$p_i = \frac{e^{x_i}}{\sum_j e^{x_j}}$$`,
    raw`<p>Every probability depends on every logit, since what one class wins the others lose. So the Jacobian is full, yet short to write ($\delta_{ij}$ is 1 where $i = j$, and 0 elsewhere):</p>`,
    raw`$$\frac{\partial p_i}{\partial x_j} = p_i\,(\delta_{ij} - p_j)$$`,
    raw`<p>Cross-entropy asks how surprised the model was by what is right. With $y_i$ the target, 1 for the right class and 0 for the others:</p>`,
    raw`$$L = -\sum_i y_i \ln p_i$$`,
    raw`<p>Now multiply the two, as the chain rule says, and nearly all of it cancels:</p>`,
    raw`$$\class{slope}{\frac{\partial L}{\partial x_i}} = p_i - y_i$$`,
    raw`<p>What was said minus what is so. Each logit is pulled by just as much as its probability is off, and the <b data-mark="slope">pulls</b> add to 0. That is why the two are nearly always used together. Guess first, before the figure shows it: how hard is the logit of the right class pulled, and which way?</p>`,
  ],
  listing: {
    python: `import numpy as np

def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()

x = np.array([2.0, 1.0, 0.1])
y = np.array([1.0, 0.0, 0.0])
p = softmax(x)
print(p.tolist())
print((p - y).tolist())`,
    typescript: `import {
  crossEntropy, gradient, softmax, value,
} from 'nabla-workbench';

const x = [2, 1, 0.1];
console.log([...value(softmax(3), x)]);
const loss = crossEntropy([1, 0, 0]);
console.log([...gradient(loss, x)]);`,
    prints: {
      python: `[0.6590011388859679, 0.24243297070471392, 0.09856589040931818]
[-0.3409988611140321, 0.24243297070471392, 0.09856589040931818]`,
      typescript: `[ 0.6590011388859679, 0.24243297070471392, 0.09856589040931818 ]
[ -0.3409988611140321, 0.24243297070471392, 0.09856589040931818 ]`,
    },
    says: 'The gradient of the whole is the prediction minus the target.',
  },
  figure: {
    tag: 'nabla-softmax',
    attributes: {
      heading: 'How do logits become a verdict?',
      logits: '2 1 0.1',
      target: '0',
      predict: 'slope',
    },
    shows:
      'Three logits, their exponentials and their probabilities as bars; below, the loss as one logit moves, and the pull p − y on each, which add to 0.',
  },
  exercises: [
    {
      asks: raw`Logits 2, 1 and 0.1: what is the probability of the first class?`,
      label: 'p_1 =',
      check: {
        kind: 'value',
        is: 'exp(2) / (exp(2) + exp(1) + exp(0.1))',
        slips: [
          ['2 / 3.1', 'That is its share of the logits; take the share of their exponentials.'],
          ['exp(2)', 'Divide it by the sum of all three.'],
          ['exp(2) / (exp(1) + exp(0.1))', 'The sum below has all classes, this one too.'],
          ['1/3', 'All alike they would be for equal logits only.'],
        ],
      },
      answer: '0.659',
    },
    {
      asks: raw`The first class is right. How fast does the loss change with the first logit?`,
      label: raw`\tfrac{\partial L}{\partial x_1} =`,
      check: { kind: 'slope', f: 'ln(exp(x) + exp(1) + exp(0.1)) - x', at: 2 },
      answer: '-0.341',
    },
  ],
};
