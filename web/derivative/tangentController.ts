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

/** A curve and where its viewer is on it: what the attributes ask for, as far as it can be done. */
export class Tangent {
  /** What is on show: the last that worked. */
  seen: Seen | null = null;
  /** Why what is asked for now cannot be done. */
  error: Error | null = null;
  /** Where the page put the point: there Reset goes back to. */
  home: Place = { x: 1, h: 1 };
  #own: Place | null = null;
  readonly #asked = new AskedWords();
  #curve = '';
  #tangency: Tangency | null = null;

  /** Takes up what is asked for, unless it has; true where there is something new to say of it. */
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

  /** The reader has moved there: home stays where it is. */
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

/** What there is to draw; axes alone while there is no formula. */
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
