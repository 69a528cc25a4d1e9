import { type Matrix, matrix } from '../algebra/matrix.js';
import { outOfRange } from '../need.js';
import { detachedCopy } from './csvReader.js';

/** Most levels of a column that is made columns of 0 and 1. */
export const MOST_LEVELS = 50;

/** Levels of a column of text, in the order in which they first appear. */
export class Levels {
  readonly #places = new Map<string, number>();

  get names(): readonly string[] {
    return [...this.#places.keys()];
  }

  /** Index of a level. Throws RangeError for one too many. */
  indexOf(who: string, place: () => string, text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const k = this.#places.size;
    if (k === MOST_LEVELS)
      throw outOfRange(who, place(), `one of at most ${MOST_LEVELS} levels for oneHot`, text);
    this.#places.set(detachedCopy(text), k);
    return k;
  }
}

/** Column of a table by its name, with its levels where it is one of text. */
export interface ReadColumn {
  readonly name: string;
  readonly levels: Levels | null;
}

/** Matrix with a column of 0 and 1 for each level of the columns of text; NaN stays NaN. */
export function expandLevels(x: Matrix, columns: readonly ReadColumn[]): { x: Matrix; names: string[] } {
  const names = columns.flatMap(({ name, levels }) =>
    levels ? levels.names.map((level) => `${name}=${level}`) : [name],
  );
  if (columns.every(({ levels }) => !levels)) return { x, names };
  const widths = columns.map(({ levels }) => (levels ? levels.names.length : 1));
  const wide = matrix(x.rows, names.length);
  for (let i = 0, to = 0; i < x.rows; i++)
    for (const [k, width] of widths.entries()) {
      const value = x.data[i * x.columns + k];
      if (!columns[k].levels) wide.data[to] = value;
      else if (Number.isNaN(value)) wide.data.fill(NaN, to, to + width);
      else wide.data[to + value] = 1;
      to += width;
    }
  return { x: wide, names };
}
