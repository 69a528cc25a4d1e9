import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { understood } from '../../src/calculus/derivativeModel.js';

/** A half-typed formula is no mistake yet, for so many milliseconds. */
const patience = 700;

/** A formula under the reader's fingers: taken as soon as it can be read, or when they rest. */
export class Typing implements ReactiveController {
  #take: (text: string) => void;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, take: (text: string) => void) {
    this.#take = take;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#waiting);
  }

  readonly typed = (text: string, done: boolean): void => {
    clearTimeout(this.#waiting);
    if (done || understood(text)) this.#take(text);
    else this.#waiting = setTimeout(() => this.#take(text), patience);
  };
}
