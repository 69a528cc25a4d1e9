import { html, nothing } from 'lit';
import type { Run } from '../../src/index.js';
import type { Strand } from '../draw/strand.js';
import type { Numbers } from '../words/numbers.js';
import { outcomeSentence } from '../words/outcome.js';
import { chevronIcon } from './icons.js';
import { swatch } from './swatch.js';

export interface Outcomes {
  runs: readonly Run[];
  strands: readonly Strand[];
  numbers: Numbers;
}

/** What became of each run, as a table behind a disclosure. */
export function outcomes({ runs, strands, numbers }: Outcomes) {
  const rated = runs.some((run) => run.accuracy !== undefined);
  const row = (run: Run, strand: Strand) => html`<tr>
    <th scope="row">${swatch(strand)}<span>${strand.label}</span></th>
    <td class="outcome">${outcomeSentence(run, numbers)}</td>
    <td>${run.outcome === 'diverged' ? '—' : numbers.cell(run.value)}</td>
    ${rated ? html`<td class="wide">${run.accuracy === undefined ? '—' : numbers.percent(run.accuracy)}</td>` : nothing}
    <td class="wide">${numbers.cell(run.best.value)}</td>
    <td class="wide">${numbers.count(run.best.step)}</td>
  </tr>`;
  return html`<details part="outcomes">
    <summary>${chevronIcon}<span>What happened to each run</span><small>${tally(runs.length, numbers)}</small></summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col" class="outcome">Outcome</th>
          <th scope="col">Final loss</th>
          ${rated ? html`<th scope="col" class="wide">Accuracy</th>` : nothing}
          <th scope="col" class="wide">Lowest</th>
          <th scope="col" class="wide">at step</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map((run, i) => row(run, strands[i]))}
      </tbody>
    </table>
  </details>`;
}

const tally = (runs: number, numbers: Numbers) => `${numbers.count(runs)} ${runs === 1 ? 'run' : 'runs'}`;
