import { describe, expect, it } from 'vitest';
import {
  compose,
  derivative,
  diagnose,
  directional,
  elementwise,
  formula,
  gradient,
  hessian,
  hvp,
  jacobian,
  linear,
  problems,
  taylor,
  value,
  values,
} from '../../../src/index.js';

describe('a derivative of what holds no variable', () => {
  it.each(['asin(1)', 'acos(-1)', 'atanh(0.5) acosh(1)', 'sin(asin(1^2))', '(0-0)^0.5'])(
    '%s has no slope',
    (text) => {
      const f = formula(`x + ${text}`, { variables: ['x'] });
      expect([...taylor(f, 0.2, 3)].slice(1)).toEqual([1, 0, 0]);
      expect(derivative(f, 0.2)).toBe(1);
    },
  );
});

describe('a derivative reads as one would write it', () => {
  it.each([
    ['(3x+2)^4', '12 (3x+2)^3'],
    ['x^5', '5x^4'],
    ['x', '1'],
    ['7', '0'],
    ['3x', '3'],
    ['x^2', '2x'],
    ['x/2', '1/2'],
    ['exp(x)', 'exp(x)'],
    ['log(x)', '1/x'],
    ['sin(x)', 'cos(x)'],
    ['cos(x)', '-sin(x)'],
    ['1/x', '-1/x^2'],
    ['x^2+x^2', '4x'],
    ['2x+3x-5x', '0'],
    ['(1-x)^2', '-2 (1-x)'],
    ['-(-x)', '1'],
    ['sqrt(x)', '1/(2 sqrt(x))'],
    ['sqrt(x^2)', 'x/sqrt(x^2)'],
    ['relu(x)', 'heaviside(x)'],
    ['sigmoid(x)', 'sigmoid(x)*(1-sigmoid(x))'],
    ['sigmoid(2x)', '2 sigmoid(2x)*(1-sigmoid(2x))'],
    ['acosh(x)', '1/(sqrt(x-1)*sqrt(x+1))'],
    ['exp(-x^2/2)', '-x*exp(-x^2/2)'],
    ['x^2 exp(x)', '2x*exp(x) + x^2*exp(x)'],
    ['1/x^3', '-3/x^4'],
    ['1/(1-x)^2', '2/(1-x)^3'],
    ['1/sqrt(x)', '-1/(2 sqrt(x)^3)'],
    ['x sqrt(x)', '3 sqrt(x)/2'],
    ['x^(2/3)', '2x^(-1/3)/3'],
    ['(x-1)/(x+1)', '2/(x+1)^2'],
    ['x/(1+x^2)', '(1-x^2)/(1+x^2)^2'],
    ['x^2/(x+1)', '(x^2+2x)/(x+1)^2'],
    ['((x+1)/(x-1))^2', '-4 (x+1)/(x-1)^3'],
    ['(x^2+1)(x^3-x)', '5x^4 - 1'],
    ['(2x+1)^3 (x-1)^2', '6 (2x+1)^2*(x-1)^2 + 2 (2x+1)^3*(x-1)'],
    ['-((x-2)x*x)', '4x - 3x^2'],
    ['e^x', 'e^x'],
    ['x e^x', 'e^x + x*e^x'],
    ['e^(-x^2)', '-2x*e^-x^2'],
    ['2^x', '2^x*log(2)'],
    ['log(x^2+1)', '2x/(x^2+1)'],
    ['log2(x)', '1/(x*log(2))'],
    ['x log(x)', 'log(x) + 1'],
    ['x log(x) - x', 'log(x)'],
    ['log(x)/x', '(1-log(x))/x^2'],
    ['sin(x)^2', '2 sin(x)*cos(x)'],
    ['sin(x) cos(x)', 'cos(x)^2 - sin(x)^2'],
    ['tan(x)', '1/cos(x)^2'],
    ['x tan(x)', 'tan(x) + x/cos(x)^2'],
    ['asin(x)', '1/sqrt(1-x^2)'],
    ['atan(2x)', '2/(1+4x^2)'],
    ['tanh(x)', '1/cosh(x)^2'],
    ['log(sigmoid(x))', '1 - sigmoid(x)'],
    ['1/(1+exp(-x))', 'exp(-x)/(1+exp(-x))^2'],
    ['exp(-x) sin(x)', 'exp(-x)*cos(x) - exp(-x)*sin(x)'],
    ['erf(x)', '2 exp(-x^2)/sqrt(pi)'],
    ['erfc(x)', '-2 exp(-x^2)/sqrt(pi)'],
    ['gelu(x)', 'erfc(-x/sqrt(2))/2 + x*exp(-x^2/2)/sqrt(2pi)'],
    ['silu(x)', 'sigmoid(x) + silu(x)*(1-sigmoid(x))'],
    ['elu(x)', 'exp(x-relu(x))'],
    ['(x+1)(x+1)', '2 (x+1)'],
    ['(x+1)(x+1)(x+1)(x+1)', '4 (x+1)^3'],
    ['(x+1)(x+1)^2 (x+1)', '4 (x+1)^3'],
    ['(x+1)+(x+1)-2x', '0'],
    ['(x+x^2)+(x+x^2)-(2x^2+x)', '1'],
  ])('%s → %s', (text, slope) => {
    const f = formula(text, { variables: ['x'] });
    expect(f.derivative().text).toBe(slope);
    expect(formula(slope, { variables: ['x'] }).text).toBe(slope);
  });

  it.each([
    ['1/x^3', '12/x^5'],
    ['sqrt(1+x^2)', '1/sqrt(1+x^2)^3'],
    ['(x-1)/(x+1)', '-4/(x+1)^3'],
    ['x^2/(x+1)', '2/(x+1)^3'],
    ['x/(1+x^2)', '(2x^3-6x)/(1+x^2)^3'],
    ['sin(x) cos(x)', '-4 sin(x)*cos(x)'],
    ['tan(x)', '2 sin(x)/cos(x)^3'],
    ['asin(x)', 'x/sqrt(1-x^2)^3'],
    ['atanh(x)', '2x/(1-x^2)^2'],
    ['x log(x)', '1/x'],
    ['log(x)/x', '(2 log(x)-3)/x^3'],
    ['e^x', 'e^x'],
    ['exp(-x) sin(x)', '-2 exp(-x)*cos(x)'],
    ['tanh(x)', '-2 tanh(x)/cosh(x)^2'],
    ['tanh(x)^2', '2/cosh(x)^4 - 4 tanh(x)^2/cosh(x)^2'],
    ['sigmoid(x)', '(1-2 sigmoid(x))*sigmoid(x)*(1-sigmoid(x))'],
    ['sigmoid(3x+1)', '9 (1-2 sigmoid(3x+1))*sigmoid(3x+1)*(1-sigmoid(3x+1))'],
    ['log(1+exp(x))', 'exp(x)/(1+exp(x))^2'],
  ])('%s →→ %s', (text, second) => {
    expect(formula(text).derivative().derivative('x').text).toBe(second);
  });

  it.each([
    ['x/x', '0'],
    ['x^2/x', '1'],
    ['exp(x^2/x)', 'exp(x)'],
    ['2x/sqrt(x)', '1/sqrt(x)'],
    ['(x+1)^3/(x+1)', '2x + 2'],
  ])('%s → %s, and the verbs know the point that is missing', (text, slope) => {
    const f = formula(text);
    const at = text.includes('+') ? -1 : 0;
    expect(f.derivative().text).toBe(slope);
    expect(derivative(f, at)).toBeNaN();
  });

  it.each([
    ['sqrt(x)^2', 'sqrt(x)/sqrt(x)'],
    ['log(x)/log(x)', '0/(x*log(x))'],
    ['relu(x)/relu(x)', '0*heaviside(x)/relu(x)'],
    ['asin(x)^2/asin(x)', 'asin(x)/(asin(x)*sqrt(1-x^2))'],
  ])('%s → %s, undefined on more than a point as it was', (text, slope) => {
    const f = formula(text);
    expect(f.derivative().text).toBe(slope);
    expect(f.derivative().of(-2)).toBeNaN();
  });

  it.each(['0.5 (1e308x^2+1)', '1e308x + 1e308x', '1e-200x*(1e-200x)', 'x^2 + 1e308x + 1e308x'])(
    'no number is multiplied out that doubles do not hold: %s',
    (text) => {
      const f = formula(text).derivative();
      expect(f.text).not.toMatch(/Infinity|NaN/);
      expect(formula(f.text, { variables: ['x'] }).text).toBe(f.text);
    },
  );

  it('holds the other variables', () => {
    const f = formula('x^2+3x*y+y^2');
    expect(f.derivative('x').text).toBe('2x + 3y');
    expect(f.derivative('y').text).toBe('3x + 2y');
  });
});

