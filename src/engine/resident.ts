/// <reference lib="esnext.disposable" preserve="true" />
import type { Precision } from './kernel.js';
import {
  allocateZeros,
  canonicalizeNaNs,
  copyOf,
  type Memory,
  type Resident,
  singleWithin,
} from './memory.js';

export const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** View of the numbers of a resident, for the library alone: no caller gets it. Throws RangeError once freed. */
export let residentView: (who: string, what: string, of: ResidentNumbers) => Float64Array | Float32Array;

/** The view of one in double precision. Throws RangeError once freed, TypeError for one in single. */
export function viewOf(who: string, what: string, of: ResidentNumbers): Float64Array {
  const view = residentView(who, what, of);
  if (view instanceof Float64Array) return view;
  throw new TypeError(`${who}: ${what} needs precision 'f64', got one of '${of.precision}'`);
}

let freed = 0;

/** How many residents have been freed: while that stays, those that were checked need no second check. */
export const freedResidents = (): number => freed;

/** Numbers in engine memory. They stay there until `free()`; nothing else frees them. */
export class ResidentNumbers {
  /** Precision of the numbers: 64 bits each, or 32. */
  readonly precision: Precision;
  readonly #what: string;
  readonly #memory: Memory | null;
  /** Memory that is held, as doubles. */
  readonly #held: Float64Array;
  #view: Float64Array | Float32Array | null;

  /** Numbers in the memory of an engine, which is given: what only asks whether something is one needs none. */
  constructor(memory: Memory | null, what: string, length: number, precision: Precision = 'f64') {
    this.#what = what;
    this.precision = precision;
    this.#memory = memory;
    const isSingle = precision === 'f32';
    const doubles = isSingle ? Math.ceil(length / 2) : length;
    // Without an engine the definitions work on ordinary memory.
    this.#held = this.#memory?.hold('resident', doubles) ?? allocateZeros('resident', what, doubles);
    this.#view = isSingle ? singleWithin(this.#held, length) : this.#held;
  }

  static {
    residentView = (who, what, of) => {
      if (of.#view) return of.#view;
      throw new RangeError(`${who}: ${what} needs to be in memory, got one that was freed`);
    };
  }

  /** A copy in ordinary memory, in double precision, of a matrix row by row. */
  toArray(): Float64Array {
    const copy = copyOf('resident', this.#what, residentView('resident', this.#what, this));
    canonicalizeNaNs(copy);
    return copy;
  }

  /** Release of its memory; a second call does nothing. */
  free(): void {
    if (!this.#view) return;
    freed++;
    this.#memory?.release(this.#held as Resident);
    this.#view = null;
  }

  [dispose](): void {
    this.free();
  }
}
