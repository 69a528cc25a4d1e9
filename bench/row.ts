/** A workload to repeat, and some numbers of its result. */
export interface Task {
  run(): unknown;
  result(): ArrayLike<number>;
}

/**
 * A row's workload in other libraries: a function in their files in bench/peers, its arguments, and the target against
 * each.
 */
export interface Peers {
  readonly task: string;
  readonly given?: readonly (number | string | readonly number[])[];
  /** Targets by library, or "library, variant": the least ratio of speeds, null for none. */
  readonly targets: Readonly<Record<string, number | null>>;
  /** The error allowed in their results, relative above 1, where they have fewer digits than doubles. */
  readonly within?: number;
}

/** One benchmark: a workload through the public API, in plain JavaScript, and in other libraries. */
export interface Row {
  readonly name: string;
  /** The least ratio of speeds against plain JavaScript. */
  readonly target: number;
  readonly ours: () => Task;
  /** The fastest plain JavaScript known, in one or several variants, of which the fastest counts. */
  readonly plain: Readonly<Record<string, () => Task>>;
  readonly peers?: Peers;
  /** Set where the other side has no result to compare. */
  readonly yardstick?: true;
  /** Set where it is measured in Chromium as well. */
  readonly chromium?: true;
  /** What limits it, told where it misses a target: what was tried, what the generated code shows. */
  readonly why?: string;
}

/** A workload whose result is read from what it returned last. */
export function last<T>(run: () => T | Promise<T>, look: (returned: T) => ArrayLike<number>): Task {
  let returned: T;
  return {
    run() {
      const now = run();
      if (now instanceof Promise)
        return now.then((then: T) => {
          returned = then;
        });
      returned = now;
      return undefined;
    },
    result: () => look(returned),
  };
}

/** A workload that returns its result. */
export const task = (run: () => ArrayLike<number>): Task => last(run, (returned) => returned);

/** Pseudorandom numbers between −1 and 1, the same in every process. */
export function numbers(n: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: n }, () => {
    state = (state * 16807) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  });
}