describe('a derivative of min and max', () => {
  it.each([
    ['max(x, 2)', '(1+sign(x-2))/2'],
    ['max(0, x)', '(1+sign(x))/2'],
    ['min(1, x+0.1, 5)', '(1-sign(x+0.1-1))/2'],
    ['max(x, y)', '(1+sign(x-y))/2'],
    ['max(1e10x, 0.1x)', '5000000000 (1+sign(10000000000x-0.1x)) + 0.05 (1-sign(10000000000x-0.1x))'],
    ['max(x^2, y, z)', '2x*(1-heaviside(MAX-x^2))/(3-heaviside(MAX-x^2)-heaviside(MAX-y)-heaviside(MAX-z))'],
    ['0.1x^2 + 0.2x^2', '0.2x + 0.4x'],
    ['abs(x+0.1-5)', 'sign(x+0.1-5)'],
  ])('%s reads %s, and no comparison is regrouped', (text, slope) => {
    const read = formula(text).derivative('x').text;
    expect(read).toBe(slope.replaceAll('MAX', 'max(x^2, y, z)'));
    expect(formula(read, { variables: ['x', 'y', 'z'] }).text).toBe(read);
  });

  it('is as exact as the verb, of numbers far apart and of three arguments', () => {
    expect(formula('max(x, 1e-17x)').derivative().of(-1)).toBe(1e-17);
    expect(formula('max(1e10x, 0.1x)').derivative().of(-1)).toBe(0.1);
    const f = formula('min(1, x+.1, 5)');
    const slope = f.derivative();
    for (let k = -200; k < 200; k++) expect(slope.of(k / 100)).toBe(derivative(f, k / 100));
  });

  it('knows ties at ∞', () => {
    expect([...gradient('max(x, y)', [Infinity, Infinity])]).toEqual([0.5, 0.5]);
    expect([...gradient('min(x, y, 1)', [-Infinity, -Infinity])]).toEqual([0.5, 0.5]);
  });
});

