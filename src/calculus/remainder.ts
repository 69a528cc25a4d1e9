import type { Vec } from '../fn.js';
import type { Formula } from '../formula/formula.js';
import { coefficientRange } from '../formula/interval/coefficientRange.js';
import {
  add,
  divide,
  exactly,
  type Interval,
  isBounded,
  magnitude,
  middle,
  multiply,
  overlap,
  subtract,
} from '../formula/interval/interval.js';
import { wholePower } from '../formula/interval/ranges.js';
import { intervalSeriesOf } from '../formula/interval/series.js';
import { needWhole } from '../need.js';
import { finiteNumbers } from '../numbers.js';
import { HIGHEST_ENCLOSED } from './enclosure.js';
import { seriesAlong } from './formulaDerivative.js';
import { needFormulaOfOne } from './oneVariable.js';
import type { Point, Source } from './source.js';

export interface Remainder {
  /** f(x) − T(x), T being the Taylor polynomial at a. */
  error: number;
  /** Upper bound of |error|, from an enclosure of the next derivative between a and x: Lagrange's form. */
  bound: number;
  /** Place between a and x where the next derivative makes Lagrange's form exact; null where there is none to be found. */
  xi: number | null;
  /** What makes the bound infinite. */
  reason?: string;
}

/**
 * Remainder of the Taylor polynomial of so high an order at a, taken at x, for formulas of one variable: what it is
 * off, how much it can be off, and the ξ between a and x with f⁽ⁿ⁺¹⁾(ξ)/(n+1)!·(x − a)ⁿ⁺¹ = error. `xi` is null where
 * the error is below its rounding, and where the bound is infinite.
 * Throws TypeError for what is not a formula of one variable, RangeError for points that are not finite.
 */
export function remainder(f: Source, a: Point, x: Point, order: number): Remainder {
  const of = needFormulaOfOne('remainder', f);
  needWhole('remainder', 'order', order, 0, HIGHEST_ENCLOSED - 1);
  const [center] = finiteNumbers('remainder', 'a', of.point('remainder', 'a', a));
  const [to] = finiteNumbers('remainder', 'x', of.point('remainder', 'x', x));
  if (center === to) return { error: 0, bound: 0, xi: null };
  const between: Interval = [Math.min(center, to), Math.max(center, to)];
  const { range, reason } = coefficientRange(of, between, order + 1);
  const power = wholePower(subtract(exactly(to), exactly(center)), order + 1);
  const possible = multiply(range, power);
  const measured = measuredRemainder(of, center, to, order);
  const isKnown = isBounded(measured);
  const plain = plainRemainder(of, center, to, order);
  const isNearer = isKnown && (measured[1] - measured[0]) / 2 <= plain.rounding;
  const surely = overlap(measured, possible);
  const error = isNearer ? middle(surely) : isKnown ? clamp(plain.error, surely) : plain.error;
  const bound = magnitude(possible) + 0;
  const isRounding = !isKnown || Math.abs(error) <= (measured[1] - measured[0]) / 2;
  const xi =
    isRounding || bound === Infinity
      ? null
      : placeOf(of, between, order + 1, middle(divide(exactly(error), power)));
  return { error, bound, xi, ...(reason !== undefined && { reason }) };
}

/** f(x) − T(x), rounded outward. */
function measuredRemainder({ computed }: Formula, a: number, x: number, order: number): Interval {
  const series = (at: number, k: number) => intervalSeriesOf(computed, exactly(at), k).series[0];
  const distance = subtract(exactly(x), exactly(a));
  const polynomial = series(a, order).reduceRight((sum, c) => add(multiply(sum, distance), c));
  return subtract(series(x, 0)[0], polynomial);
}

/** The same in ordinary arithmetic, with an estimate of its rounding, each term's being that of its size. */
function plainRemainder(f: Formula, a: number, x: number, order: number) {
  const value = f.at(Float64Array.of(x)).value[0];
  const terms = coefficients(f, a, order);
  const summed = (c: Vec, distance: number) => c.reduceRight((sum, each) => sum * distance + each, 0);
  const size = Math.abs(value) + summed(terms.map(Math.abs), Math.abs(x - a));
  return { error: value - summed(terms, x - a), rounding: (order + 1) * 2 ** -53 * size };
}

const clamp = (value: number, [low, high]: Interval) => Math.min(high, Math.max(low, value));

const coefficients = (f: Formula, x: number, order: number): Vec =>
  seriesAlong(f, Float64Array.of(x), Float64Array.of(1), order);

/** Parts in which a crossing is looked for. */
const PARTS = 256;

/** Place inside an interval where coefficient k of the series of f has a value; null where none is found. */
function placeOf(f: Formula, [from, to]: Interval, k: number, wanted: number): number | null {
  const off = (x: number) => coefficients(f, x, k)[k] - wanted;
  const center = middle([from, to]);
  if (off(center) === 0) return center;
  const placeAt = (i: number) => from + ((to - from) * i) / PARTS;
  let before = off(from);
  for (let i = 1; i <= PARTS; i++) {
    const here = i === PARTS ? to : placeAt(i);
    const after = off(here);
    if (before * after <= 0) return bisected(off, placeAt(i - 1), here, before);
    before = after;
  }
  return null;
}

/** Place of a change of sign, to the last digit. */
function bisected(off: (x: number) => number, from: number, to: number, first: number): number {
  let [low, high] = [from, to];
  for (;;) {
    const at = middle([low, high]);
    if (at <= low || at >= high) return at;
    if (off(at) * first > 0) low = at;
    else high = at;
  }
}
