// Singularities of a formula of one variable: found on a grid, then bisected until neighbours have no number between
// them.
import type { Vec } from '../fn.js';
import type { Formula } from '../formula/formula.js';
import type { Call } from '../formula/graph.js';
import { Program } from '../formula/interpret.js';
import { spendWork } from '../formula/work.js';
import { type LocalBehaviour, localBehaviourAt, type Real } from './localBehaviour.js';

/** Most singularities in one picture; more say nothing singly, or are the doing of a grid too coarse, and none is told. */
const maxSingularities = 60;
/** Intervals of the grid. */
const gridSize = 480;

interface Interval {
  from: number;
  to: number;
}

/**
 * Singularities in a span, from left to right: where f has no value, jumps, or has no single slope. It pauses before
 * each place that it looks at.
 */
export function* findSingularities(
  formula: Formula,
  f: Real,
  slope: Real,
  span: Interval,
): Generator<void, LocalBehaviour[]> {
  const xs = linspace(span);
  const width = span.to - span.from;
  const size = Math.max(0, ...(yield* valuesAt(f, xs)).map(Math.abs).filter(Number.isFinite));
  const turns = yield* findJumps(slope, xs, (1e-10 * size) / width);
  const candidates = [yield* findCriticalZeros(formula, xs), yield* findJumps(f, xs, 1e-12 * size), turns];
  if (candidates.some(({ length }) => length > maxSingularities)) return [];
  const found = new Set(candidates.flat());
  const known: LocalBehaviour[] = [];
  for (const at of [...found].sort((a, b) => a - b)) {
    yield;
    const before = known.at(-1);
    const again = before && at - before.at < 1e-9 * width;
    // Found twice, by different roundings: the shorter number is meant.
    if (again && String(before.at).length <= String(at).length) continue;
    const here = localBehaviourAt(f, slope, at, localScale(at, width));
    if (again) known.pop();
    if (here.kind !== 'smooth' && here.kind !== 'nothing') known.push(here);
    if (known.length > maxSingularities) return [];
  }
  return known;
}

/** Size of things at a point of a picture of that width. */
export const localScale = (at: number, width: number) => Math.min(width, Math.max(1, Math.abs(at)));

/** Evenly spaced numbers from one end of a span to the other. */
export const linspace = ({ from, to }: Interval, n = gridSize): number[] =>
  Array.from({ length: n + 1 }, (_, i) => (i === n ? to : from + (i / n) * (to - from)));

/** Values of f at places, with a pause before each. */
export function* valuesAt(f: Real, xs: readonly number[]): Generator<void, number[]> {
  const values: number[] = [];
  for (const x of xs) {
    yield;
    values.push(f(x));
  }
  return values;
}

/** Points where f jumps, or where its values begin or end; a change below `noise` is rounding. */
function* findJumps(f: Real, xs: readonly number[], noise: number): Generator<void, number[]> {
  const ys = yield* valuesAt(f, xs);
  const finite = ys.filter(Number.isFinite);
  const least = Math.max(noise, 1e-6 * (Math.max(...finite) - Math.min(...finite)));
  const found: number[] = [];
  for (let i = 1; i < xs.length && found.length <= maxSingularities; i++) {
    yield;
    const [a, b, from, to] = [xs[i - 1], xs[i], ys[i - 1], ys[i]];
    const apart = Math.abs(to - from);
    if (Number.isFinite(from) !== Number.isFinite(to)) found.push(locateBorder(f, a, b));
    else if (apart > least && changeAfterHalving(f, a, b, 8) > 0.3 * apart)
      found.push(...locateJump(f, a, b, least));
  }
  return found;
}

/** Change of f that is left after bisecting an interval that often, towards the half with more of it. */
function changeAfterHalving(f: Real, a: number, b: number, times: number): number {
  let [from, to] = [f(a), f(b)];
  for (let i = 0; i < times; i++) {
    const middle = a + (b - a) / 2;
    const value = f(middle);
    if (!Number.isFinite(value)) return Infinity;
    if (Math.abs(value - from) >= Math.abs(to - value)) [b, to] = [middle, value];
    else [a, from] = [middle, value];
  }
  return Math.abs(to - from);
}

function locateJump(f: Real, a: number, b: number, least: number): number[] {
  const first = Math.abs(f(b) - f(a));
  for (let i = 0; i < 60; i++) {
    const middle = a + (b - a) / 2;
    if (middle === a || middle === b) break;
    const value = f(middle);
    if (!Number.isFinite(value)) return [middle];
    if (Math.abs(value - f(a)) >= Math.abs(f(b) - value)) b = middle;
    else a = middle;
  }
  const last = Math.abs(f(b) - f(a));
  return last > least && last > 0.1 * first ? [shortestNumber(a, b)] : [];
}

