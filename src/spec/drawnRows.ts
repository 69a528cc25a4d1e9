import type { Data } from '../data/data.js';

/** The most points and classes that can be told apart in a plane. */
const [maxDrawnRows, maxClasses] = [1000, 20];

/** Rows to draw in a decision plane, in the units they were measured in, no more than can be told apart. */
export function drawnRows(who: string, data: Data, unscaled: Data): Data {
  const { length = 0 } = data.classes ?? [];
  if (length > maxClasses)
    throw new RangeError(`${who}: target needs at most ${maxClasses} classes to be drawn, got ${length}`);
  const every = Math.ceil((data.x.rows + (data.validation?.x.rows ?? 0)) / maxDrawnRows);
  return { ...everyNthRow(unscaled, every), ...(data.scaling && { scaling: data.scaling }) };
}

/** Every `every`-th row of the data, of those kept apart too. */
function everyNthRow(data: Data, every: number): Data {
  const { x, y, validation } = data;
  const rows = Math.ceil(x.rows / every);
  const part = new Float64Array(rows * x.columns);
  for (let i = 0; i < rows; i++) {
    const from = i * every * x.columns;
    part.set(x.data.subarray(from, from + x.columns), i * x.columns);
  }
  return {
    ...data,
    x: { ...x, rows, data: part },
    y: y.filter((_, i) => i % every === 0),
    ...(validation && { validation: everyNthRow(validation, every) }),
  };
}
