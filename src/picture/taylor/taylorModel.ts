// Taylor polynomials as they are asked for in text: a formula, a centre, and a point, an η, or a second variable.

import { convergenceRadius } from '../../calculus/convergenceRadius.js';
import { linspace } from '../../calculus/singularities.js';
import { taylor } from '../../calculus/taylor.js';
import { type Formula, formula } from '../../formula/formula.js';
import { outOfRange } from '../../need.js';
import type { Span } from '../panel.js';
import { parametrize } from '../parameters.js';
import { type ModelMap, mapModel } from './mapModel.js';
import {
  curveSpan,
  HIGHEST_ORDER,
  needInside,
  pointOf,
  positiveEta,
  type TaylorAttributes,
  who,
} from './taylorAttributes.js';

/** A formula of one variable about a centre. */
export interface ExpandedCurve {
  f: Formula;
  variable: string;
  parameters: ReadonlyMap<string, number>;
  span: Span;
  curve: { x: readonly number[]; y: readonly number[] };
  center: number;
  /** Coefficients c₀ … c₂₀ of its series. */
  coefficients: readonly number[];
}

/** Polynomials of rising order against f. */
export interface OrdersModel extends ExpandedCurve {
  kind: 'orders';
  to: number;
  order: number;
  /** f(to) − Pₙ(to), by order, in ordinary arithmetic. */
  errors: readonly number[];
  radius: number | null;
  /** The end of the interval of convergence at which f is no number; null where that is elsewhere. */
  ends: number | null;
}

/** Two parabolas that touch f. */
export interface ParabolasModel extends ExpandedCurve {
  kind: 'parabolas';
  eta: number;
  value: number;
  slope: number;
  /** The second derivative. */
  bend: number;
  /** Lowest point of the parabola that bends like f; NaN where it has none. */
  newton: number;
  /** Lowest point of that which bends by 1/η. */
  descent: number;
  /** Lowest point of f inside its domain; null where it is at an end. */
  minimum: number | null;
}

export type TaylorModel = OrdersModel | ParabolasModel | ModelMap;

/** The model that attributes specify; null without a formula. `home` is the place that an own domain is around. */
export function taylorModel(
  asked: TaylorAttributes,
  home: Pick<TaylorAttributes, 'x' | 'to'>,
): TaylorModel | null {
  if (asked.f.trim() === '') return null;
  const { text, parameters, variables } = parametrize(who, asked.f, asked.at, 2);
  const names = variables.length > 0 ? variables : ['x'];
  const f = formula(text, { variables: names });
  const point = pointOf(asked.x, names);
  const eta = asked.eta.trim() === '' ? null : positiveEta(asked.eta);
  if (names.length === 2) return mapModel(f, parameters, point, eta, asked.domain, pointOf(home.x, names));
  const [center] = point;
  const away = eta === null ? home.to : center;
  const span = curveSpan(asked.domain, pointOf(home.x, names)[0], away);
  needInside('x', center, span);
  const xs = linspace(span);
  const shared = {
    ...{ f, variable: names[0], parameters, span, center },
    curve: { x: xs, y: xs.map((each) => f.of(each)) },
    coefficients: [...taylor(f, center, HIGHEST_ORDER)],
  };
  return eta === null ? ordersModel(shared, asked) : parabolasModel(shared, eta);
}

function ordersModel(shared: ExpandedCurve, { to, order }: TaylorAttributes): OrdersModel {
  const { f, center, coefficients, span } = shared;
  needInside('to', to, span);
  if (!Number.isInteger(order) || order < 0 || order > HIGHEST_ORDER)
    throw outOfRange(who, 'order', `a whole number from 0 to ${HIGHEST_ORDER}`, order);
  const here = f.of(to);
  const radius = convergenceRadius(f, center);
  return {
    ...{ kind: 'orders', ...shared, to, order, radius },
    errors: coefficients.map((_, n) => here - polynomialAt(shared, n, to)),
    ends: radius === null ? null : (endsOf(f, center, radius) ?? null),
  };
}

/** The nearer of the two ends of the interval of convergence at which f or its slope has none. */
const endsOf = (f: Formula, center: number, radius: number) =>
  [center - radius, center + radius]
    .map(shortest)
    .find((end) => ![...taylor(f, end, 1)].every(Number.isFinite));

/** The number that an estimate is of, where it is near one of few digits. */
const shortest = (value: number) => Number(value.toPrecision(2));

/** Value of the polynomial of an order. */
export function polynomialAt(
  { coefficients, center }: Pick<ExpandedCurve, 'coefficients' | 'center'>,
  order: number,
  x: number,
): number {
  let sum = 0;
  for (let k = order; k >= 0; k--) sum = sum * (x - center) + coefficients[k];
  return sum;
}

function parabolasModel(shared: ExpandedCurve, eta: number): ParabolasModel {
  const { center, coefficients } = shared;
  const [value, slope, half] = coefficients;
  const bend = 2 * half;
  return {
    ...{ kind: 'parabolas', ...shared, eta, value, slope, bend },
    newton: newtonStep(shared.f, center),
    descent: center - eta * slope,
    minimum: lowestPoint(shared),
  };
}

/** Lowest point of the parabola that agrees with f to second order at x; NaN where it bends down. */
export function newtonStep(f: Formula, x: number): number {
  const [, slope, half] = taylor(f, x, 2);
  return half > 0 ? x - slope / (2 * half) : NaN;
}

/** Lowest point of the parabola of curvature 1/η. */
export const descentStep = (f: Formula, x: number, eta: number) => x - eta * taylor(f, x, 1)[1];

/** Lowest point of f within its domain, by Newton's steps from the lowest sample. */
function lowestPoint({ f, curve, span }: ExpandedCurve): number | null {
  const finite = curve.y.map((y) => (Number.isFinite(y) ? y : Infinity));
  const at = finite.indexOf(Math.min(...finite));
  if (at <= 0 || at >= curve.x.length - 1) return null;
  let x = curve.x[at];
  for (let i = 0; i < 20; i++) {
    const next = newtonStep(f, x);
    if (Math.abs(next - x) > (span.to - span.from) / 100) return curve.x[at];
    if (!(Math.abs(next - x) > 0)) break;
    x = next;
  }
  return x;
}
