import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FieldGrid } from '../../src/picture/contours.js';
import { mapSamples } from '../../src/picture/taylor/modelMapDrawing.js';
import { curveHeights } from '../../src/picture/taylor/ordersDrawing.js';
import type { Walks } from '../../src/picture/taylor/parabolasDrawing.js';
import type { TaylorAttributes } from '../../src/picture/taylor/taylorAttributes.js';
import { noBounds, type TaylorBounds, taylorBounds } from '../../src/picture/taylor/taylorBounds.js';
import {
  descentStep,
  newtonStep,
  type TaylorModel,
  taylorModel,
} from '../../src/picture/taylor/taylorModel.js';
import { AskedWords } from '../figure/askedWords.js';
import { GradualWork } from '../worker/turns.js';

type Place = Pick<TaylorAttributes, 'x' | 'to' | 'order' | 'eta'>;

const noWalks: Walks = { newton: [], descent: [] };

/** State of the Taylor figure: the model of the attributes, and what is worked out of it bit by bit. */
export class TaylorState implements ReactiveController {
  /** The last valid model, which is the one drawn. */
  model: TaylorModel | null = null;
  error: Error | null = null;
  bounds: TaylorBounds = noBounds();
  /** Samples of a map. */
  grid: FieldGrid | null = null;
  /** Points that the steps have come to, which are the earlier ones. */
  walks: Walks = noWalks;
  /** The place as the page set it, to which Reset returns. */
  home: Place = { x: '0', to: 1, order: 3, eta: '' };
  #ownPlace: Place | null = null;
  readonly #requestKey = new AskedWords();
  readonly #boundsKey = new AskedWords();
  readonly #gridKey = new AskedWords();
  readonly #changed: () => void;
  #work: GradualWork<unknown> | null = null;

  /** `changed` is called when more has been worked out. */
  constructor(host: ReactiveControllerHost, changed: () => void) {
    this.#changed = changed;
    host.addController(this);
  }

  /** Takes over the attributes; true where they differ from the last ones. */
  readAttributes(asked: TaylorAttributes): boolean {
    const { f, at, x, to, order, eta, domain } = asked;
    const place = { x, to, order, eta };
    if (!this.#ownPlace || !isSamePlace(this.#ownPlace, place)) this.home = place;
    this.#ownPlace = place;
    if (!this.#requestKey.isNew(f, at, x, to, order, eta, domain, this.home.x, this.home.to)) return false;
    this.error = null;
    try {
      this.#takeModel(taylorModel(asked, this.home));
    } catch (error) {
      this.error = error as Error;
    }
    return true;
  }

  /** Move by the user, which leaves `home` as it is. */
  movePlace(place: Partial<Place>): void {
    this.#ownPlace = { ...this.#ownPlace!, ...place };
  }

  /** A step of both methods, each from where it is. */
  stepBoth(): void {
    const { model, walks } = this;
    if (model?.kind !== 'parabolas') return;
    const [newton = model.center] = walks.newton.slice(-1);
    const [descent = model.center] = walks.descent.slice(-1);
    this.walks = {
      newton: [...walks.newton, newtonStep(model.f, newton)],
      descent: [...walks.descent, descentStep(model.f, descent, model.eta)],
    };
  }

  forgetSteps(): void {
    this.walks = noWalks;
  }

  hostConnected(): void {
    if (!this.#work && this.model) this.#startWork();
  }

  /** Ends what is being worked out, to be started again on return. */
  hostDisconnected(): void {
    if (!this.#work || this.#work.isDone) return;
    this.#stopWork();
  }

  /** All that is still being worked out, at once. */
  finish(): void {
    this.#work?.finish();
  }

  #takeModel(model: TaylorModel | null): void {
    const before = this.model;
    this.model = model;
    if (!sameSteps(before, model)) this.walks = noWalks;
    if (model?.kind === 'orders') {
      const { f, center, to, order, span } = model;
      if (!this.#boundsKey.isNew(f.text, center, to, order, span)) return;
      this.bounds = keptBounds(before, model, this.bounds);
    } else if (model?.kind === 'map') {
      if (!this.#gridKey.isNew(model.f.text, model.spans)) return;
      this.grid = null;
    }
    this.#startWork();
  }

  #startWork(): void {
    this.#stopWork();
    const { model } = this;
    if (model?.kind === 'orders')
      this.#work = new GradualWork(
        taylorBounds(model, this.bounds, curveHeights(model), this.#changed),
        this.#changed,
      );
    else if (model?.kind === 'map')
      this.#work = new GradualWork(this.#sampledMap(mapSamples(model.f, model.spans)), this.#changed);
  }

  *#sampledMap(samples: Generator<void, FieldGrid>): Generator<void, void> {
    this.grid = yield* samples;
  }

  #stopWork(): void {
    this.#work?.cancel();
    this.#work = null;
  }
}

const isSamePlace = (a: Place, b: Place) =>
  a.x === b.x && Object.is(a.to, b.to) && Object.is(a.order, b.order) && a.eta === b.eta;

/** Bounds of the model before that hold of the next: those of the errors, where only the order is another. */
function keptBounds(before: TaylorModel | null, next: TaylorModel, bounds: TaylorBounds): TaylorBounds {
  const isSame =
    before?.kind === 'orders' &&
    next.kind === 'orders' &&
    before.f.text === next.f.text &&
    Object.is(before.center, next.center) &&
    Object.is(before.to, next.to);
  return { remainders: isSame ? bounds.remainders : [], band: [] };
}

const sameSteps = (before: TaylorModel | null, next: TaylorModel | null) =>
  before?.kind === 'parabolas' &&
  next?.kind === 'parabolas' &&
  before.f.text === next.f.text &&
  before.center === next.center &&
  before.eta === next.eta;
