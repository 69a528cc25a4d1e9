import type { ReactiveControllerHost } from 'lit';
import { logspace } from '../../src/index.js';
import { Pace } from '../figure/playhead.js';
import { stillness } from '../player/player.js';

const pictures = 240;
const thousandth = 1e-3;

/** Animation of h down to a thousandth, evenly in its logarithm; at once where reduced motion is preferred. */
export class Shrink {
  readonly pace: Pace;
  #path: number[] = [];
  #set: (h: number) => void;

  constructor(host: ReactiveControllerHost, set: (h: number) => void) {
    this.#set = set;
    const last = () => Math.max(0, this.#path.length - 1);
    this.pace = new Pace(
      host,
      () => ({ frontier: last(), total: last(), done: true }),
      () => {
        if (this.pace.playing && this.#path.length > 0) set(this.#path[this.pace.step]);
      },
    );
  }

  /** Starts from h, or goes on from where it was paused. */
  play(h: number): void {
    if (stillness()) {
      this.#set(h * thousandth);
      return;
    }
    if (this.pace.ended || this.#path[this.pace.step] !== h) {
      this.#path = logspace(Math.abs(h), Math.abs(h) * thousandth, pictures).map((size) =>
        h < 0 ? -size : size,
      );
      this.pace.seek(0);
    }
    this.pace.play();
  }
}
