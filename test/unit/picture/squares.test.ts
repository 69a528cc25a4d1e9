import { expect, it } from 'vitest';
import { largestSize, squareSide } from '../../../src/picture/squares.js';

const cell = 40;

it('squares have the area of their numbers, and those that are not 0 are seen', () => {
  const largest = largestSize([1, -4, 0, NaN, Infinity]);
  expect(largest).toBe(4);
  expect(squareSide(-4, largest, cell)).toBe(cell - 3);
  expect(squareSide(1, largest, cell)).toBe((cell - 3) / 2);
  expect(squareSide(1e-300, largest, cell)).toBe(2.5);
  for (const none of [0, NaN, Infinity]) expect(squareSide(none, largest, cell)).toBe(0);
  expect(squareSide(0, largestSize([0, 0]), cell)).toBe(0);
});
