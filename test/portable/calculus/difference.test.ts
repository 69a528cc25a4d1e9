import { describe, expect, it } from 'vitest';
import { familyNames, hardCases } from '../../../bench/families.js';
import { checkGradient, difference } from '../../../src/index.js';

// Functions whose slope is hard to see. All of them, and many more of each, are in docs/differences.md.
const [count, seed] = [40, 7];
const wrong = [1.01, 0.99, 2, 0.5, 0, -1];
/** Noise, relative to the amplitude, below which slopes are to be told. */
const LOW = 1e-4;

describe.each(familyNames)('of %s', { tags: ['long'] }, (family) => {
  const cases = hardCases(family, count, seed);
  const verdict = ({ f, x }: { f(x: number): number; x: number }, claim: number) =>
    checkGradient(f, claim, x).verdict;

  it('no right claim fails, and no claim that is wrong by a percent passes', () => {
    for (const each of cases) {
      const { text, x, slope, shape, sides } = each;
      if (shape === 'jump' || shape === 'steep') {
        expect(verdict(each, 1), `${text} at ${x}`).toBe('inconclusive');
        continue;
      }
      for (const right of sides ?? [slope]) expect(verdict(each, right), `${text} at ${x}`).not.toBe('fail');
      for (const factor of slope === 0 ? [] : wrong)
        expect(verdict(each, factor * slope), `${factor} of ${text} at ${x}`).not.toBe('pass');
    }
  });

  it('what is called ok has an error that covers the true one, and where noise is low nearly all is', () => {
    const smooth = cases.filter(({ shape }) => shape === 'smooth');
    const found = smooth.map(({ f, x, slope, noise }) => {
      const { value, error, status } = difference(f, x);
      return { off: Math.abs(value - slope), error, status, slope, noise };
    });
    const ok = found.filter(({ status }) => status === 'ok');
    expect(ok.filter(({ off, error }) => off <= error).length).toBeGreaterThanOrEqual(0.94 * ok.length);
    const low = found.filter(({ noise }) => noise < LOW);
    const seen = low.filter(({ status, off, slope }) => status === 'ok' && off <= 1e-3 * Math.abs(slope));
    expect(seen.length).toBeGreaterThanOrEqual(0.9 * low.length);
  });

  it('a kink, a jump and an infinite slope are called so', () => {
    const names = { smooth: null, kink: 'kink', jump: 'jump', steep: 'not finite' };
    const rough = cases.filter(({ shape }) => names[shape]);
    const told = rough.filter(({ f, x, shape }) => difference(f, x).status === names[shape]);
    expect(told.length).toBeGreaterThanOrEqual(0.95 * rough.length);
  });
});
