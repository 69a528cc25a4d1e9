import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  checkPlace,
  type DerivativeCurve,
  type DerivativeModel,
  derivativeCurve,
} from '../../src/calculus/derivativeModel.js';
import {
  type DerivativeRequest,
  tag as who,
  workOutAtOnce,
  workOutDerivative,
} from '../../src/calculus/workedDerivative.js';
import { tangentSnapshot } from '../../src/picture/derivative/derivativeView.js';
import type { TangentSnapshot } from '../../src/picture/derivative/tangentSentences.js';
import { parseDomain } from '../../src/picture/domain.js';
import { parametrize } from '../../src/picture/parameters.js';
import { AskedWords } from '../figure/askedWords.js';
import { SlowTimer } from '../figure/slowTimer.js';
import { workerClient } from '../worker/workerClient.js';

interface DerivativeAttributes {
  f: string;
  /** The parameters of f. */
  at: string;
  x: number;
  h: number;
  order: number;
  domain: string;
}

type PointAndStep = Pick<DerivativeAttributes, 'x' | 'h'>;

interface AskedCurve {
  request: DerivativeRequest;
  curve: DerivativeCurve;
}

/** State of the derivative figure: the curve of the attributes, the point and h, and the last error. */
export class TangentState implements ReactiveController {
  /** The last valid state, which is the one drawn. */
  snapshot: TangentSnapshot | null = null;
  /** The error of the last request. */
  error: Error | null = null;
  /** The parameters of the last valid request. */
  parameters: ReadonlyMap<string, number> = new Map();
  /** Point and step as the page set them, to which Reset returns. */
  home: PointAndStep = { x: 1, h: 1 };
  #ownPlace: PointAndStep | null = null;
  readonly #requestKey = new AskedWords();
  readonly #changed: () => void;
  #place: PointAndStep = { x: 1, h: 1 };
  #model: DerivativeModel | null = null;
  /** What `#model` is, or will be, made of. */
  #asked: AskedCurve | null = null;
  /** Ends the working out of `#asked`; null where none goes on. */
  #cancel: (() => void) | null = null;
  #interrupted = false;
  readonly #slowTimer = new SlowTimer();

  /** `changed` is called when what was worked out elsewhere has come, or an error in its place. */
  constructor(host: ReactiveControllerHost, changed: () => void) {
    this.#changed = changed;
    host.addController(this);
  }

  /** Whether the curve asked for is still being worked out, and the last one shown. */
  get working(): boolean {
    return this.#cancel !== null;
  }

  /** Whether it is being worked out for so long that the reader should be told. */
  get isLate(): boolean {
    return this.working && this.#slowTimer.isSlow;
  }

  /** Takes over the attributes; true where they differ from the last ones. */
  readAttributes(asked: DerivativeAttributes): boolean {
    if (!this.#ownPlace || !isSamePlace(this.#ownPlace, asked)) this.home = { x: asked.x, h: asked.h };
    this.#ownPlace = { x: asked.x, h: asked.h };
    const { f, at, x, h, order, domain } = asked;
    if (!this.#requestKey.isNew(f, at, order, domain, this.home.x, x, h)) return false;
    this.error = null;
    try {
      if (f.trim() === '') this.#clear();
      else this.#takeRequest(asked);
    } catch (error) {
      this.#stop();
      this.error = error as Error;
    }
    return true;
  }

  /** Move by the user, which leaves `home` as it is. */
  movePlace(place: PointAndStep): void {
    this.#ownPlace = place;
  }

  hostConnected(): void {
    workerClient.addUser();
    if (this.#interrupted && this.#asked) this.#workElsewhere(this.#asked);
    this.#interrupted = false;
  }

  /** Cancels what is being worked out, to be started again on return. */
  hostDisconnected(): void {
    this.#interrupted = this.working;
    this.#cancel?.();
    this.#cancel = null;
    workerClient.removeUser();
  }

  #takeRequest({ f: text, at, x, h, order, domain }: DerivativeAttributes): void {
    const span = parseDomain(who, domain, this.home.x);
    checkPlace(x, h, span);
    const { text: f, parameters } = parametrize(who, text, at);
    this.#place = { x, h };
    this.parameters = parameters;
    const request = { f, order, span };
    if (JSON.stringify(request) !== JSON.stringify(this.#asked?.request)) this.#work(request);
    if (!this.working) this.#takeSnapshot();
  }

  /** The model of a request: at once where that is little work, else in the page's worker. */
  #work(request: DerivativeRequest): void {
    this.#stop();
    const asked = { request, curve: derivativeCurve(request) };
    const worked = workOutAtOnce(request, asked.curve.formula);
    this.#asked = asked;
    if (worked) this.#model = { ...asked.curve, ...worked };
    else this.#workElsewhere(asked);
  }

  #workElsewhere({ request, curve }: AskedCurve): void {
    this.#slowTimer.start(() => this.working && this.#changed());
    this.#cancel = workerClient.submitDerivative(request, {
      worked: (worked) => {
        this.#cancel = null;
        this.#model = { ...curve, ...worked };
        this.#takeSnapshot();
        this.#changed();
      },
      error: (error) => {
        this.#cancel = this.#asked = null;
        this.error = error;
        this.#changed();
      },
    });
  }

  /** What is being worked out, at once, if it is done by a time; true where nothing is left. */
  finishAtOnce(until: number): boolean {
    if (!this.#cancel || !this.#asked) return true;
    const { request, curve } = this.#asked;
    const parts = workOutDerivative(request, curve.formula);
    for (let next = parts.next(); ; next = parts.next()) {
      if (next.done) {
        this.#cancel();
        this.#cancel = null;
        this.#model = { ...curve, ...next.value };
        this.#takeSnapshot();
        this.#changed();
        return true;
      }
      if (performance.now() >= until) return false;
    }
  }

  #takeSnapshot(): void {
    const { x, h } = this.#place;
    this.snapshot = tangentSnapshot(this.#model!, x, h);
  }

  /** End of what is being worked out; an equal request begins anew. */
  #stop(): void {
    if (!this.#cancel) return;
    this.#cancel();
    this.#cancel = this.#asked = null;
  }

  #clear(): void {
    this.#stop();
    this.snapshot = null;
  }
}

const isSamePlace = (a: PointAndStep, b: PointAndStep) => Object.is(a.x, b.x) && Object.is(a.h, b.h);
