import type { LossHistory } from '../../results/lossHistory.js';
import type { Run } from '../../runs/run.js';
import type { PlannedRun } from '../../spec/plannedRuns.js';
import { type LossRange, type LossScale, lossRange } from '../lossRange.js';
import type { NumberFormats } from '../numberFormat.js';
import { lastRate, runLabel, variedText } from '../rateText.js';
import { type RunSeries, type SeriesStyle, seriesStyle } from '../series.js';
import type { RunsView } from './runView.js';

/** Series of the planned runs, before anything is known of them. */
export function createSeries(
  planned: readonly PlannedRun[],
  numbers: NumberFormats,
  style: SeriesStyle = seriesStyle,
): RunSeries[] {
  const families = planned.map((run) => run.optimizer + variedText(run));
  const names = [...new Set(families)];
  // Replicates of a run look alike.
  const isFirst = planned.map(({ replicate }) => !replicate);
  const counts = names.map((name) => families.filter((family, i) => family === name && isFirst[i]).length);
  const most = Math.max(0, ...counts);
  const seen = new Map<string, number>();
  return planned.map((run, i): RunSeries => {
    const { optimizer, rate } = run;
    const family = families[i];
    const nth = (seen.get(family) ?? -1) + (isFirst[i] ? 1 : 0);
    seen.set(family, nth);
    return {
      label: runLabel(run, numbers),
      family,
      optimizer,
      rate: rate === null ? null : lastRate(rate),
      values: new Float64Array(0),
      paired: null,
      end: 0,
      diverged: null,
      leads: false,
      lowest: false,
      hidden: false,
      changes:
        typeof rate === 'object' && rate
          ? rate.slice(1).map(([step, each]) => ({ step, text: numbers.rate(each) }))
          : [],
      ...style(names.indexOf(family), nth, names.length, most),
    };
  });
}

/** Whether a run is another, or a replicate of it: of its optimizer with its knobs. */
export const isReplicateOf = (run: Run, other: Run): boolean =>
  run === other ||
  (run.replicate !== undefined &&
    run.optimizer === other.optimizer &&
    JSON.stringify(run.knobs) === JSON.stringify(other.knobs));

/** Update of series to what has been computed; with `showsValidation` to validation losses, where there are any. */
export function updateSeries(
  seriesList: readonly RunSeries[],
  history: LossHistory,
  showsValidation = false,
): void {
  const { length, comparison } = history;
  const last = length - 1;
  const hasValidation = history.validation.length > 0;
  const [shown, other] =
    showsValidation && hasValidation
      ? [history.validation, history.values]
      : [history.values, history.validation];
  for (const [i, series] of seriesList.entries()) {
    series.values = shown[i];
    series.paired = hasValidation ? other[i] : null;
    const run = comparison?.runs[i];
    series.end = run ? run.losses.length - 1 : last;
    series.points = run?.points?.data;
    series.diverged = run?.outcome === 'diverged' ? (run.at ?? series.end) : null;
    series.lowest = run !== undefined && !!comparison?.best && isReplicateOf(comparison.best, run);
    series.leads = run !== undefined && comparison?.bestOf[series.optimizer] === run;
  }
  if (comparison) return;
  // Until it is known which run ends lowest, the one that is lowest now leads for its optimizer.
  for (const name of new Set(seriesList.map(({ optimizer }) => optimizer))) {
    const own = seriesList.filter(({ optimizer }) => optimizer === name);
    own.reduce((a, b) => (b.values[last] < a.values[last] ? b : a)).leads = true;
  }
}

/** Range of the loss axis for all series. */
export function seriesRange(
  seriesList: readonly RunSeries[],
  { length: count }: LossHistory,
  scale: LossScale,
): LossRange {
  // Training and validation losses have one axis, so that they can be compared.
  const columns = seriesList.flatMap(({ values, paired, diverged }) =>
    [values, ...(paired ? [paired] : [])].map((each) => ({
      values: each,
      count,
      diverged: diverged !== null,
    })),
  );
  return lossRange(columns, scale);
}

/** Whether validation losses are shown; null where there are none. */
export const validationShown = (history: LossHistory, showsValidation: boolean) =>
  history.validation.length > 0 ? showsValidation : null;

/** View of a comparison at its end, with nothing pointed at. */
export function finalView(
  seriesList: readonly RunSeries[],
  history: LossHistory,
  scale: LossScale,
  showsValidation = false,
): RunsView {
  const last = history.length - 1;
  return {
    seriesList,
    showsValidation: validationShown(history, showsValidation),
    held: history.held,
    steps: history.steps,
    head: last,
    computed: last,
    last,
    range: seriesRange(seriesList, history, scale),
    span: Math.max(1, history.lastStep),
    ended: true,
    future: false,
    cursor: null,
    focus: null,
  };
}
