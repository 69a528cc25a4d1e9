// A formula of one variable and its derivative, as attributes ask for them. Messages show what was written.

import { type Formula, formula } from '../formula/formula.js';
import type { Step } from '../formula/teaching.js';
import { shortened } from '../need.js';
import { derivative } from './derivative.js';
import { type Around, around, type Real } from './localBehaviour.js';
import { places, scaleAt, spots } from './singularities.js';

const own = 'nabla-derivative';
/** Of more expressions than this, written out, nobody reads the formula. */
const mostWritten = 400;
const highest = 4;
/** A table has a row for so many places along the curve, and one. */
const rowsAlong = 160;
/** So wide is the picture where nothing else is asked for. */
const usual = { from: -2, to: 2 };

interface Span {
  from: number;
  to: number;
}

/** Places along a curve and its heights there; NaN lifts the pen. */
interface Curve {
  x: number[];
  y: number[];
}

/** What is drawn above, what below, and how the one is found from the other. */
export interface Tangency {
  variable: string;
  order: number;
  span: Span;
  /** The curve that has a tangent: f, or the derivative of one order less. */
  upper: Real;
  /** Its slope, as the formula of the derivative has it, and where f has no value none. */
  lower: Real;
  formula: Formula;
  spots: readonly Around[];
  curves: { upper: Curve; lower: Curve };
  /** f, and the derivative, as `<math>`; null where they are too long to be read. */
  written: { variable: string; f: string | null; slope: string | null };
  steps: readonly Step[];
}

/** Throws what is wrong with the formula or the order. */
export function tangency(text: string, order: number, span: Span): Tangency {
  const f = oneVariable(own, text);
  if (!Number.isInteger(order) || order < 1 || order > highest)
    throw new RangeError(`${own}: order needs a whole number from 1 to ${highest}, got ${order}`);
  const rows = [f];
  for (let n = 1; n <= order; n++) rows.push(rows[n - 1].derivative());
  const [above, below] = rows.slice(-2);
  const [upper, lower] = [above, below].map(
    (row): Real => (row === f ? (x) => f.of(x) : (x) => (Number.isNaN(f.of(x)) ? NaN : row.of(x))),
  );
  const here = spots(above, upper, lower, span);
  return {
    variable: f.variables[0],
    order,
    span,
    upper,
    lower,
    formula: f,
    spots: here,
    curves: { upper: curve(upper, span, here, true), lower: curve(lower, span, here, false) },
    written: { variable: nameIn(f.variables[0]), f: mathmlOf(f), slope: mathmlOf(below) },
    steps: rows.slice(0, -1).flatMap(stepsOf),
  };
}

/** What it is like at a point; the slope by the rules that compute best. */
export function tangentAt(
  { formula: f, order, upper, lower, span }: Tangency,
  at: number,
): Around & { slope: number } {
  const here = around(upper, lower, at, scaleAt(at, span.to - span.from));
  return { ...here, slope: derivative(f, at, { order }) };
}

/** How much the curve rises from at to at + h, by the unit. */
export const secantOf = ({ upper }: Tangency, at: number, h: number): number =>
  (upper(at + h) - upper(at)) / h;

/** A formula of one variable; a constant is one of x. */
export function oneVariable(who: string, text: string): Formula {
  const read = formula(text);
  if (read.variables.length === 1) return read;
  if (read.variables.length === 0) return formula(text, { variables: ['x'] });
  throw new TypeError(
    `${who}: f needs one variable, got ${read.variables.slice(0, 6).join(', ')}${read.variables.length > 6 ? ', …' : ''}`,
  );
}

/** Whether a text is a formula of one variable. */
export function understood(text: string): boolean {
  try {
    return text.trim() !== '' && oneVariable(own, text) !== null;
  } catch {
    return false;
  }
}

