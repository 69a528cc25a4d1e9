import type { Matrix } from '../algebra/matrix.js';
import type { Vec } from '../fn.js';

/** How well classes are told from each other, on some rows. */
export interface ClassScores {
  /** Numbers of rows: a row for each true class, a column for each that was told. */
  confusion: number[][];
  /** Scores of each class; NaN where there is nothing to divide by. */
  classes: readonly {
    name: string;
    /** Share of the rows told to be of the class that are. */
    precision: number;
    /** Share of the rows of the class that were told to be. */
    recall: number;
    /** Harmonic mean of the two. */
    f1: number;
    /** Number of rows of the class. */
    rows: number;
  }[];
  /** Area under the receiver operating characteristic, of two classes: the share of pairs in the right order. */
  auc?: number;
}

/** Scores of classes from what was told and the logits; a row that none was told for counts as wrong. */
export function classScoresFrom(
  names: readonly string[],
  wanted: Vec,
  told: ArrayLike<number>,
  logits: Matrix,
): ClassScores {
  const confusion = names.map(() => new Array<number>(names.length).fill(0));
  for (let i = 0; i < wanted.length; i++) if (told[i] >= 0) confusion[wanted[i]][told[i]]++;
  const rowsOf = (k: number) => wanted.reduce((count, each) => count + (each === k ? 1 : 0), 0);
  const classes = names.map((name, k) => {
    const [right, rows] = [confusion[k][k], rowsOf(k)];
    const claimed = confusion.reduce((sum, row) => sum + row[k], 0);
    return {
      name,
      precision: right / claimed,
      recall: right / rows,
      f1: (2 * right) / (claimed + rows),
      rows,
    };
  });
  return { confusion, classes, ...(names.length === 2 && { auc: areaUnderCurve(wanted, logits) }) };
}

/** Share of pairs of a row of either class in which that of the second has the higher score; ties count half. */
function areaUnderCurve(wanted: Vec, { columns, data }: Matrix): number {
  const score = (i: number) => (columns === 1 ? data[i] : data[2 * i + 1] - data[2 * i]);
  const order = Array.from(wanted, (_, i) => i).sort((a, b) => score(a) - score(b));
  let [below, right, second] = [0, 0, 0];
  for (let from = 0; from < order.length; ) {
    let to = from;
    let [firsts, seconds] = [0, 0];
    for (; to < order.length && score(order[to]) === score(order[from]); to++) {
      if (wanted[order[to]] === 1) seconds++;
      else firsts++;
    }
    // A score that is no number equals none, not even itself.
    if (to === from) return NaN;
    right += seconds * (below + firsts / 2);
    [below, second, from] = [below + firsts, second + seconds, to];
  }
  return right / (below * second);
}
