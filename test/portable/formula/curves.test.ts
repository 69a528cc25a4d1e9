import { describe, expect, it } from 'vitest';
import { derivative, formula, hessian, jvp, taylor } from '../../../src/index.js';

// Slope and curvature of the elementary functions where their usual forms cancel, overflow or underflow: mpmath at
// 2400 bits, rounded.
const references: [name: string, x: number, slope: number, curve: number][] = [
  ['tanh', 1e-12, 1.0, -2e-12],
  ['tanh', -1e-150, 1.0, 2e-150],
  ['tanh', 0.3, 0.9151369618266292, -0.5331818782014544],
  ['tanh', 5, 0.0001815832309438067, -0.0003631334879209056],
  ['tanh', 360, 8.12892320967e-313, -1.62578464194e-312],
  ['tanh', -700, 0.0, 0],
  ['sigmoid', 1e-12, 0.25, -1.25e-13],
  ['sigmoid', -1e-150, 0.25, 1.25e-151],
  ['sigmoid', 0.3, 0.24445831169074586, -0.03639618395557624],
  ['sigmoid', -37, 8.533047625744065e-17, 8.533047625744063e-17],
  ['sigmoid', 700, 9.85967654375977e-305, -9.85967654375977e-305],
  ['asin', 1e-12, 1.0, 1e-12],
  ['asin', -1e-150, 1.0, -1e-150],
  ['asin', 0.3, 1.0482848367219182, 0.3455884077105225],
  ['asin', 0.9999999, 2236.068033989975, 11180339616.817677],
  ['acos', 1e-12, -1.0, -1e-12],
  ['acos', -0.75, -1.511857892036909, 2.5917563863489868],
  ['acos', 0.9999999, -2236.068033989975, -11180339616.817677],
  ['atanh', 1e-12, 1.0, 2e-12],
  ['atanh', -1e-150, 1.0, -2e-150],
  ['atanh', 0.6, 1.5625, 2.9296874999999996],
  ['atanh', -0.9999999, 5000000.252631792, -50000000052635.46],
  ['atan', 1e-12, 1.0, -2e-12],
  ['atan', 0.7, 0.6711409395973155, -0.6306022251249944],
  ['atan', 1e100, 1e-200, -2e-300],
  ['atan', -1e160, 1e-320, 0],
  ['asinh', 1e-12, 1.0, -1e-12],
  ['asinh', -0.7, 0.8192319205190405, 0.38487405661968344],
  ['asinh', 1e100, 1e-100, -1e-200],
  ['asinh', 1e155, 1e-155, -1e-310],
  ['asinh', -1e300, 1e-300, 0],
  ['acosh', 1.0000001, 2236.067920945309, -11180340157.215664],
  ['acosh', 3, 0.3535533905932738, -0.13258252147247765],
  ['acosh', 1e100, 1e-100, -1e-200],
  ['acosh', 1e155, 1e-155, -1e-310],
  ['log1p', 1e-12, 0.999999999999, -0.999999999998],
  ['log1p', -0.9999, 10000.0000000011, -100000000.00002202],
  ['log1p', 1e100, 1e-100, -1e-200],
  ['softplus', 1e-12, 0.50000000000025, 0.25],
  ['softplus', -700, 9.85967654375977e-305, 9.85967654375977e-305],
  ['softplus', 40, 1.0, 4.248354255291589e-18],
  ['erf', 1e-12, 1.1283791670955126, -2.256758334191025e-12],
  ['erf', -0.5, 0.8787825789354448, 0.8787825789354448],
  ['erf', 2, 0.020666985354092053, -0.08266794141636821],
  ['expm1', 1e-12, 1.000000000001, 1.000000000001],
  ['expm1', -30, 9.357622968840175e-14, 9.357622968840175e-14],
  ['log', 1e-100, 1e100, -1e200],
  ['log', 7, 0.14285714285714285, -0.02040816326530612],
  ['log', 1e150, 1e-150, -1e-300],
  ['log10', 1e-100, 4.3429448190325183e99, -4.342944819032518e199],
  ['log10', 7, 0.06204206884332169, -0.008863152691903098],
  ['log10', 1e300, 4.342944819032518e-301, 0],
  ['log2', 3, 0.4808983469629878, -0.1602994489876626],
  ['log2', 1e300, 1.4426950408889634e-300, 0],
  ['sqrt', 1e-200, 5e99, -2.5e299],
  ['sqrt', 7, 0.18898223650461363, -0.013498731178900972],
  ['sqrt', 1e150, 5e-76, -2.5e-226],
  ['cbrt', 1e-150, 3.333333333333333e99, -2.2222222222222224e249],
  ['cbrt', -7, 0.09109196108439949, 0.008675424865180904],
  ['cbrt', 1e150, 3.3333333333333336e-101, -2.2222222222222224e-251],
  ['tan', 1e-12, 1.0, 2e-12],
  ['tan', 1.5, 199.85004452649247, 5636.338808658074],
];

