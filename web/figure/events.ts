import type { Comparison, Report } from '../../src/index.js';

/** A run at the step shown. */
interface RunSoFar {
  label: string;
  optimizer: string;
  /** The loss at the step shown. */
  value: number;
  /** The validation loss there, where rows are kept apart. */
  validation?: number;
}

class NablaEvent<Detail> extends Event {
  readonly detail: Detail;
  constructor(type: string, detail: Detail) {
    super(type, { bubbles: true, composed: true });
    this.detail = detail;
  }
}

/** Change of the step shown; fired at most once a frame. */
export class NablaStepEvent extends NablaEvent<{ step: number; runs: RunSoFar[] }> {
  constructor(step: number, runs: RunSoFar[]) {
    super('nabla-step', { step, runs });
  }
}

/** A setting changed by the user, and its value. */
interface Change {
  name: string;
  value: unknown;
  /** The value again, where it is the point at which a curve is inspected. */
  point?: number;
}

/** Change of a setting by the user; changes that the page makes itself fire nothing. */
export class NablaChangeEvent extends NablaEvent<Change> {
  constructor(change: Change) {
    super('nabla-change', change);
  }
}

/** End of the comparison, once all of it has been shown. */
export class NablaEndEvent extends NablaEvent<{ comparison: Comparison }> {
  constructor(comparison: Comparison) {
    super('nabla-end', { comparison });
  }
}

/** Report of a gradient check that has finished. */
export class NablaReportEvent extends NablaEvent<{ report: Report }> {
  constructor(report: Report) {
    super('nabla-end', { report });
  }
}

/** Error in the settings or the data; the figure shows the same message. */
export class NablaErrorEvent extends NablaEvent<{ error: Error }> {
  constructor(error: Error) {
    super('nabla-error', { error });
  }
}

/** Listening to an element whose events of one name are of another class than those of most. */
export interface Listening<Events> {
  <Name extends keyof Events>(
    type: Name,
    listener: (event: Events[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nabla-step': NablaStepEvent;
    'nabla-change': NablaChangeEvent;
    'nabla-end': NablaEndEvent;
    'nabla-error': NablaErrorEvent;
  }
}