describe('an infinite slope', () => {
  it.each([
    ['sqrt(max(0, x))', -1],
    ['asin(min(1, x))', 2],
    ['min(1/abs(x), 3)', 0],
    ['sqrt(max(0, relu(x)))', -1],
    ['heaviside(x-1) cbrt(x)', 0],
    ['min(exp(x), 3)', 1000],
  ])('does not count where nothing varies: %s at %d', (text, x) => {
    const orders = [1, 2, 3, 4].map((order) => derivative(text, x, { order }));
    expect(orders).toEqual([0, 0, 0, 0]);
    expect(derivative(text, x, { method: 'complex-step' })).toBe(0);
    const f = formula(text, { variables: ['x', 'y'] });
    expect([...gradient(f, [x, 1])]).toEqual([0, 0]);
    expect([...hessian(f, [x, 1]).data]).toEqual([0, 0, 0, 0]);
    const { gradient: slopes } = values(f, [Float64Array.of(x), Float64Array.of(1)], { gradient: true });
    expect(slopes.map(([each]) => each)).toEqual([0, 0]);
  });

  it('counts where a slope only happens to be 0, and where the formula is NaN', () => {
    expect(derivative('cbrt(x^3)', 0)).toBeNaN();
    expect(derivative('sqrt(abs(x))', 0)).toBeNaN();
    expect(derivative('max(log(x), 1)', -1)).toBeNaN();
    expect(derivative('heaviside(x) log(x)', -1)).toBeNaN();
  });

  it('does not count for an activation whose weight is infinite', () => {
    const f = compose(formula('sqrt(x)'), elementwise('relu', 1));
    expect(derivative(f, -1)).toBe(0);
  });

  it('does not count for x^y along x at (0, 0)', () => {
    expect([...gradient('x^y', [0, 0])]).toEqual([0, 0]);
  });
});

