import { readFileSync } from 'node:fs';
import { type CsvOptions, csv, type Data } from '../index.js';
import { nearest, noSuch, shown } from '../need.js';
import { columnsOf } from '../training/columns.js';
import { dataNames, dataSet, within } from '../training/data.js';

export interface DataOptions {
  data: string;
  target?: string;
  columns?: string;
  classes?: true | string;
  missing?: 'refuse' | 'drop';
}

/** A data set by name, or a file of comma-separated values, whose target names classes where a model needs such. */
export function dataFrom(
  who: string,
  options: DataOptions,
  seed: number,
  needsClasses: boolean,
): Data & { dropped?: number } {
  return dataNames.includes(options.data) ? named(who, options, seed) : fromFile(who, options, needsClasses);
}

const OF_FILES = ['target', 'classes', 'missing'] as const;

function named(who: string, options: DataOptions, seed: number): Data {
  const { data, columns } = options;
  for (const name of OF_FILES) {
    if (options[name] !== undefined)
      throw new TypeError(`${who}: --${name} needs --data with a file, got ${shown(data)}`);
  }
  const whole = dataSet(data, seed);
  return columns === undefined ? whole : within(who, whole, columnsOf(who, columns));
}

function fromFile(who: string, given: DataOptions, needsClasses: boolean) {
  const { data, target, columns, classes, missing } = given;
  const text = textOf(who, data);
  if (target === undefined)
    throw new TypeError(
      `${who}: --data with a file needs --target, the column to be told from the others, got none`,
    );
  const options: CsvOptions = {
    target,
    ...(columns !== undefined && { columns: columnsOf(who, columns) }),
    ...(classes === undefined
      ? needsClasses && { classes: true }
      : { classes: classes === true || columnsOf(who, classes) }),
    ...(missing && { missing }),
  };
  return csv(text, options);
}

function textOf(who: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (nearest(path, dataNames)) throw noSuch(who, 'data set', path, dataNames);
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(
      `${who}: --data needs a file that can be read, or one of ${dataNames.join(', ')}, got ${shown(path)} (${code})`,
    );
  }
}
