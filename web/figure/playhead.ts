import type { ReactiveControllerHost } from 'lit';

/** Seconds that playing all steps takes at speed 1, however fast they were computed. */
const playSeconds = 6;
/** Bounds of the speed; above the upper one the last step is shown at once. */
const slowestSpeed = 0.25;
export const fastestSpeed = 8;
/** The longest time between two frames that moves the playhead, in milliseconds: a hidden tab has none for long. */
const maxFrameMs = 100;

interface Timeline {
  /** The last step computed. */
  computed: number;
  /** The last step there will be. */
  total: number;
  /** Whether nothing more will be computed. */
  done: boolean;
}

/** The step shown, advanced by animation frames while playing, and never beyond the last step computed. */
export class Playhead {
  playing = false;
  #speed = 1;
  #position = 0;
  #frame = 0;
  #isHeld = true;
  #lastFrameTime = 0;
  #host: ReactiveControllerHost;
  #timeline: () => Timeline;
  #onMove: () => void;

  constructor(host: ReactiveControllerHost, timeline: () => Timeline, moved: () => void) {
    this.#host = host;
    this.#timeline = timeline;
    this.#onMove = moved;
  }

  /** The speed, clamped from below; 1 for 0 and NaN. */
  set speed(asked: number) {
    this.#speed = asked > fastestSpeed ? Number.POSITIVE_INFINITY : Math.max(slowestSpeed, asked || 1);
  }

  /** The step shown, an integer. */
  get step(): number {
    return Math.floor(this.#position);
  }

  get ended(): boolean {
    const { computed, done } = this.#timeline();
    return done && this.step >= computed;
  }

  play(): void {
    if (this.playing) return;
    if (this.ended) this.#position = 0;
    this.playing = true;
    this.#requestFrame();
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
    this.#position = Math.min(Math.max(0, step), this.#timeline().computed);
    this.#onMove();
    this.#host.requestUpdate();
  }

  /** Suspends or resumes the animation while the figure is out of sight; `playing` stays as it is. */
  setHeld(held: boolean): void {
    this.#isHeld = held;
    if (held) cancelAnimationFrame(this.#frame);
    else if (this.playing) this.#requestFrame();
  }

  #requestFrame(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#isHeld) return;
    this.#lastFrameTime = performance.now();
    this.#frame = requestAnimationFrame(this.#advanceFrame);
  }

  #advanceFrame = (now: number): void => {
    const { computed, total } = this.#timeline();
    const passed = Math.min(maxFrameMs, Math.max(0, now - this.#lastFrameTime)) / 1000;
    this.#lastFrameTime = now;
    const before = this.step;
    const on = (Math.max(1, total) * passed) / playSeconds;
    this.#position =
      this.#speed > fastestSpeed ? computed : Math.min(computed, this.#position + on * this.#speed);
    if (this.step !== before) this.#onMove();
    if (this.ended) {
      this.pause();
      return;
    }
    this.#frame = requestAnimationFrame(this.#advanceFrame);
  };
}
