// Polynomials of first and second order of a function of two variables: plane and paraboloid, on its map.

import { gradient } from '../../calculus/gradient.js';
import { hessian } from '../../calculus/hessian.js';
import type { Formula } from '../../formula/formula.js';
import { parseDomain } from '../domain.js';
import { distance, unitAt } from '../geometry.js';
import type { Span } from '../panel.js';
import { needInside, who } from './taylorAttributes.js';

/** Curvature of f along a direction of unit length. */
interface Bend {
  curvature: number;
  along: readonly [number, number];
}

/** How far the polynomials are off at a distance from the point. */
interface MapErrors {
  distance: number;
  plane: number;
  paraboloid: number;
}

export interface ModelMap {
  kind: 'map';
  f: Formula;
  variables: readonly string[];
  parameters: ReadonlyMap<string, number>;
  /** The span of each variable. */
  spans: readonly [Span, Span];
  point: readonly number[];
  value: number;
  gradient: readonly number[];
  /** H₁₁, H₁₂, H₂₂. */
  hessian: readonly [number, number, number];
  /** Principal directions of the Hessian, the larger curvature first. */
  bends: readonly [Bend, Bend];
  /** Lowest point of the paraboloid; null where it has none. */
  newton: readonly number[] | null;
  /** Lowest point of the paraboloid of curvature 1/η; null without an η. */
  descent: readonly number[] | null;
  eta: number | null;
  errors: MapErrors;
}

const turn = 6.283185307179586;
/** Places around the point at which errors are measured. */
const around = 96;

export function mapModel(
  f: Formula,
  parameters: ReadonlyMap<string, number>,
  point: readonly number[],
  eta: number | null,
  domain: string,
  home: readonly number[],
): ModelMap {
  const spans: [Span, Span] = [parseDomain(who, domain, home[0]), parseDomain(who, domain, home[1])];
  point.forEach((at, i) => {
    needInside('x', at, spans[i]);
  });
  const slopes = [...gradient(f, point)];
  const { data } = hessian(f, point);
  const bent: [number, number, number] = [data[0], data[1], data[3]];
  const model = {
    ...{ kind: 'map' as const, f, variables: f.variables, parameters, spans, point, eta },
    value: f.at(Float64Array.from(point)).value[0],
    gradient: slopes,
    hessian: bent,
    bends: principalBends(bent),
    newton: lowestOfParaboloid(point, slopes, bent),
    descent: eta === null ? null : point.map((at, i) => at - eta * slopes[i]),
  };
  return { ...model, errors: errorsAround(model) };
}

function principalBends([a, b, d]: readonly [number, number, number]): [Bend, Bend] {
  const [middle, reach] = [(a + d) / 2, distance((a - d) / 2, b)];
  const [large, small] = [middle + reach, middle - reach];
  // Of the two rows of H − λ the longer, so that nothing is lost where one is nearly 0.
  const [rowX, rowY] = Math.abs(large - a) > Math.abs(large - d) ? [b, large - a] : [large - d, b];
  const length = distance(rowX, rowY);
  const along: [number, number] = length > 0 ? [rowX / length, rowY / length] : [1, 0];
  return [
    { curvature: large, along },
    { curvature: small, along: [-along[1], along[0]] },
  ];
}

function lowestOfParaboloid(
  [x, y]: readonly number[],
  [gx, gy]: readonly number[],
  [a, b, d]: readonly [number, number, number],
): number[] | null {
  const determinant = a * d - b * b;
  if (!(determinant > 0 && a > 0)) return null;
  return [x - (d * gx - b * gy) / determinant, y - (a * gy - b * gx) / determinant];
}

type Expansion = Pick<ModelMap, 'f' | 'spans' | 'point' | 'value' | 'gradient' | 'hessian'>;

/** Values of the plane and of the paraboloid at a distance from the point. */
export function modelValues(
  { value, gradient: [gx, gy], hessian: [a, b, d] }: Expansion,
  dx: number,
  dy: number,
) {
  const plane = value + gx * dx + gy * dy;
  return { plane, paraboloid: plane + (a * dx * dx + d * dy * dy) / 2 + b * dx * dy };
}

/** Largest errors on a circle around the point, an eighth of the map away. */
function errorsAround(model: Expansion): MapErrors {
  const { f, point, spans } = model;
  const away = (spans[0].to - spans[0].from) / 8;
  const offsets = Array.from({ length: around }, (_, i) =>
    unitAt((turn * i) / around).map((share) => share * away),
  );
  const errors = { distance: away, plane: 0, paraboloid: 0 };
  offsets.forEach(([dx, dy]) => {
    const found = f.at(Float64Array.of(point[0] + dx, point[1] + dy)).value[0];
    if (!Number.isFinite(found)) return;
    const models = modelValues(model, dx, dy);
    errors.plane = Math.max(errors.plane, Math.abs(found - models.plane));
    errors.paraboloid = Math.max(errors.paraboloid, Math.abs(found - models.paraboloid));
  });
  return errors;
}
