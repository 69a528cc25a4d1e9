import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutChainRule: TextSection = {
  id: 'chain-rule',
  title: 'Slopes in a row multiply',
  heading: 'The chain rule',
  words: [
    raw`<p>A network is functions inside functions, so one rule does most of the work. Let $u$ depend on $x$, and $y$ on $u$. A nudge of <b data-mark="input">x</b> is scaled on its way to $u$ by one <b data-mark="slope">slope</b>, and from there to $y$ by another. What is scaled twice is multiplied twice:</p>`,
    raw`$$\frac{dy}{dx} = \class{slope}{\frac{dy}{du}} \cdot \class{slope}{\frac{du}{dx}}$$`,
    raw`<p>Written with names of functions it is the last of the four rules, $(f(g(x)))' = f'(g(x)) \cdot g'(x)$. Mind where $f'$ is taken: at $g(x)$, the point that the inner function has come to, not at $x$.</p>`,
    raw`<p>Take $y = (3x + 2)^4$. Call what is inside $u = 3x + 2$, so that $y = u^4$:</p>`,
    raw`$$\frac{dy}{dx} = 4u^3 \cdot 3 = 12\,(3x + 2)^3$$`,
    raw`<p>At $x = 0$ the inner slope is 3 and the outer one $4 \cdot 2^3 = 32$. Together they make 96: a nudge of 0.01 should come out as 0.96. In the figure $x$ is −0.3: guess first how much larger what comes out is than what goes in. Then send a nudge through, and see beside it how far $y$ really moves.</p>`,
    raw`<p>Nothing ends at two. A third function multiplies by a third slope, a hundredth by a hundredth. That is all backpropagation is, kept in good order.</p>`,
  ],
  listing: {
    python: `def u(x):
    return 3 * x + 2

x = 0.0
dy_du = 4 * u(x)**3
du_dx = 3
print(dy_du * du_dx)`,
    typescript: `import { derivative, formula } from 'nabla-workbench';

const y = formula('(3x+2)^4');
console.log(derivative(y, 0));

// The rule itself, as text.
console.log(y.derivative().text);`,
    prints: {
      python: '96.0',
      typescript: `96
12 (3x+2)^3`,
    },
    says: 'The same 96, once by hand and once by the rules.',
  },
  figure: {
    tag: 'nabla-chain',
    attributes: {
      heading: 'Why do slopes multiply?',
      f: '(3x+2)^4',
      at: 'x=-0.3',
      names: 'u = 3x+2',
      nudge: 'x=0.1',
      predict: '',
    },
    shows:
      'From x to u the slope is 3, from u to y it is 5.3, and what comes back to x is their product, 16.',
  },
  exercises: [
    {
      asks: raw`Write the derivative of $\sin(x^2)$.`,
      label: "y' =",
      check: { kind: 'gradient', f: 'sin(x^2)', variables: ['x'], at: [[0.7], [1.3]] },
      answer: '2x cos(x^2)',
    },
    {
      asks: raw`How steep is $(3x + 2)^4$ at $x = 1$?`,
      label: "y'(1) =",
      check: { kind: 'slope', f: '(3x+2)^4', at: 1 },
      answer: '1500',
    },
  ],
};
