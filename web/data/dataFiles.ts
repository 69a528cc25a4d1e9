import type { ReactiveControllerHost } from 'lit';
import { shortened } from '../../src/need.js';
import { isAddress } from './attributes.js';
import { survey, type Table } from './columnSurvey.js';

interface Fetched {
  data: string;
  table: Table | Error | null;
}

/** Cache of data files: those that the user dropped or chose, and those fetched from an address. */
export class Feed {
  #host: ReactiveControllerHost;
  #given = new Map<string, Table>();
  #fetched: Fetched | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The file of a name or address, fetched if need be; undefined where it is none, null while it loads. */
  of(data: string): Table | Error | null | undefined {
    const given = this.#given.get(data);
    if (given || !isAddress(data)) return given;
    if (this.#fetched?.data !== data) void this.#fetch(data);
    return this.#fetched!.table;
  }

  /** The file of a name or address, without fetching it. */
  known(data: string): Table | Error | null | undefined {
    return this.#given.get(data) ?? (this.#fetched?.data === data ? this.#fetched.table : undefined);
  }

  /** Makes a name stand for a file that the user gave. */
  give(table: Table): void {
    this.#given.set(table.name, table);
  }

  async #fetch(data: string): Promise<void> {
    const fetched: Fetched = { data, table: null };
    this.#fetched = fetched;
    fetched.table = await load(data).catch((error: Error) => error);
    if (this.#fetched === fetched) this.#host.requestUpdate();
  }
}

async function load(data: string): Promise<Table> {
  const address = JSON.stringify(shortened(data, 80));
  const needs = (got: string) =>
    new Error(`nabla: data needs a file that can be read, got ${got} from ${address}`);
  // The cause is in the browser's console only: no such place, no answer, or a cross-origin refusal.
  const unread = () => {
    throw needs('no answer this page may read');
  };
  const answer = await fetch(data).catch(unread);
  if (!answer.ok) throw needs(String(answer.status));
  const blob = await answer.blob().catch(unread);
  if (/^text\/html|^image\/|json/.test(blob.type))
    throw new Error(`nabla: data needs a CSV file, got ${blob.type} from ${address}`);
  return survey(data, blob);
}
