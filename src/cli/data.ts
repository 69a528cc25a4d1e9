import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type CsvOptions, csv, type Data } from '../index.js';
import { listed, nearest, noSuch, shown } from '../need.js';
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
  const file = `${who}: ${shown(basename(data))}`;
  if (target === undefined)
    throw new TypeError(
      `${who}: --data with a file needs --target, one of ${listed(columnsOf(file, text))}, got none`,
    );
  const options: CsvOptions = {
    target,
    ...(columns !== undefined && { columns: columnsOf(who, columns) }),
    ...(classes === undefined
      ? needsClasses && { classes: true }
      : { classes: classes === true || columnsOf(who, classes) }),
    ...(missing && { missing }),
  };
  try {
    return csv(text, options);
  } catch (error) {
    throw inWordsOfOptions(error as Error, file);
  }
}

const OPTIONS = [
  ["missing: 'drop'", '--missing drop'],
  ['classes: true', '--classes'],
  ['columns that', '--columns that'],
];

/** What `csv` says, of which file, and by the names that its options have here. */
function inWordsOfOptions(error: Error, file: string): Error {
  const said = error.message.replace(/^csv/, () => file);
  error.message = OPTIONS.reduce((text, [ours, here]) => text.replace(`, or ${ours}`, `, or ${here}`), said);
  return error;
}

function textOf(who: string, path: string): string {
  const { bytes, text } = contentOf(who, path);
  if (isUtf8(bytes)) return text;
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
  throw new RangeError(
    `${who}: --data needs a file in UTF-8, got ${shown(basename(path))}, which is not so in line ${line}`,
  );
}

function contentOf(who: string, path: string): { bytes: Buffer; text: string } {
  try {
    const bytes = readFileSync(path);
    return { bytes, text: bytes.toString() };
  } catch (error) {
    if (nearest(path, dataNames)) throw noSuch(who, 'data set', path, dataNames);
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(
      `${who}: --data needs a file that can be read, or one of ${dataNames.join(', ')}, got ${shown(path)} (${code})`,
    );
  }
}
