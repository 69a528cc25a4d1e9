import { isKink } from './evidence.js';
import { type Extrapolation, extrapolate } from './extrapolate.js';
import { EPSILON, type Line } from './line.js';

export type Verdict = 'pass' | 'fail' | 'kink' | 'inconclusive';
export type Slip = 'sign' | 'factor' | 'inner derivative';

/** One derivative, as it is claimed and as differences find it. */
export interface Component {
  index: number;
  /** Its variable; for a second derivative both, a comma between. */
  name: string;
  claimed: number;
  numeric: number;
  /** Estimated error of `numeric`. */
  estimatedError: number;
  /** |claimed − numeric|. */
  error: number;
  verdict: Verdict;
  /** One-sided slopes at a kink. */
  left?: number;
  right?: number;
  /** Likely mistake in the claim, where the exact derivative is known. */
  slip?: Slip;
}

export interface Report {
  verdict: Verdict;
  /** Component furthest from passing; null where there is none. */
  worst: Component | null;
  components: Component[];
}

/** Numeric derivative that a claim is compared with. */
export interface FoundDerivative {
  value: number;
  error: number;
  /** Largest |f| that was met, over the size of x: the scale of a derivative. */
  size: number;
  /** Scale of a derivative by what f rises and falls by on the steps. */
  own: number;
  left?: { value: number; error: number } | null;
  right?: { value: number; error: number } | null;
}

type JudgedComponent = Pick<
  Component,
  'claimed' | 'numeric' | 'estimatedError' | 'error' | 'verdict' | 'left' | 'right'
>;

/**
 * What four errors of an estimate may come to, as a share of the slope, so that a percent could be told even where the
 * estimate is off by its error.
 */
const TELLING = 0.006;
/** The same, as a share of the scale of a slope: what values in double precision hardly show counts as 0. */
const UNSEEN = 1024 * EPSILON;

/** Verdict on a claim: the first rule that applies. */
export function judgeComponent(
  claimed: number,
  { value, error, size, own, left, right }: FoundDerivative,
  tolerance: number,
): JudgedComponent {
  const measured = { claimed, numeric: value, estimatedError: error, error: Math.abs(claimed - value) };
  const large = Math.max(Math.abs(claimed), Math.abs(value));
  const finite = [claimed, value, error].every(Number.isFinite);
  const coarse = error > 100 * tolerance * Math.max(large, size) && 4 * error > TELLING * large;
  if (!finite || coarse) return { ...measured, verdict: 'inconclusive' };
  if (left && right && isKink(left, right, tolerance)) {
    const [low, high] = left.value < right.value ? [left, right] : [right, left];
    const near = (end: { value: number; error: number }) =>
      tolerance * Math.max(Math.abs(claimed), Math.abs(end.value)) + 4 * end.error;
    const between = claimed >= low.value - near(low) && claimed <= high.value + near(high);
    return { ...measured, verdict: between ? 'kink' : 'fail', left: left.value, right: right.value };
  }
  const passes = measured.error <= tolerance * large + 4 * error;
  // What is too coarse to have told a percent lets nothing pass.
  if (passes && 4 * error > Math.max(TELLING * large, tolerance * own, UNSEEN * size))
    return { ...measured, verdict: 'inconclusive' };
  return { ...measured, verdict: passes ? 'pass' : 'fail' };
}

/**
 * First steps of the retries of a failed claim, relative to the first try: a wrong gradient is wrong by any of them.
 */
const OTHERS = [0.7, 0.01];

/**
 * Verdict on the slope of a line. A claim that fails is retried with other steps: where these agree with it, the step
 * was wrong; where they disagree with each other, the error is at least their distance.
 */
export function judgeSlope(
  line: Line,
  claimed: number,
  size: (met: number) => number,
  tolerance: number,
): JudgedComponent {
  const found = (way: Extrapolation): FoundDerivative => ({ ...way, size: size(way.met) });
  const way = extrapolate(line, 1);
  const first = judgeComponent(claimed, found(way), tolerance);
  if (first.verdict !== 'fail' || first.left !== undefined) return first;
  let unsure = first.estimatedError;
  for (const share of OTHERS) {
    const again = extrapolate(line, 1, 2 * share * (line.scale ?? Math.max(1, Math.abs(line.x))));
    const other = judgeComponent(claimed, found(again), tolerance);
    if (other.verdict === 'pass' || other.verdict === 'kink') return other;
    const gap = Math.abs(again.value - way.value);
    if (gap > 4 * (again.error + way.error) && gap > unsure) unsure = gap;
  }
  return unsure > first.estimatedError
    ? judgeComponent(claimed, { ...found(way), error: unsure }, tolerance)
    : first;
}

/** Report of all components: its verdict is the worst of theirs. */
export function makeReport(components: Component[], tolerance: number): Report {
  const worstFirst = ['fail', 'inconclusive', 'kink', 'pass'] as const;
  const verdict = worstFirst.find((each) => components.some((part) => part.verdict === each)) ?? 'pass';
  const badness = ({ error, claimed, numeric, estimatedError }: Component) => {
    const allowed = tolerance * Math.max(Math.abs(claimed), Math.abs(numeric)) + 4 * estimatedError;
    return error === 0 ? 0 : error / allowed;
  };
  let worst: Component | null = null;
  for (const part of components) {
    if (part.verdict !== verdict) continue;
    if (worst === null || !(badness(part) <= badness(worst))) worst = part;
  }
  return { verdict, worst, components };
}
