/** One call, whose result is what is compared. */
export type Call = () => ArrayLike<number> | Promise<ArrayLike<number>>;

/** A thing to do, as users of the library do it and in plain JavaScript. */
export interface Row {
  readonly name: string;
  /** How many times as fast ours is to be, at least. */
  readonly target: number;
  /** Makes ready, and gives the call that is timed. */
  readonly ours: () => Call;
  /** The fastest plain JavaScript known, one way or several. */
  readonly plain: Readonly<Record<string, () => Call>>;
}

/** Numbers that look random and are the same in every process, between −1 and 1. */
export function numbers(n: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: n }, () => {
    state = (state * 16807) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  });
}
