import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isReadableFormula } from '../../src/calculus/derivativeModel.js';

/** Milliseconds without typing before an unfinished formula counts as an error. */
const typingDelay = 700;

/** Debounced input of a formula: taken at once where it parses, otherwise after a pause. */
export class FormulaInput implements ReactiveController {
  #accept: (text: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, take: (text: string) => void) {
    this.#accept = take;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  readonly handleInput = (text: string, done: boolean): void => {
    clearTimeout(this.#timer);
    if (done || isReadableFormula(text)) this.#accept(text);
    else this.#timer = setTimeout(() => this.#accept(text), typingDelay);
  };
}
