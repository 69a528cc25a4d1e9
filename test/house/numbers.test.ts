import { describe, expect, it } from 'vitest';
import { code, files } from './sources.js';

// The same bits everywhere: what engines may round as they like is not used where numbers are made.

const allowed = [
  'abs',
  'sqrt',
  'floor',
  'ceil',
  'round',
  'trunc',
  'min',
  'max',
  'sign',
  'fround',
  'imul',
  'clz32',
];

/** A whole number to a whole number, and no further. */
const LITERAL_POWER = /(?<![\w.$])\d+n?\s*\*\*\s*-?\d+n?(?![\w.]|\s*\*\*)/g;

describe('src computes with what every engine rounds alike', () => {
  it.each(files('src'))('%s', (path) => {
    const text = code(path);
    // Math is there to be asked for a function by its name, and for nothing else.
    for (const [use, name] of text.matchAll(/\bMath\b(?:\s*\.\s*(\w+))?/g))
      expect(allowed, use).toContain(name);
    expect(text).not.toMatch(/\bglobalThis\b/);
    // A power is written out in literals, for sizes and bounds, or not at all.
    expect(text.replace(LITERAL_POWER, '')).not.toContain('**');
    expect(text).not.toMatch(/\bDate\b|\bMath\.random\b/);
  });
});

describe('nothing is run from text', () => {
  it.each([...files('src'), ...files('web')])('%s', (path) => {
    expect(code(path)).not.toMatch(
      /\beval\s*\(|\bnew\s+Function\b|\bunsafe(HTML|SVG|CSS)\b|\.innerHTML\b|\bset(?:Timeout|Interval)\s*\(\s*''/,
    );
  });
});

describe('no test asserts a time: it waits for a fact', () => {
  // What gives up after a while, and what does something over and over for a while.
  const watching = ['test/browser/figure.ts', 'test/house/soak.ts'];
  const clock = /\bperformance\s*\.\s*(?:now|measure)\b|\bDate\s*\.\s*now\b|\bnew\s+Date\b|\bhrtime\b/;

  it.each(files('test').filter((path) => !watching.includes(path)))('%s reads no clock', (path) => {
    expect(code(path)).not.toMatch(clock);
  });

  it.each(watching)('%s reads one, and asserts nothing', (path) => {
    expect(code(path)).toMatch(clock);
    expect(code(path)).not.toMatch(/\bexpect\s*\(/);
  });
});