/** End of the values of f between two points, one with a value and one without. */
function locateBorder(f: Real, a: number, b: number): number {
  const begins = Number.isFinite(f(b));
  for (let i = 0; i < 60; i++) {
    const middle = a + (b - a) / 2;
    if (middle === a || middle === b) break;
    if (Number.isFinite(f(middle)) === begins) b = middle;
    else a = middle;
  }
  return shortestNumber(a, b);
}

/** Number from a to b that is shortest to write: the others are there by rounding. */
function shortestNumber(a: number, b: number): number {
  if (a <= 0 && b >= 0) return 0;
  for (let digits = 1; digits <= 15; digits++) {
    const plain = Number((a + (b - a) / 2).toPrecision(digits));
    if (plain >= a && plain <= b) return plain;
  }
  return a;
}

/** Operations that are not smooth where their first argument is 0. */
const criticalOperations: ReadonlySet<string> = new Set(['abs', 'sign', 'heaviside', 'relu', 'sqrt', 'cbrt']);

/** Most expressions evaluated in search of zeros: what takes a page less than it notices. Beyond them none is told. */
const MOST_EVALUATED = 4_000_000;

/** Expressions that are evaluated in a step of work. */
const EVALUATED_PER_STEP = 16;

/** Use of the budget by the value of so many expressions, or by what costs as much. */
export const spendEvaluation = (expressions: number): void => spendWork(1 + expressions / EVALUATED_PER_STEP);

/** Argument at whose zeros a call is not smooth; null where there is none, as of a whole power. */
function criticalArgument({ operation, args }: Call) {
  const [a, b] = args;
  if (operation === 'divide') return b;
  if (operation === 'power')
    return b.kind === 'constant' && Number.isInteger(b.value) && b.value >= 0 ? null : a;
  return criticalOperations.has(operation) ? a : null;
}

/** Zeros of the arguments of a formula's calls at which these are not smooth. */
function* findCriticalZeros(formula: Formula, xs: readonly number[]): Generator<void, number[]> {
  const { nodes } = formula.trace(Float64Array.of(xs[0]));
  const looked = new Set(
    nodes.flatMap((node) => {
      if (node.kind !== 'call') return [];
      const under = criticalArgument(node);
      return under && under.kind !== 'constant' ? [nodes.indexOf(under)] : [];
    }),
  );
  if (looked.size === 0) return [];
  const rows: Vec[] = [];
  for (const x of xs) {
    yield;
    spendEvaluation(nodes.length);
    rows.push(formula.trace(Float64Array.of(x)).values);
  }
  let evaluated = 0;
  const found: number[] = [];
  for (const place of looked) {
    yield;
    const program = new Program([nodes[place]], formula.variables);
    const nodeValue = (x: number) => {
      evaluated += program.nodes.length;
      spendEvaluation(program.nodes.length);
      return evaluated > MOST_EVALUATED ? NaN : program.run(Float64Array.of(x))[0];
    };
    if (evaluated > MOST_EVALUATED) return found;
    found.push(
      ...findRoots(
        nodeValue,
        xs,
        rows.map((row) => row[place]),
      ),
    );
  }
  return found;
}

function findRoots(c: Real, xs: readonly number[], ys: readonly number[]): number[] {
  const size = Math.max(...ys.filter(Number.isFinite).map(Math.abs));
  const found: number[] = [];
  for (let i = 0; i < xs.length; i++) {
    if (ys[i] === 0) found.push(xs[i]);
    else if (i > 0 && ys[i - 1] * ys[i] < 0) found.push(bisectRoot(c, xs[i - 1], xs[i]));
    else if (i > 1 && ys[i - 1] !== 0 && touchesZero(ys, i - 1)) {
      const at = searchMinimum((x) => Math.abs(c(x)), xs[i - 2], xs[i]);
      if (Math.abs(c(at)) <= 1e-12 * size) found.push(at);
    }
    if (found.length > maxSingularities) break;
  }
  return found;
}

const touchesZero = (ys: readonly number[], i: number) =>
  Math.abs(ys[i]) <= Math.abs(ys[i - 1]) && Math.abs(ys[i]) <= Math.abs(ys[i + 1]);

function bisectRoot(c: Real, a: number, b: number): number {
  const sign = Math.sign(c(a));
  for (let i = 0; i < 60; i++) {
    const middle = a + (b - a) / 2;
    if (middle === a || middle === b) break;
    const value = c(middle);
    if (value === 0) return middle;
    if (Math.sign(value) === sign) a = middle;
    else b = middle;
  }
  const plain = shortestNumber(a, b);
  return [plain, a, b].reduce((best, at) => (Math.abs(c(at)) < Math.abs(c(best)) ? at : best));
}

function searchMinimum(c: Real, a: number, b: number): number {
  for (let i = 0; i < 100; i++) {
    const [left, right] = [a + (b - a) / 3, b - (b - a) / 3];
    if (c(left) <= c(right)) b = right;
    else a = left;
  }
  const plain = Number((a + (b - a) / 2).toPrecision(8));
  return c(plain) <= c(a) ? plain : a;
}
