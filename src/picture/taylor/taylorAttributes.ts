// The attributes of Taylor polynomials, read one by one.

import { outOfRange, wrongKind } from '../../need.js';
import { parseDecimal, splitWords } from '../../numbers.js';
import { needDomain, parseDomain } from '../domain.js';
import type { Span } from '../panel.js';

export const who = 'nabla-taylor';
export const HIGHEST_ORDER = 20;
/** Half of the usual domain, at least, and as a multiple of the distance of the point. */
const [leastReach, reachTimes] = [2, 1.6];

export interface TaylorAttributes {
  f: string;
  /** The parameters of f. */
  at: string;
  /** The centre: a number, or two. */
  x: string;
  to: number;
  order: number;
  eta: string;
  domain: string;
}

/** The centre: a number for each variable. */
export function pointOf(text: string, names: readonly string[]): number[] {
  const point = splitWords(text).map(parseDecimal);
  if (point.length === names.length && point.every(Number.isFinite)) return point;
  const what = names.length === 1 ? 'a number' : `two numbers, of ${names.join(' and ')}`;
  // A second number is left over where a formula of one variable takes the place of one of two.
  if (names.length === 1 && point.length === 2 && Number.isFinite(point[0])) return point.slice(0, 1);
  if (names.length === 2 && point.length === 1 && Number.isFinite(point[0])) return [point[0], 0];
  throw wrongKind(who, 'x', what, text);
}

export function positiveEta(text: string): number {
  const eta = parseDecimal(text.trim());
  if (eta > 0 && eta < Infinity) return eta;
  throw outOfRange(who, 'eta', 'a number above 0', text);
}

/** The domain asked for, or one around the centre that the point is in. */
export function curveSpan(domain: string, center: number, to: number): Span {
  const usual = parseDomain(who, domain, center);
  if (domain.trim() !== '') return usual;
  parseDomain(who, '', to);
  const reach = Math.max(leastReach, (usual.to - usual.from) / 2, reachTimes * Math.abs(to - center));
  const step = reach > 20 ? 1 : 10;
  const round = (end: number) => Math.round(end * step) / step;
  return needDomain(who, `${center}`, round(center - reach), round(center + reach));
}

export function needInside(name: string, value: number, { from, to }: Span): void {
  if (!(value >= from && value <= to)) throw outOfRange(who, name, `a number from ${from} to ${to}`, value);
}
