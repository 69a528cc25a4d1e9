// Turns of a thread: work in tasks of its own, between which a page answers its user and paints, and a worker its page.
import { yieldToEventLoop } from '../../src/runs/eventLoop.js';

/** Wait for a task of one's own, after those that were asked for before. */
export const nextTurn = (): Promise<void> => yieldToEventLoop();

/** Result of a generator whose parts are run in tasks of about so many milliseconds; null once the signal ends it. */
export async function runInTurns<T>(
  parts: Generator<void, T>,
  signal: AbortSignal,
  slice: number,
): Promise<T | null> {
  for (let last = performance.now(); ; ) {
    const { done, value } = parts.next();
    if (done) return value;
    if (performance.now() - last < slice) continue;
    await nextTurn();
    if (signal.aborted) return null;
    last = performance.now();
  }
}

/** Milliseconds of work in one task of a page. */
const sliceMs = 8;

/** Work of a page that is done in turns, unless its result is needed before. */
export class GradualWork<T> {
  readonly #parts: Generator<void, T>;
  readonly #abort = new AbortController();
  #result: { value: T } | null = null;

  /** `done` is called when turns have brought it to its end. */
  constructor(parts: Generator<void, T>, done: () => void) {
    this.#parts = parts;
    void this.#run(done);
  }

  get isDone(): boolean {
    return this.#result !== null;
  }

  /** The result, at once. */
  finish(): T {
    while (!this.#result) {
      const { done, value } = this.#parts.next();
      if (done) this.#result = { value };
    }
    return this.#result.value;
  }

  cancel(): void {
    this.#abort.abort();
  }

  async #run(done: () => void): Promise<void> {
    const { signal } = this.#abort;
    await nextTurn();
    const value = await runInTurns(this.#parts, signal, sliceMs);
    if (signal.aborted) return;
    // Finished by then, the generator has no result any more.
    this.#result ??= { value: value as T };
    done();
  }
}
