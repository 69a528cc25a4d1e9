import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds without typing before an unfinished formula counts as an error. */
const typingDelay = 700;

/** Debounced input of a formula: taken at once where it parses, otherwise after a pause. */
export class FormulaInput implements ReactiveController {
  #accept: (text: string) => void;
  #isReadable: (text: string) => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `isReadable` tells whether a text is one to be taken at once. */
  constructor(
    host: ReactiveControllerHost,
    take: (text: string) => void,
    isReadable: (text: string) => boolean,
  ) {
    this.#accept = take;
    this.#isReadable = isReadable;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  readonly handleInput = (text: string, done: boolean): void => {
    clearTimeout(this.#timer);
    if (done || this.#isReadable(text)) this.#accept(text);
    else this.#timer = setTimeout(() => this.#accept(text), typingDelay);
  };
}
