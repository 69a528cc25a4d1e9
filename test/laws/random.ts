/** A seeded source of numbers in [0, 1), so that every failure can be had again (mulberry32). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const specials = [0, -0, Infinity, -Infinity, NaN, 5e-324, -2.5e-310, 1e308, -1e308, 1, -1];

/** n numbers between −4 and 4, a share of them special. */
export function numbersOf(next: () => number, n: number, share = 0): Float64Array {
  return Float64Array.from({ length: n }, () =>
    next() < share ? specials[Math.floor(next() * specials.length)] : 8 * next() - 4,
  );
}
