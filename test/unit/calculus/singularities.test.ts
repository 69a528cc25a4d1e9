import { describe, expect, it } from 'vitest';
import '../../../src/formula/teach/index.js';
import { derivativeCurve, tangentPointAt } from '../../../src/calculus/derivativeModel.js';
import { workOutDerivative } from '../../../src/calculus/workedDerivative.js';
import { parseDomain } from '../../../src/picture/domain.js';
import { runToEnd } from '../../../src/spec/resolveProblem.js';

const kindAt = (text: string, x: number, domain = '') =>
  tangentPointAt(derivativeCurve({ f: text, order: 1, span: parseDomain('test', domain, x) }), x).kind;

const singularitiesOf = (f: string, domain: string, x: number) =>
  runToEnd(workOutDerivative({ f, order: 1, span: parseDomain('test', domain, x) })).singularities;

describe('the tangent of a formula far from 0', () => {
  it.each([0, 1, 1e3, 1e6, 1e9, 1e12, 1e15, 1e16, -1e16, 1e40])('is there where it is smooth, at %d', (x) => {
    for (const text of ['sin(x)', 'x^2 sin(x)', 'x^2', 'cos(1000x)', 'exp(-x^2)', '3x + 1'])
      expect(kindAt(text, x), text).toBe('smooth');
  });

  it.each([0, 1e3, 1e6, 1e9])('is not there at a kink or a jump, at %d', (x) => {
    expect(kindAt(`abs(x - ${x})`, x)).toBe('kink');
    expect(kindAt(`relu(${x} - x)`, x)).toBe('kink');
    expect(kindAt(`1e9 + abs(x - ${x})`, x)).toBe('kink');
    expect(kindAt(`sign(x - ${x})`, x)).toBe('jump');
    expect(kindAt(`1/(x - ${x})`, x)).toBe('pole');
  });

  it('has no more kinks than can be told singly, and none where the grid is too coarse for the curve', () => {
    for (const x of [1e9, 1e15, 1e16, 1e60]) {
      expect(singularitiesOf('x^2 sin(x)', '', x)).toEqual([]);
    }
    expect(singularitiesOf('tan(x)', '-10..10', 0)).toHaveLength(6);
  });
});
