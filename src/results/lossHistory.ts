import type { Comparison } from '../runs/run.js';
import type { FittedRows, LossBatch } from './sampleBatch.js';

/** Losses of all runs computed so far, a column per run, which grow as messages come in. */
export class LossHistory {
  length = 0;
  steps = new Float64Array(0);
  /** One array per run, of which the first `length` numbers count. */
  values: Float64Array[] = [];
  /** Validation losses, alike; empty where there are none. */
  validation: Float64Array[] = [];
  comparison: Comparison | null = null;
  /** Of an array of losses that were recorded elsewhere, 1 for samples at which it only keeps the last of its own. */
  readonly held = new Map<ArrayLike<number>, Uint8Array>();
  /** Numbers of rows by their use, for a model on data. */
  rows: FittedRows | null = null;

  appendBatch({ steps, values, validation, rows }: LossBatch): void {
    if (rows) this.rows = rows;
    const width = values.length / (steps.length || 1);
    this.#reserveCapacity(width, this.length + steps.length, validation !== undefined);
    this.steps.set(steps, this.length);
    for (let i = 0; i < steps.length; i++) {
      for (let run = 0; run < width; run++) {
        this.values[run][this.length + i] = values[i * width + run];
        if (validation) this.validation[run][this.length + i] = validation[i * width + run];
      }
    }
    this.length += steps.length;
  }

  /** Last step with a loss. */
  get lastStep(): number {
    return this.length > 0 ? this.steps[this.length - 1] : 0;
  }

  /** Index of the last sample at or before a step. */
  sampleAt(step: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.steps[middle] <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #reserveCapacity(width: number, length: number, hasValidation: boolean): void {
    if (this.values.length === width && length <= this.steps.length) return;
    const room = Math.max(1024, 2 * length);
    const growArray = (old: Float64Array | undefined) => {
      const array = new Float64Array(room);
      if (old) array.set(old.subarray(0, this.length));
      return array;
    };
    this.steps = growArray(this.steps);
    this.values = Array.from({ length: width }, (_, run) => growArray(this.values[run]));
    if (hasValidation) this.validation = this.values.map((_, run) => growArray(this.validation[run]));
  }
}
