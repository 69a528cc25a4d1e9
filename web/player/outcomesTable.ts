import { html } from 'lit';
import type { Run } from '../../src/index.js';
import { outcomeSentence } from '../../src/picture/compare/outcomeSentence.js';
import { countedNoun, type NumberFormats } from '../../src/picture/numberFormat.js';
import type { RunSeries } from '../../src/picture/series.js';
import { chevronIcon } from '../figure/icons.js';
import { seriesSwatch } from './swatch.js';

interface OutcomesInput {
  runs: readonly Run[];
  seriesList: readonly RunSeries[];
  numbers: NumberFormats;
}

interface OutcomeColumn {
  name: string;
  /** CSS class; `wide` is shown only where there is room. */
  kind: string;
  cell(run: Run): string;
}

/** The columns of numbers. Where rows are kept apart, validation takes the place of the lowest loss. */
function outcomeColumns(runs: readonly Run[], numbers: NumberFormats): OutcomeColumn[] {
  const shareText = (accuracy?: number) => (accuracy === undefined ? '—' : numbers.percent(accuracy));
  const lossCell = (run: Run, value?: number) =>
    run.outcome === 'diverged' || value === undefined ? '—' : numbers.cell(value);
  const rated = runs.some((run) => run.accuracy !== undefined);
  const hasValidation = runs.some((run) => run.validation);
  const accuracyColumn = (name: string, of: (run: Run) => number | undefined): OutcomeColumn[] =>
    rated ? [{ name, kind: 'wide', cell: (run) => shareText(of(run)) }] : [];
  const final: OutcomeColumn = {
    name: hasValidation ? 'Training loss' : 'Final loss',
    kind: '',
    cell: (run) => lossCell(run, run.value),
  };
  if (!hasValidation) {
    return [
      final,
      ...accuracyColumn('Accuracy', (run) => run.accuracy),
      { name: 'Lowest', kind: 'wide', cell: (run) => numbers.cell(run.best.value) },
      { name: 'at step', kind: 'wide', cell: (run) => numbers.count(run.best.step) },
    ];
  }
  return [
    final,
    ...accuracyColumn('accuracy', (run) => run.accuracy),
    { name: 'Validation loss', kind: 'apart', cell: (run) => lossCell(run, run.validation?.loss) },
    ...accuracyColumn('accuracy', (run) => run.validation?.accuracy),
  ];
}

/** A table of the outcomes, a row per run, in a `details`. */
export function outcomesTable({ runs, seriesList, numbers }: OutcomesInput) {
  const columns = outcomeColumns(runs, numbers);
  const outcomeRow = (run: Run, series: RunSeries) => html`<tr>
    <th scope="row">${seriesSwatch(series)}<span>${series.label}</span></th>
    <td class="outcome">${outcomeSentence(run, numbers)}</td>
    ${columns.map(({ kind, cell }) => html`<td class=${kind}>${cell(run)}</td>`)}
  </tr>`;
  return html`<details part="outcomes">
    <summary>${chevronIcon}<span>What happened to each run</span><small>${countedNoun(runs.length, 'run', numbers)}</small></summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col" class="outcome">Outcome</th>
          ${columns.map(({ name, kind }) => html`<th scope="col" class=${kind}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${runs.map((run, i) => outcomeRow(run, seriesList[i]))}
      </tbody>
    </table>
  </details>`;
}
