import { cellName, finiteMatrixFrom, type Matrix, matrix } from '../algebra/matrix.js';
import { countNoun, listNames, outOfRange, showValue, unknownName, wrongKind } from '../need.js';
import type { CheckedModel } from './modelFile.js';

type Columns = Pick<CheckedModel, 'columns' | 'encodings' | 'target'>;

/** Column of a table that a model reads: a number, or one of some levels, each a column of 0 and 1. */
export interface SourceColumn {
  readonly name: string;
  /** Index of its first column in the model, and its levels where it is of text. */
  readonly at: number;
  readonly levels: readonly string[] | null;
}

/** Columns that a model reads, before those of text are made several. */
export function sourceColumns({ columns, encodings }: Columns): SourceColumn[] {
  const byFirst = new Map(
    encodings.map(({ column, levels }) => [
      columns.indexOf(`${column}=${levels[0]}`),
      { name: column, levels },
    ]),
  );
  const made = new Set(
    encodings.flatMap(({ column, levels }) => levels.map((level) => `${column}=${level}`)),
  );
  return columns.flatMap((name, at): SourceColumn[] => {
    const encoded = byFirst.get(at);
    if (encoded) return [{ ...encoded, at }];
    return made.has(name) ? [] : [{ name, at, levels: null }];
  });
}

/**
 * Rows for a model as a matrix: of a matrix or of arrays in the order of its columns, or of objects by the names of
 * columns, of text by their level, in which its target does not count.
 * Throws TypeError for unknown and missing columns, RangeError for what is not finite, by row and column.
 */
export function modelRows(who: string, given: unknown, model: Columns): Matrix {
  const { columns } = model;
  const [first] = Array.isArray(given) ? given : [];
  const isByName =
    typeof first === 'object' && first !== null && !Array.isArray(first) && !ArrayBuffer.isView(first);
  if (isByName) return rowsByName(who, given as unknown[], model);
  const rows = finiteMatrixFrom(who, 'rows', given);
  if (rows.columns !== columns.length)
    throw new RangeError(
      `${who}: rows needs ${countNoun(columns.length, 'column')} (${listNames(columns.map((name) => showValue(name)))}), got ${rows.columns}`,
    );
  return rows;
}

function rowsByName(who: string, given: readonly unknown[], model: Columns): Matrix {
  const sources = sourceColumns(model);
  const known = new Set([...sources.map(({ name }) => name), ...(model.target ? [model.target] : [])]);
  const x = matrix(given.length, model.columns.length);
  for (const [i, row] of given.entries()) {
    if (typeof row !== 'object' || row === null) throw wrongKind(who, `rows[${i}]`, 'an object', row);
    const unknown = Object.keys(row).find((name) => !known.has(name));
    if (unknown !== undefined)
      throw unknownName(
        who,
        `column in rows[${i}]:`,
        unknown,
        sources.map(({ name }) => name),
      );
    for (const source of sources) {
      if (!Object.hasOwn(row, source.name))
        throw new TypeError(`${who}: rows[${i}] needs column ${showValue(source.name)}, got none`);
      const value = (row as Record<string, unknown>)[source.name];
      putValue(who, x, i, source, value);
    }
  }
  return x;
}

/** Puts the value of a column, 1 in the column of a level. */
function putValue(
  who: string,
  x: Matrix,
  i: number,
  { name, at, levels }: SourceColumn,
  value: unknown,
): void {
  const index = i * x.columns + at;
  const what = `rows[${i}][${showValue(name)}] (row ${i + 1})`;
  if (levels) {
    const level = levels.indexOf(value as string);
    if (level < 0)
      throw outOfRange(who, what, `one of ${listNames(levels.map((each) => showValue(each)))}`, value);
    x.data[index + level] = 1;
    return;
  }
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number') throw wrongKind(who, what, 'a number', value);
  if (!Number.isFinite(number)) throw outOfRange(who, what, 'a finite number', value);
  x.data[index] = number;
}

/** Throws RangeError for a row of which a model's outputs are not finite. */
export function needFiniteOutputs(who: string, outputs: Matrix): Matrix {
  const bad = outputs.data.findIndex((each) => !Number.isFinite(each));
  if (bad >= 0)
    throw new RangeError(
      `${who}: ${cellName('rows', outputs, bad).replace(/\[\d+\] \(row (\d+), .*$/, ' (row $1)')} needs numbers of which the model's outputs are finite, got others`,
    );
  return outputs;
}
