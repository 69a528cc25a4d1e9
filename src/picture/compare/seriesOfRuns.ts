import type { Trace } from '../../results/lossHistory.js';
import type { Run } from '../../runs/run.js';
import type { PlannedRun } from '../../spec/plannedRuns.js';
import { type LossRange, lossRange } from '../lossRange.js';
import type { Numbers } from '../numberFormat.js';
import { lastRate, runLabel, variedText } from '../rateText.js';
import { type Strand, type Style, styleOf } from '../series.js';
import type { View } from './runView.js';

/** Series of the planned runs, before anything is known of them. */
export function strandsOf(
  planned: readonly PlannedRun[],
  numbers: Numbers,
  style: Style = styleOf,
): Strand[] {
  const families = planned.map((run) => run.optimizer + variedText(run));
  const names = [...new Set(families)];
  // Replicates of a run look alike.
  const isFirst = planned.map(({ replicate }) => !replicate);
  const counts = names.map((name) => families.filter((family, i) => family === name && isFirst[i]).length);
  const most = Math.max(0, ...counts);
  const seen = new Map<string, number>();
  return planned.map((run, i): Strand => {
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
      other: null,
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

/** Update of series to what has been computed; with `apart` to validation losses, where there are any. */
export function follow(strands: readonly Strand[], trace: Trace, apart = false): void {
  const { laps, comparison } = trace;
  const last = laps - 1;
  const parted = trace.apart.length > 0;
  const [shown, other] = apart && parted ? [trace.apart, trace.values] : [trace.values, trace.apart];
  for (const [i, strand] of strands.entries()) {
    strand.values = shown[i];
    strand.other = parted ? other[i] : null;
    const run = comparison?.runs[i];
    strand.end = run ? run.losses.length - 1 : last;
    strand.points = run?.points?.data;
    strand.diverged = run?.outcome === 'diverged' ? (run.at ?? strand.end) : null;
    strand.lowest = run !== undefined && !!comparison?.best && isReplicateOf(comparison.best, run);
    strand.leads = run !== undefined && comparison?.bestOf[strand.optimizer] === run;
  }
  if (comparison) return;
  // Until it is known which run ends lowest, the one that is lowest now leads for its optimizer.
  for (const name of new Set(strands.map(({ optimizer }) => optimizer))) {
    const own = strands.filter(({ optimizer }) => optimizer === name);
    own.reduce((a, b) => (b.values[last] < a.values[last] ? b : a)).leads = true;
  }
}

/** Range of the loss axis for all series. */
export function rangeOf(strands: readonly Strand[], { laps }: Trace, linear: boolean): LossRange {
  // Training and validation losses have one axis, so that they can be compared.
  const columns = strands.flatMap(({ values, other, diverged }) =>
    [values, ...(other ? [other] : [])].map((each) => ({ values: each, laps, diverged: diverged !== null })),
  );
  return lossRange(columns, linear);
}

/** Whether validation losses are shown; null where there are none. */
export const shownOf = (trace: Trace, apart: boolean) => (trace.apart.length > 0 ? apart : null);

/** View of a comparison at its end, with nothing pointed at. */
export function ended(strands: readonly Strand[], trace: Trace, linear: boolean, apart = false): View {
  const last = trace.laps - 1;
  return {
    strands,
    apart: shownOf(trace, apart),
    steps: trace.steps,
    head: last,
    frontier: last,
    last,
    range: rangeOf(strands, trace, linear),
    span: Math.max(1, trace.frontier),
    ended: true,
    future: false,
    cursor: null,
    focus: null,
  };
}
