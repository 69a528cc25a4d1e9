import { loadedEngine } from '../engine/load.js';
import { allocateZeros, type Resident } from '../engine/memory.js';
import { needWhole } from '../need.js';
import { type Matrix, matrixFrom } from './matrix.js';

const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** View of a resident matrix's engine memory, for `matmul` alone: no caller gets it. Throws RangeError once freed. */
export let viewOf: (of: ResidentMatrix) => Float64Array;

/** Matrix in engine memory. It stays there until `free()`; nothing else frees it. */
export class ResidentMatrix {
  readonly rows: number;
  readonly columns: number;
  #data: Float64Array | null;

  constructor({ rows, columns, data }: Matrix) {
    const memory = loadedEngine()?.memory;
    this.rows = rows;
    this.columns = columns;
    // Without an engine the definitions work on ordinary memory.
    this.#data = memory
      ? memory.hold('resident', data.length)
      : allocateZeros('resident', 'the matrix', data.length);
    this.#data.set(data);
  }

  static {
    viewOf = (of) => {
      if (!of.#data)
        throw new RangeError('resident: the matrix needs to be in memory, got one that was freed');
      return of.#data;
    };
  }

  /** A copy in ordinary memory, row by row. */
  toArray(): Float64Array {
    return viewOf(this).slice();
  }

  /** Element (i, j). */
  get(i: number, j: number): number {
    needWhole('resident', 'i', i, 0, this.rows - 1);
    needWhole('resident', 'j', j, 0, this.columns - 1);
    return viewOf(this)[i * this.columns + j];
  }

  /** Release of its memory; a second call does nothing. */
  free(): void {
    if (this.#data && 'address' in this.#data) loadedEngine()!.memory.release(this.#data as Resident);
    this.#data = null;
  }

  [dispose](): void {
    this.free();
  }
}

/**
 * A copy of a matrix in engine memory, where `matmul` of residents into a resident `out` copies and
 * allocates nothing. Free it when done: `free()`, or `using`.
 */
export function resident(given: Matrix): ResidentMatrix {
  const copy = matrixFrom('resident', 'matrix', given);
  return new ResidentMatrix(copy);
}
