import type { ReactiveControllerHost } from 'lit';
import { survey, type Table } from '../survey.js';
import { sets } from '../training.js';

/** A word is the name of a data set; what else stands there is where a file is. */
const isAddress = (data: string) => /[./:]/.test(data) && !Object.hasOwn(sets, data);

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

  /** Takes a file out of the reader's hand; throws what is wrong with it. */
  async take(file: File): Promise<Table> {
    const table = await survey(file.name, file);
    this.#given.set(file.name, table);
    return table;
  }

  async #fetch(data: string): Promise<void> {
    const fetched: Fetched = { data, table: null };
    this.#fetched = fetched;
    fetched.table = await load(data).catch((error: Error) => error);
    if (this.#fetched === fetched) this.#host.requestUpdate();
  }
}

async function load(data: string): Promise<Table> {
  const address = data.length > 80 ? `${data.slice(0, 80)}…` : data;
  const needs = (got: string) =>
    new Error(`nabla: data needs a file that can be read, got ${got} from ${JSON.stringify(address)}`);
  const answer = await fetch(new URL(data, document.baseURI)).catch((error: Error) => {
    throw needs(error.message);
  });
  if (!answer.ok) throw needs(String(answer.status));
  return survey(data, await answer.blob());
}
