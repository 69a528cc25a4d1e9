import { mulberry32 } from '../../src/calculus/mulberry32.js';

export { mulberry32 };

const specials = [0, -0, Infinity, -Infinity, NaN, 5e-324, -2.5e-310, 1e308, -1e308, 1, -1];

/** n numbers between −4 and 4, a share of them special. */
export function numbersOf(next: () => number, n: number, share = 0): Float64Array {
  return Float64Array.from({ length: n }, () =>
    next() < share ? specials[Math.floor(next() * specials.length)] : 8 * next() - 4,
  );
}
