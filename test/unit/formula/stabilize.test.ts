import { describe, expect, it } from 'vitest';
import { nodeText } from '../../../src/formula/print.js';
import { derivative, diagnose, formula, gradient, hessian, taylor, value } from '../../../src/index.js';

describe('what is computed in place of what is typed', () => {
  it.each([
    ['e^x', 'exp(x)'],
    ['x^0', '1'],
    ['log(sigmoid(x))', '0 - softplus(-x)'],
    ['log(sigmoid(-x))', '0 - softplus(x)'],
    ['log(1+exp(x))', 'softplus(x)'],
    ['log(exp(x)+1)', 'softplus(x)'],
    ['log(exp(x)+exp(y)+1)', 'logsumexp(x, y, 0)'],
    ['log(1+x)', 'log1p(x) + 0'],
    ['log(x+1)', 'log1p(x) + 0'],
    ['log(1-x)', 'log1p(-x) + 0'],
    ['log(1--x)', 'log1p(x) + 0'],
    ['log1p(exp(x))', 'softplus(x)'],
    ['1-sigmoid(x)', 'sigmoid(-x)'],
    ['1-exp(x)', '0 - expm1(x)'],
    ['1-tanh(x)^2', 'sech2(x)'],
    ['exp(x)-1', 'expm1(x) + 0'],
    ['1/(1+exp(-x))', 'sigmoid(x)'],
    ['1/(exp(x)+1)', 'sigmoid(-x)'],
    ['exp(x)/(1+exp(x))', 'sigmoid(x)'],
    ['exp(x)/(exp(x)+1)', 'sigmoid(x)'],
    ['exp(x)/(exp(y)+1)', 'softmax(x, y, 0)'],
    ['exp(x)/(exp(x)+exp(y)+exp(z))', 'softmax(x, x, y, z)'],
    ['log(log(exp(x)+1)+1)', 'log1p(softplus(x)) + 0'],
    ['exp(x)/(exp(y)+2)', 'exp(x)/(exp(y)+2)'],
    ['1-2sigmoid(x)', '0 - tanh(x/2)'],
    ['2sigmoid(x)-1', 'tanh(x/2) + 0'],
    ['1/cosh(x)^2', 'sech2(x)'],
    ['-2tanh(x)/cosh(x)^2', '-2 tanh(x)*sech2(x)'],
    ['exp(-x)/(1+exp(-x))^2', 'sigmoid(-x)*sigmoid(x)'],
    ['x*e^-x/(1+e^-x)^3', 'x*sigmoid(-x)*sigmoid(x)^2'],
    ['-x/(exp(x)+1)', '-(x*sigmoid(-x))'],
    ['(x-1)/(1+exp(x))', '(x-1)*sigmoid(-x)'],
    ['(exp(x)-exp(x)^2)/(1+exp(x))^3', 'sigmoid(x)*sigmoid(-x)*tanh(-x/2) + 0'],
    ['exp(x)*exp(y)/(exp(x)+exp(y))^2', 'softmax(x, x, y)*softmax(y, x, y)'],
    ['y/(exp(x)+exp(y))', 'y/(exp(x)+exp(y))'],
    ['sqrt(1+x^2)', 'hypot1(x, x^2)'],
    ['sqrt(x*x+1)', 'hypot1(x, x*x)'],
    ['sqrt(1+x^6)', 'hypot1(x^3, x^6)'],
    ['sqrt(1+4x^2/y^2)', 'hypot1(2x/y, 4x^2/y^2)'],
    ['sqrt(1-x^2)', 'sqrt(1-x^2)'],
    ['x/sqrt(1-x^2)', 'x/sqrt(oneMinusSquare(x))'],
    ['y/(1-4x^2/9)^2', 'y/oneMinusSquare(2x/3)^2'],
    ['1/(1-3x^2)', '1/(1-3x^2)'],
    ['(1-x)*(1+x)', 'oneMinusSquare(x)'],
    ['x/sqrt(1+x^2)^3', 'whereZero(x/hypot1(x, x^2)/hypot1(x, x^2)/hypot1(x, x^2), x/hypot1(x, x^2)^3)'],
    ['2/(x*sqrt(1+x^2))', '2/(x*hypot1(x, x^2))'],
    ['heaviside(max(x, 1, y)-y)', '1 - ties(y, max(x, 1, y))'],
    ['heaviside(x-min(x, 1, y))', '1 - ties(x, min(x, 1, y))'],
    ['heaviside(max(x, 1)-y)', 'heaviside(max(x, 1)-y)'],
    ['sqrt(1+x^3)', 'sqrt(1+x^3)'],
    ['sqrt(2+x^2)', 'sqrt(2+x^2)'],
  ])('%s: %s', (typed, computed) => {
    const f = formula(typed, { variables: ['x', 'y', 'z'] });
    expect(f.computed.map(nodeText)).toEqual([computed]);
  });
});

