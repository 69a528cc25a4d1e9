import { html } from 'lit';
import { playerPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import type { RunSeries } from '../../src/picture/series.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { downIcon } from '../figure/icons.js';
import { numbersTable, TablePages } from '../figure/numbersTable.js';

/** State of the table of numbers: which run, which page, whether it is open. */
export class NumbersPager {
  readonly #pages: TablePages;
  #run = 0;

  constructor(update: () => void) {
    this.#pages = new TablePages(update);
  }

  /** The table of the chosen run. */
  renderTable<S extends RunSeries>(
    title: string,
    seriesList: readonly S[],
    grid: (series: S) => Grid,
    language: Language,
  ) {
    const { [this.#run]: series = seriesList[0] } = seriesList;
    return numbersTable(
      title,
      grid(series),
      this.#pages.of(),
      language,
      this.#runSelect(seriesList, series, language),
    );
  }

  #runSelect(seriesList: readonly RunSeries[], chosen: RunSeries, { phrases }: Language) {
    const chooseRun = (event: Event) => {
      this.#run = Number((event.target as HTMLSelectElement).value);
      this.#pages.of().turn(0);
    };
    return html`<label class="choice">${phrases(playerPhrases).run}
      <span class="select"><select @change=${chooseRun}>
        ${seriesList.map((series, i) => html`<option value=${i} ?selected=${series === chosen}>${series.label}</option>`)}
      </select>${downIcon}</span>
    </label>`;
  }
}
