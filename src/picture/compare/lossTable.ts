// Tables of training and validation losses by step.

import { csv } from '../../results/csv.js';
import type { Trace } from '../../results/lossHistory.js';
import type { Numbers } from '../numberFormat.js';
import type { Strand } from '../series.js';
import type { Grid } from '../textGrid.js';

/** CSV of all losses: a line for each step, a column for each run and for its validation; empty after the run's end. */
export function lossLines({ laps, steps, values, apart }: Trace, strands: readonly Strand[]): string {
  const columns = strands.flatMap(({ label, end }, i) => [
    { name: label, losses: values[i], end },
    ...(apart.length > 0 ? [{ name: `${label} validation`, losses: apart[i], end }] : []),
  ]);
  const lines = Array.from({ length: laps }, (_, lap) => [
    steps[lap],
    ...columns.map(({ losses, end }) => (lap <= end ? losses[lap] : '')),
  ]);
  return csv(['step', ...columns.map(({ name }) => name)], lines);
}

/** Losses of one run, the `i`-th. */
export function lossTable({ steps, values, apart }: Trace, run: Strand, i: number, numbers: Numbers): Grid {
  const parted = apart.length > 0;
  const columns = parted ? [values[i], apart[i]] : [values[i]];
  return {
    names: parted ? ['Step', 'Training loss', 'Validation loss'] : ['Step', run.label],
    rows: run.end + 1,
    cells: (lap) => [numbers.count(steps[lap]), ...columns.map((losses) => numbers.cell(losses[lap]))],
  };
}
