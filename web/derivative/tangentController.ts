import {
  checkPlace,
  type DerivativeModel,
  derivativeModel,
  secantSlope,
  tangentPointAt,
} from '../../src/calculus/derivativeModel.js';
import type { DerivativeView } from '../../src/picture/derivative/derivativePanels.js';
import { type TangentSnapshot, tangentWords } from '../../src/picture/derivative/tangentSentences.js';
import { parseDomain } from '../../src/picture/domain.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { AskedWords } from '../figure/askedWords.js';

const who = 'nabla-derivative';

interface DerivativeAttributes {
  f: string;
  x: number;
  h: number;
  order: number;
  domain: string;
}

type PointAndStep = Pick<DerivativeAttributes, 'x' | 'h'>;

/** State of the derivative figure: the curve of the attributes, the point and h, and the last error. */
export class TangentState {
  /** The last valid state, which is the one drawn. */
  snapshot: TangentSnapshot | null = null;
  /** The error of the last request. */
  error: Error | null = null;
  /** Point and step as the page set them, to which Reset returns. */
  home: PointAndStep = { x: 1, h: 1 };
  #ownPlace: PointAndStep | null = null;
  readonly #requestKey = new AskedWords();
  #modelKey = '';
  #model: DerivativeModel | null = null;

  /** Takes over the attributes; true where they differ from the last ones. */
  readAttributes(asked: DerivativeAttributes): boolean {
    if (!this.#ownPlace || !isSamePlace(this.#ownPlace, asked)) this.home = { x: asked.x, h: asked.h };
    this.#ownPlace = { x: asked.x, h: asked.h };
    const { f, x, h, order, domain } = asked;
    if (!this.#requestKey.isNew(f, order, domain, this.home.x, x, h)) return false;
    this.error = null;
    try {
      this.snapshot = f.trim() === '' ? null : this.#computeSnapshot(asked);
    } catch (error) {
      this.error = error as Error;
    }
    return true;
  }

  /** Move by the user, which leaves `home` as it is. */
  movePlace(place: PointAndStep): void {
    this.#ownPlace = place;
  }

  #computeSnapshot({ f, x, h, order, domain }: DerivativeAttributes): TangentSnapshot {
    const span = parseDomain(who, domain, this.home.x);
    checkPlace(x, h, span);
    const curve = JSON.stringify([f, order, span]);
    if (curve !== this.#modelKey) this.#model = derivativeModel(f, order, span);
    this.#modelKey = curve;
    const drawn = this.#model!;
    return { model: drawn, point: tangentPointAt(drawn, x), h, secant: secantSlope(drawn, x, h) };
  }
}

const isSamePlace = (a: PointAndStep, b: PointAndStep) => Object.is(a.x, b.x) && Object.is(a.h, b.h);

/** The view to draw; empty axes while there is no formula. */
export function derivativeView(
  snapshot: TangentSnapshot | null,
  numbers: NumberFormats,
  narrow: boolean,
  held: boolean,
): DerivativeView {
  const words = tangentWords(snapshot, numbers);
  const shared = { narrow, held, words };
  if (!snapshot) {
    const none = { x: [], y: [] };
    const curves = { upper: none, lower: none };
    const across = parseDomain(who, '', 0);
    return {
      ...shared,
      variable: 'x',
      across,
      curves,
      singularities: [],
      point: null,
      h: 1,
      end: NaN,
      secant: NaN,
    };
  }
  const { model, point, h, secant } = snapshot;
  const { variable, span, curves, singularities, upper } = model;
  return {
    ...shared,
    variable,
    across: span,
    curves,
    singularities,
    point,
    h,
    end: upper(point.at + h),
    secant,
  };
}
