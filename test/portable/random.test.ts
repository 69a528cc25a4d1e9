import { describe, expect, it } from 'vitest';
import { Random, randomPermutation } from '../../src/random.js';

describe('PCG32', () => {
  it('gives the published numbers of seed 42, stream 54', () => {
    const random = new Random(42, 54);
    const published = [0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e];
    expect(published.map(() => random.whole())).toEqual(published);
  });

  it('is the congruence modulo 2⁶⁴ as written, for large seeds and streams too', () => {
    const most = 2 ** 53 - 1;
    for (const [seed, stream] of [
      [0, 0],
      [1, 2 ** 32],
      [2 ** 32, 2 ** 31],
      [most, most],
      [123456789012345, 987654321098765],
    ]) {
      const mask = 2n ** 64n - 1n;
      const step = (2n * BigInt(stream) + 1n) & mask;
      let state = 0n;
      const advance = () => {
        state = (state * 6364136223846793005n + step) & mask;
      };
      advance();
      state = (state + BigInt(seed)) & mask;
      advance();
      const random = new Random(seed, stream);
      for (let i = 0; i < 200; i++) {
        const mixed = ((((state >> 18n) ^ state) & mask) >> 27n) & 0xffffffffn;
        const turn = state >> 59n;
        const wanted = ((mixed >> turn) | (mixed << ((32n - turn) & 31n))) & 0xffffffffn;
        advance();
        expect(random.whole()).toBe(Number(wanted));
      }
    }
  });

  it('shuffles: every number once, another order for another seed or stream, each place as likely', () => {
    const sorted = (order: Int32Array) => [...order].sort((a, b) => a - b);
    const zeroToNine = Array.from({ length: 10 }, (_, i) => i);
    expect(sorted(randomPermutation(10, 3, 1))).toEqual(zeroToNine);
    expect(randomPermutation(10, 3, 1)).toEqual(randomPermutation(10, 3, 1));
    expect(randomPermutation(10, 3, 1)).not.toEqual(randomPermutation(10, 3, 2));
    expect(randomPermutation(10, 3, 1)).not.toEqual(randomPermutation(10, 4, 1));
    const first = new Array(5).fill(0);
    for (let seed = 0; seed < 5000; seed++) first[randomPermutation(5, seed)[0]]++;
    // Four standard deviations of a thousand in five thousand.
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(115);
  });

  it('draws numbers from 0 to below 1, a half on average', () => {
    const random = new Random(7);
    const numbers = Array.from({ length: 10000 }, () => random.number());
    expect(numbers.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(Math.abs(numbers.reduce((a, b) => a + b) / 10000 - 0.5)).toBeLessThan(0.012);
  });
});
