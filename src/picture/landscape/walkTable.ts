import { csv } from '../../results/csv.js';
import type { PlannedRun } from '../../spec/plannedRuns.js';
import { runsText } from '../../spec/runsText.js';
import type { Numbers } from '../numberFormat.js';
import type { Grid } from '../textGrid.js';
import type { Ground, Walk } from './landscapeView.js';

/** Point of a run at a sample, its loss last. */
const placed = ({ points, values }: Walk, lap: number, variables: readonly string[]) => [
  ...variables.map((_, k) => points[lap * variables.length + k]),
  values[lap],
];

/** CSV of all runs, a row for each step of each. */
export function walksCsv(
  { variables }: Ground,
  walks: readonly Walk[],
  planned: readonly PlannedRun[],
): string {
  const rows = walks.flatMap((walk, i) => {
    const [optimizer, ...rate] = runsText([planned[i]]).split(' ');
    return Array.from({ length: walk.end + 1 }, (_, lap) => [
      optimizer,
      rate.join(' '),
      lap,
      ...placed(walk, lap, variables),
    ]);
  });
  return csv(['optimizer', 'rate', 'step', ...variables, 'loss'], rows);
}

/** CSV of a map without runs: the point, its value and the gradient there. */
export function pointCsv({ variables, value, slopes }: Ground, at: readonly number[]): string {
  const names = [...variables, 'value', ...variables.map((name) => `d/d${name}`)];
  return csv(names, at.length > 0 ? [[...at, value(at), ...slopes(at)]] : []);
}

/** Table of the steps of one run. */
export const walkGrid = ({ variables }: Ground, walk: Walk, numbers: Numbers): Grid => ({
  names: ['Step', ...variables, 'Loss'],
  rows: walk.end + 1,
  cells: (lap) => [numbers.count(lap), ...placed(walk, lap, variables).map(numbers.cell)],
});
