import { type MakerEntry, maker } from '../entry.js';
import type { CsvOptions } from './csvOptions.js';
import type { Data } from './data.js';

/** What was done to data after they were made, in this order. */
type DataChange =
  | { readonly columns: readonly string[] }
  | { readonly split: { readonly validation: number; readonly seed: number } }
  | { readonly standardize: true };

/** How data were made, so that they can be made again from a few words. */
export interface Origin {
  readonly source:
    | { readonly maker: unknown; readonly options: object }
    | { readonly text: string; readonly options: CsvOptions };
  readonly changes: readonly DataChange[];
}

const origins = new WeakMap<object, Origin>();

/** The origin of data, where it is known; whoever changes their numbers afterwards leaves it as it was. */
export const originOf = (data: object): Origin | null => origins.get(data) ?? null;

/** Notes the origin of data, and returns them. */
export function withOrigin<Made extends Data>(data: Made, source: Origin['source']): Made {
  origins.set(data, { source, changes: [] });
  return data;
}

/** Notes that data came of others by a change, and returns them. */
export function changedBy<Made extends Data>(data: Made, before: Data, change: DataChange): Made {
  const origin = originOf(before);
  if (origin) origins.set(data, { ...origin, changes: [...origin.changes, change] });
  return data;
}

/** An entry that makes data, which know that they are its. */
export function dataset<E extends MakerEntry, Options extends object>(
  entry: E,
  make: (options?: Options) => Data,
): ((options?: Options) => Data) & E {
  const made = maker(
    entry,
    (options?: Options): Data => withOrigin(make(options), { maker: made, options: { ...options } }),
  );
  return made;
}
