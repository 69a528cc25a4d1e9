// Printing: figures are told before their page is printed, and after it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds that each figure of a page may compute before it is printed. */
const printBudget = 10_000;

interface PrintedFigure {
  /** Called before a print, with the time by which computing has to end. */
  enter(until: number): void;
  /** Called after it. */
  exit(): void;
}

const figures = new Set<PrintMode>();
const media = () => matchMedia('print');
let watched: MediaQueryList | null = null;

function enterPrint(): void {
  for (const figure of figures) figure.enter(performance.now() + printBudget);
}

function exitPrint(): void {
  if (media().matches) return;
  for (const figure of figures) figure.exit();
}

const followMedia = () => (media().matches ? enterPrint() : exitPrint());

function watch(): void {
  watched = media();
  watched.addEventListener('change', followMedia);
  addEventListener('beforeprint', enterPrint);
  addEventListener('afterprint', exitPrint);
}

function unwatch(): void {
  watched?.removeEventListener('change', followMedia);
  removeEventListener('beforeprint', enterPrint);
  removeEventListener('afterprint', exitPrint);
}

/** Whether a figure is being printed. */
export class PrintMode implements ReactiveController {
  active = false;
  readonly #figure: PrintedFigure;

  constructor(host: ReactiveControllerHost, figure: PrintedFigure) {
    this.#figure = figure;
    host.addController(this);
  }

  enter(until: number): void {
    if (this.active) return;
    this.active = true;
    this.#figure.enter(until);
  }

  exit(): void {
    if (!this.active) return;
    this.active = false;
    this.#figure.exit();
  }

  hostConnected(): void {
    if (figures.size === 0) watch();
    figures.add(this);
  }

  hostDisconnected(): void {
    this.exit();
    figures.delete(this);
    if (figures.size === 0) unwatch();
  }
}
