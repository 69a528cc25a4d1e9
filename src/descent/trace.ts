import { zeros } from '../engine/memory.js';

/** At most so many numbers are made room for at once, before any is there. */
const EAGER = 16384;

/** Numbers as they come, in one array that doubles when it is full. */
export class Trace {
  length = 0;
  #numbers: Float64Array;
  readonly #who: string;
  readonly #what: string;
  readonly #most: number;

  constructor(who: string, what: string, most: number) {
    this.#who = who;
    this.#what = what;
    this.#most = most;
    this.#numbers = new Float64Array(Math.min(most, EAGER));
  }

  append(values: Float64Array): void {
    this.#room(values.length);
    this.#numbers.set(values, this.length);
    this.length += values.length;
  }

  push(value: number): void {
    this.#room(1);
    this.#numbers[this.length++] = value;
  }

  at(index: number): number {
    return this.#numbers[index];
  }

  /** All of them; nothing is to be added afterwards. */
  done(): Float64Array {
    return this.length === this.#numbers.length ? this.#numbers : this.#numbers.slice(0, this.length);
  }

  #room(n: number): void {
    const needed = this.length + n;
    if (needed <= this.#numbers.length) return;
    const wide = Math.max(2 * this.#numbers.length, needed);
    const wider = zeros(this.#who, this.#what, Math.min(wide, this.#most));
    wider.set(this.#numbers.subarray(0, this.length));
    this.#numbers = wider;
  }
}
