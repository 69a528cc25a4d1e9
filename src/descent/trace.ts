import { zeros } from '../engine/memory.js';

/** Numbers as they come, in one array that doubles when it is full. */
export class Trace {
  length = 0;
  #numbers: Float64Array;
  readonly #who: string;
  readonly #what: string;

  constructor(who: string, what: string, most: number) {
    this.#who = who;
    this.#what = what;
    this.#numbers = new Float64Array(Math.min(most, 1024));
  }

  push(value: number): void {
    this.#room(1);
    this.#numbers[this.length++] = value;
  }

  append(values: Float64Array): void {
    this.#room(values.length);
    this.#numbers.set(values, this.length);
    this.length += values.length;
  }

  at(index: number): number {
    return this.#numbers[index];
  }

  done(): Float64Array {
    return this.#numbers.slice(0, this.length);
  }

  #room(n: number): void {
    if (this.length + n <= this.#numbers.length) return;
    const wider = zeros(this.#who, this.#what, Math.max(2 * this.#numbers.length, this.length + n));
    wider.set(this.#numbers);
    this.#numbers = wider;
  }
}