const cubed = (x: number) => x * x * x;

describe('a quotient by powers of 1 + x², or of roots', () => {
  it.each<[string, (x: number) => number]>([
    ['3/(1+x^2)', (x) => 3 / (1 + x * x)],
    ['7/(1+x^2)^2', (x) => 7 / ((1 + x * x) * (1 + x * x))],
    ['x/sqrt(1+x^2)^3', (x) => x / cubed(Math.sqrt(1 + x * x))],
    ['5/(sqrt(x)*sqrt(x+1))', (x) => 5 / (Math.sqrt(x) * Math.sqrt(x + 1))],
  ])('%s is computed as it is written where that does not overflow', (text, written) => {
    const f = formula(text);
    for (let x = 0.1; x < 1e4; x *= 1.37) expect(f.of(x)).toBe(written(x));
  });

  it.each([
    ['1e200/(1+x^2)', 1e160, 1e-120],
    ['x^3/(1+x^2)^2', 1e100, 1e-100],
    ['x/sqrt(1+x^2)^3', 1e140, 1e-280],
    ['1e-300/(1+x^2)', 1e155, 0],
    ['0/(1+x^2)', 1e155, 0],
  ])('%s goes on at %f', (text, x, value) => {
    expect(Math.abs(formula(text).of(x) / value - 1) || 0).toBeLessThan(1e-15);
  });
});

