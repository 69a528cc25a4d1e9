import { describe, expect, it } from 'vitest';
import { murmurHash, Random, randomPermutation, randomStream } from '../../src/random.js';

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

  it('draws numbers from 0 to below 1, a half on average', () => {
    const random = new Random(7);
    const numbers = Array.from({ length: 10000 }, () => random.number());
    expect(numbers.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(Math.abs(numbers.reduce((a, b) => a + b) / 10000 - 0.5)).toBeLessThan(0.012);
  });
});

describe('MurmurHash3', () => {
  it('gives the numbers of its reference implementation', () => {
    const known: [number[], number, number][] = [
      [[], 0, 0],
      [[], 1, 0x514e28b7],
      [[], 0xffffffff, 0x81f16f39],
      [[0], 0, 0x2362f9de],
      [[0xffffffff], 0, 0x76293b50],
      [[0x87654321], 0, 0xf55b516b],
      [[0x87654321], 0x5082edee, 0x2362f9de],
    ];
    for (const [words, seed, hash] of known) expect(murmurHash(words, seed)).toBe(hash);
  });
});

describe('streams', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const drawn = (...of: Parameters<typeof randomStream>) => {
    const random = randomStream(...of);
    return Array.from({ length: 64 }, () => random.number());
  };
  const keys: [number, string, ...number[]][] = [];
  for (const seed of [0, 1, 2, 41, 2 ** 32, most])
    for (const purpose of ['moons', 'split', 'start', 'order']) {
      keys.push(
        [seed, purpose],
        ...[0, 1, 2, 2 ** 32, most].map((i): [number, string, number] => [seed, purpose, i]),
      );
      for (const replicate of [0, 1, 2])
        for (const epoch of [0, 1, 2]) keys.push([seed, purpose, replicate, epoch]);
    }

  it('are the same for the same seed, purpose and index', () => {
    for (const key of keys) expect(drawn(...key)).toEqual(drawn(...key));
  });

  it('have nothing to do with each other, for neighbouring seeds, purposes and indices too', () => {
    const all = keys.map((key) => drawn(...key).map((x) => x - 0.5));
    let [pairs, squares, largest] = [0, 0, 0];
    for (const [i, a] of all.entries())
      for (const b of all.slice(0, i)) {
        const correlation = a.reduce((sum, x, k) => sum + x * b[k], 0) / (64 / 12);
        pairs++;
        squares += correlation * correlation;
        largest = Math.max(largest, Math.abs(correlation));
      }
    // Of independent numbers, the correlation of 64 has a standard deviation of 1/8, and its square a mean of 1/64;
    // five and a half deviations come once in 26 million pairs.
    expect(Math.abs((64 * squares) / pairs - 1)).toBeLessThan(0.03);
    expect(largest).toBeLessThan(5.5 / 8);
  });

  it('shuffle: every number once, each place as likely', () => {
    const order = randomPermutation(10, randomStream(3, 'order'));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => i));
    const first = new Array(5).fill(0);
    for (let seed = 0; seed < 5000; seed++) first[randomPermutation(5, randomStream(seed, 'order'))[0]]++;
    // Four standard deviations of a thousand in five thousand.
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(115);
  });

  it('keep rows apart, start networks and order batches without a number in common', () => {
    const rows = 1000;
    const parts = [
      randomPermutation(rows, randomStream(0, 'split')),
      ...[0, 1].flatMap((replicate) =>
        [0, 1].map((epoch) => randomPermutation(rows, randomStream(0, 'order', replicate, epoch))),
      ),
    ];
    // Two random orders agree in one place on average, in more than eight once in a million times.
    for (const [i, a] of parts.entries())
      for (const b of parts.slice(0, i)) expect(a.filter((row, k) => row === b[k]).length).toBeLessThan(9);
  });
});
