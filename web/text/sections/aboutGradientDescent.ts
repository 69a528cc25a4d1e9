import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutGradientDescent: TextSection = {
  id: 'gradient-descent',
  title: 'Gradient descent',
  heading: null,
  words: [
    raw`<p>Step against the gradient, look again, step again. For a loss $L$ of the weights $\theta$ that is one line:</p>`,
    raw`$$\theta_{t+1} = \theta_t - \eta\, \class{slope}{\nabla L(\theta_t)}$$`,
    raw`<p>The learning rate $\eta$ says how far to go. On the plainest of losses, $L(w) = (w - 3)^2$, one can say exactly what it does: each <b data-mark="run">step</b> multiplies the distance to 3 by $1 - 2\eta$.</p>`,
    raw`<ul><li>At $\eta = 0.1$ a fifth of the way is made each time, and the steps grow short as the slope does.</li><li>At 0.5 the first step lands in the minimum.</li><li>At 1 it jumps across and back for ever.</li><li>At 1.1 it lands farther off each time, and climbs.</li></ul>`,
    raw`<p>No loss of a network is so simple, but near a minimum each is nearly so along each of its directions, with a curvature $\lambda$ of its own in place of the 2: what grows is what has $\eta \lambda > 2$. The steepest direction sets the limit, and the flattest pays for it.</p>`,
    raw`<p>Before the figure plays, guess where the first step will land.</p>`,
  ],
  listing: {
    python: `def loss(w):
    """Simple quadratic loss: L(w) = (w - 3)^2"""
    return (w - 3)**2

def grad_loss(w):
    """Gradient: dL/dw = 2(w - 3)"""
    return 2 * (w - 3)

w = 0.0   # starting point
lr = 0.1  # learning rate
for step in range(20):
    w = w - lr * grad_loss(w)
print(w)
print(loss(w))`,
    typescript: `import { minimize } from 'nabla-workbench';

const run = minimize('(w-3)^2', {
  optimizer: 'sgd',
  rate: 0.1,
  start: [0],
  steps: 20,
  tolerance: 0,
});
console.log(run.point[0]);
console.log(run.value);`,
    prints: {
      python: `2.9654123548617948
0.0011963051962064115`,
      typescript: `2.9654123548617948
0.0011963051962064115`,
    },
    says: 'Twenty steps leave 0.8²⁰, a hundredth, of the distance.',
  },
  figure: {
    tag: 'nabla-landscape',
    attributes: {
      heading: 'Which rate walks down?',
      f: '(w-3)^2',
      start: '0',
      optimizers: 'sgd',
      rates: '0.1 0.5 1 1.1',
      steps: '20',
      predict: '',
    },
    shows:
      'The same parabola four times: at rate 0.1 the steps creep down, at 0.5 one step is enough, at 1 they jump to and fro, at 1.1 they climb.',
  },
  exercises: [
    {
      asks: raw`From $w = 0$ with $\eta = 0.25$ on $(w - 3)^2$: where is $w$ after two steps?`,
      label: 'w =',
      check: {
        kind: 'value',
        is: '3 - 3 (1 - 2*0.25)^2',
        slips: [
          ['3 - 3 (1 - 2*0.25)', 'That is where the first step ends.'],
          ['3', 'That is the minimum; each step goes half the way that is left.'],
          ['-3*(1 - 2*0.25)^2', 'That is how far w is from 3.'],
        ],
      },
      answer: '2.25',
    },
    {
      asks: raw`Above which rate do the steps on $(w - 3)^2$ run away?`,
      label: raw`\eta =`,
      check: { kind: 'zero', f: 'abs(1 - 2x) - 1', reads: '|1 - 2η| - 1', from: 0.01, to: 100 },
      answer: '1',
    },
  ],
};