// References: mpmath at 60 digits, rounded.
describe('a derivative', () => {
  it.each([
    '1/(1+exp(-x))',
    'x/(1+exp(-x))',
    '1/(1+e^-x)^2',
    'exp(x)/(1+exp(x))',
    'exp(2x)/(1+exp(2x))',
    'log(1+exp(x))',
    'exp(x)/(exp(x)+exp(2x))',
    'exp(x)/(exp(x)+exp(-x))',
    'x*exp(x)/(1+exp(x))^3',
    'log(exp(x)+exp(2x)+1)',
    'x softplus(x)',
    'tanh(x)',
    'sigmoid(x)^2',
  ])('computes where its exponentials overflow: %s', (text) => {
    const f = formula(text);
    const first = f.derivative();
    const second = first.derivative('x');
    for (const x of [-1000, -800, -300, -1, 2, 300, 1000]) {
      const [slope, curve] = [derivative(f, x), hessian(f, x).data[0]];
      expect(Math.abs(first.of(x) - slope), `${first.text} at ${x}`).toBeLessThanOrEqual(
        1e-14 * Math.abs(slope),
      );
      expect(Math.abs(second.of(x) - curve), `${second.text} at ${x}`).toBeLessThanOrEqual(
        1e-13 * Math.abs(curve),
      );
    }
  });

  it.each([
    ['1/(1+exp(-x))', -1.25e-10],
    ['1/(e^-x+1)', -1.25e-10],
    ['exp(x)/(1+exp(x))', -1.25e-10],
    ['3/(1+exp(x))', 3.75e-10],
    ['1/(1+exp(-2x))', -1e-9],
  ])('printed twice keeps its digits near 0: %s', (text, curve) => {
    const second = formula(text).derivative().derivative('x');
    expect(Math.abs(second.of(1e-9) / curve - 1), second.text).toBeLessThan(1e-15);
    expect(Object.is(second.of(0), 0)).toBe(true);
    for (const x of [-1000, -20, -0.3, 0.3, 20, 1000]) {
      const expected = derivative(text, x, { order: 2 });
      expect(Math.abs(second.of(x) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
    }
  });

  it.each(['asinh(1e155x)', 'asinh(1e300x)', 'acosh(1e155x)', 'acosh(1e300x)'])(
    'does not square what is large: %s',
    (text) => {
      const f = formula(text);
      for (const x of [1, 2.5]) {
        expect(derivative(f, x) * x).toBeCloseTo(1, 14);
        expect(f.derivative().of(x) * x).toBeCloseTo(1, 14);
      }
    },
  );

  it('is the root of 1 and a square as typed, to the bit, and goes on where the square overflows', () => {
    const f = formula('sqrt(1+x^2)');
    const places = [0, -0, 1e-9, -0.7, 3, 1e8, -1.3e154, 1.4e154, -1e300, Infinity, -Infinity, NaN];
    const x = Float64Array.from({ length: 3000 }, (_, i) => places[i % places.length]);
    const expected = x.map((each) =>
      each * each === Infinity ? Math.abs(each) : Math.sqrt(1 + each * each),
    );
    expect(f.over([x], x.length)[0]).toEqual(expected);
    expect(places.map((each) => f.of(each))).toEqual([...expected.subarray(0, places.length)]);
    expect(f.derivative().of(-1e200)).toBe(-1);
    const method = 'complex-step';
    for (const each of [0.3, -1e200])
      expect(derivative(f, each, { method })).toBeCloseTo(derivative(f, each), 14);
    expect([...taylor(f, -1e200, 1)]).toEqual([1e200, -1]);
    // mpmath.
    expect(derivative('asinh(x)', 1e100, { order: 3 })).toBeCloseTo(2e-300, 310);
    expect(hessian(f, 0.3).data[0]).toBeCloseTo(0.8787397112120655, 15);
    expect(hessian(f, 1e100).data[0]).toBe(1e-300);
  });

  it.each([
    ['asinh(x^2)', 1e80, 2e-80],
    ['asinh(2x)', 1e154, 1e-154],
    ['asinh(x^3)', -1e60, 3e-60],
    ['asinh(sinh(x))', 700, 1],
    ['asinh(x/1e-200)', 1, 1],
  ])('is printed so that it does not overflow: %s at %d', (text, x, slope) => {
    const printed = formula(text).derivative();
    expect(Math.abs(printed.of(x) / slope - 1), printed.text).toBeLessThan(1e-14);
  });
});

describe('a formula that would overflow or cancel as it is typed', () => {
  it.each([
    ['log(sigmoid(x))', 40, -4.248354255291589e-18, 4.248354255291589e-18],
    ['log(sigmoid(x))', -1000, -1000, 1],
    ['log(1-sigmoid(x))', 40, -40, -1],
    ['log(1-sigmoid(x))', 1000, -1000, -1],
    ['1-sigmoid(x)', 40, 4.248354255291589e-18, -4.248354255291589e-18],
    ['log(1+exp(x))', 1000, 1000, 1],
    ['log(exp(x)+1)', -40, 4.248354255291589e-18, 4.248354255291589e-18],
    ['log1p(e^x)', 800, 800, 1],
    ['1/(1+exp(-x))', -1000, 0, 0],
    ['1/(1+e^(-x))', -40, 4.248354255291589e-18, 4.248354255291589e-18],
    ['exp(x)/(1+exp(x))', 1000, 1, 0],
    ['log(1/(1+exp(-x)))', -1000, -1000, 1],
    ['exp(x)-1', 1e-10, 1.00000000005e-10, 1.0000000001],
    ['1-e^-x', 1e-10, 9.999999999500001e-11, 0.9999999999],
    ['log(1+x)', 1e-10, 9.999999999500001e-11, 0.9999999999],
    ['log(1-x)', 1e-10, -1.00000000005e-10, -1.0000000001],
    ['log(x^2+1)', 1e-10, 1.0000000000000001e-20, 2e-10],
    ['1-tanh(x)^2', 20, 1.6993417021166355e-17, -3.398683404233271e-17],
  ])('%s at %d is %d, its slope %d', (text, x, f, slope) => {
    expect(value(text, x)).toBe(f);
    expect(Math.abs(derivative(text, x) - slope)).toBeLessThanOrEqual(2e-16 * Math.abs(slope));
    expect(diagnose(text, x)).toBeNull();
  });

  it('log-sum-exp and softmax as typed keep their digits at ±1000, with all their derivatives', () => {
    expect(value('log(exp(x)+exp(y))', [1000, 999])).toBe(1000.3132616875182);
    expect(value('log(exp(x)+exp(y))', [0, -50])).toBe(1.9287498479639178e-22);
    expect(value('log(exp(x)+exp(y)+exp(z))', [-1000, -1000, -1000])).toBe(-998.9013877113318);
    expect(value('ln(e^x+e^y+1)', [-1000, 1000])).toBe(1000);
    const slopes = gradient('log(exp(x)+exp(y)+exp(z))', [1000, 960, -1000]);
    expect([...slopes]).toEqual([1, 4.248354255291589e-18, 0]);
    expect([...gradient('log(exp(x)+exp(y)+exp(z))', [1000, 1000, 1000])]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const bent = hessian('log(exp(x)+exp(y)+exp(z))', [-1000, -1000, -1000]).data;
    for (const [i, each] of bent.entries()) expect(each).toBeCloseTo(i % 4 === 0 ? 2 / 9 : -1 / 9, 15);
    const { data } = hessian('log(exp(x)+exp(y))', [1000, 1000]);
    expect([...data]).toEqual([0.25, -0.25, -0.25, 0.25]);
    expect([...taylor('log(exp(x)+exp(2x))', 0, 2)]).toEqual([0.6931471805599453, 1.5, 0.125]);
    expect(value('exp(x)/(exp(x)+exp(y)+exp(z))', [960, 1000, -1000])).toBe(4.248354255291589e-18);
    expect([...gradient('exp(x)/(exp(x)+exp(y))', [1000, 1000])]).toEqual([0.25, -0.25]);
    expect(value('log(exp(x)+exp(y))', [-Infinity, -Infinity])).toBe(-Infinity);
    expect(formula('log(exp(x)+exp(y))').derivative('x').text).toBe('exp(x)/(exp(x)+exp(y))');
    expect(diagnose('log(exp(x)+exp(y))', [1000, 1000])).toBeNull();
  });

  it('has the second derivative and the series of the same', () => {
    // log σ has σ′ with the sign turned for its second.
    expect(hessian('log(sigmoid(x))', -40).data[0]).toBeCloseTo(-4.248354255291589e-18, 32);
    const [, slope, half] = taylor('log(1+exp(x))', 1000, 2);
    expect([slope, half]).toEqual([1, 0]);
  });

  it('keeps its text, its zero and its domain', () => {
    const f = formula('log(1+exp(x)) + log(sigmoid(x))');
    expect(f.text).toBe('log(1+exp(x)) + log(sigmoid(x))');
    expect(value('log(sigmoid(x))', Infinity)).toBe(0);
    expect(value('1-sigmoid(x)', Infinity)).toBe(0);
    expect(value('log(sigmoid(log(x)))', -1)).toBeNaN();
    for (const text of ['exp(x)-1', '1-exp(x)', 'log(1+x)', 'log(1-x)'])
      for (const zero of [0, -0]) expect(value(text, zero), text).toBe(0);
    expect([value('log(1+x)', -1), value('log(1+x)', -2)]).toEqual([-Infinity, NaN]);
    expect(diagnose('3 log(1+x)', -2)).toEqual({
      expression: 'log(1+x)',
      column: 3,
      inputs: [-1],
      value: NaN,
    });
    expect(gradient('x log(sigmoid(y))', [NaN, 1])).toEqual(Float64Array.of(NaN, NaN));
  });

  it('is diagnosed as it was typed', () => {
    const found = { expression: 'e^x', column: 5, inputs: [1000], value: Infinity };
    expect(diagnose('2 + e^x', 1000)).toEqual(found);
  });

  it('leaves alone what only looks alike', () => {
    expect(value('log(2+exp(x))', 1000)).toBe(Infinity);
    expect(value('1-2 sigmoid(x)', 40)).toBe(-1);
    expect(value('exp(x)/(1+exp(y))', [0, 0])).toBe(0.5);
  });
});
