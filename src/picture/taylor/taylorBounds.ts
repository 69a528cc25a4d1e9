// What is certain about a polynomial: bounds of its errors at the point, by order, and a band around it that holds f.
// It takes work, and comes piece by piece.

import { enclosure } from '../../calculus/enclosure.js';
import { type Remainder, remainder } from '../../calculus/remainder.js';
import type { Span } from '../panel.js';
import { HIGHEST_ORDER } from './taylorAttributes.js';
import { type OrdersModel, polynomialAt } from './taylorModel.js';

/** Parts of the band to either side of the centre. */
const bandParts = 24;

/** Bounds of f at a place. */
interface BandPlace {
  x: number;
  low: number;
  high: number;
}

/** Bounds as far as they are worked out. */
export interface TaylorBounds {
  /** Remainders at the point by order. */
  remainders: (Remainder | undefined)[];
  /** From left to right. */
  band: readonly BandPlace[];
}

export const noBounds = (): TaylorBounds => ({ remainders: [], band: [] });

/**
 * Work on the bounds of a model whose plot has that range: first of the order shown, then the band, then of the other
 * orders. It pauses after each, and `told` is called when the first two are there.
 */
export function* taylorBounds(
  model: OrdersModel,
  bounds: TaylorBounds,
  heights: Span,
  told: () => void,
): Generator<void, void> {
  const { f, center, to, order } = model;
  const others = Array.from({ length: HIGHEST_ORDER + 1 }, (_, n) => n).filter((n) => n !== order);
  for (const n of [order, ...others]) {
    bounds.remainders[n] ??= remainder(f, center, to, n);
    if (n === order) told();
    yield;
    if (n !== order) continue;
    const left = yield* bandTowards(model, model.span.from, heights);
    const right = yield* bandTowards(model, model.span.to, heights);
    bounds.band = [
      ...left.reverse(),
      { x: center, low: model.coefficients[0], high: model.coefficients[0] },
      ...right,
    ];
    told();
  }
}

/**
 * The band from the centre to one end: P ± what an enclosure of the next derivative from the centre to there allows. It
 * ends where there is no bound, and where all of the plot is in it the rest is one part.
 */
function* bandTowards(model: OrdersModel, end: number, heights: Span): Generator<void, BandPlace[]> {
  const { f, center, order } = model;
  const places: BandPlace[] = [];
  let [low, high] = [Infinity, -Infinity];
  const placeAt = (i: number) => (i === bandParts ? end : center + ((end - center) * i) / bandParts);
  for (let i = 1; i <= bandParts; i++) {
    const before = placeAt(i - 1);
    const covers = places.length > 0 && isCovered(places[places.length - 1], heights);
    const x = covers ? end : placeAt(i);
    const range = enclosure(f, x > before ? [before, x] : [x, before], { order: order + 1 });
    yield;
    [low, high] = [Math.min(low, range[0]), Math.max(high, range[1])];
    const share = powerShare(x - center, order + 1);
    const [a, b] = [low * share, high * share];
    if (!Number.isFinite(a) || !Number.isFinite(b)) break;
    const value = polynomialAt(model, order, x);
    places.push({ x, low: value + Math.min(a, b), high: value + Math.max(a, b) });
    if (covers) break;
  }
  return places;
}

const isCovered = ({ low, high }: BandPlace, { from, to }: Span) => low < from && high > to;

/** dⁿ/n!. */
function powerShare(d: number, n: number): number {
  let share = 1;
  for (let k = 1; k <= n; k++) share *= d / k;
  return share;
}
