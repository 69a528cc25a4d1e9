import type { ReactiveControllerHost } from 'lit';
import { logspace } from '../../src/spec/logspace.js';
import { Playhead } from '../figure/playhead.js';
import { prefersReducedMotion } from '../player/player.js';

const frameCount = 240;
const shrinkFactor = 1e-3;

/** Animation of h down to a thousandth, evenly in its logarithm; at once where reduced motion is preferred. */
export class StepAnimation {
  readonly playhead: Playhead;
  #steps: number[] = [];
  #setStep: (h: number) => void;

  constructor(host: ReactiveControllerHost, set: (h: number) => void) {
    this.#setStep = set;
    const lastFrame = () => Math.max(0, this.#steps.length - 1);
    this.playhead = new Playhead(
      host,
      () => ({ computed: lastFrame(), total: lastFrame(), done: true }),
      () => {
        if (this.playhead.playing && this.#steps.length > 0) set(this.#steps[this.playhead.step]);
      },
    );
  }

  /** Starts from h, or goes on from where it was paused. */
  playFrom(h: number): void {
    if (prefersReducedMotion()) {
      this.#setStep(h * shrinkFactor);
      return;
    }
    if (this.playhead.ended || this.#steps[this.playhead.step] !== h) {
      this.#steps = logspace(Math.abs(h), Math.abs(h) * shrinkFactor, frameCount).map((size) =>
        h < 0 ? -size : size,
      );
      this.playhead.seek(0);
    }
    this.playhead.play();
  }
}
