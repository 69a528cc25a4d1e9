import { describe, expect, it } from 'vitest';
import { loaded } from '../../../src/engine/load.js';
import { tally } from '../../../src/kernels/index.js';

// Rows in which little happens, as those of runs do: the laws' random numbers end a row at once.
describe('tally', () => {
  const [steep, n] = [40, 37];
  const { memory } = loaded()!;

  /** Losses that fall from 100, slopes of 1, and what happens at one place. */
  function rows(happens: (losses: Float64Array, place: number) => void): Float64Array {
    const all = new Float64Array(2 * n * steep);
    for (let r = 0; r < n; r++) {
      const row = all.subarray(2 * r * steep, 2 * (r + 1) * steep);
      for (let i = 0; i < n; i++) row[i] = 100 - i;
      row.fill(1, steep);
      happens(row, r);
    }
    return all;
  }

  it.each<[string, (row: Float64Array, place: number) => void, end: boolean, rise: boolean]>([
    ['nothing', () => {}, false, false],
    [
      'a rise',
      (row, i) => {
        row[i] += 1.5;
      },
      false,
      true,
    ],
    [
      'an explosion',
      (row, i) => {
        row[i] = 1e9;
      },
      true,
      true,
    ],
    [
      'NaN',
      (row, i) => {
        row[i] = NaN;
      },
      true,
      false,
    ],
    [
      'a fall without end',
      (row, i) => {
        row[i] = -1e101;
      },
      true,
      false,
    ],
    [
      'a flat place',
      (row, i) => {
        row[steep + i] = 1e-9;
      },
      true,
      false,
    ],
    [
      'a slope that is NaN',
      (row, i) => {
        row[steep + i] = NaN;
      },
      false,
      false,
    ],
  ])('finds %s at every place', (_, happens, ends, rises) => {
    const losses = rows(happens);
    const mark = memory.mark();
    const [high, before, end, rise, least] = Array.from({ length: 5 }, () => memory.scratch('test', n));
    const held = memory.scratch('test', losses.length);
    held.set(losses);
    high.fill(1e6);
    before.fill(101);
    tally(n, steep, -1e100, 1e-8, high, before, held, end, rise, least);
    const wanted = Array.from({ length: 3 }, () => new Float64Array(n));
    const [e, r, l] = wanted;
    tally.declaration.reference(n, n, steep, -1e100, 1e-8, high.slice(), before.slice(), losses, e, r, l);
    expect([end, rise, least].map((each) => [...each])).toEqual(wanted.map((each) => [...each]));
    const places = Array.from({ length: n }, (_, i) => i);
    expect([...end]).toEqual(places.map((i) => (ends ? i : n)));
    expect([...rise]).toEqual(places.map((i) => (rises && !(i === 0 && losses[0] <= 101) ? i : n)));
    memory.reset(mark);
  });
});