/** Most ulps that a slope, and a curvature, is off: as many as its roundings. */
const [OFF, TWICE] = [3, 16];

/** Distance in ulps of the number expected. */
function ulps(found: number, expected: number): number {
  if (found === expected) return 0;
  const ulp = 2 ** (Math.max(-1022, Math.floor(Math.log2(Math.abs(expected)))) - 52);
  return Math.abs(found - expected) / ulp;
}

describe('slopes and curvatures keep their digits, whichever way they are asked for', () => {
  it.each(references)('%s at %d', (name, x, slope, curve) => {
    const f = formula(`${name}(x)`);
    const c = taylor(f, x, 2);
    const printed = f.derivative();
    const first = {
      derivative: derivative(f, x),
      jvp: jvp(f, x, [1])[0],
      taylor: c[1],
      slope: f.slope().of(x),
    };
    const second = {
      hessian: hessian(f, x).data[0],
      order: derivative(f, x, { order: 2 }),
      taylor: 2 * c[2],
      slope: f.slope().slope('x').of(x),
    };
    for (const [way, found] of Object.entries(first))
      expect(ulps(found, slope), `${way}: ${found}`).toBeLessThanOrEqual(OFF);
    for (const [way, found] of Object.entries(second))
      expect(ulps(found, curve), `${way}: ${found}`).toBeLessThanOrEqual(TWICE);
    expect(ulps(printed.of(x), slope)).toBeLessThanOrEqual(OFF);
    expect(ulps(derivative(printed, x), curve)).toBeLessThanOrEqual(TWICE);
    expect(ulps(printed.derivative('x').of(x), curve)).toBeLessThanOrEqual(TWICE);
  });
});

// mpmath at 50 digits, rounded. The second and third derivatives; exp of a large number would have lost digits of them.
describe('powers whose exponents vary keep their digits to every order', () => {
  it.each([
    ['2^x', 800, 3.2036676311271927e240, 2.2206131859669726e240],
    ['1e-17^x', 3, 1.5322485539282572e-48, -5.99782555436271e-47],
    ['x^x', 140, 1.013504963786309e302, 6.024318939081461e302],
    ['x^x', 0.3, 2.351809855640083, -9.170014098010576],
  ])('%s at %d', (text, x, second, third) => {
    expect(ulps(derivative(text, x, { order: 2 }), second)).toBeLessThanOrEqual(TWICE);
    expect(ulps(derivative(text, x, { order: 3 }), third)).toBeLessThanOrEqual(TWICE);
    expect(ulps(6 * taylor(text, x, 3)[3], third)).toBeLessThanOrEqual(TWICE);
  });
});

it('where three arguments tie, whose mean is rounded, the larger of them and one that is equal tie too', () => {
  expect((0.1 + 0.1 + 0.1) / 3).not.toBe(0.1);
  for (const text of ['max(min(x, 0.1, 0.1), x)^2', 'min(max(0.1, x, 0.1), x)^2']) {
    const share = (1 / 3 + 1) / 2;
    expect(derivative(text, 0.1)).toBeCloseTo(0.2 * share, 15);
    expect(derivative(text, 0.1, { order: 2 })).toBeCloseTo(2 * share * share, 14);
    expect(hessian(text, 0.1).data[0]).toBeCloseTo(2 * share * share, 14);
    expect(formula(text).derivative().derivative('x').of(0.1)).toBeCloseTo(2 * share * share, 14);
  }
});
