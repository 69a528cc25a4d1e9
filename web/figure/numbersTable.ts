import { html, nothing } from 'lit';
import { tablePhrases } from '../../src/phrases/en.js';
import { countedNoun, type Language } from '../../src/picture/language.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { chevronIcon } from './icons.js';

interface TablePaging {
  open: boolean;
  page: number;
  show(open: boolean): void;
  turn(page: number): void;
}

/** Which tables of a figure are open, and at which page, by names of its own. */
export class TablePages {
  readonly #states = new Map<string, { open: boolean; page: number }>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(name = ''): TablePaging {
    const now = this.#states.get(name) ?? { open: false, page: 0 };
    const set = (next: Partial<typeof now>) => {
      this.#states.set(name, { ...now, ...next });
      this.#changed();
    };
    return { ...now, show: (open) => set({ open }), turn: (page) => set({ page }) };
  }
}

const pageRows = 200;

/** A paged table of the data of a drawing, in a `details`; its rows are rendered only while it is open. */
export function numbersTable(
  title: string,
  grid: Grid,
  paging: TablePaging,
  language: Language,
  choice: unknown = nothing,
) {
  const handleToggle = (event: Event) => paging.show((event.target as HTMLDetailsElement).open);
  return html`<details part="numbers" @toggle=${handleToggle}>
    <summary>${chevronIcon}<span>${title}</span><small>${countedNoun(grid.rows, 'row', language)}</small></summary>
    ${paging.open ? tablePage(grid, paging, language, choice) : nothing}
  </details>`;
}

function tablePage(grid: Grid, { page, turn }: TablePaging, { numbers, phrases }: Language, choice: unknown) {
  const { earlier, later, rows: rowsShown } = phrases(tablePhrases);
  const pages = Math.max(1, Math.ceil(grid.rows / pageRows));
  const at = Math.min(page, pages - 1);
  const first = at * pageRows;
  const last = Math.min(grid.rows, first + pageRows);
  const rows = Array.from({ length: last - first }, (_, i) => grid.cells(first + i));
  return html`
    ${choice}
    <table class="plain">
      <thead>
        <tr>${grid.names.map((name) => html`<th scope="col">${name}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([head, ...cells]) =>
            html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
    ${
      pages > 1
        ? html`<div class="pages">
            <button ?disabled=${at === 0} @click=${() => turn(at - 1)}>${earlier}</button>
            <span>${rowsShown(numbers.count(first + 1), numbers.count(last))}</span>
            <button ?disabled=${at === pages - 1} @click=${() => turn(at + 1)}>${later}</button>
          </div>`
        : nothing
    }
  `;
}
