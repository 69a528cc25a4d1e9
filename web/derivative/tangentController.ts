import {
  needPlace,
  secantOf,
  spanOf,
  type Tangency,
  tangency,
  tangentAt,
} from '../../src/calculus/derivativeModel.js';
import type { Tangents } from '../../src/picture/derivative/derivativePanels.js';
import { type Seen, tangentWords } from '../../src/picture/derivative/tangentSentences.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import { AskedWords } from '../figure/askedWords.js';

interface Asked {
  f: string;
  x: number;
  h: number;
  order: number;
  domain: string;
}

type Place = Pick<Asked, 'x' | 'h'>;

/** State of the derivative figure: the curve of the attributes, the point and h, and the last error. */
export class Tangent {
  /** The last valid state, which is the one drawn. */
  seen: Seen | null = null;
  /** The error of the last request. */
  error: Error | null = null;
  /** Point and step as the page set them, to which Reset returns. */
  home: Place = { x: 1, h: 1 };
  #own: Place | null = null;
  readonly #asked = new AskedWords();
  #curve = '';
  #tangency: Tangency | null = null;

  /** Takes over the attributes; true where they differ from the last ones. */
  ask(asked: Asked): boolean {
    if (!this.#own || !same(this.#own, asked)) this.home = { x: asked.x, h: asked.h };
    this.#own = { x: asked.x, h: asked.h };
    const { f, x, h, order, domain } = asked;
    if (!this.#asked.isNew(f, order, domain, this.home.x, x, h)) return false;
    this.error = null;
    try {
      this.seen = f.trim() === '' ? null : this.#look(asked);
    } catch (error) {
      this.error = error as Error;
    }
    return true;
  }

  /** Move by the user, which leaves `home` as it is. */
  move(place: Place): void {
    this.#own = place;
  }

  #look({ f, x, h, order, domain }: Asked): Seen {
    const span = spanOf(domain, this.home.x);
    needPlace(x, h, span);
    const curve = JSON.stringify([f, order, span]);
    if (curve !== this.#curve) this.#tangency = tangency(f, order, span);
    this.#curve = curve;
    const drawn = this.#tangency!;
    return { tangency: drawn, point: tangentAt(drawn, x), h, secant: secantOf(drawn, x, h) };
  }
}

const same = (a: Place, b: Place) => Object.is(a.x, b.x) && Object.is(a.h, b.h);

/** The view to draw; empty axes while there is no formula. */
export function viewOf(seen: Seen | null, numbers: Numbers, narrow: boolean, held: boolean): Tangents {
  const words = tangentWords(seen, numbers);
  const shared = { narrow, held, words };
  if (!seen) {
    const none = { x: [], y: [] };
    const curves = { upper: none, lower: none };
    const across = spanOf('', 0);
    return { ...shared, variable: 'x', across, curves, spots: [], point: null, h: 1, end: NaN, secant: NaN };
  }
  const { tangency, point, h, secant } = seen;
  const { variable, span, curves, spots, upper } = tangency;
  return { ...shared, variable, across: span, curves, spots, point, h, end: upper(point.at + h), secant };
}