describe('derivative, gradient, jacobian and hessian of formulas', () => {
  it('take a point by position where the order is plain, and by name always', () => {
    expect(value('x^2 + y', [3, 1])).toBe(10);
    expect(value('x^2 + y', { y: 1, x: 3 })).toBe(10);
    expect(value('x10 + 2 x2', [1, 5])).toBe(7);
    expect(value('w x + b', { w: 0.5, x: 2, b: 0.1 })).toBeCloseTo(1.1, 15);
    expect(() => value('w x + b', [1, 2, 3])).toThrow(
      /^value: x needs names, since w, x, b have no plain order/,
    );
    expect(() => value('x + y', { x: 1 })).toThrow(new TypeError('value: x.y needs a number, got undefined'));
    expect(() => value('x + y', { x: 1, y: 2, z: 3 })).toThrow(/^value: no variable in x: "z"/);
    expect(() => value('toString + y', { y: 2 } as never)).toThrow(
      new TypeError('value: x.toString needs a number, got undefined'),
    );
  });

  it('refuse options and names there are none of; length is a name like any other', () => {
    expect(() => formula('x', { varables: ['x'] } as never)).toThrow(
      new TypeError('formula: no option "varables"; did you mean "variables"?'),
    );
    expect(value('2 length', { length: 3 })).toBe(6);
    expect([...gradient('length x', { length: 3, x: 2 })]).toEqual([2, 3]);
    expect(value('2 length', [3])).toBe(6);
    expect(() => formula('2').derivative('x')).toThrow(
      new TypeError('derivative: the formula needs a variable, got none'),
    );
    expect(() => value('2', { x: 1 })).toThrow(new TypeError('value: no variable in x: "x"; there is none'));
  });

  it('know what is at the edge of a domain, for every order', () => {
    expect(derivative('sqrt(x)', -0)).toBe(Infinity);
    expect([1, 2, 3, 4].map((order) => derivative('sqrt(x)', 0, { order }))).toEqual([
      Infinity,
      -Infinity,
      Infinity,
      -Infinity,
    ]);
    expect([1, 2, 3].map((order) => derivative('x^2.5', 0, { order }))).toEqual([0, 0, Infinity]);
    expect(derivative('log(x)', 0, { order: 2 })).toBe(-Infinity);
    expect(derivative('cbrt(x)', 0, { order: 2 })).toBeNaN();
    expect([...taylor('x^3.5', 0, 4)]).toEqual([0, 0, 0, 0, NaN]);
    expect([...taylor('cbrt(x^3)', 0, 2)]).toEqual([0, NaN, NaN]);
  });

  it('keep the variable of x^0, which is 1 for every x', () => {
    const f = formula('x^0 + c^(y^0) + 2^0');
    expect(f.text).toBe('x^0 + c^y^0 + 1');
    expect(formula(f.text).variables).toEqual(['x', 'c', 'y']);
    expect(value(f, { x: NaN, c: 2, y: 0 })).toBe(4);
    expect([...gradient(f, { x: 0, c: 2, y: 3 })]).toEqual([0, 1, 0]);
    expect(['x', 'c', 'y'].map((name) => f.derivative(name).text)).toEqual(['0', '1', '0']);
    expect(f.explain('x').at(-1)!.after).toBe('0');
  });

  it('fit powers to data with a 0 in it: 0^y is flat for y > 0', () => {
    const f = formula('a x^b', { variables: ['a', 'b', 'x'] });
    expect([...gradient(f, [2, 1.5, 0])]).toEqual([0, 0, 0]);
    expect([...gradient('x^y', [2, 3])]).toEqual([12, 5.545177444479562]);
    expect(gradient('x^y', [-2, 3])[1]).toBeNaN();
    expect(f.derivative('b').text).toBe('a*x^b*log(x)');
  });

  it('know higher derivatives, gradients, Hessians and directions', () => {
    expect(derivative('x^5', 2, { order: 4 })).toBe(240);
    expect(derivative('sin(x)', 0, { order: 3 })).toBe(-1);
    expect(gradient('x^2+3x*y+y^2', [1, 2])).toEqual(Float64Array.of(8, 7));
    expect(hessian('(1-x)^2 + 100 (y-x^2)^2', [1, 1]).data).toEqual(Float64Array.of(802, -400, -400, 200));
    expect(hvp(problems.rosenbrock, [1, 1], [1, 0])).toEqual(Float64Array.of(802, -400));
    expect(directional('x^2+y^2', [3, 4], [3, 4])).toBe(10);
    expect(jacobian(['x*y', 'x+y'], [2, 3]).data).toEqual(Float64Array.of(3, 2, 1, 1));
    const chained = compose(
      formula('x^2+y^2'),
      linear([
        [1, 2],
        [3, 4],
      ]),
    );
    expect([...gradient(chained, [1, 1])]).toEqual([2 * 3 + 2 * 7 * 3, 2 * 3 * 2 + 2 * 7 * 4]);
  });

  it('agree at kinks and ties on what the field takes', () => {
    for (const text of ['abs(x)', 'relu(x)', 'sign(x)', 'heaviside(x)']) expect(derivative(text, 0)).toBe(0);
    expect(derivative('sqrt(x)', 0)).toBe(Infinity);
    expect(derivative('cbrt(x)', 0)).toBe(Infinity);
    expect(gradient('max(x, y)', [2, 2])).toEqual(Float64Array.of(0.5, 0.5));
    expect([...gradient('min(x, y, z)', [1, 1, 2])]).toEqual([0.5, 0.5, 0]);
    expect(value('0^0', [])).toBe(1);
    expect(derivative('x^0', 0)).toBe(0);
  });

  it('are NaN where the formula is, while its derivative is an ordinary formula', () => {
    expect(derivative('log(x)', -1)).toBeNaN();
    expect(value(formula('log(x)').derivative(), -1)).toBe(-1);
    expect(derivative('log(x)', -1, { order: 3 })).toBeNaN();
  });

  it('keep their digits where others lose them', () => {
    expect(derivative('sigmoid(x)', 30)).toBeCloseTo(9.357622968838423e-14, 27);
    expect(derivative('tanh(x)', 20) / 1.699341702116606e-17).toBeCloseTo(1, 12);
    expect(value('softplus(x)', -800)).toBe(0);
    expect(value('log(sigmoid(x))', 40)).toBeLessThanOrEqual(0);
    expect(derivative('softplus(x)', 1000)).toBe(1);
  });

  it('find the first expression that is not finite', () => {
    expect(diagnose('x + log(x - 2)', 1)).toEqual({
      expression: 'log(x-2)',
      column: 5,
      inputs: [-1],
      value: NaN,
    });
    expect(diagnose('1/(x-1)', 1)).toEqual({
      expression: '1/(x-1)',
      column: 1,
      inputs: [1, 0],
      value: Infinity,
    });
    expect(diagnose('x^2', 3)).toBeNull();
  });

  it('expand in series of many terms', () => {
    const c = taylor('exp(x)', 0, 20);
    let factorial = 1;
    for (let k = 1; k <= 20; k++) {
      factorial *= k;
      expect(c[k] * factorial).toBeCloseTo(1, 13);
    }
    expect([...taylor('1/(1-x)', 0, 5)]).toEqual([1, 1, 1, 1, 1, 1]);
    expect([...taylor('x^3', 0, 4)]).toEqual([0, 0, 0, 1, 0]);
    expect([...taylor('x^2 + 3x*y + y^2', [1, 2], 2, { along: [1, 0] })]).toEqual([11, 8, 1]);
  });
});
