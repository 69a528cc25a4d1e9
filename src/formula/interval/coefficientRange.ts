import type { Formula } from '../formula.js';
import { nodeText } from '../print.js';
import {
  above,
  add,
  below,
  exactly,
  holds,
  hull,
  type Interval,
  isBounded,
  middle,
  multiply,
  overlap,
  subtract,
} from './interval.js';
import { intervalSeriesOf, type Obstacle } from './series.js';

/** Share of the range by which an end may be off. */
const TOLERANCE = 1 / 64;
/** Operations on intervals that one range may take, and fewest and most parts of it. */
const [WORK, FEWEST, MOST] = [2e6, 2, 3000];
/** Share of the whole below which a part is not halved. */
const NARROWEST = 2 ** -44;

interface CoefficientRange {
  readonly range: Interval;
  /** What makes an end infinite. */
  readonly reason?: string;
}

interface Part {
  readonly x: Interval;
  readonly range: Interval;
  readonly obstacle: Obstacle | null;
  readonly isWhole: boolean;
}

/**
 * Range of f⁽ᵏ⁾(x)/k! over an interval, f being of one variable and one output, by halving: in each part from the
 * interval series; from the ends where the coefficient is monotone; and from the middle by the mean value theorem.
 */
export function coefficientRange(f: Formula, x: Interval, k: number): CoefficientRange {
  const finder = new Finder(f, x, k);
  return finder.find();
}

class Finder {
  readonly #f: Formula;
  readonly #x: Interval;
  readonly #k: number;
  /** What is surely reached. */
  #reached: [number, number] = [Infinity, -Infinity];

  constructor(f: Formula, x: Interval, k: number) {
    [this.#f, this.#x, this.#k] = [f, x, k];
  }

  find(): CoefficientRange {
    const coefficients = this.#k + 2;
    const cost = this.#f.graph.size * coefficients * coefficients;
    const most = Math.min(MOST, Math.max(FEWEST, WORK / cost));
    const parts = [this.#partOf(this.#x)];
    for (let count = 1; count < most; count += 2) {
      const place = this.#worstOf(parts);
      if (place < 0) break;
      const [low, high] = parts[place].x;
      const at = middle(parts[place].x);
      // Halves overlap, so that what is not smooth between them is inside one.
      parts[place] = this.#partOf([low, Math.min(high, above(at))]);
      parts.push(this.#partOf([Math.max(low, below(at)), high]));
    }
    const range = parts.map((part) => part.range).reduce(hull);
    const open = parts.find((part) => part.obstacle && !isBounded(part.range));
    if (isBounded(range) || !open) return { range };
    return { range, reason: reasonOf(open.obstacle!, shortestIn(open.x)) };
  }

  #partOf(x: Interval): Part {
    const { range, slope, obstacle } = this.#over(x);
    const isWhole = x[1] - x[0] > NARROWEST * (this.#x[1] - this.#x[0]) && above(x[0], 4) < x[1];
    if (x[0] === x[1]) return { x, range: this.#at(x[0]), obstacle, isWhole: false };
    if (!isBounded(slope)) return { x, range, obstacle, isWhole };
    const ends = hull(this.#at(x[0]), this.#at(x[1]));
    if (slope[0] >= 0 || slope[1] <= 0) return { x, range: overlap(range, ends), obstacle, isWhole };
    const at = middle(x);
    const byMean = add(this.#at(at), multiply(slope, subtract(x, exactly(at))));
    return { x, range: overlap(range, byMean), obstacle, isWhole };
  }

  #over(x: Interval): { range: Interval; slope: Interval; obstacle: Obstacle | null } {
    const { series, obstacle } = intervalSeriesOf(this.#f.computed, x, this.#k + 1);
    const [range, next] = [series[0][this.#k], series[0][this.#k + 1]];
    return { range, slope: multiply(next, exactly(this.#k + 1)), obstacle };
  }

  /** Value at a point, which is reached. */
  #at(x: number): Interval {
    const { series } = intervalSeriesOf(this.#f.computed, exactly(x), this.#k);
    const value = series[0][this.#k];
    if (isBounded(value)) {
      this.#reached[0] = Math.min(this.#reached[0], value[1]);
      this.#reached[1] = Math.max(this.#reached[1], value[0]);
    }
    return value;
  }

  /** The part that keeps an end of the range from being sharp; −1 where none can be better. */
  #worstOf(parts: readonly Part[]): number {
    const [low, high] = this.#reached;
    const width = Math.max(high - low, 2 ** -50 * Math.max(Math.abs(low), Math.abs(high)), 1e-300);
    const tolerance = TOLERANCE * (Number.isFinite(width) ? width : 0);
    let [lowest, highest] = [0, 0];
    parts.forEach(({ range }, i) => {
      if (range[0] < parts[lowest].range[0]) lowest = i;
      if (range[1] > parts[highest].range[1]) highest = i;
    });
    if (parts[lowest].isWhole && !(parts[lowest].range[0] >= low - tolerance)) return lowest;
    if (parts[highest].isWhole && !(parts[highest].range[1] <= high + tolerance)) return highest;
    return -1;
  }
}

/** The number with the fewest digits in an interval. */
function shortestIn(x: Interval): number {
  if (holds(x, 0)) return 0;
  for (let digits = 1; digits < 17; digits++) {
    const found = Number(middle(x).toPrecision(digits));
    if (holds(x, found)) return found;
  }
  return middle(x);
}

function reasonOf({ node, what }: Obstacle, x: number): string {
  const text = nodeText(node);
  if (what === 'edge') return `${text} is at or beyond the edge of its domain near ${x}`;
  return `${text} has a ${what} near ${x}`;
}