/** `-2..2`; without one as far as the usual, or around a point that lies elsewhere. */
export function spanOf(text: string, x: number, who = own): Span {
  if (text.trim() === '') {
    if (x >= usual.from && x <= usual.to) return usual;
    const middle = Math.round(x);
    return { from: middle + usual.from, to: middle + usual.to };
  }
  const parts = /^\s*(\S+?)\s*(?:\.\.|,)\s*(\S+)\s*$/.exec(text);
  const [from, to] = parts ? [Number(parts[1]), Number(parts[2])] : [NaN, NaN];
  if (!(from < to) || !Number.isFinite(to - from))
    throw new RangeError(`${who}: domain needs two numbers in rising order, as -2..2, got ${quoted(text)}`);
  if (to - from < 1e-6 * Math.max(1, Math.abs(from), Math.abs(to)))
    throw new RangeError(`${who}: domain needs room between its ends, got ${quoted(text)}`);
  return { from, to };
}

/** Throws for a point outside the picture and a step of nothing. */
export function needPlace(x: number, h: number, { from, to }: Span): void {
  if (!(x >= from && x <= to))
    throw new RangeError(`${own}: x needs a number from ${from} to ${to}, got ${x}`);
  if (!Number.isFinite(h) || h === 0) throw new RangeError(`${own}: h needs a number other than 0, got ${h}`);
}

const quoted = (text: string) => JSON.stringify(shortened(text));

/** Through a kink the curve goes; at a hole and a jump it ends at what it comes to, and its slope at a kink too. */
function curve(f: Real, span: Span, spots: readonly Around[], above: boolean): Curve {
  const tiny = 1e-9 * (span.to - span.from);
  const broken = spots.filter(({ kind }) => !(above && through.has(kind)));
  const known = new Map<number, number>();
  for (const { at, limits, slopes } of broken) {
    const [left, right] = above ? limits : slopes;
    if (Number.isFinite(left)) known.set(at - tiny, left);
    if (Number.isFinite(right)) known.set(at + tiny, right);
    known.set(at, NaN);
  }
  const sides = broken.flatMap(({ at }) => [at - tiny, at, at + tiny]);
  const here = spots.map(({ at }) => at);
  const grid = places(span).filter((place) => !here.some((at) => Math.abs(at - place) <= tiny));
  const x = [...new Set([...grid, ...here, ...sides])].sort((a, b) => a - b);
  return { x, y: x.map((at) => known.get(at) ?? f(at)) };
}

const through: ReadonlySet<string> = new Set(['kink', 'steep', 'edge']);

/** A variable in MathML. */
export const nameIn = (variable: string): string => formula(variable, { variables: [variable] }).mathml;

function mathmlOf(f: Formula): string | null {
  return extent(f) > mostWritten ? null : f.mathml;
}

/** How many expressions there are when those in common are written each time. */
function extent({ roots }: Formula): number {
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

/** None where a formula is too long to be explained. */
function stepsOf(f: Formula): Step[] {
  if (extent(f) > mostWritten) return [];
  try {
    return f.explain();
  } catch {
    return [];
  }
}

/** h, a tenth of it, a hundredth …, and the slope of the secant over each. */
export function tenths(seen: Tangency, at: number, h: number): { h: number; secant: number }[] {
  return Array.from({ length: 12 }, (_, i) => {
    const size = Number(`${h}e-${i}`);
    const each = Number.isFinite(size) ? size : h / Number(`1e${i}`);
    return { h: each, secant: secantOf(seen, at, each) };
  });
}

/** The numbers of a drawing: secants at the point as h shrinks, then one over h all along the curve. */
export function table({
  tangency: seen,
  point,
  h,
}: {
  tangency: Tangency;
  point: Around;
  h: number;
}): number[][] {
  const { formula: f, order, span, upper } = seen;
  const row = (x: number, step: number) => [
    x,
    upper(x),
    derivative(f, x, { order }),
    step,
    upper(x + step),
    secantOf(seen, x, step),
  ];
  const along = places(span, rowsAlong).map((x) => Number(x.toPrecision(12)));
  return [...tenths(seen, point.at, h).map((each) => row(point.at, each.h)), ...along.map((x) => row(x, h))];
}
