import { describe, expect, it } from 'vitest';
import { csv, value } from '../../src/index.js';
import { parseDecimal, parseIfNumber, pointFromText } from '../../src/numbers.js';
import { parseDomain } from '../../src/picture/domain.js';
import { ratesFrom } from '../../src/spec/logspace.js';
import { runsFromText } from '../../src/spec/runsText.js';

// Numbers that callers write are read as formulas read theirs, everywhere.

const refused = [
  '1_000',
  '1,000.5',
  '0x10',
  '0b1',
  '0o7',
  'NaN',
  'Infinity',
  'inf',
  '1e',
  '1n',

  '١',
];

describe('a number in text', () => {
  it.each([
    ['1.5E-3', 0.0015],
    ['2E3', 2000],
    ['-.5', -0.5],
    ['+1.', 1],
    ['5e-324', 5e-324],
    ['0.0e-999', 0],
    ['-0', -0],
  ])('%s', (text, number) => {
    expect(parseDecimal(text)).toBe(number);
    expect(value(`0 + (${text})`, [])).toBe(number + 0);
    expect(pointFromText('test', 'point', `x=${text}`, ['x'])).toEqual({ x: number });
    expect(csv(`x,y\n${text},1\n`, { target: 'y' }).x.data[0]).toBe(number);
  });

  const lost = ['1e-400', '-2e-324', '+3E-5000', `.${'0'.repeat(400)}1`, `0.${'0'.repeat(330)}9`];
  it.each(lost)('%s is too small to be told from 0, and refused', (text) => {
    const refusal = / needs a number that is 0 or at least 5e-324 in size, got "/;
    expect(parseDecimal(text)).toBeNaN();
    expect(() => value(`1 + (${text})`, [])).toThrow(
      /^formula: a number needs to be 0 or at least 5e-324, got /,
    );
    expect(() => pointFromText('test', 'point', `x=${text}`, ['x'])).toThrow(refusal);
    expect(() => pointFromText('test', 'point', text, null)).toThrow(refusal);
    expect(() => runsFromText('test', `sgd ${text}`)).toThrow(refusal);
    expect(() => runsFromText('test', `sgd 1 2@${text}`)).toThrow(refusal);
    expect(() => parseDomain('test', `${text}..1`, 0)).toThrow(refusal);
    expect(() => csv(`x,y\n2,1\n${text},1\n`, { target: 'y' })).toThrow(refusal);
    for (const rates of [text, `0.1 ${text}`, `${text}..1:3`])
      expect(() => ratesFrom('test', rates)).toThrow(refusal);
    // What takes a text where it is none refuses it by what it needs.
    expect(parseIfNumber(text)).toBe(text);
  });

  it.each(refused)('%s is none', (text) => {
    expect(parseDecimal(text)).toBeNaN();
    expect(() => pointFromText('test', 'point', `x=${text}`, ['x'])).toThrow(TypeError);
    expect(() => runsFromText('test', `sgd ${text}@0`)).toThrow(TypeError);
    expect(() => parseDomain('test', `0..${text}`, 0)).toThrow(RangeError);
    expect(() => csv(`x,y\n2,1\n"${text}",1\n`, { target: 'y' })).toThrow(RangeError);
  });
});
