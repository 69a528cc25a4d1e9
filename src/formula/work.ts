// One budget for deriving, simplifying, explaining and writing, counted in work and not in time: expressions made or
// looked at, and what is written of them.

/** Most work of one call: what the longest text takes whose derivative grows no faster than it does. */
const MOST_WORK = 5_000_000;

let left = Infinity;

/** So much work for what `who` does with a formula, in one go or in several. */
export class WorkBudget {
  #left: number;
  readonly #who: string;
  readonly #cure: string;
  readonly #most: number;

  constructor(who: string, cure: string, most = MOST_WORK) {
    [this.#who, this.#cure, this.#most, this.#left] = [who, cure, most, most];
  }

  /**
   * Result of a part of it; within another budget, in what that has left. Throws RangeError where it takes more, which
   * says what to do instead, and OutOfWork where it is the other's that is used up.
   */
  spendOn<T>(does: () => T): T {
    const before = left;
    const own = this.#left < before;
    if (own) left = this.#left;
    const start = left;
    try {
      return does();
    } catch (error) {
      if (!own || !(error instanceof OutOfWork)) throw error;
      throw new RangeError(
        `${this.#who}: the formula needs at most ${this.#most} steps of work, got more; ${this.#cure}`,
      );
    } finally {
      const spent = start - left;
      this.#left -= spent;
      left = before - spent;
    }
  }
}

/** Result of what `who` does with a formula, in one budget: see `WorkBudget`. */
export const withinWork = <T>(who: string, cure: string, does: () => T, most?: number): T =>
  new WorkBudget(who, cure, most).spendOn(does);

/** Result of what is done in parts, all of them in so much work; null where that is too little. */
export function doneInWork<T>(most: number, parts: Generator<void, T>): T | null {
  const before = left;
  left = Math.min(before, most);
  const start = left;
  try {
    for (;;) {
      const { done, value } = parts.next();
      if (done) return value;
    }
  } catch (error) {
    if (!(error instanceof OutOfWork) || most >= before) throw error;
    return null;
  } finally {
    left = before - (start - left);
  }
}

/** Use of so much of the budget. */
export function spendWork(steps: number): void {
  left -= steps;
  if (left < 0) throw new OutOfWork('formula: the work needs a budget, got none left');
}

/** The end of a budget, on its way to whoever set it. */
export class OutOfWork extends RangeError {}
