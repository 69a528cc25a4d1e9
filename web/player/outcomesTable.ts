import { html } from 'lit';
import type { Run } from '../../src/index.js';
import { outcomeSentence } from '../../src/picture/compare/outcomeSentence.js';
import { counted, type Numbers } from '../../src/picture/numberFormat.js';
import type { Strand } from '../../src/picture/series.js';
import { chevronIcon } from '../figure/icons.js';
import { swatch } from './swatch.js';

interface Outcomes {
  runs: readonly Run[];
  strands: readonly Strand[];
  numbers: Numbers;
}

interface Column {
  name: string;
  /** CSS class; `wide` is shown only where there is room. */
  kind: string;
  cell(run: Run): string;
}

/** The columns of numbers. Where rows are kept apart, validation takes the place of the lowest loss. */
function columnsOf(runs: readonly Run[], numbers: Numbers): Column[] {
  const share = (accuracy?: number) => (accuracy === undefined ? '—' : numbers.percent(accuracy));
  const loss = (run: Run, value?: number) =>
    run.outcome === 'diverged' || value === undefined ? '—' : numbers.cell(value);
  const rated = runs.some((run) => run.accuracy !== undefined);
  const apart = runs.some((run) => run.validation);
  const accuracy = (name: string, of: (run: Run) => number | undefined): Column[] =>
    rated ? [{ name, kind: 'wide', cell: (run) => share(of(run)) }] : [];
  const final: Column = {
    name: apart ? 'Training loss' : 'Final loss',
    kind: '',
    cell: (run) => loss(run, run.value),
  };
  if (!apart) {
    return [
      final,
      ...accuracy('Accuracy', (run) => run.accuracy),
      { name: 'Lowest', kind: 'wide', cell: (run) => numbers.cell(run.best.value) },
      { name: 'at step', kind: 'wide', cell: (run) => numbers.count(run.best.step) },
    ];
  }
  return [
    final,
    ...accuracy('accuracy', (run) => run.accuracy),
    { name: 'Validation loss', kind: 'apart', cell: (run) => loss(run, run.validation?.loss) },
    ...accuracy('accuracy', (run) => run.validation?.accuracy),
  ];
}

/** A table of the outcomes, a row per run, in a `details`. */
export function outcomes({ runs, strands, numbers }: Outcomes) {
  const columns = columnsOf(runs, numbers);
  const row = (run: Run, strand: Strand) => html`<tr>
    <th scope="row">${swatch(strand)}<span>${strand.label}</span></th>
    <td class="outcome">${outcomeSentence(run, numbers)}</td>
    ${columns.map(({ kind, cell }) => html`<td class=${kind}>${cell(run)}</td>`)}
  </tr>`;
  return html`<details part="outcomes">
    <summary>${chevronIcon}<span>What happened to each run</span><small>${counted(runs.length, 'run', numbers)}</small></summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col" class="outcome">Outcome</th>
          ${columns.map(({ name, kind }) => html`<th scope="col" class=${kind}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${runs.map((run, i) => row(run, strands[i]))}
      </tbody>
    </table>
  </details>`;
}
