/**
 * PCG32: a seeded source of whole numbers below 2³², the same everywhere. The state is a linear congruence modulo
 * 2⁶⁴, an output its xored, shifted and rotated bits. Neighbouring seeds and neighbouring streams of one seed give
 * numbers that correlate, so what is drawn from comes from `randomStream`.
 * O'Neill 2014, "PCG: a family of simple fast space-efficient statistically good algorithms", XSH-RR.
 */
export class Random {
  // The state and its increment, the upper and the lower 32 bits.
  #high = 0;
  #low = 0;
  readonly #stepHigh: number;
  readonly #stepLow: number;

  /** Seed and stream are whole numbers from 0 to 2⁵³ − 1. */
  constructor(seed: number, stream = 0) {
    // 2·stream + 1
    this.#stepHigh = Math.floor(stream / 2 ** 31) | 0;
    this.#stepLow = ((stream % 2 ** 31) * 2 + 1) | 0;
    this.#advance();
    this.#add(Math.floor(seed / 2 ** 32) | 0, seed | 0);
    this.#advance();
  }

  /** A whole number from 0 to 2³² − 1. */
  whole(): number {
    const [high, low] = [this.#high, this.#low];
    this.#advance();
    // ((state >> 18) ^ state) >> 27
    const mixedHigh = (high >>> 18) ^ high;
    const mixedLow = ((low >>> 18) | (high << 14)) ^ low;
    const mixed = (mixedLow >>> 27) | (mixedHigh << 5);
    const turn = high >>> 27;
    return ((mixed >>> turn) | (mixed << (-turn & 31))) >>> 0;
  }

  /** A number from 0 to below 1, of 53 bits. */
  number(): number {
    const high = this.whole() >>> 5;
    return (high * 2 ** 26 + (this.whole() >>> 6)) / 2 ** 53;
  }

  /** A whole number from 0 to below n ≤ 2³², each as likely. */
  below(n: number): number {
    const most = 2 ** 32 - (2 ** 32 % n);
    let found = this.whole();
    while (found >= most) found = this.whole();
    return found % n;
  }

  #advance(): void {
    // × 6364136223846793005 = 0x5851f42d4c957f2d, + the increment.
    const [high, low] = [this.#high, this.#low];
    this.#low = Math.imul(low, 0x4c957f2d);
    this.#high =
      (highProduct(low, 0x4c957f2d) + Math.imul(high, 0x4c957f2d) + Math.imul(low, 0x5851f42d)) | 0;
    this.#add(this.#stepHigh, this.#stepLow);
  }

  #add(high: number, low: number): void {
    const sum = (this.#low >>> 0) + (low >>> 0);
    this.#low = sum | 0;
    this.#high = (this.#high + high + (sum >= 2 ** 32 ? 1 : 0)) | 0;
  }
}

/** The upper 32 bits of the product of two unsigned numbers of 32 bits. */
function highProduct(a: number, b: number): number {
  const [a1, a0, b1, b0] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle % 2 ** 16);
  return (a1 * b1 + Math.floor(middle / 2 ** 16) + Math.floor(other / 2 ** 16)) | 0;
}

/** Rotation of 32 bits to the left. */
const rotateLeft = (x: number, by: number) => (x << by) | (x >>> (32 - by));

/**
 * Hash of words of 32 bits, as a whole number below 2³².
 * Appleby 2011, MurmurHash3, x86_32.
 */
export function murmurHash(words: readonly number[], seed: number): number {
  let hash = seed | 0;
  for (const word of words) {
    hash ^= Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(rotateLeft(hash, 13), 5) + 0xe6546b64) | 0;
  }
  hash ^= 4 * words.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Random numbers for one purpose, a word such as 'start', and one index in it: those of another seed, purpose or index
 * have nothing to do with them, state and stream of each being a hash of all three. Seed and indices are whole numbers
 * from 0 to 2⁵³ − 1.
 */
export function randomStream(seed: number, purpose: string, ...index: readonly number[]): Random {
  const words = [seed, ...index].flatMap((n) => [Math.floor(n / 2 ** 32), n | 0]);
  for (let i = 0; i < purpose.length; i++) words.push(purpose.charCodeAt(i));
  const part = (k: number) => (murmurHash(words, 2 * k) >>> 11) * 2 ** 32 + murmurHash(words, 2 * k + 1);
  return new Random(part(0), part(1));
}

/** 0 … n − 1 in a random order: Fisher–Yates, every order as likely. */
export function randomPermutation(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
