import { describe, expect, it } from 'vitest';
import {
  compose,
  curveFit,
  type Fn,
  formula,
  gradient,
  hessian,
  jacobian,
  leastSquares,
  meanSquaredError,
  minimize,
  optimizers,
  type Run,
} from '../../../src/index.js';
import { type Standard, standards } from './standard.js';

/** Enough from the standard start; farther off it is to be seen how a run goes, not how far. */
const stepsFrom = (times: number) => (times === 1 ? 500 : 150);
/** So little a loss may rise, where rounding hides which of two is lower. */
const LEVEL = 1e-9;
/** How nearly residuals are at right angles to each column of J where their sum of squares is said to be least. */
const ASKEW = 1e-7;

const named = Object.entries(optimizers);
const searchers = named.flatMap(([name, entry]) => ('search' in entry ? [name] : []));
const ofSquares = named.flatMap(([name, entry]) => ('residuals' in entry ? [name] : []));
const largest = (v: ArrayLike<number>) => Math.max(...Array.from(v, Math.abs));

/** Σr² as one formula, and as the mean of squares of formulas: two ways to its gradient. */
function functionsOf({ residuals, variables }: Standard) {
  const r = formula(residuals, { variables });
  const sum = formula(residuals.map((each) => `(${each})^2`).join(' + '), { variables });
  return { r, sum, mean: compose(meanSquaredError(residuals.map(() => 0)), r) };
}

/** The largest entry of the gradient that a run met. */
const steepest = (f: Fn, { points }: Run) =>
  Array.from({ length: points!.rows }, (_, k) =>
    largest(gradient(f, points!.data.slice(points!.columns * k, points!.columns * (k + 1)))),
  ).reduce((most, each) => Math.max(most, each), 0);

/**
 * What slopes change by with the last digits of the point. At a start that fits exactly, as ten times that of Gulf does,
 * no slope is steeper, and a millionth of a percent of the steepest is less than any slope can be known to.
 */
function roundingOfSlopes(f: Fn, x: Float64Array): number[] {
  const { data, columns } = hessian(f, x);
  return Array.from(x, (_, i) =>
    Math.abs(2 ** -50 * x.reduce((sum, each, j) => sum + data[i * columns + j] * each, 0)),
  );
}

/** Where a run begins: so many times the start, and for a start at 0 there. */
const from = ({ start }: Standard, times: number) =>
  Float64Array.from(start, (x) => (largest(start) > 0 ? times * x : times > 1 ? times : 0));

function expectSound(run: Run): void {
  expect(run.point.every(Number.isFinite)).toBe(true);
  let least = Infinity;
  const isSound = run.losses.every((loss) => {
    const fits = least === Infinity ? loss < least : loss <= least + LEVEL * Math.abs(least);
    least = Math.min(least, loss);
    return fits;
  });
  expect([run.optimizer, isSound]).toEqual([run.optimizer, true]);
  expect(run.value).toBe(run.losses.at(-1));
}

const isLeast = ({ least }: Standard, sum: number) =>
  least.some((each) => Math.abs(sum - each) <= (each > 0 ? 1e-4 * each : 1e-10));

/** Of the angles between residuals and columns of J the cosine that is farthest from 0. */
function skew(r: Fn, x: Float64Array): number {
  const { data, rows, columns } = jacobian(r, x);
  const value = r.at(x).value;
  return Math.max(
    ...Array.from({ length: columns }, (_, k) => {
      const column = Array.from({ length: rows }, (_, i) => data[i * columns + k]);
      const size = Math.hypot(...column) * Math.hypot(...value);
      return size > 0 ? Math.abs(column.reduce((all, each, i) => all + each * value[i], 0)) / size : 0;
    }),
  );
}

describe.each(standards)('Moré–Garbow–Hillstrom problem $name', (problem) => {
  const { r, sum, mean } = functionsOf(problem);
  const m = problem.residuals.length;

  it.each([1, 10, 100])('is settled only where it is flat, from %i times its start', (times) => {
    const start = from(problem, times);
    if (!Number.isFinite(sum.at(start).value[0])) {
      expect(minimize(sum, { optimizer: 'newton', start, steps: 9 })).toMatchObject({
        outcome: 'diverged',
        at: 0,
      });
      return;
    }
    for (const optimizer of searchers as 'newton'[]) {
      const [f, other] = ofSquares.includes(optimizer) ? [mean, sum] : [sum, mean];
      const run = minimize(f, { optimizer, start, steps: stepsFrom(times), record: true });
      expectSound(run);
      const scale = f === sum ? 1 : m;
      if (times === 1 && !problem.missedBy.includes(optimizer))
        expect([optimizer, run.value, isLeast(problem, scale * run.value)]).toEqual([
          optimizer,
          run.value,
          true,
        ]);
      if (run.outcome !== 'settled') continue;
      const slopes = gradient(other, run.point).map((each) => (each * (f === sum ? m : 1)) / scale);
      const changes = roundingOfSlopes(f, run.point);
      const bound = 1.001e-8 * steepest(f, run);
      slopes.forEach((slope, i) => {
        expect(Math.abs(slope)).toBeLessThanOrEqual(Math.max(bound, 1.001 * changes[i]));
      });
    }
  });

  it.each([1, 10, 100])('is fitted only where no change would lower it, from %i times its start', (times) => {
    const start = from(problem, times);
    if (!Number.isFinite(sum.at(start).value[0])) return;
    for (const optimizer of ofSquares as 'gaussNewton'[]) {
      const fit = leastSquares(r, { start, optimizer, steps: stepsFrom(times) });
      expectSound(fit);
      if (fit.outcome === 'settled' && !isLeast(problem, 2 * fit.value))
        expect(skew(r, fit.point)).toBeLessThan(ASKEW);
    }
    if (times === 1) expect(isLeast(problem, 2 * leastSquares(r, { start }).value)).toBe(true);
  });
});

const curves = standards.filter(({ curve }) => curve !== undefined);

it.each(curves)('$name is the same as a curve, with standard errors', (problem) => {
  const { text, columns, y } = problem.curve!;
  const start = Object.fromEntries(problem.variables.map((name, i) => [name, problem.start[i]]));
  const fit = curveFit(text, columns, y, start);
  expect(fit.outcome).toBe('settled');
  expect(isLeast(problem, 2 * fit.value)).toBe(true);
  for (const error of Object.values(fit.standardErrors)) expect(error).toBeGreaterThan(0);
});
