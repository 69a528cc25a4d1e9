/** Milliseconds of waiting after which a reader is told of it. */
const SLOW_MS = 400;

/** Timer of what is waited for, which tells when that has become long. */
export class SlowTimer {
  /** Whether the wait that was started last is long. */
  isSlow = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Start of a wait, in place of the one before; `slow` is called when it has become long. */
  start(slow: () => void): void {
    this.isSlow = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.isSlow = true;
      slow();
    }, SLOW_MS);
  }
}
