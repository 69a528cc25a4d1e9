// One budget for deriving, simplifying, explaining and writing, counted in work and not in time: expressions made or
// looked at, and what is written of them.

/** Most work of one call: what the longest text takes whose derivative grows no faster than it does. */
const MOST_WORK = 5_000_000;

let left = Infinity;

/**
 * Result of what `who` does with a formula, in so much work; within another call, in what that has left. Throws
 * RangeError for more, which says what to do instead.
 */
export function withinWork<T>(who: string, cure: string, does: () => T, most = MOST_WORK): T {
  const before = left;
  const own = most < before;
  if (own) left = most;
  const start = left;
  try {
    return does();
  } catch (error) {
    if (!own || !(error instanceof OutOfWork)) throw error;
    throw new RangeError(`${who}: the formula needs at most ${most} steps of work, got more; ${cure}`);
  } finally {
    left = before - (start - left);
  }
}

/** Use of so much of the budget. */
export function spendWork(steps: number): void {
  left -= steps;
  if (left < 0) throw new OutOfWork('formula: the work needs a budget, got none left');
}

class OutOfWork extends RangeError {}
