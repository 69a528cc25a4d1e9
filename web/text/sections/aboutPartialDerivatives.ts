import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutPartialDerivatives: TextSection = {
  id: 'partial-derivatives',
  title: 'Partial derivatives',
  heading: null,
  words: [
    raw`<p>With several inputs, hold all of them still but one. What is left is a function of one variable, and its <b data-mark="slope">slope</b> is a partial derivative, written with a round $\partial$. Take</p>`,
    raw`$$f(x, y) = x^2 + 3xy + y^2$$`,
    raw`<p>While $x$ moves, $y$ is a number like 3, and the rules treat it as one; then the other way round:</p>`,
    raw`$$\frac{\partial f}{\partial x} = 2x + 3y$$`,
    raw`$$\frac{\partial f}{\partial y} = 3x + 2y$$`,
    raw`<p>The term $3xy$ appears in both, each time with the other letter as its factor: how much one input matters depends on where the other is. That is common in networks, where a weight matters as much as what it weighs.</p>`,
    raw`<p>A network has as many partial derivatives as it has weights. Each answers one question: what if this one alone moved? In the figure, <b data-mark="input">d</b> is the direction of the move: at 0° only $x$ moves, at 90° only $y$.</p>`,
  ],
  listing: {
    python: `def f(x, y):
    return x**2 + 3*x*y + y**2

def df_dx(x, y):
    return 2*x + 3*y

def df_dy(x, y):
    return 3*x + 2*y

print(df_dx(1.0, -0.5))
print(df_dy(1.0, -0.5))`,
    typescript: `import { directional, formula } from 'nabla-workbench';

const variables = ['x', 'y'];
const f = formula('x^2 + 3x y + y^2', { variables });

// The slope of f as x moves alone, then y.
console.log(directional(f, [1, -0.5], [1, 0]));
console.log(directional(f, [1, -0.5], [0, 1]));`,
    prints: {
      python: `0.5
2.0`,
      typescript: `0.5
2`,
    },
    says: 'A partial derivative is the slope in the direction of one axis.',
  },
  figure: {
    tag: 'nabla-landscape',
    attributes: {
      heading: 'What if only x moved?',
      f: 'x^2 + 3x*y + y^2',
      at: 'x=1,y=-0.5',
      direction: '0',
      domain: '-2..2',
    },
    shows:
      'Level curves of f, with a point and a direction d through it, and f along it as a curve: along the x-axis its slope is ∂f/∂x.',
  },
  exercises: [
    {
      asks: raw`Write both partial derivatives of $x^2 y + y^3$, that of $x$ first, with a semicolon between.`,
      label: raw`\partial_x;\, \partial_y =`,
      check: {
        kind: 'gradient',
        f: 'x^2 y + y^3',
        variables: ['x', 'y'],
        at: [
          [1, 2],
          [-0.5, 0.7],
        ],
      },
      answer: '2x y; x^2 + 3y^2',
    },
    {
      asks: raw`Hold $y = -1$. How steep is $x^2 + 3xy + y^2$ in $x$, at $x = 2$?`,
      label: raw`\tfrac{\partial f}{\partial x} =`,
      check: { kind: 'slope', f: 'x^2 - 3x + 1', at: 2 },
      answer: '1',
    },
  ],
};
