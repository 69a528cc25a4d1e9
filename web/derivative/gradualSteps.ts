import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { elementCount } from '../../src/calculus/workedDerivative.js';
import type { Step } from '../../src/index.js';

/** Most elements of MathML that are made before a page paints. */
const MOST_AT_A_PAINT = 2500;

/** Steps of a derivation that are on the page: the first at once, of a long one more with every frame. */
export class GradualSteps implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #steps: readonly Step[] = [];
  #count = 0;
  #frame = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The first of these steps, more each time until they are all there; the host is updated until then. */
  next(steps: readonly Step[]): readonly Step[] {
    if (steps !== this.#steps) [this.#steps, this.#count] = [steps, 0];
    if (this.#frame === 0 && this.#count < steps.length) {
      this.#count = countShown(steps, this.#count);
      if (this.#count < steps.length) this.#frame = requestAnimationFrame(this.#goOn);
    }
    return steps.slice(0, this.#count);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #goOn = (): void => {
    this.#frame = 0;
    this.#host.requestUpdate();
  };
}

/** Number of steps when those from `from` on are as many more as a paint has time for, one at least. */
function countShown(steps: readonly Step[], from: number): number {
  let elements = 0;
  let count = from;
  while (count < steps.length && (count === from || elements < MOST_AT_A_PAINT)) {
    const { before, after } = steps[count++].mathml;
    elements += elementCount(before) + elementCount(after);
  }
  return count;
}
