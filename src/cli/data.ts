import { readFileSync } from 'node:fs';
import {
  type CsvOptions,
  csv,
  type Data,
  iris,
  moons,
  penguins,
  spirals,
  split,
  standardize,
} from '../index.js';
import { nearest, noSuch, shown } from '../need.js';

/** Data that need no file. */
const dataSets: Readonly<Record<string, () => Data>> = { iris, moons, penguins, spirals };

export const dataNames = Object.keys(dataSets);

export interface DataOptions {
  data: string;
  target?: string;
  columns?: string;
  classes?: true | string;
  missing?: 'refuse' | 'drop';
  validation?: number;
  standardize: boolean;
}

/** A data set by name, or a file of comma-separated values; kept apart and scaled as asked. */
export function dataFrom(who: string, options: DataOptions, seed: number): Data {
  const { data, validation } = options;
  const whole = Object.hasOwn(dataSets, data) ? named(who, options) : fromFile(who, options);
  const parted = validation === undefined ? whole : split(whole, { validation, seed });
  return options.standardize ? standardize(parted) : parted;
}

const OF_FILES = ['target', 'columns', 'classes', 'missing'] as const;

function named(who: string, options: DataOptions): Data {
  for (const name of OF_FILES) {
    if (options[name] !== undefined)
      throw new TypeError(`${who}: --${name} needs --data with a file, got ${shown(options.data)}`);
  }
  return dataSets[options.data]();
}

function fromFile(who: string, { data, target, columns, classes, missing }: DataOptions): Data {
  const text = textOf(who, data);
  if (target === undefined)
    throw new TypeError(
      `${who}: --data with a file needs --target, the column to be told from the others, got none`,
    );
  const options: CsvOptions = {
    target,
    ...(columns !== undefined && { columns: list(columns) }),
    ...(classes !== undefined && { classes: classes === true || list(classes) }),
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

const list = (text: string) => text.split(',').map((each) => each.trim());
