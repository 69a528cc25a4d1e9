import type { Comparison, Report } from '../../src/index.js';

/** A run as far as it has been shown. */
interface RunSoFar {
  label: string;
  optimizer: string;
  /** The loss at the step shown. */
  value: number;
  /** The same on the rows kept apart, where some are. */
  validation?: number;
}

class NablaEvent<Detail> extends Event {
  readonly detail: Detail;
  constructor(type: string, detail: Detail) {
    super(type, { bubbles: true, composed: true });
    this.detail = detail;
  }
}

/** The step shown has changed; at most once a frame. */
export class NablaStepEvent extends NablaEvent<{ step: number; runs: RunSoFar[] }> {
  constructor(step: number, runs: RunSoFar[]) {
    super('nabla-step', { step, runs });
  }
}

/** What the reader has changed: a setting and its value. */
interface Change {
  name: string;
  value: unknown;
  /** The value again, where it is the point that a curve is looked at from. */
  point?: number;
}

/** The reader has changed something by hand; what the page itself changes is no news to it. */
export class NablaChangeEvent extends NablaEvent<Change> {
  constructor(change: Change) {
    super('nabla-change', change);
  }
}

/** The comparison has been shown to its end. */
export class NablaEndEvent extends NablaEvent<{ comparison: Comparison }> {
  constructor(comparison: Comparison) {
    super('nabla-end', { comparison });
  }
}

/** A gradient has been checked. */
export class NablaReportEvent extends NablaEvent<{ report: Report }> {
  constructor(report: Report) {
    super('nabla-end', { report });
  }
}

/** What was asked for cannot be done; the figure says so in its place. */
export class NablaErrorEvent extends NablaEvent<{ error: Error }> {
  constructor(error: Error) {
    super('nabla-error', { error });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nabla-step': NablaStepEvent;
    'nabla-change': NablaChangeEvent;
    'nabla-end': NablaEndEvent;
    'nabla-error': NablaErrorEvent;
  }
}
