import { needWhole, unknownName, wrongKind } from '../need.js';
import type { Run, SettingSummary } from '../runs/run.js';
import { ratesInOrder } from '../spec/rate.js';

/** Lines of a table: which, by what they are ordered, and how many of them. */
export interface TableOrder {
  /** A line for each of the replicates, not for their means. */
  each?: boolean;
  /** What lines are ordered by, the better first: `loss`, `validation`, `accuracy`, `rmse`, `r2`, `rate`, `steps`. */
  sort?: string;
  /** Most lines; by the loss that runs are ranked by where `sort` does not say otherwise. */
  top?: number;
}

/** What a line may be ordered by; of rows kept apart where there are some. */
interface Sorted {
  loss: number;
  validation?: number | undefined;
  accuracy?: number | undefined;
  rmse?: number | undefined;
  r2?: number | undefined;
  rate: number;
  steps: number;
}

/** Names of what lines may be ordered by. */
export const tableOrders = ['loss', 'validation', 'accuracy', 'rmse', 'r2', 'rate', 'steps'] as const;
type SortKey = (typeof tableOrders)[number];
/** Those of which the larger is the better. */
const FALLING: readonly SortKey[] = ['accuracy', 'r2'];

const sortedRun = ({ outcome, value, validation, accuracy, rmse, r2, knobs, steps }: Run): Sorted => ({
  loss: outcome === 'diverged' ? NaN : value,
  validation: validation && (outcome === 'diverged' ? NaN : validation.loss),
  accuracy: validation?.accuracy ?? accuracy,
  rmse: validation?.rmse ?? rmse,
  r2: validation?.r2 ?? r2,
  rate: ratesInOrder(knobs.rate).at(-1) ?? NaN,
  steps,
});

const sortedSetting = ({ first, value, validation, ...scores }: SettingSummary): Sorted => ({
  ...sortedRun(first),
  loss: value.mean,
  validation: validation?.loss.mean,
  accuracy: (validation ?? scores).accuracy?.mean,
  rmse: (validation ?? scores).rmse?.mean,
  r2: (validation ?? scores).r2?.mean,
});

/** Options of a table, checked. */
function needTableOrder(who: string, { sort, top }: TableOrder): void {
  if (sort !== undefined && typeof sort !== 'string') throw wrongKind(who, 'sort', 'a name', sort);
  if (sort !== undefined && !tableOrders.includes(sort as SortKey))
    throw unknownName(who, 'order', sort, tableOrders);
  if (top !== undefined) needWhole(who, 'top', top, 1, Number.MAX_SAFE_INTEGER);
}

/** Lines in order, the better first, those without the number last; and no more than are asked for. */
function ordered<T>(who: string, all: readonly T[], told: (of: T) => Sorted, options: TableOrder): T[] {
  needTableOrder(who, options);
  const { sort, top } = options;
  if (sort === undefined && top === undefined) return [...all];
  const known = all.map((each) => ({ each, by: told(each) }));
  const usual = known.every(({ by }) => by.validation !== undefined) ? 'validation' : 'loss';
  const key = (sort ?? usual) as SortKey;
  if (known.length > 0 && known.every(({ by }) => by[key] === undefined))
    throw wrongKind(who, 'sort', 'what the runs have', key);
  const sign = FALLING.includes(key) ? -1 : 1;
  const rank = ({ by }: { by: Sorted }) => {
    const value = by[key] ?? NaN;
    return Number.isNaN(value) ? Infinity : sign * value;
  };
  return known
    .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
    .slice(0, top)
    .map(({ each }) => each);
}

export const orderedRuns = (who: string, runs: readonly Run[], options: TableOrder) =>
  ordered(who, runs, sortedRun, options);

export const orderedSettings = (who: string, all: readonly SettingSummary[], options: TableOrder) =>
  ordered(who, all, sortedSetting, options);
