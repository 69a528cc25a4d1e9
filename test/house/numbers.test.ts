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

describe('src computes with what every engine rounds alike', () => {
  it.each(files('src'))('%s', (path) => {
    const text = code(path);
    for (const [, name] of text.matchAll(/\bMath\s*\.\s*(\w+)/g))
      expect(allowed, `Math.${name}`).toContain(name);
    expect(text).not.toMatch(/\bMath\s*\[|[=(,]\s*Math\s*[;,)]/);
    // A power is written out in literals, for sizes and bounds, or not at all.
    for (const [power] of text.matchAll(/\S+\s*\*\*=?\s*\S+/g)) {
      expect(power).toMatch(/^\(*-?\d+n?\s*\*\*\s*-?\d+n?[;,)]*$/);
    }
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
