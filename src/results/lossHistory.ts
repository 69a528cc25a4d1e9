import type { Comparison } from '../runs/run.js';
import type { Batch, FittedRows } from './lapBatch.js';

/** Losses of all runs computed so far, a column per run, which grow as messages come in. */
export class Trace {
  laps = 0;
  steps = new Float64Array(0);
  /** One array per run, of which the first `laps` numbers count. */
  values: Float64Array[] = [];
  /** Validation losses, alike; empty where there are none. */
  apart: Float64Array[] = [];
  comparison: Comparison | null = null;
  /** Numbers of rows by their use, for a model on data. */
  rows: FittedRows | null = null;

  append({ steps, values, apart, rows }: Batch): void {
    if (rows) this.rows = rows;
    const width = values.length / (steps.length || 1);
    this.#reserve(width, this.laps + steps.length, apart !== undefined);
    this.steps.set(steps, this.laps);
    for (let i = 0; i < steps.length; i++) {
      for (let run = 0; run < width; run++) {
        this.values[run][this.laps + i] = values[i * width + run];
        if (apart) this.apart[run][this.laps + i] = apart[i * width + run];
      }
    }
    this.laps += steps.length;
  }

  /** Last step with a loss. */
  get frontier(): number {
    return this.laps > 0 ? this.steps[this.laps - 1] : 0;
  }

  /** Index of the last sample at or before a step. */
  lapAt(step: number): number {
    let low = 0;
    let high = this.laps - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.steps[middle] <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #reserve(width: number, laps: number, parted: boolean): void {
    if (this.values.length === width && laps <= this.steps.length) return;
    const room = Math.max(1024, 2 * laps);
    const grown = (old: Float64Array | undefined) => {
      const array = new Float64Array(room);
      if (old) array.set(old.subarray(0, this.laps));
      return array;
    };
    this.steps = grown(this.steps);
    this.values = Array.from({ length: width }, (_, run) => grown(this.values[run]));
    if (parted) this.apart = this.values.map((_, run) => grown(this.apart[run]));
  }
}
