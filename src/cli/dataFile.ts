import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { datasets } from '../index.js';
import { listed, shown } from '../need.js';
import { columnsOf } from '../spec/columnsText.js';
import type { Speaker } from '../spec/speaker.js';

/** Whether data are in a file: the path exists, or cannot be the name of a data set. */
export const isFile = (data: string): boolean => /[./\\]/.test(data) || existsSync(data);

/** Text of a CSV file. */
export function textOf(speaker: Speaker, path: string): string {
  const { bytes, text } = contentOf(speaker, path);
  if (isUtf8(bytes)) return text;
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
  throw new RangeError(
    `${speaker.who}: ${speaker.called('data')} needs a file in UTF-8, got ${shown(basename(path))}, which is not so in line ${line}`,
  );
}

function contentOf({ who, called }: Speaker, path: string): { bytes: Buffer; text: string } {
  try {
    const bytes = readFileSync(path);
    return { bytes, text: bytes.toString() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(
      `${who}: ${called('data')} needs a file that can be read, or one of ${Object.keys(datasets).join(', ')}, got ${shown(path)} (${code})`,
    );
  }
}

/** Throws TypeError for a file without a target, naming the columns that could be it. */
export function needTarget({ who, called }: Speaker, path: string, text: string, target: unknown): void {
  if (target !== undefined) return;
  const columns = listed(columnsOf(`${who}: ${shown(basename(path))}`, text));
  throw new TypeError(
    `${who}: ${called('data')} with a file needs ${called('target')}, one of ${columns}, got none`,
  );
}
