import type { ReactiveControllerHost } from 'lit';
import { shortened } from '../../src/need.js';
import { isAddress } from './attributes.js';
import { survey, type Table } from './columnSurvey.js';

interface Fetched {
  data: string;
  table: Table | Error | null;
}

/** Files of data: those the reader gave by hand, and those the page has the address of. */
export class Feed {
  #host: ReactiveControllerHost;
  #given = new Map<string, Table>();
  #fetched: Fetched | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The file that data come from; undefined where they are no file, null while it is on its way. */
  of(data: string): Table | Error | null | undefined {
    const given = this.#given.get(data);
    if (given || !isAddress(data)) return given;
    if (this.#fetched?.data !== data) void this.#fetch(data);
    return this.#fetched!.table;
  }

  /** The same, but nothing is fetched for it. */
  known(data: string): Table | Error | null | undefined {
    return this.#given.get(data) ?? (this.#fetched?.data === data ? this.#fetched.table : undefined);
  }

  /** From now on a file out of the reader's hand is what its name stands for. */
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
  // What it was, a browser tells its console only: no such place, no answer, one that is not for this page.
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
