// What the derivative figure shows of a formula that takes work: worked out in parts, in a worker or on the page, as
// plain data that can be posted from one to the other.

import '../formula/teach/index.js';
import type { Formula } from '../formula/formula.js';
import { mathElement, variableElement } from '../formula/mathmlTokens.js';
import type { Step } from '../formula/teaching.js';
import { doneInWork, OutOfWork, spendWork, WorkBudget } from '../formula/work.js';
import { formulaDerivative } from './formulaDerivative.js';
import type { LocalBehaviour, Real } from './localBehaviour.js';
import { oneVariable } from './oneVariable.js';
import { findSingularities, linspace, spendEvaluation, valuesAt } from './singularities.js';

/** Element that shows it, which its errors name. */
export const tag = 'nabla-derivative';
/** Most expressions, shared ones written out, of a formula that is shown and explained. */
const maxWrittenSize = 400;
/** Most work of a formula's derivatives, in steps of `WorkBudget`. */
const MOST_SHOWN = 60_000;
/** Most work, numbers of the curves included, that a page does at once: what keeps it waiting less than is noticed. */
const MOST_AT_ONCE = 20_000;

/** Interval that is drawn. */
export interface Domain {
  from: number;
  to: number;
}

/** Points of a curve; NaN interrupts it. */
interface SampledCurve {
  x: number[];
  y: number[];
}

/** What is to be worked out: the derivative of a formula of one variable. */
export interface DerivativeRequest {
  f: string;
  order: number;
  span: Domain;
}

/** Singularities, curves, and the worked steps between a function and its derivative. */
export interface WorkedDerivative {
  singularities: readonly LocalBehaviour[];
  curves: { upper: SampledCurve; lower: SampledCurve };
  /** MathML of f and of the derivative; null where they are too long to be read. */
  mathml: { variable: string; f: string | null; slope: string | null };
  steps: readonly Step[];
  /** Whether these are all, none being too long to be told. */
  allTold: boolean;
}

/** Functions of a figure. */
interface DerivativeFunctions {
  /** Function with the tangent: f, or its derivative of one order less. */
  upper: Real;
  /** Derivative of `upper`, as `derivative` computes it; NaN where f is. */
  lower: Real;
}

/** The derivative of f of that order, and the one before it. */
export function derivativeFunctions(f: Formula, order: number): DerivativeFunctions {
  const [upper, lower] = [order - 1, order].map(
    (n): Real => (n === 0 ? (x) => f.of(x) : (x) => formulaDerivative(f, Float64Array.of(x), n)),
  );
  return { upper, lower };
}

/**
 * All of it, with a pause between its parts; `f` is the request's, where it has been read before. Throws RangeError where the formula's derivatives take more work than is
 * shown, and what `formula` throws.
 */
export function* workOutDerivative(
  { f: text, order, span }: DerivativeRequest,
  f = oneVariable(tag, text),
): Generator<void, WorkedDerivative> {
  const { above, ...shown } = yield* writeDerivative(f, order);
  const { nodes } = f.trace(Float64Array.of(span.from));
  const { upper, lower } = derivativeFunctions(f, order);
  const [high, low] = [
    countedFunction(upper, nodes.length * (order - 1) * (order - 1)),
    countedFunction(lower, nodes.length * order * order),
  ];
  const singularities = yield* findSingularities(above, high, low, span);
  return {
    ...shown,
    singularities,
    curves: {
      upper: yield* curveWithBreaks(high, span, singularities, true),
      lower: yield* curveWithBreaks(low, span, singularities, false),
    },
  };
}

/** All of it at once; null where that takes more work than a page has time for. */
export const workOutAtOnce = (request: DerivativeRequest, f?: Formula): WorkedDerivative | null =>
  doneInWork(MOST_AT_ONCE, workOutDerivative(request, f));

/** A function whose values use the budget as so many expressions do. */
const countedFunction =
  (f: Real, expressions: number): Real =>
  (x) => {
    spendEvaluation(expressions);
    return f(x);
  };

type WrittenDerivative = Pick<WorkedDerivative, 'mathml' | 'steps' | 'allTold'> & { above: Formula };

function* writeDerivative(f: Formula, order: number): Generator<void, WrittenDerivative> {
  const budget = new WorkBudget(tag, 'a shorter one can be shown', MOST_SHOWN);
  const rows = [f];
  for (let n = 1; n <= order; n++) {
    yield;
    rows.push(budget.spendOn(() => rows[n - 1].derivative()));
  }
  const [above, below] = rows.slice(-2);
  yield;
  const mathml = budget.spendOn(() => ({
    variable: mathElement(variableElement(f.variables[0])),
    f: mathmlIfShort(f),
    slope: mathmlIfShort(below),
  }));
  const steps: Step[] = [];
  let allTold = true;
  for (const row of rows.slice(0, -1)) {
    yield;
    const told = derivationOf(row, budget);
    steps.push(...(told ?? []));
    allTold &&= told !== null;
  }
  return { above, mathml, steps, allTold };
}

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

/** Worked steps of a formula; null where it is too long to be explained, or they are to be shown. */
function derivationOf(f: Formula, budget: WorkBudget): Step[] | null {
  if (writtenSize(f) > maxWrittenSize) return null;
  try {
    return budget.spendOn(() => {
      const steps = f.explain();
      spendWork(
        steps.reduce((all, { mathml }) => all + elementCount(mathml.before) + elementCount(mathml.after), 0),
      );
      return steps;
    });
  } catch (error) {
    if (error instanceof OutOfWork || !(error instanceof RangeError)) throw error;
    return null;
  }
}

/** Number of elements of MathML, each of which a page has to make and to set. */
export const elementCount = (mathml: string): number => mathml.split('</').length - 1;

/**
 * Points of a curve. The one above runs through kinks; it ends in its limits at holes and jumps, the one below at kinks
 * too.
 */
function* curveWithBreaks(
  f: Real,
  span: Domain,
  breaks: readonly LocalBehaviour[],
  above: boolean,
): Generator<void, SampledCurve> {
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
  return { x, y: yield* valuesAt((at) => known.get(at) ?? f(at), x) };
}

const continuousKinds: ReadonlySet<string> = new Set(['kink', 'steep', 'edge']);
