import { html } from 'lit';
import type { Run } from '../../src/index.js';
import { playerPhrases } from '../../src/phrases/en.js';
import { outcomeTold } from '../../src/picture/compare/outcomeSentence.js';
import { countedNoun, type Language } from '../../src/picture/language.js';
import type { RunSeries } from '../../src/picture/series.js';
import { chevronIcon } from '../figure/icons.js';
import { seriesSwatch } from './swatch.js';

interface OutcomesInput {
  runs: readonly Run[];
  seriesList: readonly RunSeries[];
  language: Language;
}

interface OutcomeColumn {
  name: string;
  /** CSS class; `wide` is shown only where there is room. */
  kind: string;
  cell(run: Run): string;
}

/** The columns of numbers. Where rows are kept apart, validation takes the place of the lowest loss. */
function outcomeColumns(runs: readonly Run[], { numbers, phrases }: Language): OutcomeColumn[] {
  const said = phrases(playerPhrases);
  const shareText = (accuracy?: number) => (accuracy === undefined ? '—' : numbers.percent(accuracy));
  const lossCell = (run: Run, value?: number) =>
    run.outcome === 'diverged' || value === undefined ? '—' : numbers.cell(value);
  const rated = runs.some((run) => run.accuracy !== undefined);
  const hasValidation = runs.some((run) => run.validation);
  const accuracyColumn = (name: string, of: (run: Run) => number | undefined): OutcomeColumn[] =>
    rated ? [{ name, kind: 'wide', cell: (run) => shareText(of(run)) }] : [];
  const final: OutcomeColumn = {
    name: hasValidation ? said.trainingLoss : said.finalLoss,
    kind: '',
    cell: (run) => lossCell(run, run.value),
  };
  if (!hasValidation) {
    return [
      final,
      ...accuracyColumn(said.accuracy, (run) => run.accuracy),
      { name: said.lowest, kind: 'wide', cell: (run) => numbers.cell(run.best.value) },
      { name: said.atStep, kind: 'wide', cell: (run) => numbers.count(run.best.step) },
    ];
  }
  return [
    final,
    ...accuracyColumn(said.itsAccuracy, (run) => run.accuracy),
    { name: said.validationLoss, kind: 'apart', cell: (run) => lossCell(run, run.validation?.loss) },
    ...accuracyColumn(said.itsAccuracy, (run) => run.validation?.accuracy),
  ];
}

/** How a run ended, and in English why. */
function outcomeCell(run: Run, language: Language) {
  const { outcome, because } = outcomeTold(run, language);
  return because ? html`${outcome}: <bdi lang="en">${because}</bdi>` : outcome;
}

/** A table of the outcomes, a row per run, in a `details`. */
export function outcomesTable({ runs, seriesList, language }: OutcomesInput) {
  const said = language.phrases(playerPhrases);
  const columns = outcomeColumns(runs, language);
  const outcomeRow = (run: Run, series: RunSeries) => html`<tr>
    <th scope="row">${seriesSwatch(series)}<span>${series.label}</span></th>
    <td class="outcome">${outcomeCell(run, language)}</td>
    ${columns.map(({ kind, cell }) => html`<td class=${kind}>${cell(run)}</td>`)}
  </tr>`;
  return html`<details part="outcomes">
    <summary>${chevronIcon}<span>${said.whatHappened}</span><small>${countedNoun(runs.length, 'run', language)}</small></summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${said.run}</th>
          <th scope="col" class="outcome">${said.outcome}</th>
          ${columns.map(({ name, kind }) => html`<th scope="col" class=${kind}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${runs.map((run, i) => outcomeRow(run, seriesList[i]))}
      </tbody>
    </table>
  </details>`;
}
