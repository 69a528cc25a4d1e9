// Model of the derivative figure: a formula of one variable, its derivative, tangents and secants. Errors quote the
// text as it was written.

import { type Formula, formula } from '../formula/formula.js';
import type { Step } from '../formula/teaching.js';
import { withinWork } from '../formula/work.js';
import { outOfRange } from '../need.js';
import { derivative } from './derivative.js';
import { type LocalBehaviour, localBehaviourAt, type Real } from './localBehaviour.js';
import { findSingularities, linspace, localScale } from './singularities.js';

const tag = 'nabla-derivative';
/** Most expressions, shared ones written out, of a formula that is shown and explained. */
const maxWrittenSize = 400;
const maxOrder = 4;
/** Intervals along the curve, whose ends are rows of the table. */
const tableRows = 160;

interface Domain {
  from: number;
  to: number;
}

/** Points of a curve; NaN interrupts it. */
interface SampledCurve {
  x: number[];
  y: number[];
}

/** A function with its derivative: both curves, their singularities, and the worked steps between them. */
export interface DerivativeModel {
  variable: string;
  order: number;
  span: Domain;
  /** Function with the tangent: f, or its derivative of one order less. */
  upper: Real;
  /** Derivative of `upper`, as `derivative` computes it; NaN where f is. */
  lower: Real;
  formula: Formula;
  singularities: readonly LocalBehaviour[];
  curves: { upper: SampledCurve; lower: SampledCurve };
  /** MathML of f and of the derivative; null where they are too long to be read. */
  mathml: { variable: string; f: string | null; slope: string | null };
  steps: readonly Step[];
}

/**
 * Model of a formula and its derivative of that order. Throws RangeError for an order out of range, and what `formula`
 * throws.
 */
export function derivativeModel(text: string, order: number, span: Domain): DerivativeModel {
  const f = oneVariable(tag, text);
  if (!Number.isInteger(order) || order < 1 || order > maxOrder)
    throw new RangeError(`${tag}: order needs a whole number from 1 to ${maxOrder}, got ${order}`);
  const shown = withinWork(tag, 'a shorter one can be shown', () => shownDerivative(f, order), MOST_SHOWN);
  const [upper, lower] = [order - 1, order].map(
    (n): Real => (n === 0 ? (x) => f.of(x) : (x) => derivative(f, x, { order: n })),
  );
  const here = findSingularities(shown.above, upper, lower, span);
  return {
    variable: f.variables[0],
    order,
    span,
    upper,
    lower,
    formula: f,
    singularities: here,
    curves: {
      upper: curveWithBreaks(upper, span, here, true),
      lower: curveWithBreaks(lower, span, here, false),
    },
    mathml: shown.mathml,
    steps: shown.steps,
  };
}

/** Most work of a formula's derivatives, in steps of `withinWork`: what keeps the page waiting less than it notices. */
const MOST_SHOWN = 60_000;

function shownDerivative(
  f: Formula,
  order: number,
): Pick<DerivativeModel, 'mathml' | 'steps'> & { above: Formula } {
  const rows = [f];
  for (let n = 1; n <= order; n++) rows.push(rows[n - 1].derivative());
  const [above, below] = rows.slice(-2);
  const [variable] = f.variables;
  return {
    above,
    mathml: { variable: variableMathml(variable), f: mathmlIfShort(f), slope: mathmlIfShort(below) },
    steps: rows.slice(0, -1).flatMap(derivationOf),
  };
}

/** Local behaviour at a point, with the slope by the rules, which compute best. */
export function tangentPointAt(
  { formula: f, order, upper, lower, span }: DerivativeModel,
  at: number,
): LocalBehaviour & { slope: number } {
  const here = localBehaviourAt(upper, lower, at, localScale(at, span.to - span.from));
  return { ...here, slope: derivative(f, at, { order }) };
}

/** Slope of the secant of `upper` from at to at + h. */
export const secantSlope = ({ upper }: DerivativeModel, at: number, h: number): number =>
  (upper(at + h) - upper(at)) / h;

/** Formula of one variable; a constant is one of x. Throws TypeError for several variables. */
export function oneVariable(who: string, text: string): Formula {
  const read = formula(text);
  if (read.variables.length === 1) return read;
  if (read.variables.length === 0) return formula(text, { variables: ['x'] });
  throw new TypeError(
    `${who}: f needs one variable, got ${read.variables.slice(0, 6).join(', ')}${read.variables.length > 6 ? ', …' : ''}`,
  );
}

/** Whether a text is a formula of one variable. */
export function isReadableFormula(text: string): boolean {
  try {
    return text.trim() !== '' && oneVariable(tag, text) !== null;
  } catch {
    return false;
  }
}

/** Throws RangeError for an x outside the domain and an h that is 0 or not finite. */
export function checkPlace(x: number, h: number, { from, to }: Domain): void {
  if (!(x >= from && x <= to)) throw outOfRange(tag, 'x', `a number from ${from} to ${to}`, x);
  if (!Number.isFinite(h) || h === 0) throw outOfRange(tag, 'h', 'a number other than 0', h);
}

/**
 * Points of a curve. The one above runs through kinks; it ends in its limits at holes and jumps, the one below at kinks
 * too.
 */
function curveWithBreaks(
  f: Real,
  span: Domain,
  breaks: readonly LocalBehaviour[],
  above: boolean,
): SampledCurve {
  const tiny = 1e-9 * (span.to - span.from);
  const broken = breaks.filter(({ kind }) => !(above && continuousKinds.has(kind)));
  const known = new Map<number, number>();
  for (const { at, limits, slopes } of broken) {
    const [left, right] = above ? limits : slopes;
    if (Number.isFinite(left)) known.set(at - tiny, left);
    if (Number.isFinite(right)) known.set(at + tiny, right);
    known.set(at, NaN);
  }
  const sides = broken.flatMap(({ at }) => [at - tiny, at, at + tiny]);
  const here = breaks.map(({ at }) => at);
  const grid = linspace(span).filter((place) => !here.some((at) => Math.abs(at - place) <= tiny));
  const x = [...new Set([...grid, ...here, ...sides])].sort((a, b) => a - b);
  return { x, y: x.map((at) => known.get(at) ?? f(at)) };
}

const continuousKinds: ReadonlySet<string> = new Set(['kink', 'steep', 'edge']);

/** MathML of a variable. */
export const variableMathml = (variable: string): string =>
  formula(variable, { variables: [variable] }).mathml;

function mathmlIfShort(f: Formula): string | null {
  return writtenSize(f) > maxWrittenSize ? null : f.mathml;
}

/** Number of expressions in a formula, shared ones counted each time. */
function writtenSize({ roots }: Formula): number {
  const sizes = new Map<object, number>();
  const waiting = [...roots];
  for (let node = waiting.at(-1); node; node = waiting.at(-1)) {
    const args = node.kind === 'call' ? node.args : [];
    const missing = args.filter((arg) => !sizes.has(arg));
    if (missing.length > 0) waiting.push(...missing);
    else {
      sizes.set(
        node,
        args.reduce((sum, arg) => sum + sizes.get(arg)!, 1),
      );
      waiting.pop();
    }
  }
  return sizes.get(roots[0])!;
}

/** Worked steps of a formula; none where it is too long to be explained. */
function derivationOf(f: Formula): Step[] {
  if (writtenSize(f) > maxWrittenSize) return [];
  try {
    return f.explain();
  } catch {
    return [];
  }
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
