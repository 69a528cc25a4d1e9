import { expect, it } from 'vitest';
import { classCurves } from '../../../src/picture/network/classCurves.js';
import { mulberry32 } from '../../laws/random.js';

const [columns, rows] = [20, 14];

/** Scores of classes, each linear in the place. */
function linearScores(classes: number, next: () => number) {
  const slopes = Array.from({ length: classes }, () => [next() - 0.5, next() - 0.5, 6 * (next() - 0.5)]);
  return ([i, j]: readonly number[]) =>
    slopes.map(([a, b, c]) => a * (i - columns / 2) + b * (j - rows / 2) + c);
}

it('every corner of a curve around classes has others within 0.02 of a square, where three meet too', () => {
  const next = mulberry32(5);
  let points = 0;
  for (let trial = 0; trial < 200; trial++) {
    const classes = 2 + (trial % 4);
    const scoresAt = linearScores(classes, next);
    const places = Array.from({ length: columns * rows }, (_, n) => [n % columns, Math.floor(n / columns)]);
    const grid = { scores: places.flatMap(scoresAt), classes, columns, rows };
    const predicted = (place: readonly number[]) => {
      const scores = scoresAt(place);
      return scores.indexOf(Math.max(...scores));
    };
    for (let k = 1; k < classes; k++)
      for (const curve of classCurves(grid, k)) {
        for (const [i, j] of curve) {
          if (i < 0 || j < 0 || i > columns - 1 || j > rows - 1) continue;
          points++;
          const around = Array.from({ length: 16 }, (_, n) =>
            predicted([i + 0.02 * Math.cos((Math.PI * n) / 8), j + 0.02 * Math.sin((Math.PI * n) / 8)]),
          );
          expect([Math.min(...around) < k, Math.max(...around) >= k]).toEqual([true, true]);
        }
      }
  }
  expect(points).toBeGreaterThan(10_000);
});
