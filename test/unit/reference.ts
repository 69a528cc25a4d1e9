import type { Reference } from '../../src/entry.js';

// What entries are held to, beside the laws: the loops that the tests of each kind go through.

type Held<Value> = Record<string, { readonly reference?: Reference<string, Value> }>;

/** The names of those that claim a table; it has to have these, and no others. */
export const inTable = (entries: Held<unknown>): string[] =>
  Object.entries(entries)
    .flatMap(([name, { reference }]) => (typeof reference === 'string' ? [name] : []))
    .sort();

/** The values of those that have their own, each with its name and where they were published. */
export const published = <Value>(entries: Held<Value>): (Value & { name: string; cite: string })[] =>
  Object.entries(entries).flatMap(([name, { reference }]) =>
    typeof reference === 'object'
      ? reference.values.map((value) => ({ ...value, name, cite: reference.cite }))
      : [],
  );
