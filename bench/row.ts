/** Something to do again and again, and some numbers of what comes of it. */
export interface Task {
  run(): unknown;
  result(): ArrayLike<number>;
}

/** What another library does of a row: a function of its file in bench/peers, what it is given, the target against each. */
export interface Peers {
  readonly task: string;
  readonly given?: readonly (number | string | readonly number[])[];
  /** By library, or "library, way" where it has several: how many times as fast ours is to be, null for no target. */
  readonly targets: Readonly<Record<string, number | null>>;
  /** How far off their results may be, beside 1, where they have fewer digits than doubles have. */
  readonly within?: number;
}

/** A thing to do, as users of the library do it, in plain JavaScript, and by other libraries. */
export interface Row {
  readonly name: string;
  /** How many times as fast ours is to be, at least. */
  readonly target: number;
  readonly ours: () => Task;
  /** The fastest plain JavaScript known, one way or several; the fastest of them is the one that counts. */
  readonly plain: Readonly<Record<string, () => Task>>;
  readonly peers?: Peers;
  /** The other side is a yardstick that has no result to compare. */
  readonly yardstick?: true;
  /** Whether it is measured in Chromium as well. */
  readonly chromium?: true;
}

/** A task whose result is looked at through what it returned last. */
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

/** A task that returns its result each time. */
export const task = (run: () => ArrayLike<number>): Task => last(run, (returned) => returned);

/** Numbers that look random and are the same in every process, between −1 and 1. */
export function numbers(n: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: n }, () => {
    state = (state * 16807) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  });
}
