import type { Fn, Vec } from '../fn.js';
import { needKeys, needNumber, needWhole } from '../need.js';
import { type Claim, inputNames, type ResolvedClaim, resolveClaim } from './claim.js';
import { diagnoseSlip } from './diagnoseSlip.js';
import { linePosition, movedPoint } from './differenced.js';
import type { Line } from './line.js';
import { needOneOutput } from './method.js';
import { mulberry32 } from './mulberry32.js';
import { type Point, type Source, sourceAt } from './source.js';
import { type Component, judgeSlope, makeReport, type Report } from './verdict.js';

export interface CheckOptions {
  /** Largest relative error of a claim that passes; 1e-6 unless given. */
  tolerance?: number;
  /** Number of random directions to check along instead of every input; for many inputs. */
  directions?: number;
  /** Seed of the directions, a whole number below 2³²; 0 unless given. */
  seed?: number;
}

const MOST_DIRECTIONS = 10_000;

/**
 * Check of a claimed gradient of f, of one output, at x: each component against the extrapolated difference of values
 * of f, with that one's estimated error. `claimed`: texts in the order of the variables, an object by variable,
 * numbers, a Fn or a function. A component is, the first that applies,
 * - `inconclusive`: something is not finite, as at a jump or where the slope is, or the difference is too uncertain;
 * - `kink`: the slopes of the two sides differ, and the claim is between them; outside it is `fail`;
 * - `pass`: |claimed − numeric| ≤ tolerance·max(|claimed|, |numeric|) + 4·estimatedError, at any scale, but
 *   `inconclusive` where the error is too large to have told a percent;
 * - `fail`, after other steps have given the same; with the likely slip where f knows its derivative.
 * The whole is `fail` if any is, else `inconclusive` if any is, else `kink` if any is, else `pass`.
 * Throws TypeError for what is no claim or an unknown option, RangeError for one of the wrong length.
 */
export function checkGradient<P extends Point>(
  f: Source<P>,
  claimed: Claim,
  x: P,
  options: CheckOptions = {},
): Report {
  const who = 'checkGradient';
  needKeys(who, 'option', options, ['tolerance', 'directions', 'seed']);
  const { tolerance = 1e-6, directions, seed = 0 } = options;
  needNumber(who, 'tolerance', tolerance, 'a number above 0', (share) => share > 0);
  if (directions !== undefined) needWhole(who, 'directions', directions, 1, MOST_DIRECTIONS);
  needWhole(who, 'seed', seed, 0, 2 ** 32 - 1);
  const { fn, point } = sourceAt(who, f, x);
  needOneOutput(who, fn.at(point).value);
  const names = inputNames(fn, point.length);
  const claim = resolveClaim(who, claimed, names, point, typeof x === 'number');
  const components =
    directions === undefined
      ? [...names].map((name, index) => checkAxis(fn, point, claim, { index, name }, tolerance))
      : randomDirections(point.length, directions, seed).map((d, index) =>
          checkDirection(fn, point, claim, d, index, tolerance),
        );
  return makeReport(components, tolerance);
}

const lineAlong = (f: Fn, x: Vec, along: Vec | number): Line => ({
  ...linePosition(x, along),
  f: (place) => f.at(movedPoint(x, along, place)).value[0],
});

function checkAxis(
  f: Fn,
  x: Vec,
  { values, elsewhere }: ResolvedClaim,
  { index, name }: { index: number; name: string },
  tolerance: number,
): Component {
  const claimed = values[index];
  const size = (met: number) => met / Math.max(1, Math.abs(x[index]));
  const judged = judgeSlope(lineAlong(f, x, index), claimed, size, tolerance);
  const slip =
    judged.verdict === 'fail' ? diagnoseSlip({ f, x, index, claimed, elsewhere, tolerance }) : null;
  return { index, name, ...judged, ...(slip && { slip }) };
}

function checkDirection(
  f: Fn,
  x: Vec,
  { values }: ResolvedClaim,
  d: Vec,
  index: number,
  tolerance: number,
): Component {
  const claimed = values.reduce((sum, each, i) => sum + each * d[i], 0);
  const largest = x.reduce((most, each) => Math.max(most, Math.abs(each)), 1);
  const judged = judgeSlope(lineAlong(f, x, d), claimed, (met) => met / largest, tolerance);
  return { index, name: `direction ${index + 1}`, ...judged };
}

/** Random directions, each entry ½ to 1 in size. */
function randomDirections(n: number, count: number, seed: number): Vec[] {
  const next = mulberry32(seed);
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: n }, () => (next() < 0.5 ? -1 : 1) * (0.5 + next() / 2)),
  );
}
