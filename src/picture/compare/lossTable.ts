// Tables of training and validation losses by step.

import { playerPhrases } from '../../phrases/en.js';
import { formatCsv } from '../../results/csv.js';
import type { LossHistory } from '../../results/lossHistory.js';
import type { Language } from '../language.js';
import type { RunSeries } from '../series.js';
import type { Grid } from '../textGrid.js';

/**
 * CSV of all losses: a line for each step, a column for each run and for its validation; empty after the run's end, and
 * where none was recorded.
 */
export function lossCsv(
  { length, steps, values, validation, held }: LossHistory,
  seriesList: readonly RunSeries[],
): string {
  const columns = seriesList.flatMap(({ label, end }, i) => [
    { name: label, losses: values[i], end },
    ...(validation.length > 0 ? [{ name: `${label} validation`, losses: validation[i], end }] : []),
  ]);
  const lines = Array.from({ length }, (_, sample) => [
    steps[sample],
    ...columns.map(({ losses, end }) => (sample <= end && !held.get(losses)?.[sample] ? losses[sample] : '')),
  ]);
  return formatCsv(['step', ...columns.map(({ name }) => name)], lines);
}

/** Losses of one run, the `i`-th. */
export function lossTable(
  { steps, values, validation, held }: LossHistory,
  run: RunSeries,
  i: number,
  { numbers, phrases }: Language,
): Grid {
  const { step, trainingLoss, validationLoss } = phrases(playerPhrases);
  const hasValidation = validation.length > 0;
  const columns = hasValidation ? [values[i], validation[i]] : [values[i]];
  return {
    names: hasValidation ? [step, trainingLoss, validationLoss] : [step, run.label],
    rows: run.end + 1,
    cells: (sample) => [
      numbers.count(steps[sample]),
      ...columns.map((losses) => (held.get(losses)?.[sample] ? '' : numbers.cell(losses[sample]))),
    ],
  };
}
