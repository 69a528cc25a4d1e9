// The numbers of a Taylor figure as CSV.

import { derivative } from '../../calculus/derivative.js';
import { formatCsv } from '../../results/csv.js';
import type { Walks } from './parabolasDrawing.js';
import type { TaylorBounds } from './taylorBounds.js';
import { polynomialAt, type TaylorModel } from './taylorModel.js';

/**
 * A row for each order with coefficient, polynomial, error, bound and ξ; for each step of the two parabolas; of two
 * variables for each entry of gradient and Hessian.
 */
export function taylorCsv(model: TaylorModel, { remainders }: TaylorBounds, walks: Walks): string {
  if (model.kind === 'map') {
    const { variables, point, value, gradient, hessian } = model;
    const [x, y] = variables;
    const names = [x, y, 'f', `df/d${x}`, `df/d${y}`, `d2f/d${x}2`, `d2f/d${x}d${y}`, `d2f/d${y}2`];
    return formatCsv(names, [[...point, value, ...gradient, ...hessian]]);
  }
  const { f, center, coefficients } = model;
  if (model.kind === 'parabolas') {
    const rows = (['newton', 'descent'] as const).flatMap((method) =>
      [center, ...walks[method]].map((x, step) => [method, step, x, f.of(x), derivative(f, x)]),
    );
    return formatCsv(['method', 'step', model.variable, 'f', 'slope'], rows);
  }
  const rows = coefficients.map((coefficient, n) => {
    const found = remainders[n];
    const error = found?.error ?? model.errors[n];
    return [n, coefficient, polynomialAt(model, n, model.to), error, found?.bound ?? '', found?.xi ?? ''];
  });
  return formatCsv(['order', 'coefficient', 'polynomial', 'error', 'bound', 'xi'], rows);
}
