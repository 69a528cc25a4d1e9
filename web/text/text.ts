// The sections in their order, and what stands before and after them.

import type { TextFigure, TextSection } from './section.js';
import { aboutActivations } from './sections/aboutActivations.js';
import { aboutBackpropagation } from './sections/aboutBackpropagation.js';
import { aboutChainRule } from './sections/aboutChainRule.js';
import { aboutComputingGradients } from './sections/aboutComputingGradients.js';
import { aboutDerivatives } from './sections/aboutDerivatives.js';
import { aboutGradient } from './sections/aboutGradient.js';
import { aboutGradientDescent } from './sections/aboutGradientDescent.js';
import { aboutJacobian } from './sections/aboutJacobian.js';
import { aboutNeuron } from './sections/aboutNeuron.js';
import { aboutPartialDerivatives } from './sections/aboutPartialDerivatives.js';
import { aboutSoftmax } from './sections/aboutSoftmax.js';
import { aboutTaylor } from './sections/aboutTaylor.js';
import { aboutVectorChainRule } from './sections/aboutVectorChainRule.js';

export const sections: readonly TextSection[] = [
  aboutDerivatives,
  aboutChainRule,
  aboutNeuron,
  aboutPartialDerivatives,
  aboutGradient,
  aboutGradientDescent,
  aboutJacobian,
  aboutVectorChainRule,
  aboutBackpropagation,
  aboutComputingGradients,
  aboutActivations,
  aboutSoftmax,
  aboutTaylor,
];

/** What the page begins with. */
export const opening: { words: string; formula: string; figure: TextFigure } = {
  words:
    'Every number that a network learns is moved by one: how much the loss changes when this weight changes a little. This text builds that number from the slope of a curve to backpropagation, and lets you move everything on the way.',
  formula: String.raw`\frac{\partial L}{\partial w} = \frac{\partial L}{\partial y} \cdot \frac{\partial y}{\partial w}`,
  figure: {
    tag: 'nabla-derivative',
    attributes: {
      heading: 'How fast does the loss change here?',
      f: '(w^2 - 1)^2 + w/2',
      x: '-1.5',
      h: '1.4',
      domain: '-1.8..1.8',
      autoplay: 'true',
      loading: 'eager',
    },
    shows:
      'A loss of one weight with two valleys: a line through two points of it turns into the tangent at the weight.',
  },
};

const { raw } = String;

interface SummaryRow {
  concept: string;
  /** Section that it is from. */
  id: string;
  /** TeX. */
  formula: string;
  use: string;
}

/** What the text comes to, a row for each section. */
export const summary: { words: readonly string[]; rows: readonly SummaryRow[] } = {
  rows: [
    {
      concept: 'Derivative',
      id: 'derivatives',
      formula: raw`\frac{df}{dx}`,
      use: 'what a nudge of the input is worth',
    },
    {
      concept: 'Chain rule',
      id: 'chain-rule',
      formula: raw`\frac{dy}{dx} = \frac{dy}{du} \cdot \frac{du}{dx}`,
      use: 'slopes through functions in a row',
    },
    {
      concept: 'Neuron',
      id: 'neuron',
      formula: raw`\frac{\partial y}{\partial w} = \sigma'(wx + b)\, x`,
      use: 'what one weight did',
    },
    {
      concept: 'Partial derivative',
      id: 'partial-derivatives',
      formula: raw`\frac{\partial f}{\partial x}`,
      use: 'one weight alone',
    },
    { concept: 'Gradient', id: 'gradient', formula: raw`\nabla f`, use: 'the way up, and how steep' },
    {
      concept: 'Gradient descent',
      id: 'gradient-descent',
      formula: raw`\theta \leftarrow \theta - \eta \nabla L`,
      use: 'training',
    },
    {
      concept: 'Jacobian',
      id: 'jacobian',
      formula: raw`J_{ij} = \frac{\partial y_i}{\partial x_j}`,
      use: 'a whole layer; of a linear one its weights',
    },
    {
      concept: 'Chain rule with vectors',
      id: 'vector-chain-rule',
      formula: raw`\frac{\partial \mathbf{z}}{\partial \mathbf{x}} = \frac{\partial \mathbf{z}}{\partial \mathbf{y}} \cdot \frac{\partial \mathbf{y}}{\partial \mathbf{x}}`,
      use: 'layers in a row',
    },
    {
      concept: 'Backpropagation',
      id: 'backpropagation',
      formula: raw`\frac{\partial L}{\partial W_1}`,
      use: 'all gradients in one sweep back',
    },
    {
      concept: 'Gradient check',
      id: 'computing-gradients',
      formula: raw`\frac{f(x+h) - f(x-h)}{2h}`,
      use: 'finding the slip',
    },
    {
      concept: 'Activations',
      id: 'activations',
      formula: raw`\sigma' = \sigma (1 - \sigma)`,
      use: 'what depth leaves of a slope',
    },
    {
      concept: 'Softmax, cross-entropy',
      id: 'softmax',
      formula: raw`\frac{\partial L}{\partial x_i} = p_i - y_i`,
      use: 'classifying',
    },
    {
      concept: 'Taylor',
      id: 'taylor',
      formula: raw`f + f' \Delta x + \tfrac{1}{2} f'' \Delta x^2`,
      use: 'why steps work, and how long they may be',
    },
  ],
  words: [
    raw`<p>Learning is walking downhill. The gradient says which way is up, for every weight at once; one goes the other way. The chain rule finds it layer by layer, at the price of about one more pass through the network, for ten weights as for billions. The rest is how long a step to take.</p>`,
  ],
};
