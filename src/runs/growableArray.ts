import { allocateZeros, copyOf } from '../engine/memory.js';

/** Factor of growth; memory that is not touched costs next to nothing. */
const GROWTH = 8;
/** Length from which an array is likely to become long, and room for one that is. */
const [LONG, MUCH] = [2 ** 12, 2 ** 18];
const EMPTY = new Float64Array();

/** Growable array of numbers, with a bound on its length. */
export class GrowableArray {
  length = 0;
  #numbers: Float64Array = EMPTY;
  readonly #who: string;
  readonly #what: string;
  readonly #most: number;

  constructor(who: string, what: string, most: number) {
    this.#who = who;
    this.#what = what;
    this.#most = most;
  }

  append(values: Float64Array): void {
    this.put(this.length, values);
  }

  /** Writes numbers from an index on; the array ends with them. `last` where none will be added. */
  put(index: number, values: Float64Array, last = false): void {
    this.length = index + values.length;
    if (index === 0 && (last || this.length === this.#most)) {
      this.#numbers = copyOf(this.#who, this.#what, values);
      return;
    }
    this.#reserve();
    this.#numbers.set(values, index);
  }

  push(value: number): void {
    this.length++;
    this.#reserve();
    this.#numbers[this.length - 1] = value;
  }

  at(index: number): number {
    return this.#numbers[index];
  }

  /** The numbers in an array of their length; none may be added afterwards. */
  toArray(): Float64Array {
    const { length } = this;
    return length === this.#numbers.length
      ? this.#numbers
      : new Float64Array(this.#numbers.subarray(0, length));
  }

  /** Grows the array to hold `length` numbers. */
  #reserve(): void {
    if (this.length <= this.#numbers.length) return;
    const room = Math.max(GROWTH * this.length, this.length < LONG ? 0 : MUCH);
    const wider = allocateZeros(this.#who, this.#what, Math.min(room, this.#most));
    wider.set(this.#numbers);
    this.#numbers = wider;
  }
}
