import { playerPhrases } from '../../phrases/en.js';
import { formatCsv } from '../../results/csv.js';
import type { Outcome } from '../../runs/run.js';
import type { PlannedRun } from '../../spec/plannedRuns.js';
import { runsText } from '../../spec/runsText.js';
import type { Language } from '../language.js';
import type { Grid } from '../textGrid.js';
import type { RunPath, ScalarField } from './landscapeView.js';

/** Point of a run at a sample, its loss last. */
const iterateFields = ({ points, values }: RunPath, sample: number, variables: readonly string[]) => [
  ...variables.map((_, k) => points[sample * variables.length + k]),
  values[sample],
];

/** CSV of all runs, a row for each step of each, with the outcome of its run. */
export function pathsCsv(
  { variables }: ScalarField,
  paths: readonly RunPath[],
  planned: readonly PlannedRun[],
  outcomes: readonly Outcome[],
): string {
  const rows = paths.flatMap((path, i) => {
    const [optimizer, ...rate] = runsText([planned[i]]).split(' ');
    return Array.from({ length: path.end + 1 }, (_, sample) => [
      optimizer,
      rate.join(' '),
      sample,
      ...iterateFields(path, sample, variables),
      outcomes[i],
    ]);
  });
  return formatCsv(['optimizer', 'rate', 'step', ...variables, 'loss', 'outcome'], rows);
}

/** CSV of a map without runs: the point, its value and the gradient there. */
export function gradientCsv({ variables, value, gradient }: ScalarField, at: readonly number[]): string {
  const names = [...variables, 'value', ...variables.map((name) => `d/d${name}`)];
  return formatCsv(names, at.length > 0 ? [[...at, value(at), ...gradient(at)]] : []);
}

/** Table of the steps of one run. */
export function pathTable({ variables }: ScalarField, path: RunPath, { numbers, phrases }: Language): Grid {
  const { step, loss } = phrases(playerPhrases);
  return {
    names: [step, ...variables, loss],
    rows: path.end + 1,
    cells: (sample) => [numbers.count(sample), ...iterateFields(path, sample, variables).map(numbers.cell)],
  };
}
