import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutTaylor: TextSection = {
  id: 'taylor',
  title: 'Taylor series: approximating functions',
  heading: null,
  words: [
    raw`<p>A smooth function can be copied near a point $a$ by what is known of it at that point alone: its value, its slope, how the slope turns, and so on.</p>`,
    raw`$$f(x) \approx f(a) + f'(a)(x - a) + \frac{f''(a)}{2!}(x - a)^2 + \cdots$$`,
    raw`<p>Stop after the slope, and it is the <b data-mark="slope">tangent</b>:</p>`,
    raw`$$f(x + \Delta x) \approx f(x) + f'(x)\,\Delta x$$`,
    raw`<p>This is what gradient descent believes. A line has no lowest point, so that one follows it for a step of a length of one's own choosing, and looks again. One term more is a <b data-mark="run">parabola</b>:</p>`,
    raw`$$f(x + \Delta x) \approx f(x) + f'(x)\,\Delta x + \tfrac{1}{2} f''(x)\,(\Delta x)^2$$`,
    raw`<p>A parabola that opens upwards has a lowest point, at $\Delta x = -f'(x)/f''(x)$. To go there is Newton's step, and no rate has to be chosen. With many weights $f''$ becomes the Hessian, a number for each pair of weights: a million weights have half a trillion of them, and so one seldom does.</p>`,
    raw`<p>More terms hold farther, though not always as far as one likes: the series of $\ln(1 + x)$ about 0 is good up to 1 and worthless beyond. In the figure, guess first how high order 5 will be at 3.</p>`,
  ],
  listing: {
    python: `from math import factorial, sin

derivatives = [0, 1, 0, -1, 0, 1]  # of sin at 0
x = 1.0
polynomial = sum(d / factorial(k) * x**k
    for k, d in enumerate(derivatives))
print(polynomial)
print(round(sin(x) - polynomial, 12))`,
    typescript: `import { remainder, taylor } from 'nabla-workbench';

// Coefficients, with the factorials in them.
const terms = taylor('sin(x)', 0, 5);
console.log(terms.reduce((sum, c) => sum + c, 0));

const { error } = remainder('sin(x)', 0, 1, 5);
console.log(Number(error.toFixed(12)));`,
    prints: {
      python: `0.8416666666666667
-0.000195681859`,
      typescript: `0.8416666666666667
-0.000195681859`,
    },
    says: 'Three terms give sin 1 to three digits.',
  },
  figure: {
    tag: 'nabla-taylor',
    attributes: {
      heading: 'How far does a polynomial hold?',
      f: 'sin(x)',
      to: '3',
      order: '5',
      domain: '-5..5',
      predict: '',
    },
    shows:
      'A sine with its polynomial of order 5, which follows it to about 2 and leaves it then; the error at 3, and how it falls as the order rises.',
  },
  exercises: [
    {
      asks: raw`Write the polynomial of second order of $e^x$ about 0.`,
      label: 'T_2(x) =',
      check: { kind: 'same', f: '1 + x + x^2/2', at: [-1, 0.5, 2] },
      answer: '1 + x + x^2/2',
    },
    {
      asks: raw`$f(x) = e^x - 2x$, and you are at 1.6. Where does Newton's step end?`,
      label: 'x =',
      check: {
        kind: 'value',
        is: '1.6 - (exp(1.6) - 2) / exp(1.6)',
        slips: [
          ['-(exp(1.6) - 2) / exp(1.6)', 'That is the step; add it to 1.6.'],
          ['1.6 + (exp(1.6) - 2) / exp(1.6)', 'The sign is turned: the step goes against the slope.'],
          [
            '1.6 - (exp(1.6) - 3.2) / (exp(1.6) - 2)',
            'That looks for a zero of f; for its minimum divide f′ by f″.',
          ],
          ['ln(2)', 'That is the minimum itself; one step does not quite reach it.'],
        ],
      },
      answer: '1.0038',
    },
  ],
};
