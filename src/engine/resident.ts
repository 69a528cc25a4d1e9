import { loadedEngine } from './load.js';
import { allocateZeros, canonicalizeNaNs, copyOf, type Memory, type Resident } from './memory.js';

export const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** View of the numbers of a resident, for the library alone: no caller gets it. Throws RangeError once freed. */
export let viewOf: (who: string, what: string, of: ResidentNumbers) => Float64Array;

let freed = 0;

/** How many residents have been freed: while that stays, those that were checked need no second check. */
export const freedResidents = (): number => freed;

/** Numbers in engine memory. They stay there until `free()`; nothing else frees them. */
export class ResidentNumbers {
  /** Precision of the numbers: 64 bits. */
  readonly precision: 'f64' = 'f64';
  readonly #what: string;
  readonly #memory: Memory | null;
  #view: Float64Array | null;

  constructor(what: string, length: number) {
    this.#what = what;
    this.#memory = loadedEngine()?.memory ?? null;
    // Without an engine the definitions work on ordinary memory.
    this.#view = this.#memory?.hold('resident', length) ?? allocateZeros('resident', what, length);
  }

  static {
    viewOf = (who, what, of) => {
      if (of.#view) return of.#view;
      throw new RangeError(`${who}: ${what} needs to be in memory, got one that was freed`);
    };
  }

  /** A copy in ordinary memory, of a matrix row by row. */
  toArray(): Float64Array {
    const copy = copyOf('resident', this.#what, viewOf('resident', this.#what, this));
    canonicalizeNaNs(copy);
    return copy;
  }

  /** Release of its memory; a second call does nothing. */
  free(): void {
    if (!this.#view) return;
    freed++;
    this.#memory?.release(this.#view as Resident);
    this.#view = null;
  }

  [dispose](): void {
    this.free();
  }
}
