import { describe, expect, it } from 'vitest';
import { formula } from '../../../src/formula/formula.js';
import { nodeText } from '../../../src/formula/print.js';
import { derivative, difference, hessian, taylor, value } from '../../../src/index.js';

// What is computed for what is typed; ndtr64 is the normal distribution function times 2⁶⁴.
const twice = `${2 ** -63} ndtr64`;
describe('a sum that an error function cancels', () => {
  it.each([
    ['1-erf(x)', 'erfc(x)'],
    ['1+erf(x)', 'erfc(-x)'],
    ['erf(x)+1', 'erfc(-x)'],
    ['-erf(x)+1', 'erfc(x)'],
    ['erf(x)-1', '0 - erfc(x)'],
    ['-1-erf(x)', '0 - erfc(-x)'],
    ['1-erf(-x)', 'erfc(-x)'],
    ['2-erfc(x)', 'erfc(-x)'],
    ['1-erfc(x)', 'erf(x) + 0'],
    ['erfc(x)-1', '0 - erf(x) + 0'],
    ['0.5+0.5erf(x)', '0.5 erfc(-x)'],
    ['1/2-erf(x)/2', '0.5 erfc(x)'],
    ['3erf(x)*2-6', '0 - 6 erfc(x)'],
    ['1-0.5*(1+erf(x))', '0.5 erfc(x)'],
    ['y-y erf(x)', 'y*erfc(x)'],
    ['y/2+y*erf(x)/2', 'y/2*erfc(-x)'],
    ['y/2+y/2*erf(x)', 'y/2*erfc(-x)'],
    ['1-erf(x/sqrt(2))', `${twice}(-x)`],
    ['1+erf(x/sqrt(2))', `${twice}(x)`],
    ['1+erf(-x/sqrt(2))', `${twice}(-x)`],
    ['1+erf((x-y)/sqrt(2))', `${twice}(x-y)`],
    ['1+erf(sqrt(1/2) x)', `${twice}(x)`],
    ['1+erf(x/(y sqrt(2)))', 'erfc(-(x/(y*sqrt(2))))'],
    ['0.5*(1+erf(x/sqrt(2)))', `0.5 (${twice}(x))`],
    ['1-0.5*(1+erf(x/sqrt(2)))', `${2 ** -64} ndtr64(-x)`],
    ['erfc(-x/sqrt(2))/2', `${twice}(x)/2`],
    ['erfc(x/1.4142135623730951)', 'erfc(x/1.4142135623730951)'],
    ['exp(-x^2/2)/sqrt(2pi)', `${2 ** -64} npdf64(x)`],
    ['1+2erf(x)', '1 + 2 erf(x)'],
    ['1+erf(x)*y', '1 + erf(x)*y'],
    ['y+erf(x)', 'y + erf(x)'],
  ])('%s: %s', (typed, computed) => {
    const f = formula(typed, { variables: ['x', 'y'] });
    expect(f.computed.map(nodeText)).toEqual([computed]);
  });
});

// References: mpmath at 300 bits, rounded. e^−x² as the slopes of erf and erfc have it loses the last digits of x².
describe('its digits, far out and near 0', () => {
  it.each([
    ['1-erf(x)', 5.5, 7.357847917974398e-15, -8.223316045262922e-14],
    ['1+erf(x)', -8, 1.1224297172982926e-29, 1.8097067968559843e-28],
    ['erf(x)-1', 26, -5.663192408856143e-296, 2.9470349932662697e-294],
    ['0.5-erf(x)/2', 3, 1.104524849929272e-5, -6.962652597337393e-5],
    ['1-erf(x/sqrt(2))', 38, 5.7708567e-316, -2.194442104e-314],
    ['0.5*(1+erf(x/sqrt(2)))', -9, 1.1285884059538405e-19, 1.0279773571668915e-18],
    ['1-0.5*(1+erf(x/sqrt(2)))', 37, 5.725571222524577e-300, -2.1200065515246056e-298],
    ['x/2 (1+erf(x/sqrt(2)))', -36, -1.505744663687022e-282, -5.420674359367623e-281],
    ['x erfc(-x/sqrt(2))/2', -12, -2.1317785344932147e-32, -2.5578956616748956e-31],
    ['1-erfc(x)', 1e-10, 1.1283791670955126e-10, 1.1283791670955126],
    ['log(1+erf(x))', -20, -403.56934333410425, 40.04987577410839],
    ['exp(-x^2/2)/sqrt(2pi)', -38, 1.097221052e-314, 4.16943999763e-313],
  ])('%s at %s', (text, x, wanted, slope) => {
    const ulps = (got: number, of: number) => Math.abs(got - of) / Math.max(2 ** -53 * Math.abs(of), 5e-324);
    expect(ulps(value(text, x) as number, wanted)).toBeLessThanOrEqual(3);
    expect(ulps(derivative(text, x), slope)).toBeLessThanOrEqual(4 + x * x);
  });

  it('keeps zeros, NaN and what is infinite', () => {
    for (const text of ['1-erfc(x)', 'erfc(x)-1', '1-2*(1+erf(x/sqrt(2)))/2'])
      for (const zero of [0, -0]) expect(value(text, zero), text).toBe(0);
    for (const text of ['erf(x)-1', '0.5-erf(x)/2']) expect(value(text, Infinity), text).toBe(0);
    for (const text of ['1-erf(x)', '2-erfc(x)', '1+erf(x/sqrt(2))'])
      expect(value(text, NaN), text).toBeNaN();
  });
});

describe.each(['erfc', 'gelu', 'silu', 'elu'])('%s', (name) => {
  const f = formula(`${name}(2x)`);
  const points = [-9, -3, -0.4, 0, 0.4, 3];

  it('is written as it was typed', () => {
    expect(f.text).toBe(`${name}(2x)`);
    expect(formula(f.text).text).toBe(f.text);
    expect(f.tex).toContain(`\\operatorname{${name}}`);
    expect(f.explain().at(-1)?.after).toBe(f.derivative().text);
  });

  it('has one slope and one curve, whatever they are asked of', () => {
    for (const x of points) {
      const [slope, curve] = [derivative(f, x), hessian(f, x).data[0]];
      const near = (of: number, got: number) =>
        expect(Math.abs(got - of)).toBeLessThanOrEqual(1e-12 * Math.abs(of));
      near(slope, f.derivative().of(x));
      near(slope, taylor(f, x, 2)[1]);
      near(slope, difference(f, x, { method: 'complex-step' }).value);
      near(curve, f.derivative().derivative().of(x));
      if (x !== 0 || name !== 'elu') near(curve, 2 * taylor(f, x, 2)[2]);
    }
  });
});

it('slopes at 0 are those of PyTorch', () => {
  expect(['gelu(x)', 'silu(x)', 'elu(x)'].map((text) => derivative(text, 0))).toEqual([0.5, 0.5, 1]);
});
