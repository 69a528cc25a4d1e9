import { html } from 'lit';
import type { Numbers } from '../../src/picture/numberFormat.js';
import type { Strand } from '../../src/picture/series.js';
import type { Grid } from '../../src/picture/textGrid.js';
import { downIcon } from '../figure/icons.js';
import { numbersTable } from '../figure/numbersTable.js';

/** State of the table of numbers: which run, which page, whether it is open. */
export class Ledger {
  #update: () => void;
  #open = false;
  #page = 0;
  #run = 0;

  constructor(update: () => void) {
    this.#update = update;
  }

  /** The table of the chosen run. */
  of<S extends Strand>(title: string, strands: readonly S[], grid: (strand: S) => Grid, numbers: Numbers) {
    const { [this.#run]: strand = strands[0] } = strands;
    const paging = {
      open: this.#open,
      page: this.#page,
      show: (open: boolean) => this.#set(open, this.#page),
      turn: (page: number) => this.#set(this.#open, page),
    };
    return numbersTable(title, grid(strand), paging, numbers, this.#choice(strands, strand));
  }

  #choice(strands: readonly Strand[], chosen: Strand) {
    const choose = (event: Event) => {
      this.#run = Number((event.target as HTMLSelectElement).value);
      this.#set(this.#open, 0);
    };
    return html`<label class="choice">Run
      <span class="select"><select @change=${choose}>
        ${strands.map((strand, i) => html`<option value=${i} ?selected=${strand === chosen}>${strand.label}</option>`)}
      </select>${downIcon}</span>
    </label>`;
  }

  #set(open: boolean, page: number): void {
    [this.#open, this.#page] = [open, page];
    this.#update();
  }
}
