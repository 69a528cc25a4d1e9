import type { TextSection } from '../section.js';

const { raw } = String;

export const aboutDerivatives: TextSection = {
  id: 'derivatives',
  title: 'Derivatives: rates of change',
  heading: null,
  words: [
    raw`<p>A derivative says how fast $f$ changes when $x$ does. Take two points of a curve and draw the <b data-mark="input">line</b> through them. Now let the second point come to the first. The line turns less and less, and the <b data-mark="slope">slope</b> that is left is the derivative.</p>`,
    raw`$$\class{slope}{f'(x)} = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$`,
    raw`<p>Read it as an exchange rate. Near $x$, a small step $h$ buys a change of about $f'(x) \cdot h$: where the slope is 3, a step of 0.01 is worth 0.03. That is all a network is ever told about its loss.</p>`,
    raw`<p>Few functions need the limit itself. Five derivatives and four rules take apart everything that follows:</p>`,
    raw`<table><caption>Common derivatives</caption><thead><tr><th scope="col">function</th><th scope="col">derivative</th><th scope="col">in words</th></tr></thead><tbody>
<tr><td>$x^n$</td><td>$n x^{n-1}$</td><td>the power comes down in front</td></tr>
<tr><td>$e^x$</td><td>$e^x$</td><td>as steep as it is high</td></tr>
<tr><td>$\ln x$</td><td>$1/x$</td><td>flatter the farther out</td></tr>
<tr><td>$\sin x$</td><td>$\cos x$</td><td>a quarter turn ahead</td></tr>
<tr><td>$\cos x$</td><td>$-\sin x$</td><td>and another</td></tr></tbody></table>`,
    raw`<table><caption>Rules</caption><tbody>
<tr><th scope="row">sum</th><td>$(f + g)' = f' + g'$</td></tr>
<tr><th scope="row">product</th><td>$(f g)' = f' g + f g'$</td></tr>
<tr><th scope="row">quotient</th><td>$\left(\frac{f}{g}\right)' = \frac{f' g - f g'}{g^2}$</td></tr>
<tr><th scope="row">chain</th><td>$(f(g(x)))' = f'(g(x)) \cdot g'(x)$</td></tr></tbody></table>`,
    raw`<p>Where there is no formula, two values do. Step to both sides of $x$: what one side gets wrong the other gets wrong the other way, so that halving $h$ leaves a quarter of the error. The program does this for $x^2$ at 3. In the figure, guess first: how steep is that curve at 0.8?</p>`,
  ],
  listing: {
    python: `def numerical_derivative(f, x, h=1e-5):
    """Central difference approximation."""
    return (f(x + h) - f(x - h)) / (2 * h)

f = lambda x: x**2
print(numerical_derivative(f, 3))`,
    typescript: `import { derivative, difference } from 'nabla-workbench';

const h = { method: 'central', step: 1e-5 };
console.log(difference('x^2', 3, h).value);

// By the rules, with no h at all.
console.log(derivative('x^2', 3));`,
    prints: {
      python: '6.000000000039306',
      typescript: `6.000000000039306
6`,
    },
    says: 'Eleven digits are right; the others are rounding, which the rules do not have.',
  },
  figure: {
    tag: 'nabla-derivative',
    attributes: {
      heading: 'The secant becomes the tangent',
      f: 'x^2 sin(x)',
      x: '0.8',
      h: '1.2',
      domain: '-1..3.2',
      predict: '',
    },
    shows:
      'A curve with a line through two of its points; as one point comes to the other, the line turns into the tangent, whose slope is 1.59.',
  },
  exercises: [
    {
      asks: raw`Where between 1 and 3 is the curve of the figure flat?`,
      label: 'x =',
      check: { kind: 'zero', f: '2x sin(x) + x^2 cos(x)', reads: "f'(x)", from: 1, to: 3 },
      answer: '2.289',
    },
    {
      asks: raw`Write the derivative of $f(x) = x^2 \sin x$.`,
      label: "f'(x) =",
      check: { kind: 'gradient', f: 'x^2 sin(x)', variables: ['x'], at: [[0.8], [2]] },
      answer: '2x sin(x) + x^2 cos(x)',
    },
  ],
};
