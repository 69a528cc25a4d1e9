import type { ReactiveControllerHost } from 'lit';
import { shortenText } from '../../src/need.js';
import { isDataAddress } from './attributes.js';
import { type CsvTable, inspectCsv, type TableOptions } from './columnSurvey.js';

interface FetchedTable {
  data: string;
  /** How it is read, as JSON. */
  options: string;
  table: CsvTable | Error | null;
}

/** Cache of data files: those that the user dropped or chose, and those fetched from an address. */
export class DataFiles {
  #host: ReactiveControllerHost;
  #options: () => TableOptions;
  #localTables = new Map<string, CsvTable>();
  #fetched: FetchedTable | null = null;

  constructor(host: ReactiveControllerHost, options: () => TableOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The file of a name or address, fetched if need be; undefined where it is none, null while it loads. */
  tableFor(data: string): CsvTable | Error | null | undefined {
    const given = this.#localTables.get(data);
    if (given || !isDataAddress(data)) return given;
    if (!this.#hasFetched(data)) void this.#fetchTable(data);
    return this.#fetched!.table;
  }

  /** The file of a name or address, without fetching it. */
  knownTable(data: string): CsvTable | Error | null | undefined {
    return this.#localTables.get(data) ?? (this.#hasFetched(data) ? this.#fetched!.table : undefined);
  }

  #hasFetched(data: string): boolean {
    return this.#fetched?.data === data && this.#fetched.options === JSON.stringify(this.#options());
  }

  /** Makes a name stand for a file that the user gave. */
  addTable(table: CsvTable): void {
    this.#localTables.set(table.name, table);
  }

  async #fetchTable(data: string): Promise<void> {
    const options = this.#options();
    const fetched: FetchedTable = { data, options: JSON.stringify(options), table: null };
    this.#fetched = fetched;
    fetched.table = await fetchCsv('data', data)
      .then((blob) => inspectCsv(data, blob, options))
      .catch((error: Error) => error);
    if (this.#fetched === fetched) this.#host.requestUpdate();
  }
}

/** The file at an address; `what` names the property that has it. */
export async function fetchCsv(what: string, src: string): Promise<Blob> {
  const address = JSON.stringify(shortenText(src, 80));
  const readError = (got: string) =>
    new Error(`nabla: ${what} needs a file that can be read, got ${got} from ${address}`);
  // The cause is in the browser's console only: no such place, no answer, or a cross-origin refusal.
  const refuseUnread = () => {
    throw readError('no answer this page may read');
  };
  const answer = await fetch(src).catch(refuseUnread);
  if (!answer.ok) throw readError(String(answer.status));
  const blob = await answer.blob().catch(refuseUnread);
  if (/^text\/html|^image\/|json/.test(blob.type))
    throw new Error(`nabla: ${what} needs a CSV file, got ${blob.type} from ${address}`);
  return blob;
}
