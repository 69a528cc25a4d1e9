import { matrix } from '../algebra/matrix.js';
import type { Data } from '../data/data.js';
import * as datasets from '../datasets/index.js';
import type { MakerEntry } from '../entry.js';
import { noSuch } from '../need.js';

const makers: Record<string, MakerEntry & ((options?: { seed?: number }) => Data)> = datasets;

/** Of data that need no file. */
export const dataNames = Object.keys(makers);

/** Data by name, one of `dataNames`; of the seed, where they are made from one. */
export function dataSet(name: string, seed: number): Data {
  const make = makers[name];
  return 'seed' in make.knobs ? make({ seed }) : make();
}

/** The data with some of their measurements, by name and in this order. */
export function within(who: string, data: Data, names: readonly string[]): Data {
  const places = names.map((name) => {
    if (!data.names.includes(name)) throw noSuch(who, 'column', name, data.names);
    return data.names.indexOf(name);
  });
  const x = matrix(data.x.rows, names.length);
  for (let i = 0; i < x.rows; i++)
    for (const [j, place] of places.entries())
      x.data[i * x.columns + j] = data.x.data[i * data.x.columns + place];
  return { ...data, x, names };
}
