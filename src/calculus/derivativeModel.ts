// Model of the derivative figure: a formula of one variable, its derivative, tangents and secants. Errors quote the
// text as it was written.

import type { Formula } from '../formula/formula.js';
import { outOfRange } from '../need.js';
import { derivative } from './derivative.js';
import { type LocalBehaviour, localBehaviourAt, type Real } from './localBehaviour.js';
import { oneVariable } from './oneVariable.js';
import { linspace, localScale } from './singularities.js';
import {
  type DerivativeRequest,
  type Domain,
  derivativeFunctions,
  tag,
  type WorkedDerivative,
} from './workedDerivative.js';

const maxOrder = 4;
/** Intervals along the curve, whose ends are rows of the table. */
const tableRows = 160;

/** A function with its derivative, as the attributes ask for them. */
export interface DerivativeCurve {
  variable: string;
  order: number;
  span: Domain;
  upper: Real;
  lower: Real;
  formula: Formula;
}

/** The same, and what was worked out of it. */
export type DerivativeModel = DerivativeCurve & WorkedDerivative;

/**
 * A formula and its derivative of that order, which take no work. Throws RangeError for an order out of range, and what
 * `formula` throws.
 */
export function derivativeCurve({ f: text, order, span }: DerivativeRequest): DerivativeCurve {
  const f = oneVariable(tag, text);
  if (!Number.isInteger(order) || order < 1 || order > maxOrder)
    throw new RangeError(`${tag}: order needs a whole number from 1 to ${maxOrder}, got ${order}`);
  return { variable: f.variables[0], order, span, formula: f, ...derivativeFunctions(f, order) };
}

/** Local behaviour at a point, with the slope by the rules, which compute best. */
export function tangentPointAt(
  { formula: f, order, upper, lower, span }: DerivativeCurve,
  at: number,
): LocalBehaviour & { slope: number } {
  const here = localBehaviourAt(upper, lower, at, localScale(at, span.to - span.from));
  return { ...here, slope: derivative(f, at, { order }) };
}

/** Slope of the secant of `upper` from at to at + h. */
export const secantSlope = ({ upper }: DerivativeCurve, at: number, h: number): number =>
  (upper(at + h) - upper(at)) / h;

/** Throws RangeError for an x outside the domain and an h that is 0 or not finite. */
export function checkPlace(x: number, h: number, { from, to }: Domain): void {
  if (!(x >= from && x <= to)) throw outOfRange(tag, 'x', `a number from ${from} to ${to}`, x);
  if (!Number.isFinite(h) || h === 0) throw outOfRange(tag, 'h', 'a number other than 0', h);
}

/** Slopes of secants at a point over h, h/10, h/100 …. */
export function tenthSecants(model: DerivativeModel, at: number, h: number): { h: number; secant: number }[] {
  return Array.from({ length: 12 }, (_, i) => {
    const size = Number(`${h}e-${i}`);
    const each = Number.isFinite(size) ? size : h / Number(`1e${i}`);
    return { h: each, secant: secantSlope(model, at, each) };
  });
}

/** Table of a drawing: secants at the point as h shrinks, then with one h all along the curve. */
export function derivativeTable({
  model,
  point,
  h,
}: {
  model: DerivativeModel;
  point: LocalBehaviour;
  h: number;
}): number[][] {
  const { formula: f, order, span, upper } = model;
  const tableRow = (x: number, step: number) => [
    x,
    upper(x),
    derivative(f, x, { order }),
    step,
    upper(x + step),
    secantSlope(model, x, step),
  ];
  const along = linspace(span, tableRows).map((x) => Number(x.toPrecision(12)));
  return [
    ...tenthSecants(model, point.at, h).map((each) => tableRow(point.at, each.h)),
    ...along.map((x) => tableRow(x, h)),
  ];
}
