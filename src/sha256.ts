// SHA-256 (FIPS 180-4). The platform's own is asynchronous in browsers, and a hash must be there at once.

let constantCache: [Int32Array, Int32Array] | null = null;

/** First 32 bits after the point of √p and ∛p for the first primes, by whole-number roots. */
function roundConstants(): [Int32Array, Int32Array] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < 64; n++) if (primes.every((p) => n % p !== 0n)) primes.push(n);
  const fraction = (power: bigint) => (p: bigint) =>
    Number(integerRoot(p << (32n * power), power) & 0xffffffffn) | 0;
  return [Int32Array.from(primes.slice(0, 8), fraction(2n)), Int32Array.from(primes, fraction(3n))];
}

/** Largest r with r^power ≤ n. */
function integerRoot(n: bigint, power: bigint): bigint {
  let r = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if (integerPower(r + bit, power) <= n) r += bit;
  return r;
}

function integerPower(r: bigint, power: bigint): bigint {
  return power === 2n ? r * r : r * r * r;
}

const rotateRight = (x: number, by: number) => (x >>> by) | (x << (32 - by));

/** SHA-256 of a message, as 64 hexadecimal digits. */
export function sha256(message: Uint8Array): string {
  const padded = new Uint8Array((((message.length + 8) >> 6) + 1) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, message.length << 3);
  constantCache ??= roundConstants();
  const [start, rounds] = constantCache;
  const hash = start.slice();
  const w = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(block + 4 * t);
    compressBlock(hash, w, rounds);
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Compression of one block, without arrays in its rounds, which run several million times for a comparison. */
function compressBlock(hash: Int32Array, w: Int32Array, rounds: Int32Array): void {
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15];
    const y = w[t - 2];
    const s0 = rotateRight(x, 7) ^ rotateRight(x, 18) ^ (x >>> 3);
    const s1 = rotateRight(y, 17) ^ rotateRight(y, 19) ^ (y >>> 10);
    w[t] = w[t - 16] + s0 + w[t - 7] + s1;
  }
  let a = hash[0];
  let b = hash[1];
  let c = hash[2];
  let d = hash[3];
  let e = hash[4];
  let f = hash[5];
  let g = hash[6];
  let h = hash[7];
  for (let t = 0; t < 64; t++) {
    const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + rounds[t] + w[t]) | 0;
    const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  hash[0] += a;
  hash[1] += b;
  hash[2] += c;
  hash[3] += d;
  hash[4] += e;
  hash[5] += f;
  hash[6] += g;
  hash[7] += h;
}

/** Little-endian bits of numbers. */
export function bits(numbers: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  // One NaN stands for all: the bits of the others are the machine's.
  for (let i = 0; i < numbers.length; i++) {
    if (Number.isNaN(numbers[i])) view.setBigUint64(8 * i, 0x7ff8000000000000n, true);
    else view.setFloat64(8 * i, numbers[i], true);
  }
  return new Uint8Array(view.buffer);
}
