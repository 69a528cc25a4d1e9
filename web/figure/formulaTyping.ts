import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { understood } from '../../src/calculus/derivativeModel.js';

/** Milliseconds without typing before an unfinished formula counts as an error. */
const patience = 700;

/** Debounced input of a formula: taken at once where it parses, otherwise after a pause. */
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
