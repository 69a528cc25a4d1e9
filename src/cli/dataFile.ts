import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { checkedCsvOptions } from '../data/csvOptions.js';
import { LONGEST_TEXT } from '../data/decodeText.js';
import { openTable } from '../data/table.js';
import { datasets } from '../index.js';
import { listNames, showValue } from '../need.js';
import { rewordErrors, type SettingSyntax } from '../spec/settingSyntax.js';
import type { DataSpec } from '../spec/spec.js';

/** Name of the standard input, as a file. */
const STANDARD_INPUT = '-';

/** Whether data are in a file: the path exists, is the standard input, or cannot be the name of a data set. */
export const isDataFile = (data: string): boolean =>
  data === STANDARD_INPUT || /[./\\]/.test(data) || existsSync(data);

/** Bytes of a file of data, unpacked where they are packed with gzip. */
export function readDataFile(syntax: SettingSyntax, path: string): Uint8Array {
  const bytes = readContent(syntax, path);
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST_TEXT });
  } catch (error) {
    throw unreadable(syntax, path, 'a file that gzip unpacks to at most 536 MB', error);
  }
}

function readContent(syntax: SettingSyntax, path: string): Buffer {
  try {
    return readFileSync(path === STANDARD_INPUT ? process.stdin.fd : path);
  } catch (error) {
    const needs = `a file that can be read, or one of ${Object.keys(datasets).join(', ')}`;
    throw unreadable(syntax, path, needs, error);
  }
}

function unreadable(
  { who, settingName }: SettingSyntax,
  path: string,
  needs: string,
  error: unknown,
): RangeError {
  const { code } = error as NodeJS.ErrnoException;
  return new RangeError(`${who}: ${settingName('data')} needs ${needs}, got ${showValue(path)} (${code})`);
}

/** Throws TypeError for a file without a target, naming the columns that could be it. */
export function needTarget(syntax: SettingSyntax, { csv = {} }: DataSpec, bytes: Uint8Array): void {
  if (csv.target !== undefined) return;
  const { who, settingName } = syntax;
  const { names } = rewordErrors(syntax, () => openTable('csv', bytes, checkedCsvOptions('csv', csv)));
  throw new TypeError(
    `${who}: ${settingName('data')} with a file needs ${settingName('target')}, one of ${listNames(names)}, got none`,
  );
}
