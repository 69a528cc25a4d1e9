import { allocateZeros } from '../engine/memory.js';

/**
 * Growable array of as many numbers as a text has: it doubles, and is copied once at the end. `GrowableArray` is for losses,
 * whose bound is known: it takes eight times as much, hands out its own array, and starts empty.
 */
export class GrowableNumbers {
  readonly #who: string;
  readonly #what: string;
  #room: Float64Array = new Float64Array(1024);
  length = 0;

  constructor(who: string, what: string) {
    this.#who = who;
    this.#what = what;
  }

  push(value: number): void {
    if (this.length === this.#room.length) {
      const wider = allocateZeros(this.#who, this.#what, 2 * this.length);
      wider.set(this.#room);
      this.#room = wider;
    }
    this.#room[this.length++] = value;
  }

  /** Puts another number where one is. */
  set(at: number, value: number): void {
    this.#room[at] = value;
  }

  /** Copy of the numbers in an array of their length. */
  toArray(): Float64Array {
    return this.#room.slice(0, this.length);
  }
}
