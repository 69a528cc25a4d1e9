import { describe, expect, it } from 'vitest';
import { formula } from '../../../../src/index.js';

const told = (text: string, variable?: string) =>
  formula(text)
    .explain(variable)
    .map(({ rule, before, after }) => `${rule}: ${before} → ${after}`);

describe('explain: a derivative step by step', () => {
  it('names what is inside, and takes every derivative that it leaves to be taken', () => {
    expect(told('(3x+2)^4')).toEqual([
      'chain: d/dx [(3x+2)^4] → 4u^3 * d/dx [3x + 2], u = 3x + 2',
      'sum: d/dx [3x + 2] → d/dx [3x] + d/dx [2]',
      'constant multiple: d/dx [3x] → 3 * d/dx x',
      'variable: d/dx x → 1',
      'constant: d/dx [2] → 0',
      'simplify: 4 (3x+2)^3*3 → 12 (3x+2)^3',
    ]);
  });

  it('writes products and quotients as they are written by hand', () => {
    expect(told('x^2 sin(x)')[0]).toBe(
      'product: d/dx [x^2*sin(x)] → d/dx [x^2] * sin(x) + x^2 * d/dx [sin(x)]',
    );
    expect(told('sin(x)/x')[0]).toBe('quotient: d/dx [sin(x)/x] → (d/dx [sin(x)] * x - sin(x) * d/dx x)/x^2');
    expect(told('1/x')[0]).toBe('quotient: d/dx [1/x] → -d/dx x / x^2');
    expect(told('3/(1+x)')[0]).toBe('quotient: d/dx [3/(1+x)] → -3 * d/dx [1 + x] / (1+x)^2');
    expect(told('x^2/5')[0]).toBe('constant multiple: d/dx [x^2/5] → d/dx [x^2] / 5');
  });

  it('knows a power from an exponential, and both at once', () => {
    expect(told('x^3')).toEqual(['power: d/dx [x^3] → 3x^2']);
    expect(told('2^x')).toEqual(['exponential: d/dx [2^x] → 2^x*log(2)']);
    const [first] = told('x^(2x)');
    expect(first).toMatch(/^chain: .* \* d\/dx x \+ .* \* d\/dx \[2x\]$/);
  });

  it('is short where there is little to say', () => {
    expect(told('5x^0', 'x')).toEqual(['constant: d/dx [5x^0] → 0']);
    expect(told('x')).toEqual(['variable: d/dx x → 1']);
    expect(told('2x').at(-1)).toBe('simplify: 2 * d/dx x → 2');
  });

  it('writes ∂ where there are other variables', () => {
    expect(told('x y', 'y')[0]).toBe('constant multiple: ∂/∂y [x*y] → x * ∂/∂y y');
  });

  it('calls the inside by a name the formula does not use', () => {
    expect(told('sin(u^2) + v', 'u').join()).toContain(', w = u^2');
    expect(told('sin(u^2+v+w+t+s)', 'u').join()).toContain(', u_1 = ');
  });

  it('takes an expression that comes twice once', () => {
    const steps = told('sin(x^2) + cos(x^2)');
    expect(steps.filter((step) => step.startsWith('power: d/dx [x^2]'))).toHaveLength(1);
  });

  it('has the numbers of each step at a point, the local slopes among them', () => {
    const [chain, sum] = formula('(3x+2)^4').explain('x', { at: 1 });
    expect(chain.values).toEqual({ u: 5, '4u^3': 500, 'd/dx [3x + 2]': 3, 'd/dx [(3x+2)^4]': 1500 });
    expect(sum.values).toEqual({ 'd/dx [3x]': 3, 'd/dx [3x + 2]': 3 });
    const [far] = formula('sigmoid(3x)').explain('x', { at: -30 });
    expect(far.values!['d/dx [sigmoid(3x)]']).toBeCloseTo(3 * Math.exp(-90), 50);
  });

  it('is set in TeX and MathML too', () => {
    const [{ tex, mathml }] = formula('sin(3x)').explain();
    expect(tex).toEqual({
      before: '\\frac{d}{dx} \\sin\\left(3 x\\right)',
      after: '\\cos\\left(u\\right) \\cdot \\frac{d}{dx} \\left[3 x\\right],\\quad u = 3 x',
    });
    for (const part of [mathml.before, mathml.after]) {
      expect(part).toMatch(/^<math xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML">.*<\/math>$/);
      const tags = [...part.matchAll(/<(\/?)(\w+)[^>]*>/g)];
      const open: string[] = [];
      for (const [, closes, tag] of tags) {
        if (closes) expect(open.pop()).toBe(tag);
        else open.push(tag);
      }
      expect(open).toEqual([]);
    }
    expect(mathml.before).toContain('<mfrac><mi>d</mi><mrow><mi>d</mi><mi>x</mi></mrow></mfrac>');
  });

  it('ends at the derivative, having taken every other on the way', () => {
    for (const text of ['x^2 exp(-x)/(1+x)', 'max(x, x^2, 3)', 'abs(x)^3', 'log(1+e^x)', 'x^x^x']) {
      const steps = formula(text).explain();
      expect(steps.at(-1)!.after).toBe(formula(text).derivative().text);
      const taken = steps.map(({ before }) => before);
      for (const { after } of steps) {
        for (const [slope] of after.matchAll(/d\/dx \[[^\]]*\]/g)) expect(taken).toContain(slope);
      }
    }
  });

  it('refuses several formulas, unknown names and what nobody would read', () => {
    expect(() => formula(['x', 'x^2']).explain()).toThrow(/explain: the formula needs one output, got 2/);
    expect(() => formula('x').explain('y')).toThrow(/no variable "y"/);
    expect(() => formula(Array.from({ length: 1200 }, (_, i) => `x^${i + 2}`).join('+')).explain()).toThrow(
      /explain: the formula needs at most 1000 expressions/,
    );
  });
});
