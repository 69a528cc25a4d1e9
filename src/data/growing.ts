import { zeros } from '../engine/memory.js';

/** Numbers whose count is known when the last is there. */
export class Growing {
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
      const wider = zeros(this.#who, this.#what, 2 * this.length);
      wider.set(this.#room);
      this.#room = wider;
    }
    this.#room[this.length++] = value;
  }

  /** A copy, no longer than it needs to be. */
  taken(): Float64Array {
    return this.#room.slice(0, this.length);
  }
}
