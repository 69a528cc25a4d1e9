import type { ReactiveControllerHost } from 'lit';

/** Seconds that playing all steps takes at speed 1, however fast they were computed. */
const seconds = 6;
/** Bounds of the speed; above the upper one the last step is shown at once. */
const slowest = 0.25;
export const fastest = 8;
/** The longest time between two frames that moves the playhead, in milliseconds: a hidden tab has none for long. */
const longest = 100;

interface Course {
  /** The last step computed. */
  frontier: number;
  /** The last step there will be. */
  total: number;
  /** Whether nothing more will be computed. */
  done: boolean;
}

/** The step shown, advanced by animation frames while playing, and never beyond the last step computed. */
export class Pace {
  playing = false;
  #speed = 1;
  #at = 0;
  #frame = 0;
  #held = true;
  #then = 0;
  #host: ReactiveControllerHost;
  #course: () => Course;
  #moved: () => void;

  constructor(host: ReactiveControllerHost, course: () => Course, moved: () => void) {
    this.#host = host;
    this.#course = course;
    this.#moved = moved;
  }

  /** The speed, clamped from below; 1 for 0 and NaN. */
  set speed(asked: number) {
    this.#speed = asked > fastest ? Number.POSITIVE_INFINITY : Math.max(slowest, asked || 1);
  }

  /** The step shown, an integer. */
  get step(): number {
    return Math.floor(this.#at);
  }

  get ended(): boolean {
    const { frontier, done } = this.#course();
    return done && this.step >= frontier;
  }

  play(): void {
    if (this.playing) return;
    if (this.ended) this.#at = 0;
    this.playing = true;
    this.#ask();
    this.#host.requestUpdate();
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    this.#host.requestUpdate();
  }

  /** Moves the playhead to a step, clamped to those computed. */
  seek(step: number): void {
    this.#at = Math.min(Math.max(0, step), this.#course().frontier);
    this.#moved();
    this.#host.requestUpdate();
  }

  /** Suspends or resumes the animation while the figure is out of sight; `playing` stays as it is. */
  hold(held: boolean): void {
    this.#held = held;
    if (held) cancelAnimationFrame(this.#frame);
    else if (this.playing) this.#ask();
  }

  #ask(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#held) return;
    this.#then = performance.now();
    this.#frame = requestAnimationFrame(this.#tick);
  }

  #tick = (now: number): void => {
    const { frontier, total } = this.#course();
    const passed = Math.min(longest, Math.max(0, now - this.#then)) / 1000;
    this.#then = now;
    const before = this.step;
    const on = (Math.max(1, total) * passed) / seconds;
    this.#at = this.#speed > fastest ? frontier : Math.min(frontier, this.#at + on * this.#speed);
    if (this.step !== before) this.#moved();
    if (this.ended) {
      this.pause();
      return;
    }
    this.#frame = requestAnimationFrame(this.#tick);
  };
}
