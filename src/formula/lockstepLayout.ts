import type { Vec } from '../fn.js';
import type { OptimizerState, Update } from './update.js';

// Memory map of the lockstep loop: `lockstep.ts` writes the loop by it, `descent/lockstepArrays.ts` fills and reads the arrays.
// All numbers are doubles; [2] are those of the two runs of a pair, side by side, so that one instruction takes both.
//   x        [step][pair][variable][2]                         a step reads one row and writes the next
//   memory   [pair][state by variable, clock, updates made][2]
//   knobs    [pair][knob][2]                                   those that stay, then the bound of the gradient if clipped
//   inputs   [step][pair][knob][2]                             those that change from step to step
//   losses   [run][stride]                                     the loss at each x
//   slopes   [run][ROW]                                        the largest slope there, where the loop has slopes

/** Most steps in one call of the loop. */
export const MOST_STEPS = 1024;
/** Length of a row of slopes: not a power of two, so that rows do not compete for the same cache sets. */
export const ROW_LENGTH = MOST_STEPS + 8;

/** Bytes of a number, and of the two of a pair of runs. */
export const NUMBER_BYTES = 8;
export const PAIR_BYTES = 2 * NUMBER_BYTES;

/** The addresses of the arrays. */
export interface LockstepAddresses {
  x: number;
  memory: number;
  knobs: number;
  inputs: number;
  losses: number;
  slopes: number;
}

/** Forms of a loop beside its update. */
interface LockstepForm {
  /** Whether it notes the largest slopes. */
  readonly slopes: boolean;
  /** Whether it scales down gradients that are longer than a bound. */
  readonly clips: boolean;
  /** Knobs that change from step to step. */
  readonly inputs: readonly string[];
}

/** Sizes of a run's part in the arrays of pairs, and the order of its numbers. */
export class LockstepLayout {
  readonly update: Update;
  readonly form: LockstepForm;
  readonly variableCount: number;
  readonly memoryLength: number;
  /** Knobs that stay. */
  readonly knobs: readonly string[];
  readonly knobCount: number;

  constructor(variableCount: number, update: Update, form: LockstepForm) {
    [this.update, this.form, this.variableCount] = [update, form, variableCount];
    this.knobs = update.knobs.filter((name) => !form.inputs.includes(name));
    this.knobCount = this.knobs.length + (form.clips ? 1 : 0);
    this.memoryLength = this.clockIndex(update.clock.length) + 1;
  }

  /** Index of state s of variable i in a run's memory. */
  stateIndex(s: number, i: number): number {
    return this.variableCount * s + i;
  }

  clockIndex(c: number): number {
    return this.variableCount * this.update.state.length + c;
  }

  /** Index of the number of updates made. */
  get updatesIndex(): number {
    return this.memoryLength - 1;
  }

  /** Bytes of x from a step to the next, for that many pairs. */
  rowBytes(pairs: number): number {
    return PAIR_BYTES * this.variableCount * pairs;
  }

  /** A run's memory before its first update. */
  initialMemory({ state, clock }: OptimizerState): Vec {
    const memory = new Float64Array(this.memoryLength);
    this.update.state.forEach((name, s) => {
      memory.set(state[name], this.stateIndex(s, 0));
    });
    this.update.clock.forEach((name, c) => {
      memory[this.clockIndex(c)] = clock[name];
    });
    return memory;
  }
}

/** The index in the heap of the number at an address. */
export const heapIndex = (address: number) => address >> 3;

/** The index in the heap of a run's first of `count` numbers in an array of pairs. */
const pairIndex = (address: number, count: number, r: number) =>
  heapIndex(address) + (r >> 1) * 2 * count + (r & 1);

/** The index in the heap of a run's row of losses or of slopes. */
export const rowIndex = (address: number, length: number, r: number) => heapIndex(address) + r * length;

/**
 * Copy of run r's `count` numbers in an array of pairs, or in a row of x, to some place; NaN becomes the canonical one.
 */
export function readRun(heap: Vec, address: number, r: number, out: Vec, at = 0, count = out.length): void {
  const from = pairIndex(address, count, r);
  for (let i = 0; i < count; i++) {
    const value = heap[from + 2 * i];
    out[at + i] = Number.isNaN(value) ? NaN : value;
  }
}

/** Whether all `count` numbers of run r are finite. */
export function isRunFinite(heap: Vec, address: number, r: number, count: number): boolean {
  const from = pairIndex(address, count, r);
  for (let i = 0; i < count; i++) if (!Number.isFinite(heap[from + 2 * i])) return false;
  return true;
}

/** Whether all `count` numbers of run r are the same at two addresses. */
export function isRunEqual(heap: Vec, a: number, b: number, r: number, count: number): boolean {
  const [from, other] = [pairIndex(a, count, r), pairIndex(b, count, r)];
  for (let i = 0; i < count; i++) if (heap[from + 2 * i] !== heap[other + 2 * i]) return false;
  return true;
}

export function writeRun(heap: Vec, address: number, r: number, values: ArrayLike<number>): void {
  const from = pairIndex(address, values.length, r);
  for (let i = 0; i < values.length; i++) heap[from + 2 * i] = values[i];
}
