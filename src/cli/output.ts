import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';

const formats = ['table', 'json', 'jsonl', 'csv', 'tex'] as const;

/** As what and where a command prints. */
export interface Output {
  format: (typeof formats)[number];
  /** A file; the standard output without it, and for `-`. */
  out?: string;
}

/** Gives a command the options for its output. */
export const printing = (command: Command, among: readonly Output['format'][] = formats): Command =>
  command
    .addOption(new Option('--format <format>', 'how to print it').choices(among).default('table'))
    .option('--out <file>', 'a file to write it to');

/** Prints a text, or writes it where it was asked for. */
export function put(who: string, text: string, { out }: Output): void {
  if (out === undefined || out === '-') process.stdout.write(`${text}\n`);
  else save(who, out, `${text}\n`);
}

/** For what takes long: throws RangeError before it is done where it could not be written then. */
export function needWritable(who: string, { out }: Output): void {
  if (out === undefined || out === '-') return;
  const path = resolve(out);
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    accessSync(found ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritable(who, out, error);
  }
}

/** Throws RangeError where there can be no such file. */
export function save(who: string, path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw unwritable(who, path, error);
  }
}

export function unwritable(who: string, path: string, error: unknown): RangeError {
  const { code } = error as NodeJS.ErrnoException;
  return new RangeError(
    `${who}: --out needs a file that can be written, got ${JSON.stringify(path)} (${code})`,
  );
}

/** Rows under a line of names; what is no name or number in quotation marks, so that a comma in it parts no fields. */
export const csv = (names: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [names.join(','), ...rows.map((row) => row.map(field).join(','))].join('\n');

const field = (value: string | number) =>
  typeof value === 'number' || /^(?:[\p{L}_][\p{L}\w]*)?$/u.test(value)
    ? value
    : `"${value.replaceAll('"', '""')}"`;

/** Columns side by side, two spaces between them. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => row[j].length)));
  const line = (row: readonly string[]) => row.map((cell, j) => cell.padEnd(widths[j])).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

export const json = (value: unknown): string => JSON.stringify(value, null, 2);

export const jsonl = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join('\n');
