// Allocator of the engine's memory: a WebAssembly.Memory reserved once and never grown, so that no view of it is ever
// detached. Scratch is an arena that grows up from the bottom; what is held for longer grows down from the top, with
// a list of free spans. Every address and size is a multiple of 16 bytes.

const PAGE = 65536;
// Just under 2 GB: at 2 GB V8 collects garbage first, for four to nine milliseconds.
const MOST = 31 * 2 ** 26;
const LEAST = 2 ** 20;

/** A view of engine memory with its address, which is all that kernels read of it. */
export interface Resident extends Float64Array {
  readonly address: number;
}

/** Whether an array says that it lies in engine memory. */
export const isResident = (array: unknown): array is Resident =>
  (array as Partial<Resident>).address !== undefined;

interface FreeSpan {
  from: number;
  to: number;
}

/** Memory for the engine, or null. Addresses stay below 2³¹, where `>> 3` is positive; untouched pages cost nothing. */
export function reserveMemory(): WebAssembly.Memory | null {
  for (let bytes = 2 ** 31; bytes >= LEAST; bytes /= 2) {
    try {
      return new WebAssembly.Memory({ initial: Math.min(bytes, MOST) / PAGE });
    } catch (error) {
      if (!(error instanceof RangeError)) return null;
    }
  }
  return null;
}

const alignUp = (bytes: number) => (bytes + 15) & ~15;

export class Memory {
  /** The whole memory, by index: address >> 3. */
  readonly heap: Float64Array;
  #top: number;
  #floor: number;
  #ceiling: number;
  readonly #end: number;
  #free: FreeSpan[] = [];

  constructor(buffer: ArrayBuffer, base: number) {
    this.heap = new Float64Array(buffer);
    this.#floor = alignUp(base);
    this.#top = this.#floor;
    this.#end = buffer.byteLength;
    this.#ceiling = this.#end;
  }

  /** Bytes of scratch in use, and bytes held; an operation leaves both as they were. */
  get used(): { scratch: number; held: number } {
    const free = this.#free.reduce((sum, { from, to }) => sum + to - from, 0);
    return { scratch: this.#top - this.#floor, held: this.#end - this.#ceiling - free };
  }

  /** Numbers of scratch that are left. */
  get left(): number {
    return (this.#ceiling - this.#top) >> 3;
  }

  /** Top of scratch, for `reset` in a `finally`. */
  mark(): number {
    return this.#top;
  }

  reset(mark: number): void {
    this.#top = mark;
  }

  /**
   * Address of scratch for n numbers, theirs until a `reset` to an earlier mark. Throws RangeError where fewer are
   * left.
   */
  take(who: string, n: number): number {
    const address = this.#top;
    const top = address + Math.ceil(n / 2) * 16;
    if (!(top <= this.#ceiling)) throw outOfMemoryError(who, n, this.#ceiling - address);
    this.#top = top;
    return address;
  }

  /** A view of scratch for n numbers. */
  scratch(who: string, n: number): Resident {
    return this.#view(this.take(who, n), n);
  }

  /** A view of n zeros that stays until it is released. */
  hold(who: string, n: number): Resident {
    const bytes = Math.max(16, Math.ceil(n / 2) * 16);
    const at = this.#free.findIndex(({ from, to }) => to - from >= bytes);
    let address: number;
    if (at >= 0) {
      const span = this.#free[at];
      span.to -= bytes;
      address = span.to;
      if (span.from === span.to) this.#free.splice(at, 1);
    } else {
      address = this.#ceiling - bytes;
      if (!(address >= this.#top)) throw outOfMemoryError(who, n, this.#ceiling - this.#top);
      this.#ceiling = address;
    }
    return this.#view(address, n).fill(0) as Resident;
  }

  /** Release of a held view: neighbouring free spans join, and one that touches the ceiling lifts it. */
  release(view: Resident): void {
    const bytes = Math.max(16, Math.ceil(view.length / 2) * 16);
    this.#free.push({ from: view.address, to: view.address + bytes });
    this.#free.sort((a, b) => a.from - b.from);
    const joined: FreeSpan[] = [];
    for (const span of this.#free) {
      const last = joined.at(-1);
      if (last?.to === span.from) last.to = span.to;
      else joined.push(span);
    }
    if (joined[0].from === this.#ceiling) this.#ceiling = joined.shift()!.to;
    this.#free = joined;
  }

  #view(address: number, n: number): Resident {
    return Object.assign(new Float64Array(this.heap.buffer, address, n), { address }) as Resident;
  }
}

/** View of the memory of an array as n numbers in single precision, with its address if it has one. */
export function singleWithin(of: Float64Array, n: number): Float32Array {
  const { address } = of as Partial<Resident>;
  const view = new Float32Array(of.buffer, of.byteOffset, n);
  return address === undefined ? view : Object.assign(view, { address });
}

/** Subarray of n numbers from `from` on, with an address if the array has one. */
export function residentSubarray(of: Float64Array, from: number, n: number): Float64Array {
  const view = of.subarray(from, from + n);
  const { address } = of as Partial<Resident>;
  return address === undefined ? view : Object.assign(view, { address: address + 8 * from });
}

/** Consecutive subarrays of the given lengths. */
export function splitArray(of: Float64Array, lengths: readonly number[]): readonly Float64Array[] {
  let from = 0;
  return lengths.map((n) => {
    from += n;
    return residentSubarray(of, from - n, n);
  });
}

/** `make`, called once for each object, such as one that makes views of an array that stays. */
export function memoizeByObject<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, Made>();
  return (of) => {
    let made = known.get(of);
    if (made === undefined) {
      made = make(of);
      known.set(of, made);
    }
    return made;
  };
}

/** `splitArray`, memoized for arrays that stay. */
export const subarraySplitter = (lengths: readonly number[]) =>
  memoizeByObject((of: Float64Array) => splitArray(of, lengths));

const outOfMemoryError = (who: string, n: number, left: number) =>
  new RangeError(`${who}: ${n} numbers need ${8 * n} bytes of engine memory, got ${left} left`);

/** Ordinary array of n zeros. Throws RangeError where there is no memory for it. */
export const allocateZeros = (who: string, what: string, n: number): Float64Array =>
  tryAllocate(who, what, n, () => new Float64Array(n));

/** Ordinary copy, which takes less time than zeros to write it into. Throws as `allocateZeros` does. */
export const copyOf = (who: string, what: string, values: Float64Array | Float32Array): Float64Array =>
  tryAllocate(who, what, values.length, () => new Float64Array(values));

function tryAllocate(who: string, what: string, n: number, make: () => Float64Array): Float64Array {
  try {
    return make();
  } catch {
    throw new RangeError(`${who}: ${what} needs memory for ${n} numbers (${8 * n} bytes), got none`);
  }
}

/**
 * Replacement of every NaN, of a part where one is told, by the canonical one, since the bits of a computed NaN depend
 * on the machine.
 */
export function canonicalizeNaNs(array: Float64Array, from = 0, to?: number): void {
  if (to === undefined && isAllFinite(array)) return;
  for (let i = from; i < (to ?? array.length); i++) if (Number.isNaN(array[i])) array[i] = NaN;
}

/** Whether all numbers are finite, by four sums of 0·x, which is faster than a test of each. */
function isAllFinite(array: Float64Array): boolean {
  const n = array.length & ~3;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < n; i += 4) {
    a += 0 * array[i];
    b += 0 * array[i + 1];
    c += 0 * array[i + 2];
    d += 0 * array[i + 3];
  }
  for (let i = n; i < array.length; i++) a += 0 * array[i];
  return a + b + c + d === 0;
}
