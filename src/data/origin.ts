import { type MakerEntry, maker } from '../entry.js';
import type { CsvOptions } from './csvOptions.js';
import type { Data } from './data.js';

/** Change made to data after they were made. */
type DataChange =
  | { readonly columns: readonly string[] }
  | { readonly fold: { readonly of: number; readonly index: number; readonly seed: number } }
  | { readonly split: { readonly validation: number; readonly seed: number } }
  | { readonly standardize: true | { readonly target: true } };

/** Source of data and the changes since, from which they can be made again. */
export interface Origin {
  readonly source:
    | { readonly maker: unknown; readonly options: object }
    | {
        /** Text of a table; null where it is long. */
        readonly text: string | null;
        readonly options: CsvOptions;
        /** Levels of the columns of text, by name. */
        readonly levels: Readonly<Record<string, readonly string[]>>;
      };
  readonly changes: readonly DataChange[];
}

const origins = new WeakMap<object, Origin>();

/** Origin of data, where it is known; numbers changed in place do not change it. */
export const originOf = (data: object): Origin | null => origins.get(data) ?? null;

/** The data, with their origin noted. */
export function withOrigin<Made extends Data>(data: Made, source: Origin['source']): Made {
  origins.set(data, { source, changes: [] });
  return data;
}

/** The data, with the origin of those before and the change noted. */
export function changedBy<Made extends Data>(data: Made, before: Data, change: DataChange): Made {
  const origin = originOf(before);
  if (origin) origins.set(data, { ...origin, changes: [...origin.changes, change] });
  return data;
}

/** What a data set says of itself. */
export interface DatasetEntry extends MakerEntry {
  /** What the target of its rows is. */
  readonly tells: 'classes' | 'numbers';
}

/** Entry of a data set, whose data have it as their origin. */
export function dataset<E extends DatasetEntry, Options extends object>(
  entry: E,
  make: (options?: Options) => Data,
): ((options?: Options) => Data) & E {
  const made = maker(
    entry,
    (options?: Options): Data => withOrigin(make(options), { maker: made, options: { ...options } }),
  );
  return made;
}
