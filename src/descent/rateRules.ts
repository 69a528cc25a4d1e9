import type { Vec } from '../fn.js';
import { log } from '../math/log.js';
import type { CurveSpan, RateTool } from '../results/foundRates.js';
import { formatAmount } from '../runs/outcome.js';

// Rules that read a learning rate off the curve of a finder, each as its tool has it.

/** Losses beside the rates they are noted at. */
export interface RatePoints {
  readonly rates: Vec;
  readonly losses: Vec;
}

/** What a rule makes of a curve: a rate, and the index of the point that it is read off. */
interface Choice {
  readonly rate: number;
  readonly at: number;
  readonly because: string;
}

export interface RateRule {
  readonly tool: RateTool;
  /** Points left out at the start, of a run of so many rates, and at the end. */
  readonly skips: readonly [start: (count: number) => number, end: number];
  /** Fewest points that it can be used on. */
  readonly least: number;
  /** Its choice, or why it has none. */
  choose(points: RatePoints, span: CurveSpan): Choice | string;
}

const fixed = (start: number, end: number) => [() => start, end] as const;

/** What fastai leaves out: a tenth of the rates, and the last five. */
const tenth = [(count: number) => Math.floor(count / 10), 5] as const;

/** First index of the least of some numbers, of `from` and up. */
function leastOf(from: number, to: number, number: (i: number) => number): { at: number; least: number } {
  let [at, least] = [from, number(from)];
  for (let i = from + 1; i < to; i++) {
    const here = number(i);
    if (here < least) [at, least] = [i, here];
  }
  return { at, least };
}

/** Choice of the point where a slope is least, in words for a fall. */
function steepest(
  { rates }: RatePoints,
  from: number,
  to: number,
  slope: (i: number) => number,
  falls: string,
): Choice {
  const { at, least } = leastOf(from, to, slope);
  const because = least < 0 ? `the loss fell most ${falls}` : `the loss fell nowhere; it rose least ${falls}`;
  return { rate: rates[at], at, because };
}

/** Slope against the index: halves of central differences, one-sided at the ends. */
const indexSlope = (losses: Vec, from: number, to: number) => (i: number) => {
  const [low, high] = [Math.max(i - 1, from), Math.min(i + 1, to - 1)];
  return (losses[high] - losses[low]) / (high - low);
};

/** Slope against the rate, of second order between neighbours at any distance, one-sided at the ends. */
const rateSlope =
  ({ rates, losses }: RatePoints, from: number, to: number) =>
  (i: number) => {
    if (i === from) return (losses[i + 1] - losses[i]) / (rates[i + 1] - rates[i]);
    if (i === to - 1) return (losses[i] - losses[i - 1]) / (rates[i] - rates[i - 1]);
    const [left, right] = [rates[i] - rates[i - 1], rates[i + 1] - rates[i]];
    return (
      (-right / (left * (left + right))) * losses[i - 1] +
      ((right - left) / (left * right)) * losses[i] +
      (left / (right * (left + right))) * losses[i + 1]
    );
  };

/**
 * The longest strictly falling subsequence that ends first: its last index, and its length. With the largest ends of
 * falling subsequences of each length, a search by halves finds what a point can follow.
 */
function longestFall(losses: Vec, { from, to }: CurveSpan): { last: number; length: number } {
  const ends: number[] = [];
  let last = from;
  for (let i = from; i < to; i++) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] > losses[i]) low = middle + 1;
      else high = middle;
    }
    if (low === ends.length) last = i;
    ends[low] = losses[i];
  }
  return { last, length: ends.length };
}

/** Halfway along the longest fall; where nothing falls, the first point. */
function valley({ rates, losses }: RatePoints, span: CurveSpan): Choice {
  const { from, to } = span;
  const { last, length } = longestFall(losses, span);
  if (length < 2)
    return { rate: rates[from], at: from, because: 'the loss fell nowhere; the first of its points' };
  // As many indices back as the fall has points, which may be the one before the first.
  const third = length / 3;
  const index = last - from - length + Math.floor(third) + Math.floor(third / 2);
  // Index −1 is the last point, as in Python.
  const at = index < 0 ? to - 1 : from + index;
  const first = rates[Math.max(last - length, from)];
  const fall = `halfway along the longest fall of the loss, from ${formatAmount(first)} to ${formatAmount(rates[last])}`;
  return { rate: rates[at], at, because: fall };
}

/** Points between the two slopes that slide compares, and their difference from which a curve bends. */
const [APART, BEND] = [15, 0.005];

function slide({ rates, losses }: RatePoints, { from, to }: CurveSpan): Choice {
  const slope = indexSlope(losses, from, to);
  let [right, at] = [to - 1, to - 1 - APART];
  for (let left = at; left >= from && Math.abs(slope(right) - slope(left)) > BEND; left--) {
    at = left;
    right--;
  }
  const because = `the last bend from the end: slopes ${APART} points apart differ by more than ${BEND} up to here`;
  return { rate: rates[at], at, because };
}

function minimum({ rates, losses }: RatePoints, { from, to }: CurveSpan): Choice {
  const { at } = leastOf(from, to, (i) => losses[i]);
  return {
    rate: rates[at] / 10,
    at,
    because: `a tenth of ${formatAmount(rates[at])}, where the loss was lowest`,
  };
}

/** Steps over which the rule of Keras' finder takes a slope. */
const WINDOW = 20;

/** The rules, in the order of their tools. */
export const rateRules: Readonly<Record<string, RateRule>> = {
  valley: { tool: 'fastai', skips: tenth, least: 1, choose: valley },
  steep: {
    tool: 'fastai',
    skips: tenth,
    least: 2,
    choose(points, { from, to }) {
      const { rates, losses } = points;
      const slope = (i: number) => (losses[i + 1] - losses[i]) / (log(rates[i + 1]) - log(rates[i]));
      return steepest(points, from, to - 1, slope, 'against the logarithm of the rate');
    },
  },
  minimum: { tool: 'fastai', skips: tenth, least: 1, choose: minimum },
  slide: { tool: 'fastai', skips: tenth, least: APART + 1, choose: slide },
  'torch-lr-finder': {
    tool: 'torch-lr-finder',
    skips: fixed(10, 5),
    least: 2,
    choose: (points, { from, to }) =>
      steepest(points, from, to, indexSlope(points.losses, from, to), 'from point to point'),
  },
  ignite: {
    tool: 'ignite',
    skips: fixed(0, 0),
    least: 3,
    choose(points, { from, to }) {
      const { at: lowest } = leastOf(from, to, (i) => points.losses[i]);
      if (lowest < from + 2)
        return 'the loss is lowest at the start of the curve, so that no fall leads there';
      const slope = indexSlope(points.losses, from, to);
      return steepest(points, from + 1, lowest, slope, 'from point to point before its lowest');
    },
  },
  lightning: {
    tool: 'lightning',
    skips: fixed(10, 1),
    least: 2,
    choose: (points, { from, to }) =>
      steepest(points, from, to, rateSlope(points, from, to), 'against the rate itself'),
  },
  keras: {
    tool: 'keras',
    skips: fixed(WINDOW, 5),
    least: 1,
    choose(points, { from, to }) {
      const slope = (i: number) => (points.losses[i] - points.losses[i - WINDOW]) / WINDOW;
      return steepest(points, from, to, slope, `over ${WINDOW} steps`);
    },
  },
};
