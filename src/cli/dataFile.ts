import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { datasets } from '../index.js';
import { listNames, showValue } from '../need.js';
import { columnsFromText } from '../spec/columnsText.js';
import type { SettingSyntax } from '../spec/settingSyntax.js';

/** Whether data are in a file: the path exists, or cannot be the name of a data set. */
export const isDataFile = (data: string): boolean => /[./\\]/.test(data) || existsSync(data);

/** Text of a CSV file. */
export function readDataFile(syntax: SettingSyntax, path: string): string {
  const { bytes, text } = readContent(syntax, path);
  if (isUtf8(bytes)) return text;
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
  throw new RangeError(
    `${syntax.who}: ${syntax.settingName('data')} needs a file in UTF-8, got ${showValue(basename(path))}, which is not so in line ${line}`,
  );
}

function readContent({ who, settingName }: SettingSyntax, path: string): { bytes: Buffer; text: string } {
  try {
    const bytes = readFileSync(path);
    return { bytes, text: bytes.toString() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(
      `${who}: ${settingName('data')} needs a file that can be read, or one of ${Object.keys(datasets).join(', ')}, got ${showValue(path)} (${code})`,
    );
  }
}

/** Throws TypeError for a file without a target, naming the columns that could be it. */
export function needTarget(
  { who, settingName }: SettingSyntax,
  path: string,
  text: string,
  target: unknown,
): void {
  if (target !== undefined) return;
  const columns = listNames(columnsFromText(`${who}: ${showValue(basename(path))}`, text));
  throw new TypeError(
    `${who}: ${settingName('data')} with a file needs ${settingName('target')}, one of ${columns}, got none`,
  );
}
