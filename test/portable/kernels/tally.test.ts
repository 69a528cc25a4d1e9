import { describe, expect, it } from 'vitest';
import { loadedEngine } from '../../../src/engine/load.js';
import { tally } from '../../../src/kernels/index.js';
import { mulberry32 } from '../../laws/random.js';

// Rows in which little happens, as those of runs do: the laws' random numbers end a row at once.
describe('tally', () => {
  const n = 37;
  const { memory } = loadedEngine()!;

  /** Losses that fall from 100, slopes of 1. */
  const row = () => ({
    losses: Float64Array.from({ length: n }, (_, i) => 100 - i),
    slopes: new Float64Array(n).fill(1),
  });

  /** What the fast copy finds, which the reference finds too. */
  function found(losses: Float64Array, slopes: Float64Array, untested = 0, steepest = 1, start = 1000) {
    const mark = memory.mark();
    const [out, ...held] = [4, n, n].map((size) => memory.scratch('test', size));
    for (const [k, each] of [losses, slopes].entries()) held[k].set(each);
    const known = [-1e100, 1e6, start, 1e-8, untested, 101, steepest] as const;
    tally(...known, held[0], held[1], out);
    const wanted = new Float64Array(4);
    tally.declaration.reference(n, ...known, losses, slopes, wanted);
    const got = out.slice();
    memory.reset(mark);
    expect([...got]).toEqual([...wanted]);
    return got;
  }

  type Happening = (losses: Float64Array, slopes: Float64Array, place: number) => void;

  const happenings: [string, happens: Happening, end: boolean, rise: boolean][] = [
    ['nothing', () => {}, false, false],
    [
      'a rise',
      (losses, _, i) => {
        losses[i] += 1.5;
      },
      false,
      true,
    ],
    [
      'an explosion',
      (losses, _, i) => {
        losses[i] = 1e9;
      },
      true,
      true,
    ],
    [
      'NaN',
      (losses, _, i) => {
        losses[i] = NaN;
      },
      true,
      false,
    ],
    [
      'a fall without end',
      (losses, _, i) => {
        losses[i] = -1e101;
      },
      true,
      false,
    ],
    [
      'a flat place',
      (_, slopes, i) => {
        slopes[i] = 1e-9;
      },
      true,
      false,
    ],
    [
      'a slope that is NaN',
      (_, slopes, i) => {
        slopes[i] = NaN;
      },
      false,
      false,
    ],
  ];

  it.each(happenings)('finds %s at every place', (_, happens, ends, rises) => {
    for (let place = 0; place < n; place++) {
      const { losses, slopes } = row();
      happens(losses, slopes, place);
      const [end, rise] = found(losses, slopes);
      const isRise = rises && !(place === 0 && losses[0] <= 101);
      expect([end, rise]).toEqual([ends ? place : n, isRise ? place : n]);
    }
  });

  it('finds a flat place from the first untested on, by the steepest up to there', () => {
    for (let place = 0; place < n; place++) {
      const { losses, slopes } = row();
      slopes[place] = 1e3;
      if (place + 1 < n) slopes[place + 1] = 1e-5;
      const flat = place + 1 < n ? place + 1 : n;
      expect([...found(losses, slopes)]).toEqual([flat, n, flat < n ? 100 - flat : 100 - n + 1, 1e3]);
      expect(found(losses, slopes, place + 1)[0]).toBe(flat);
      expect(found(losses, slopes, place + 2)[0]).toBe(n);
      // Of one above the start nothing is kept.
      losses[place] = 2000;
      expect(found(losses, slopes)[3]).toBe(1);
      losses[place] = 100 - place;
      // One that is infinite is not the steepest.
      slopes[place] = Infinity;
      expect([...found(losses, slopes)].slice(2)).toEqual([100 - n + 1, 1]);
      expect(found(losses, slopes, 0, 1e3)[0]).toBe(flat);
    }
  });

  it('finds no flat place by a slope that is steeper only later', () => {
    for (let place = 0; place < n; place++)
      for (let later = place + 1; later < n; later++) {
        const { losses, slopes } = row();
        slopes[place] = 1e-5;
        slopes[later] = 1e4;
        expect([...found(losses, slopes)]).toEqual([n, n, 100 - n + 1, 1e4]);
        if (later + 1 === n) continue;
        slopes[later + 1] = 1e-5;
        expect([...found(losses, slopes)]).toEqual([later + 1, n, 99 - later, 1e4]);
      }
  });

  it('finds what happens first of much', () => {
    const next = mulberry32(1);
    for (let times = 0; times < 2000; times++) {
      const { losses, slopes } = row();
      for (let count = 4 * next(); count > 0; count--)
        happenings[Math.floor(happenings.length * next())][1](losses, slopes, Math.floor(n * next()));
      found(losses, slopes, Math.floor(n * next()), 10 ** (6 * next()), 60 + 50 * next());
    }
  });
});
