import type { ReactiveControllerHost } from 'lit';

/** How long a whole run takes to be shown, however fast it was computed. */
const seconds = 6;
/** How much slower and faster that may be; what is faster still is at once. */
const slowest = 0.25;
export const fastest = 8;
/** A frame that comes later than this (a tab that was away) moves the playhead no further than this. */
const longest = 100;

interface Course {
  /** The last step that can be shown now. */
  frontier: number;
  /** The last step there will be. */
  total: number;
  /** Nothing more will be computed. */
  done: boolean;
}

/** The playhead: which step is shown. While playing it is a function of time; drawing follows computing. */
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

  /** 1 where it is no speed at all. */
  set speed(asked: number) {
    this.#speed = asked > fastest ? Number.POSITIVE_INFINITY : Math.max(slowest, asked || 1);
  }

  /** The step shown, a whole number. */
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

  /** Shows a step, as near as has been computed. */
  seek(step: number): void {
    this.#at = Math.min(Math.max(0, step), this.#course().frontier);
    this.#moved();
    this.#host.requestUpdate();
  }

  /** Time stands still for a figure that nobody can see; it plays on when it is seen again. */
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
